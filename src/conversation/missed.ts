/** Questions that the documents did not answer, or not surely, and that nobody has dealt with; whether they were put or not. */

import type { Database } from "../storage/database.ts";
import { asAnswer, type KeptAnswer } from "./answers.ts";

/** More than a secretariat reads; grouping them takes a moment. */
const MOST = 500;

/** Newest first, and not those that their askers put to the secretariat. @param database with TAKEN_UP_TABLES */
export function missedAnswers(database: Database): readonly KeptAnswer[] {
  return database
    .prepare(
      `SELECT * FROM answers WHERE kind IN ('not-found', 'unsure') AND NOT EXISTS (
         SELECT 1 FROM unanswered WHERE unanswered.answer = answers.id
           AND (origin = 'asked' OR state NOT IN ('waiting', 'seen', 'taken'))
       ) ORDER BY at DESC LIMIT ${MOST}`,
    )
    .all()
    .map(asAnswer);
}
