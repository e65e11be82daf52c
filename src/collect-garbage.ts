/**
 * Gives back what loading has left. V8 collects when a heap has grown by a share of itself, which a thread that loads much
 * and then makes little garbage does hours later, or never: what the process takes differed by 70 MB from start to start.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What was loaded is used first: it answers somebody. */
const AFTER_MS = 2_000;

/** Blocks the thread that calls it, once, for 20 to 60 ms; a process may end before. */
export function collectGarbageSoon(afterMs: number = AFTER_MS): void {
  setTimeout(collectGarbage, afterMs).unref();
}

function collectGarbage(): void {
  // Contexts that are made from then on have it, and no other one.
  setFlagsFromString("--expose-gc");
  const collect: NodeJS.GCFunction = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  // "Last resort" gives pages back as well.
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
