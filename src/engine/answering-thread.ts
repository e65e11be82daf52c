/**
 * Answering in another thread, from its owner's side (answering-worker.ts is the other): starts it, lends it the
 * embedder or the models, and asks it over a port. Should it end by itself, or turn no more, another one takes its
 * place. What was under way then is asked once more, one after the other, in a thread apart: the innocent are answered,
 * and the one that stops a thread alone is not asked again.
 */

import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import type { Config } from "../config.ts";
import { type Embedder, type LentEmbedder, lendEmbedder } from "../embedding/embedder.ts";
import { lendModel, type OwnModel } from "../embedding/minilm/minilm.ts";
import { DocketError, errorText } from "../errors.ts";
import type { Glossary } from "../language/zh/gloss.ts";
import { callsOverPort, serveCalls } from "../rpc.ts";
import type { AnswerQuestion, AnswerRequest, AnswerResult, ProgressStage } from "./answering/answering.ts";
import { type LentSelector, lendSelector, type Selector } from "./answering/selector.ts";
import type { Evidence } from "./retrieval/evidence.ts";
import type { Find, SearchRequest } from "./retrieval/search.ts";
import { type Patience, takeTurns, watchHeart } from "./turns.ts";

/** The worker's start data. */
export interface AnsweringTask {
  readonly config: Config;
  readonly detail: Detail;
  /** Same as `AnsweringParts.formerTerms`; null: none. */
  readonly formerTerms: Glossary | null;
  /** Null: texts are embedded over the model's line. */
  readonly embedder: LentEmbedder | null;
  /** Port to the owner of the embedded models, who gives lines to their thread; null where there are none. */
  readonly model: MessagePort | null;
  /** Takes the seat of the embedded selector; null: none is there. */
  readonly selector: LentSelector | null;
  /** Port on which it is asked; it ends when this is closed. */
  readonly asking: MessagePort;
}

/** The worker's messages beside its answers. */
export type FromAnswering =
  | { readonly notice: string }
  | { readonly trouble: string }
  | { readonly away: string | null };

interface AnswerInThreadOptions extends Pick<AnsweringTask, "config" | "detail"> {
  readonly embedder: Embedder;
  readonly formerTerms?: Glossary;
  /** The embedded models, which the thread that answers calls over a line of its own; null or absent: none. */
  readonly model?: OwnModel | null;
  /** Selector whose model stays with the caller; null or absent: the embedded one, where it is on. */
  readonly selector?: Selector | null;
  readonly onNotice: (notice: string) => void;
  /** Somebody has to do something before the language model writes again. */
  readonly onTrouble: (trouble: string) => void;
  /** Told why questions go on by words alone; null when they have vectors again. */
  readonly onEmbedderAway?: (reason: string | null) => void;
  /** The thread's program; answering-worker.ts if it is left out. */
  readonly entry?: URL;
  /** A thread that has not answered so many pings, of which one is sent in so many milliseconds, is ended. */
  readonly patience?: Patience;
}

/** A stall of 20 s is none of an answer's; pings are counted, since the caller may have been held up itself. */
const PATIENCE = { everyMs: 5_000, pings: 4 } as const;
/** Questions that have stopped a thread alone, so long. */
const GUILTY = { max: 1_000, ttl: 3_600_000 } as const;

/**
 * V8 lets a thread's young objects grow to 100 MB. An answer makes 2 MB of them: with 12 MB, 10,000 passages take 40 to
 * 60 MB less, and answers no more processor time (2026-11-29).
 */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 12 } as const;

/** Time that it gets to end by itself. */
const LAST_MOMENT_MS = 2_000;

interface Running extends Answering {
  close(): Promise<void>;
}

