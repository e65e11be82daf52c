/** Tells systemd that the process turns, three times as often as it wants to hear it; a process that is stuck tells nothing. */

import { execFile } from "node:child_process";
import { errorText } from "../errors.ts";
import type { Log } from "./log.ts";

export interface WatchdogOptions {
  /** Null: nobody wants to hear it. */
  readonly everyMs: number | null;
  readonly log: Log;
  /** The program that says it; systemd's own if it is left out. */
  readonly notify?: string;
}

/** @returns how to tell no longer */
export function startWatchdog({ everyMs, log, notify = "systemd-notify" }: WatchdogOptions): () => void {
  if (everyMs === null) return () => undefined;
  let told = false;
  const tell = (): void => {
    execFile(notify, ["WATCHDOG=1"], { timeout: everyMs }, (fault) => {
      if (fault !== null && !told) log.error("systemd cannot be told that the bot turns", { reason: errorText(fault) });
      told = fault !== null;
    });
  };
  tell();
  const timer = setInterval(tell, everyMs / 3);
  return () => clearInterval(timer);
}
