/** The main thread's side of ingest-worker.ts: starts it, lends it the embedder, and calls it once. */

import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Config } from "../config.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { type LentEmbedder, lendEmbedder } from "../embedding/over-port.ts";
import { DocketError } from "../errors.ts";
import type { IngestProgress, IngestReport } from "../library/ingest.ts";
import { callsOverPort } from "../rpc.ts";

/** The worker's start data. */
export interface IngestTask {
  readonly config: Config;
  readonly embedder: LentEmbedder;
  /** Where it is called; it ends when this is closed. */
  readonly asking: MessagePort;
}

export interface IngestCall {
  readonly force: boolean;
  readonly recognise: boolean;
}

/** Heard while it goes on. */
export type IngestNote = { readonly progress: IngestProgress } | { readonly notice: string };

export interface IngestInThreadOptions extends IngestCall {
  readonly config: Config;
  readonly embedder: Embedder;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly onNotice: (notice: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** @throws DocketError as `ingest` does; the thread has then ended */
export async function ingestInThread(options: IngestInThreadOptions): Promise<IngestReport> {
  const { config, embedder, force, recognise, onProgress, onNotice, signal } = options;
  const { lent, takeBack } = lendEmbedder(embedder);
  const { port1, port2 } = new MessageChannel();
  const task: IngestTask = { config, embedder: lent, asking: port2 };
  const worker = new Worker(new URL("./ingest-worker.ts", import.meta.url), {
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
  const { call, close } = callsOverPort<IngestCall, IngestReport, IngestNote>(port1, {
    cancelled: (cause) => new DocketError("cancelled", "the ingest was stopped", { cause }),
    closed: () => new DocketError("cancelled", "the ingest is over"),
    gone: () => new DocketError("storage", "the ingest ended without a word: run it again"),
  });
  const onNote = (note: IngestNote): void => ("notice" in note ? onNotice(note.notice) : onProgress(note.progress));
  try {
    return await call({ force, recognise }, { signal, onNote });
  } catch (thrown) {
    // A thread that fails is gone before it is known why.
    close();
    await ended;
    throw fault ?? thrown;
  } finally {
    close();
    // It closes what it has opened: nobody may open the library to write, or close the embedder, before.
    await ended;
    takeBack();
  }
}
