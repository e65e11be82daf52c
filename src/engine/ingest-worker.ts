/**
 * Ingest in a thread of its own: reading, splitting, SQLite's writes and the index's never hold up whoever answers. The
 * embedder stays with the main thread, where questions pass before the passages that come from here.
 */

import { workerData } from "node:worker_threads";
import { embedderOverPort } from "../embedding/embedder.ts";
import { type IngestReport, ingest } from "../library/ingest.ts";
import { serveCalls } from "../rpc.ts";
import { ingestPartsOf } from "./engine-parts.ts";
import type { IngestCall, IngestNote, IngestTask } from "./ingest-thread.ts";

const { config, embedder, asking } = workerData as IngestTask;

serveCalls<IngestCall, IngestReport | "pong", IngestNote>(asking, async (asked, { signal, onNote }) => {
  if (asked === "ping") return "pong";
  const { force, recognise } = asked;
  const parts = ingestPartsOf(config);
  try {
    return await ingest({
      ...parts,
      force,
      recognise,
      signal,
      embedder: embedderOverPort(embedder.port, embedder),
      clock: () => new Date(),
      onProgress: (progress) => void onNote({ progress }),
      onNotice: (notice) => void onNote({ notice }),
    });
  } finally {
    await parts.reading.close();
    await parts.recognition?.recogniser.close();
    parts.library.close();
    embedder.port.close();
  }
});
// It lives as long as it may be called.
asking.ref();
