/** Waiting, as something that is passed in: a test need not wait an hour to see that an hour is waited. */

import { setTimeout as delay } from "node:timers/promises";
import { DocketError } from "../../errors.ts";

/** Resolves after so many milliseconds, or as soon as the signal is aborted; never rejects. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const waitForReal: Wait = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * Pause after a failure: 1 s, 2 s, 4 s … 60 s, less up to a half by chance, so that many who failed together do not
 * come back together.
 * @param failures in a row, 1 or more
 */
export function backOffMs(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.max(FIRST_MS, Math.round(longest * (1 - random() / 2)));
}

export interface PatientOptions {
  readonly wait: Wait;
  readonly random: () => number;
  /** Told of each failure. */
  readonly onFailure: (error: DocketError) => void;
  readonly signal: AbortSignal;
}

/**
 * Trying until something is stored, however long the disk or the database is away. Stores what must not be given up
 * because the disk is full for an hour: tried until it is stored.
 * @returns null when it could not be stored before the signal was aborted
 * @throws what `work` threw, but no `storage` error
 */
export async function untilStored<Result>(
  work: () => Promise<Result>,
  { wait, random, onFailure, signal }: PatientOptions,
): Promise<Result | null> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DocketError && error.code === "storage")) throw error;
      onFailure(error);
      if (signal.aborted) return null;
      await wait(backOffMs(failures, random), signal);
    }
  }
}
