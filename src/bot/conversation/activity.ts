/** How much was asked, answered and judged since a moment; counts alone, nobody's words. */

import type { Database } from "../../storage/database.ts";

/** A type, so that it can be given to Fluent as it is. */
export type Activity = {
  /** Members who asked. */
  readonly askers: number;
  readonly questions: number;
  readonly answered: number;
  /** Shown, without saying that it answers. */
  readonly unsure: number;
  readonly notFound: number;
  readonly good: number;
  readonly bad: number;
  /** Put to the secretariat. */
  readonly unanswered: number;
};

/** @param database the state */
export function activitySince(database: Database, since: Date): Activity {
  const count = (rows: string, what = "*"): number =>
    Number(database.prepare(`SELECT count(${what}) AS n FROM ${rows} AND at >= ?`).get(since.getTime())?.n);
  return {
    askers: count("answers WHERE true", "DISTINCT person"),
    questions: count("answers WHERE true"),
    answered: count("answers WHERE kind = 'answered'"),
    unsure: count("answers WHERE kind = 'unsure'"),
    notFound: count("answers WHERE kind = 'not-found'"),
    good: count("feedback WHERE verdict = 'good'"),
    bad: count("feedback WHERE verdict = 'bad'"),
    unanswered: count("unanswered WHERE origin = 'asked'"),
  };
}
