/**
 * What the model may cost. Before each call its most is put down, in tokens and in money; after it, what it came to. So
 * ten questions at once cannot spend together what each alone was allowed, and what was under way when a process died
 * stays put down until the day is over. When the organisation's zone is changed, that
 * day's budget may be had twice.
 */

import type { Database } from "../../storage/database.ts";
import type { Usage } from "./chat-model.ts";

export interface LedgerLimits {
  readonly tokensPerMemberPerDay: number;
  readonly tokensPerDay: number;
  /** In the currency of the prices; null for no limit. */
  readonly costPerDay: number | null;
  /** For a million tokens. */
  readonly priceInput: number;
  readonly priceOutput: number;
}

export interface Reservation {
  /** Safe to leave out: what was reserved then counts. */
  settle(usage: Usage): void;
}

interface Spending {
  readonly tokens: number;
  readonly cost: number;
}

export interface Ledger {
  /**
   * Null where it would be over a limit.
   * @throws DocketError `storage`
   */
  reserve(call: { readonly person: number | null; readonly most: Usage }): Reservation | null;
  /** Of today, by everybody. */
  today(): Spending;
}

const MILLION = 1_000_000;

/** @param currentDay as `2026-11-22` */
export function createLedger(database: Database, limits: LedgerLimits, currentDay: () => string): Ledger {
  /** In millionths: a price for a million tokens is the millionths that one token costs. */
  const costOf = ({ inputTokens, outputTokens }: Usage): number =>
    Math.ceil(inputTokens * limits.priceInput + outputTokens * limits.priceOutput);
  const spent = (day: string, person?: number): { readonly tokens: number; readonly cost: number } => {
    const which = person === undefined ? "" : " AND person = ?";
    const row = database
      .prepare(`SELECT coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS cost FROM model_calls
        WHERE day = ?${which}`)
      .get(day, ...(person === undefined ? [] : [person]));
    return { tokens: Number(row?.tokens), cost: Number(row?.cost) };
  };
  const isOver = (day: string, person: number | null, tokens: number, cost: number): boolean => {
    const all = spent(day);
    const { tokensPerDay, tokensPerMemberPerDay, costPerDay } = limits;
    if (all.tokens + tokens > tokensPerDay) return true;
    if (costPerDay !== null && all.cost + cost > costPerDay * MILLION) return true;
    return person !== null && spent(day, person).tokens + tokens > tokensPerMemberPerDay;
  };
  return {
    reserve({ person, most }) {
      const day = currentDay();
      const tokens = most.inputTokens + most.outputTokens;
      const cost = costOf(most);
      // One transaction, since a command may spend beside the bot.
      const id = database.transaction(() => {
        database.prepare("DELETE FROM model_calls WHERE day < ?").run(day);
        if (isOver(day, person, tokens, cost)) return null;
        const { lastInsertRowid } = database
          .prepare("INSERT INTO model_calls (day, person, tokens, cost, settled) VALUES (?, ?, ?, ?, 0)")
          .run(day, person, tokens, cost);
        return lastInsertRowid;
      });
      if (id === null) return null;
      return {
        settle(usage) {
          database
            .prepare("UPDATE model_calls SET tokens = ?, cost = ?, settled = 1 WHERE id = ?")
            .run(usage.inputTokens + usage.outputTokens, costOf(usage), id);
        },
      };
    },
    today() {
      const { tokens, cost } = spent(currentDay());
      return { tokens, cost: cost / MILLION };
    },
  };
}

/** For `/mydata` and `/forget`: erasing keeps what was spent, and forgets by whom. Runs in the caller's transaction. */
export function ledgerData(database: Database) {
  return {
    name: "language model",
    export(person: number): unknown {
      const rows = database.prepare("SELECT day, tokens FROM model_calls WHERE person = ?").all(person);
      return rows.length === 0 ? null : rows;
    },
    erase: (person: number): number =>
      Number(database.prepare("UPDATE model_calls SET person = NULL WHERE person = ?").run(person).changes),
  };
}
