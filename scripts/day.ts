/** The day on which documents are in force or not: today, or the one that `--as-of` names. */

import { calendarOf } from "../src/calendar.ts";
import type { Config } from "../src/config.ts";
import { DocketError } from "../src/errors.ts";

/** @throws DocketError `usage` @returns as `2022-06-01` */
export function dayOf(given: string | undefined, { timeZone }: Pick<Config, "timeZone">): string {
  if (given === undefined) return calendarOf(timeZone).dayOf(new Date());
  const day = /^\d{4}-\d\d-\d\d$/u.test(given) ? new Date(`${given}T00:00:00Z`) : new Date(Number.NaN);
  // 2022-02-30 would become a day in March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== given) {
    throw new DocketError("usage", `--as-of must be a day such as 2022-06-01, got "${given}"`, {
      told: { key: "error-day", values: { given } },
    });
  }
  return given;
}
