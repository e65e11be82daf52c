/** Calls of the language model in PostgreSQL, one budget for all replicas. */

import type { ModelCalls } from "../model-calls.ts";
import type { Postgres } from "./pool.ts";

/** One call is compared with the limits at a time; the number is the project's own. */
const BUDGET_LOCK = 7_262_514;

/** @param postgres with the tables of `schema.ts` */
export function postgresModelCalls(postgres: Postgres): ModelCalls {
  return {
    reserve: ({ day, person, tokens, cost }, limits) =>
      postgres.transaction(async (run) => {
        // The lock is a statement by itself: a statement sees what was committed before it began, and so what was put
        // down while it waited.
        await run("SELECT pg_advisory_xact_lock($1)", [BUDGET_LOCK]);
        const { rows } = await run(
          `WITH earlier AS (DELETE FROM model_calls WHERE day < $1)
           INSERT INTO model_calls (day, person, tokens, cost)
           SELECT $1, $2::bigint, $3::bigint, $4::bigint FROM (
             SELECT coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS cost,
               coalesce(sum(tokens) FILTER (WHERE person = $2), 0) AS own
             FROM model_calls WHERE day = $1
           ) AS spent
           WHERE spent.tokens + $3 <= $5 AND ($2 IS NULL OR own + $3 <= $6) AND ($7::bigint IS NULL OR spent.cost + $4 <= $7)
           RETURNING id`,
          [day, person, tokens, cost, limits.tokens, limits.tokensOfPerson, limits.cost],
        );
        const [row] = rows;
        return row === undefined ? null : { id: Number(row.id), day };
      }),
    async settle({ id, day }, { tokens, cost }) {
      await postgres.query(
        "UPDATE model_calls SET tokens = $1, cost = $2, settled = true WHERE id = $3 AND day = $4 AND NOT settled",
        [tokens, cost, id, day],
      );
    },
    async spentOn(day) {
      const { rows } = await postgres.query(
        "SELECT coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS cost FROM model_calls WHERE day = $1",
        [day],
      );
      return { tokens: Number(rows[0]?.tokens), cost: Number(rows[0]?.cost) };
    },
  };
}
