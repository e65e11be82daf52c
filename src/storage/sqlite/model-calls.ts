/** Calls of the language model in the state file; those that end at the same time share one wait for the disk. */

import type { Database } from "../database.ts";
import type { ModelCalls, Spending, SpendingLimits, WantedCall } from "../model-calls.ts";
import type { RowsOfPerson } from "./box-rows.ts";
import { groupCommits } from "./group-commits.ts";

export interface SqliteModelCalls extends ModelCalls {
  /** Erasing keeps what was spent, and forgets by whom. */
  readonly personalData: RowsOfPerson;
}

/** @param database the state */
export function sqliteModelCalls(database: Database): SqliteModelCalls {
  const { prepare } = database;
  const commits = groupCommits(database);
  const sumOf = (where: string, ...values: (string | number)[]): Spending => {
    const sums = "coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS cost";
    const row = prepare(`SELECT ${sums} FROM model_calls WHERE ${where}`).get(...values);
    return { tokens: Number(row?.tokens), cost: Number(row?.cost) };
  };
  const isOver = ({ day, person, tokens, cost }: WantedCall, limits: SpendingLimits): boolean => {
    const all = sumOf("day = ?", day);
    if (all.tokens + tokens > limits.tokens) return true;
    if (limits.cost !== null && all.cost + cost > limits.cost) return true;
    return person !== null && sumOf("day = ? AND person = ?", day, person).tokens + tokens > limits.tokensOfPerson;
  };
  return {
    reserve: (wanted, limits) =>
      commits.run(() => {
        const { day, person, tokens, cost } = wanted;
        prepare("DELETE FROM model_calls WHERE day < ?").run(day);
        if (isOver(wanted, limits)) return null;
        const { lastInsertRowid } = prepare(
          "INSERT INTO model_calls (day, person, tokens, cost, settled) VALUES (?, ?, ?, ?, 0)",
        ).run(day, person, tokens, cost);
        return { id: Number(lastInsertRowid), day };
      }),
    settle: ({ id, day }, { tokens, cost }) =>
      commits.run(
        () =>
          void prepare(
            "UPDATE model_calls SET tokens = ?, cost = ?, settled = 1 WHERE id = ? AND day = ? AND settled = 0",
          ).run(tokens, cost, id, day),
      ),
    spentOn: async (day) => sumOf("day = ?", day),
    personalData: {
      name: "language model",
      export(person) {
        const rows = prepare("SELECT day, tokens FROM model_calls WHERE person = ?").all(person);
        return rows.length === 0 ? null : rows;
      },
      erase: (person) => Number(prepare("UPDATE model_calls SET person = NULL WHERE person = ?").run(person).changes),
    },
  };
}
