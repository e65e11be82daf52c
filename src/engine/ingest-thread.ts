/** The main thread's side of ingest-worker.ts: starts it, lends it the embedder, passes on what it says. */

import { Worker } from "node:worker_threads";
import { errorOf, type PlainError } from "../calls-over-port.ts";
import type { Config } from "../config.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { type LentEmbedder, lendEmbedder } from "../embedding/over-port.ts";
import { DocketError } from "../errors.ts";
import type { IngestProgress, IngestReport } from "../library/ingest.ts";

/** The worker's start data. */
export interface IngestTask {
  readonly config: Config;
  readonly force: boolean;
  readonly embedder: LentEmbedder;
}

/** The worker's messages, one at a time; the last is a report or an error. */
export type FromIngest =
  | { readonly progress: IngestProgress }
  | { readonly notice: string }
  | { readonly report: IngestReport }
  | { readonly error: PlainError };

/** The one message to the worker: to end. */
const CANCEL = "cancel";

export interface IngestInThreadOptions {
  readonly config: Config;
  readonly embedder: Embedder;
  readonly force: boolean;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly onNotice: (notice: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** @throws DocketError as `ingest` does */
export function ingestInThread({
  config,
  embedder,
  force,
  onProgress,
  onNotice,
  signal,
}: IngestInThreadOptions): Promise<IngestReport> {
  const { lent, takeBack } = lendEmbedder(embedder);
  const task: IngestTask = { config, force, embedder: lent };
  const worker = new Worker(new URL("./ingest-worker.ts", import.meta.url), {
    workerData: task,
    transferList: [lent.port],
  });
  const cancel = (): void => worker.postMessage(CANCEL);
  signal?.addEventListener("abort", cancel);
  if (signal?.aborted) cancel();
  return new Promise<IngestReport>((resolve, reject) => {
    worker.on("message", (message: FromIngest) => {
      if ("progress" in message) onProgress(message.progress);
      else if ("notice" in message) onNotice(message.notice);
      else if ("report" in message) resolve(message.report);
      else reject(errorOf(message.error));
    });
    worker.once("error", reject);
    worker.once("exit", (code) =>
      reject(new DocketError("storage", `the ingest ended without a word (exit code ${code}): run it again`)),
    );
  }).finally(() => {
    signal?.removeEventListener("abort", cancel);
    takeBack();
  });
}
