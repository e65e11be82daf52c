/** One bot on one data folder: a second one waits for the first to end, and says so, instead of handling updates twice. */

import { join } from "node:path";
import { DocketError } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { acquireLock, type Lock } from "../../storage/lock.ts";
import type { Wait } from "./wait.ts";

const LOOK_EVERY_MS = 1_000;

export interface OnlyBotOptions {
  readonly dataDir: string;
  readonly clock: () => Date;
  readonly wait: Wait;
  readonly log: Log;
  /** Aborted when this process is to end. */
  readonly signal: AbortSignal;
}

/**
 * @returns null when the signal was aborted while it waited
 * @throws DocketError `storage` when the folder cannot be written
 */
export async function onlyBot({ dataDir, clock, wait, log, signal }: OnlyBotOptions): Promise<Lock | null> {
  const holder = `the bot, process ${process.pid}, since ${clock().toISOString()}`;
  let said = false;
  while (!signal.aborted) {
    try {
      return acquireLock(join(dataDir, "bot.lock"), holder);
    } catch (error) {
      if (!(error instanceof DocketError && error.code === "busy")) throw error;
      if (!said) log.warn("Another bot runs on this data folder: waiting until it ends", { reason: error.message });
      said = true;
      await wait(LOOK_EVERY_MS, signal);
    }
  }
  return null;
}