export function answerInThread(options: AnswerInThreadOptions): Answering & { close(): Promise<void> } {
  const { onNotice } = options;
  let closing = false;
  const threads = { shared: null, apart: null } as { shared: Running | null; apart: Running | null };
  /** Its calls fail a moment before it has ended. */
  const lost = (which: keyof typeof threads, self: Running): void => {
    // One that was closed is not here any more.
    if (threads[which] !== self) return;
    threads[which] = null;
    if (!closing) onNotice("the thread that answers has ended: the next question starts another one");
  };
  const thread = (which: keyof typeof threads): Running => {
    threads[which] ??= start(options, (self) => lost(which, self));
    return threads[which];
  };
  // The thread starts before the first question: it takes a moment.
  thread("shared");
  const guilty = new LRUCache<string, true>(GUILTY);
  const alone = oneAfterTheOther();
  const ask = async <Asked extends { readonly signal?: AbortSignal | undefined }, Result>(
    request: Asked,
    call: (of: Running, request: Asked) => Promise<Result>,
  ): Promise<Result> => {
    const { signal, ...asked } = request;
    const key = JSON.stringify(asked);
    if (guilty.has(key)) throw stops();
    const shared = thread("shared");
    try {
      return await call(shared, request);
    } catch (fault) {
      if (closing || !isGone(fault)) throw fault;
      lost("shared", shared);
    }
    return alone(async () => {
      signal?.throwIfAborted();
      const apart = thread("apart");
      try {
        return await call(apart, request);
      } catch (fault) {
        if (closing || !isGone(fault)) throw fault;
        lost("apart", apart);
        guilty.set(key, true);
        onNotice("a question stops the thread that answers: it is not asked again for an hour");
        throw stops();
      }
    }).finally(() => {
      if (!alone.isIdle()) return;
      const { apart } = threads;
      threads.apart = null;
      void apart?.close();
    });
  };
  // Answers may come by the hundred in one turn of the loop, and each is a reply to be written.
  const takeTurn = takeTurns();
  const inTurn = async <Result>(result: Promise<Result>): Promise<Result> => {
    const given = await result;
    await takeTurn();
    return given;
  };
  return {
    answer: async (request) => await inTurn(ask(request, (of, one) => of.answer(one))),
    find: async (request) => await inTurn(ask(request, (of, one) => of.find(one))),
    async close() {
      closing = true;
      await Promise.all([threads.shared?.close(), threads.apart?.close()]);
    },
  };
}

/** It was under way when its thread ended. */
function isGone(fault: unknown): boolean {
  return fault instanceof DocketError && fault.code === "cancelled" && fault.retryable;
}

function stops(): DocketError {
  return new DocketError("cancelled", "this question stops the thread that answers: it is not asked again");
}

function oneAfterTheOther() {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const run = <Result>(work: () => Promise<Result>): Promise<Result> => {
    waiting += 1;
    const result = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = result.catch(() => undefined);
    return result;
  };
  return Object.assign(run, { isIdle: () => waiting === 0 });
}

function start(options: AnswerInThreadOptions, onEnd: (self: Running) => void): Running {
  const { config, detail, embedder, model = null, selector = null, onNotice, onTrouble } = options;
  const { entry = new URL("./answering-worker.ts", import.meta.url) } = options;
  const asking = new MessageChannel();
  const lentModel = model === null ? null : lendModel(model);
  const lentEmbedder = lentModel !== null && config.embedder === "minilm" ? null : lendEmbedder(embedder);
  const lentSelector = selector === null ? null : lendSelector(selector);
  const task: AnsweringTask = {
    config,
    detail,
    formerTerms: options.formerTerms ?? null,
    embedder: lentEmbedder?.lent ?? null,
    model: lentModel?.port ?? null,
    asking: asking.port2,
    selector: lentSelector?.lent ?? null,
  };
  const lent = [lentEmbedder?.lent.port, lentModel?.port, lentSelector?.lent.port];
  const ports = [asking.port2, ...lent.filter((port) => port !== undefined)];
  const worker = new Worker(entry, { workerData: task, transferList: ports, resourceLimits: RESOURCE_LIMITS });
  worker.on("message", (said: FromAnswering) => {
    if ("notice" in said) onNotice(said.notice);
    else if ("trouble" in said) onTrouble(said.trouble);
    else options.onEmbedderAway?.(said.away);
  });
  const { answer, find, ping, close } = answeringOverPort(asking.port1);
  const heart = watchHeart(ping, options.patience ?? PATIENCE, () => {
    onNotice("the thread that answers does not turn any more: it is ended");
    void worker.terminate();
  });
  const self: Running = {
    answer: (request) => heart.whileAsked(answer(request)),
    find: (request) => heart.whileAsked(find(request)),
    async close() {
      heart.stop();
      close();
      const patience = setTimeout(() => void worker.terminate(), LAST_MOMENT_MS);
      await ended;
      clearTimeout(patience);
    },
  };
  worker.on("error", (fault) => onNotice(`the thread that answers failed: ${errorText(fault)}`));
  // A promise of its own, not `once` of node:events, which takes a failure for the end, and throws it.
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      heart.stop();
      lentEmbedder?.takeBack();
      lentModel?.takeBack();
      lentSelector?.takeBack();
      onEnd(self);
      resolve();
    });
  });
  return self;
}

