/** Nearest passages to a question, for its card. */

import { asQuestion, type Citation, type Find } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { Log } from "../../../operations/log.ts";
import { citationOf } from "../../render/reply.ts";

export interface NearestParts {
  readonly find: Find;
  /** As `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

/** Passages on a card. */
const NEAREST = 4;

/** Of all collections: who is shown which of them is decided for each card. None where searching fails. */
export async function nearestTo(
  words: string,
  signal: AbortSignal,
  { find, today, log }: NearestParts,
): Promise<readonly Citation[]> {
  const question = asQuestion(words);
  if ("problem" in question) return [];
  try {
    const evidence = await find({ question, day: today(), signal });
    return evidence.slice(0, NEAREST).map((found, index) => citationOf(found, index + 1));
  } catch (thrown) {
    signal.throwIfAborted();
    log.warn("A question goes to the secretariat without passages", { reason: errorText(thrown) });
    return [];
  }
}
