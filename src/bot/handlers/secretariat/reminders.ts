/** Reminds the secretariat of questions that wait; what was told is kept with the questions, so a restart tells nothing twice. */

import { errorText } from "../../../errors.ts";
import type { Log } from "../../../operations/log.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Secretariat } from "./secretariat.ts";

export interface ReminderOptions {
  readonly secretariat: Pick<Secretariat, "isReminderDue" | "reminders">;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
  readonly log: Log;
}

const EVERY_MS = 5_000;

/** @returns what ends it */
export function startReminders({ secretariat, decide, log }: ReminderOptions): () => void {
  const timer = setInterval(() => {
    if (!secretariat.isReminderDue()) return;
    void decide(secretariat.reminders).catch((thrown: unknown) =>
      log.error("The secretariat could not be reminded; trying again", { reason: errorText(thrown) }),
    );
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
