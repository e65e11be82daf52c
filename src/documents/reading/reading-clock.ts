/**
 * How long a process has worked on a file: its own time on the processor, which a busy machine does not lengthen. Time in
 * which it had the file and did nothing counts as well, or one that waits for nothing would never end.
 */

import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ReadingClock {
  /** @param isSent whether it has all of the file; before that it waits for us */
  tookMs(isSent: boolean): number;
}

/** The kernel counts in hundredths of a second, whatever the clock of the machine. `man 5 proc`, sysconf(_SC_CLK_TCK) */
const TICK_MS = 10;

interface Sample {
  readonly processorMs: number;
  /** It runs, or waits for the processor or a disk. */
  readonly isBusy: boolean;
}

export function readingClock(child: ChildProcess, now: () => number = performance.now.bind(performance)): ReadingClock {
  const startedAt = now();
  const first = sampleOf(child);
  let lastLook = startedAt;
  let last = first?.processorMs ?? 0;
  let idleMs = 0;
  return {
    tookMs(isSent) {
      const sample = sampleOf(child);
      const at = now();
      const sinceLook = at - lastLook;
      lastLook = at;
      // Where the system does not say, which is everywhere but on Linux, the time of day has to do.
      if (first === undefined || sample === undefined) return at - startedAt;
      const isIdle = isSent && !sample.isBusy && sample.processorMs === last;
      // A look that came late says nothing of what lay between.
      if (isIdle) idleMs += Math.min(sinceLook, 100);
      last = sample.processorMs;
      return sample.processorMs - first.processorMs + idleMs;
    },
  };
}

/** Undefined where it has ended, or the system has no such file. */
function sampleOf({ pid }: ChildProcess): Sample | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in brackets may have spaces; after it come the state and, from the 14th field on, the times.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isFinite(ticks) ? { processorMs: ticks * TICK_MS, isBusy: fields[0] !== "S" } : undefined;
  } catch {
    return undefined;
  }
}
