/** Deletes what is older than the retention: at the start, and then once an hour, since a bot may run for months. */

import { errorText } from "../errors.ts";
import { type Database, emptyLog } from "../storage/database.ts";
import type { Log } from "./log.ts";

/** Erases what a part keeps from before the date. @returns the number of records */
type Sweep = (before: Date) => number;

export interface RetentionOptions {
  readonly database: Database;
  readonly sweeps: Readonly<Record<string, Sweep>>;
  readonly retentionDays: number;
  readonly clock: () => Date;
  readonly log: Log;
}

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;

/** One round. What was erased is gone from the file's log too. */
export function sweepOnce({ database, sweeps, retentionDays, clock, log }: RetentionOptions): void {
  const before = new Date(clock().getTime() - retentionDays * DAY_MS);
  try {
    const erased = database.transaction(() =>
      Object.fromEntries(Object.entries(sweeps).map(([part, sweep]) => [part, sweep(before)])),
    );
    if (Object.values(erased).every((count) => count === 0)) return;
    emptyLog(database);
    log.info("What was older than the retention is erased", { before: before.toISOString(), ...erased });
  } catch (fault) {
    // The next round tries again; nobody's question must fail over it.
    log.error("Retention could not erase; it tries again in an hour", { reason: errorText(fault) });
  }
}

/** @returns what ends it */
export function startRetention(options: RetentionOptions): () => void {
  sweepOnce(options);
  const timer = setInterval(() => sweepOnce(options), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