/** Everything that questions are asked of. */
export interface Answering {
  readonly answer: AnswerQuestion;
  readonly find: Find;
}

type Request =
  | { readonly kind: "ping" }
  | { readonly kind: "answer"; readonly request: Omit<AnswerRequest, "signal" | "onStage"> }
  | { readonly kind: "find"; readonly request: Omit<SearchRequest, "signal"> };

type Result =
  | { readonly kind: "pong" }
  | { readonly kind: "answer"; readonly result: AnswerResult }
  | { readonly kind: "find"; readonly evidence: readonly Evidence[] };

/**
 * Amount that comes over of what an answer was made from: all that was weighed, for who looks into it, or the passages
 * that members can be shown. Copying all of it takes both threads 0.1 to 0.2 ms.
 */
export type Detail = "all" | "shown";

/** Passages that come over, best first: what an answer cites, and those that are offered besides. */
const SHOWN = 10;

/**
 * Answering that is done in another thread: the one that has library and index serves a port, the other one asks over
 * it, and goes on hearing everybody meanwhile.
 * Serves until the port is closed at either end; what is being answered then is given up.
 */
export function serveAnswering({ answer, find }: Answering, port: MessagePort, detail: Detail): void {
  serveCalls<Request, Result, ProgressStage>(port, async (asked, { signal, onNote }) => {
    if (asked.kind === "ping") return { kind: "pong" };
    if (asked.kind === "find") return { kind: "find", evidence: await find({ ...asked.request, signal }) };
    const result = await answer({ ...asked.request, signal, onStage: onNote });
    return { kind: "answer", result: detail === "all" ? result : whatIsShown(result) };
  });
}

function whatIsShown(result: AnswerResult): AnswerResult {
  return { ...result, evidence: result.evidence.slice(0, SHOWN), candidates: [] };
}

/** Whoever asks over a port hears as well whether the other end still turns. */
interface AnsweringOverPort extends Answering {
  ping(): Promise<void>;
  close(): void;
}

export function answeringOverPort(port: MessagePort): AnsweringOverPort {
  const { call, close } = callsOverPort<Request, Result, ProgressStage>(port, {
    cancelled: (cause) => new DocketError("cancelled", "answering was cancelled", { cause }),
    closed: () => new DocketError("cancelled", "answering is closed"),
    gone: () => new DocketError("cancelled", "the thread that answers is gone: ask again", { retryable: true }),
  });
  return {
    async answer({ signal, onStage, ...request }) {
      const given = await call({ kind: "answer", request }, { signal, onNote: onStage });
      if (given.kind !== "answer") throw new TypeError("an answer was asked for");
      return given.result;
    },
    async find({ signal, ...request }) {
      const given = await call({ kind: "find", request }, { signal });
      if (given.kind !== "find") throw new TypeError("passages were asked for");
      return given.evidence;
    },
    ping: async () => void (await call({ kind: "ping" })),
    close,
  };
}
