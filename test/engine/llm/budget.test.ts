import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type BudgetLimits, createBudget } from "../../../src/engine/llm/budget.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteModelCalls } from "../../../src/storage/sqlite/model-calls.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const LIMITS: BudgetLimits = {
  ...{ tokensPerMemberPerDay: 1_000, tokensPerDay: 2_500, costPerDay: null, priceInput: 0, priceOutput: 0 },
};

function setting(limits: Partial<BudgetLimits> = {}) {
  const path = join(temporaryFolder().path, "state.sqlite");
  const setting = { day: "2026-11-22" };
  const open = () => {
    const database = openDatabase(path, STATE_SCHEMA);
    onTestFinished(() => database.close());
    return createBudget(sqliteModelCalls(database), { ...LIMITS, ...limits }, () => setting.day);
  };
  return Object.assign(setting, { open, budget: open() });
}

const call = (person: number | null, inputTokens: number, outputTokens = 0) => {
  return { person, most: { inputTokens, outputTokens } };
};

describe("the budget", () => {
  it("counts a call at its most, and then at what was read and written", async () => {
    const { budget } = setting();
    const first = await budget.reserve(call(1, 300, 600));
    expect(await budget.today()).toEqual({ tokens: 900, cost: 0 });
    await first?.settle({ inputTokens: 200, outputTokens: 50 });
    expect(await budget.today()).toEqual({ tokens: 250, cost: 0 });
  });

  it("holds the day to its cost, in the currency of the prices", async () => {
    const { budget } = setting({ costPerDay: 0.002, priceInput: 2, priceOutput: 8 });
    const first = await budget.reserve(call(1, 200, 100));
    expect((await budget.today()).cost).toBeCloseTo(0.0012, 10);
    expect(await budget.reserve(call(2, 0, 101))).toBeNull();
    await first?.settle({ inputTokens: 200, outputTokens: 0 });
    expect(await budget.reserve(call(2, 0, 101))).not.toBeNull();
  });

  it("keeps what was under way when the process died until the day is over", async () => {
    const setup = setting();
    await setup.budget.reserve(call(1, 900));
    const budget = setup.open();
    expect(await budget.reserve(call(1, 101))).toBeNull();
    setup.day = "2026-11-23";
    expect(await budget.reserve(call(1, 1_000))).not.toBeNull();
    expect((await budget.today()).tokens).toBe(1_000);
  });
});
