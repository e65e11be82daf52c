/** Times of questions in PostgreSQL, so that a member's limits are the same whichever replica hears them. */

import { LONGEST_DAY_MS } from "../../calendar.ts";
import type { CountedQuestion, QuestionTimes } from "../question-times.ts";
import type { Postgres, Run } from "./pool.ts";

/** @param postgres with the tables of `schema.ts` */
export function postgresQuestionTimes(postgres: Pick<Postgres, "query">): QuestionTimes {
  return {
    async look({ person, now, places, doneAfter }) {
      const { rows } = await postgres.query(
        `SELECT (
           SELECT count(*) FROM questions_asked WHERE person = $1 AND done_at > $4 AND done_at <= $2
         ) AS done, ARRAY(
           SELECT asked.at
           FROM unnest($3::bigint[]) WITH ORDINALITY AS wanted (place, nth) LEFT JOIN LATERAL (
             SELECT asked_at AS at FROM questions_asked WHERE person = $1 AND asked_at <= $2 AND place >= 0
             ORDER BY asked_at DESC LIMIT 1 OFFSET greatest(place, 0)
           ) AS asked ON true
           ORDER BY nth
         ) AS at`,
        [person, now.getTime(), places, doneAfter.getTime()],
      );
      const [found] = rows;
      const asked = (found?.at ?? []) as readonly (string | null)[];
      return {
        askedAt: asked.map((at) => (at === null ? null : new Date(Number(at)))),
        done: Number(found?.done),
      };
    },
  };
}

/** Counts a question in the transaction that keeps its answer, and forgets what no limit counts any more. */
export async function countQuestion(run: Run, { person, askedAt, doneAt }: CountedQuestion): Promise<void> {
  await run("DELETE FROM questions_asked WHERE person = $1 AND asked_at < $2", [
    ...[person, doneAt.getTime() - LONGEST_DAY_MS],
  ]);
  await run("INSERT INTO questions_asked (person, asked_at, done_at) VALUES ($1, $2, $3)", [
    ...[person, askedAt.getTime(), doneAt.getTime()],
  ]);
}
