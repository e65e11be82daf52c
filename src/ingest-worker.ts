/**
 * Ingest in a thread of its own: reading, splitting, SQLite's writes and the index's never hold up whoever answers. The
 * embedder stays with the main thread, where questions pass before the passages that come from here.
 */

import { parentPort, workerData } from "node:worker_threads";
import { ingestPartsOf } from "./app.ts";
import { embedderOverPort } from "./embedding/over-port.ts";
import { asErrorMessage, type FromIngest, type IngestTask } from "./ingest-thread.ts";
import { ingest } from "./library/ingest.ts";

const { config, force, embedder, port } = workerData as IngestTask;
const say = (message: FromIngest): void => parentPort?.postMessage(message);

try {
  const parts = ingestPartsOf(config);
  try {
    const report = await ingest({
      ...parts,
      force,
      embedder: embedderOverPort(port, embedder),
      clock: () => new Date(),
      onProgress: (progress) => say({ progress }),
      onNotice: (notice) => say({ notice }),
    });
    say({ report });
  } finally {
    parts.library.close();
  }
} catch (thrown) {
  say({ error: asErrorMessage(thrown) });
} finally {
  port.close();
}
