/** Trying until something is stored, however long the disk or the database is away. */

import { DocketError } from "../../errors.ts";
import { backOffMs, type Wait } from "./wait.ts";

export interface PatientOptions {
  readonly wait: Wait;
  readonly random: () => number;
  /** Told of each failure. */
  readonly onFailure: (error: DocketError) => void;
  readonly signal: AbortSignal;
}

/**
 * Stores what must not be given up because the disk is full for an hour: tried until it is stored.
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
