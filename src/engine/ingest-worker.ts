/**
 * Ingest in a thread of its own: reading, splitting, SQLite's writes and the index's never hold up whoever answers. The
 * embedder stays with the main thread, where questions pass before the passages that come from here.
 */

import { parentPort, workerData } from "node:worker_threads";
import { plainError } from "../calls-over-port.ts";
import { embedderOverPort } from "../embedding/over-port.ts";
import { DocketError } from "../errors.ts";
import { ingest } from "../library/ingest.ts";
import { ingestPartsOf } from "./engine-parts.ts";
import type { FromIngest, IngestTask } from "./ingest-thread.ts";

const { config, force, embedder } = workerData as IngestTask;
const cancel = new AbortController();
const say = (message: FromIngest): void => parentPort?.postMessage(message);

parentPort?.once("message", () => cancel.abort(new DocketError("cancelled", "the ingest was stopped")));
try {
  const parts = ingestPartsOf(config);
  try {
    const report = await ingest({
      ...parts,
      force,
      embedder: embedderOverPort(embedder.port, embedder),
      clock: () => new Date(),
      signal: cancel.signal,
      onProgress: (progress) => say({ progress }),
      onNotice: (notice) => say({ notice }),
    });
    say({ report });
  } finally {
    await parts.reading.close();
    parts.library.close();
  }
} catch (thrown) {
  say({ error: plainError(thrown) });
} finally {
  // A listener holds the thread open, and is not let go of by being removed.
  parentPort?.unref();
  embedder.port.close();
}
