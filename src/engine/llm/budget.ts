/**
 * Budget of the language model. Before each call its most is put down, in tokens and in money; after it, what it came to.
 * So ten questions at once cannot spend together what each alone was allowed, and what was under way when a process died
 * stays put down until the day is over. When the organisation's zone is changed, that day's budget may be had twice.
 */

import type { ModelCalls, Spending } from "../../storage/model-calls.ts";
import type { Usage } from "./chat-model.ts";

export interface BudgetLimits {
  readonly tokensPerMemberPerDay: number;
  readonly tokensPerDay: number;
  /** Sum in the currency of the prices; null for no limit. */
  readonly costPerDay: number | null;
  /** Price of a million tokens. */
  readonly priceInput: number;
  readonly priceOutput: number;
}

interface Reservation {
  /** Safe to leave out: what was reserved then counts. */
  settle(usage: Usage): Promise<void>;
}

export interface Budget {
  /**
   * Null where it would be over a limit.
   * @throws DocketError `storage`
   */
  reserve(call: { readonly person: number | null; readonly most: Usage }): Promise<Reservation | null>;
  /** Spent today by everybody; the cost in the currency of the prices. */
  today(): Promise<Spending>;
}

const MILLION = 1_000_000;

/** @param currentDay as `2026-11-22` */
export function createBudget(calls: ModelCalls, limits: BudgetLimits, currentDay: () => string): Budget {
  const { tokensPerDay, tokensPerMemberPerDay, costPerDay } = limits;
  /** A price for a million tokens is the millionths that one token costs. */
  const spendingOf = ({ inputTokens, outputTokens }: Usage): Spending => ({
    tokens: inputTokens + outputTokens,
    cost: Math.ceil(inputTokens * limits.priceInput + outputTokens * limits.priceOutput),
  });
  const ofDay = {
    tokens: tokensPerDay,
    tokensOfPerson: tokensPerMemberPerDay,
    cost: costPerDay === null ? null : Math.floor(costPerDay * MILLION),
  };
  return {
    async reserve({ person, most }) {
      const reserved = await calls.reserve({ day: currentDay(), person, ...spendingOf(most) }, ofDay);
      return reserved === null ? null : { settle: (usage) => calls.settle(reserved, spendingOf(usage)) };
    },
    async today() {
      const { tokens, cost } = await calls.spentOn(currentDay());
      return { tokens, cost: cost / MILLION };
    },
  };
}
