/**
 * The main thread's side of ingest-worker.ts: starts it, lends it the embedder, and calls it once. One that turns no more is
 * ended: what was published before goes on answering, and the next ingest may begin.
 */

import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Config } from "../config.ts";
import { type Embedder, type LentEmbedder, lendEmbedder } from "../embedding/embedder.ts";
import { DocketError } from "../errors.ts";
import type { IngestReport } from "../library/ingest.ts";
import type { IngestProgress } from "../library/ingest-progress.ts";
import { callsOverPort } from "../rpc.ts";
import { type Patience, watchHeart } from "./turns.ts";

/** The worker's start data. */
export interface IngestTask {
  readonly config: Config;
  readonly embedder: LentEmbedder;
  /** Port on which it is called; it ends when this is closed. */
  readonly asking: MessagePort;
}

interface IngestOrder {
  readonly force: boolean;
  readonly recognise: boolean;
}

export type IngestCall = IngestOrder | "ping";

/** Heard while it goes on. */
export type IngestNote = { readonly progress: IngestProgress } | { readonly notice: string };

export interface IngestInThreadOptions extends IngestOrder {
  readonly config: Config;
  readonly embedder: Embedder;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly onNotice: (notice: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** The thread's program; ingest-worker.ts if it is left out. */
  readonly entry?: URL;
  readonly patience?: Patience;
}

/** The longest that it computes without a turn is the writing of an index of 100,000 rows, some seconds. */
const PATIENCE: Patience = { everyMs: 5_000, pings: 24 };

/** @throws DocketError as `ingest` does; the thread has then ended */
export async function ingestInThread(options: IngestInThreadOptions): Promise<IngestReport> {
  const { config, embedder, force, recognise, onProgress, onNotice, signal } = options;
  const { lent, takeBack } = lendEmbedder(embedder);
  const { port1, port2 } = new MessageChannel();
  const task: IngestTask = { config, embedder: lent, asking: port2 };
  const worker = new Worker(options.entry ?? new URL("./ingest-worker.ts", import.meta.url), {
    workerData: task,
    transferList: [lent.port, port2],
  });
  let fault: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    worker.once("error", (error: Error) => {
      fault = error;
    });
    worker.once("exit", () => resolve());
  });
  const { call, close } = callsOverPort<IngestCall, IngestReport | "pong", IngestNote>(port1, {
    cancelled: (cause) => new DocketError("cancelled", "the ingest was stopped", { cause }),
    closed: () => new DocketError("cancelled", "the ingest is over"),
    gone: () => new DocketError("storage", "the ingest ended without a word: run it again"),
  });
  let last: IngestProgress | null = null;
  const onNote = (note: IngestNote): void => {
    if ("notice" in note) onNotice(note.notice);
    else {
      last = note.progress;
      onProgress(note.progress);
    }
  };
  const ping = async (): Promise<void> => void (await call("ping"));
  const heart = watchHeart(ping, options.patience ?? PATIENCE, () => {
    fault = new DocketError("storage", `the ingest turns no more, ${whereabouts(last)}: it was ended; run it again`);
    void worker.terminate();
  });
  try {
    const report = await heart.whileAsked(call({ force, recognise }, { signal, onNote }));
    if (report === "pong") throw new TypeError("a report was asked for");
    return report;
  } catch (thrown) {
    // A thread that fails is gone before it is known why.
    close();
    await ended;
    throw fault ?? thrown;
  } finally {
    heart.stop();
    close();
    // It closes what it has opened: nobody may open the library to write, or close the embedder, before.
    await ended;
    takeBack();
  }
}

function whereabouts(progress: IngestProgress | null): string {
  return progress === null ? "at its beginning" : `${progress.stage} ${progress.done} of ${progress.total}`;
}
