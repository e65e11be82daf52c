/** Times of questions in the state file. */

import { LONGEST_DAY_MS } from "../../calendar.ts";
import type { Database } from "../database.ts";
import type { CountedQuestion, QuestionTimes } from "../question-times.ts";

export interface SqliteQuestionTimes extends QuestionTimes {
  /** Forgets what no limit counts any more. Runs in the caller's transaction. */
  count(question: CountedQuestion): void;
}

/** @param database the state */
export function sqliteQuestionTimes({ prepare }: Pick<Database, "prepare">): SqliteQuestionTimes {
  return {
    async look({ person, now, places, doneAfter }) {
      const askedAt = places.map((place) => {
        if (place < 0) return null;
        const row = prepare(
          "SELECT asked_at FROM questions_asked WHERE person = ? AND asked_at <= ? ORDER BY asked_at DESC LIMIT 1 OFFSET ?",
        ).get(person, now.getTime(), place);
        return row === undefined ? null : new Date(Number(row.asked_at));
      });
      const done = prepare(
        "SELECT count(*) AS n FROM questions_asked WHERE person = ? AND done_at > ? AND done_at <= ?",
      ).get(person, doneAfter.getTime(), now.getTime());
      return { askedAt, done: Number(done?.n) };
    },
    count({ person, askedAt, doneAt }) {
      prepare("DELETE FROM questions_asked WHERE person = ? AND asked_at < ?").run(
        ...[person, doneAt.getTime() - LONGEST_DAY_MS],
      );
      prepare("INSERT INTO questions_asked (person, asked_at, done_at) VALUES (?, ?, ?)").run(
        ...[person, askedAt.getTime(), doneAt.getTime()],
      );
    },
  };
}
