/** Runs in place of ingest-worker.ts: says how far it is, and turns no more, holding the lock that one ingest at a time has. */

import { workerData } from "node:worker_threads";
import { pathsOf } from "../../src/engine/engine-parts.ts";
import type { IngestCall, IngestNote, IngestTask } from "../../src/engine/ingest-thread.ts";
import { serveCalls } from "../../src/rpc.ts";
import { acquireLock } from "../../src/storage/lock.ts";

const { config, asking } = workerData as IngestTask;

serveCalls<IngestCall, "pong", IngestNote>(asking, async (asked, { onNote }) => {
  if (asked === "ping") return "pong";
  acquireLock(pathsOf(config).lockPath, "an ingest that hangs");
  await onNote({ progress: { stage: "storing", done: 3, total: 8 } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (;;);
});
asking.ref();
