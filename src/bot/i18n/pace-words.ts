/** Words for how fast an ingest goes and how long it still takes, after its progress. */

import type { IngestProgress } from "../../engine/engine.ts";
import type { Say } from "./words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Number from which on a larger unit says it better. */
const MANY = 90;

/** "" in the first moments, when nothing is known of it. */
export function paceWords({ pace, done, total }: IngestProgress, say: Say): string {
  if (pace === undefined || done >= total) return "";
  const { perSecond, leftMs } = pace;
  const speed =
    perSecond >= 1
      ? { rate: Math.round(perSecond), per: "second" }
      : { rate: Math.max(1, Math.round(perSecond * 60)), per: "minute" };
  return say("progress-pace", { ...speed, ...timeLeft(leftMs) });
}

function timeLeft(leftMs: number): { readonly left: number; readonly unit: string } {
  const seconds = Math.max(1, Math.ceil(leftMs / 1_000));
  if (seconds <= MANY) return { left: seconds, unit: "second" };
  const minutes = Math.ceil(leftMs / MINUTE_MS);
  return minutes <= MANY ? { left: minutes, unit: "minute" } : { left: Math.ceil(leftMs / HOUR_MS), unit: "hour" };
}
