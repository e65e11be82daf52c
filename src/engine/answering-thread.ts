/**
 * The main thread's side of answering-worker.ts: starts it, lends it the embedder, and asks it. Should it end by
 * itself, who waits is told to ask again, and the next question starts another one.
 */

import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Config } from "../config.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { type LentEmbedder, lendEmbedder } from "../embedding/over-port.ts";
import { errorText } from "../errors.ts";
import { type Answering, answeringOverPort, type Detail } from "./answering/over-port.ts";
import type { UnitScorer } from "./selector/minilm-selector.ts";
import { lendScorer } from "./selector/over-port.ts";
import { takeTurns } from "./turns.ts";

/** The worker's start data. */
export interface AnsweringTask {
  readonly config: Config;
  readonly detail: Detail;
  readonly embedder: LentEmbedder;
  /** Of the selector's model; null where there is none. */
  readonly scorer: MessagePort | null;
  /** Where it is asked; it ends when this is closed. */
  readonly asking: MessagePort;
}

/** The worker's messages beside its answers. */
export type FromAnswering = { readonly notice: string } | { readonly trouble: string };

export interface AnswerInThreadOptions extends Pick<AnsweringTask, "config" | "detail"> {
  readonly embedder: Embedder;
  readonly scorer?: UnitScorer | null;
  readonly onNotice: (notice: string) => void;
  /** Somebody has to do something before the language model writes again. */
  readonly onTrouble: (trouble: string) => void;
  /** The thread's program; answering-worker.ts if it is left out. */
  readonly entry?: URL;
}

/** How long it gets to end by itself. */
const LAST_MOMENT_MS = 2_000;

interface Running extends Answering {
  close(): Promise<void>;
}

export function answerInThread(options: AnswerInThreadOptions): Answering & { close(): Promise<void> } {
  let running: Running | null = null;
  let closing = false;
  const current = (): Running => {
    running ??= start(options, (self) => {
      if (running === self) running = null;
      if (!closing) options.onNotice("the thread that answers has ended: the next question starts another one");
    });
    return running;
  };
  // Not with the first question: it takes a moment.
  current();
  // Answers may come by the hundred in one turn of the loop, and each is a reply to be written.
  const takeTurn = takeTurns();
  const inTurn = async <Result>(result: Promise<Result>): Promise<Result> => {
    const given = await result;
    await takeTurn();
    return given;
  };
  return {
    answer: async (request) => await inTurn(current().answer(request)),
    find: async (request) => await inTurn(current().find(request)),
    async close() {
      closing = true;
      await running?.close();
    },
  };
}

function start(options: AnswerInThreadOptions, onEnd: (self: Running) => void): Running {
  const { config, detail, embedder, scorer = null, onNotice, onTrouble } = options;
  const { entry = new URL("./answering-worker.ts", import.meta.url) } = options;
  const asking = new MessageChannel();
  const { lent, takeBack } = lendEmbedder(embedder);
  const lentScorer = scorer === null ? null : lendScorer(scorer);
  const task: AnsweringTask = {
    ...{ config, detail, embedder: lent, scorer: lentScorer?.port ?? null },
    asking: asking.port2,
  };
  const ports = [lent.port, asking.port2, ...(lentScorer === null ? [] : [lentScorer.port])];
  const worker = new Worker(entry, { workerData: task, transferList: ports });
  worker.on("message", (said: FromAnswering) => {
    if ("notice" in said) onNotice(said.notice);
    else onTrouble(said.trouble);
  });
  const { answer, find, close } = answeringOverPort(asking.port1);
  const self: Running = {
    answer,
    find,
    async close() {
      close();
      const patience = setTimeout(() => void worker.terminate(), LAST_MOMENT_MS);
      await ended;
      clearTimeout(patience);
    },
  };
  worker.on("error", (fault) => onNotice(`the thread that answers failed: ${errorText(fault)}`));
  // Not `once` of node:events, which takes a failure for the end, and throws it.
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      takeBack();
      lentScorer?.takeBack();
      onEnd(self);
      resolve();
    });
  });
  return self;
}
