/** Rows that a figure of the question picks, or that have the largest or smallest figure of a column. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerText, claimsOf, type Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "fees.md",
      `# Fees of the guild of millers

## Annual subscription

| Employees | Subscription | Votes |
|---|---|---|
| 0 to 4 | 140 | 1 |
| 5 to 19 | 320 | 1 |
| 20 to 99 | 690 | 2 |
| 100 or more | 1,450 | 3 |

Charities pay half of the subscription of a mill with as many employees.
`,
    ],
    [
      "courses.md",
      `# Courses of the guild

| Course | Length | Places |
|---|---|---|
| Milling | 3 days | 12 |
| Baking | 2 days | 24 |
| Brewing | 1 day | 8 |
`,
    ],
    [
      "机器.md",
      "# 农机一览表\n\n| 编号 | 机型 | 数量 | 购置价（万元） |\n|---|---|---|---|\n| 甲 | 收割机 | 6 | 13.8 |\n| 乙 | 插秧机 | 4 | 7.5 |\n| 丙 | 烘干机 | 2 | 21 |\n",
    ],
  ]));
});
afterAll(() => close());

describe("the row that is picked by a figure", () => {
  it.each([
    ["what is the subscription for a mill with 45 employees?", /^20 to 99 · Subscription: 690/u],
    ["how much does a mill with 250 employees pay?", /^100 or more · Subscription: 1,450/u],
    ["which course has the most places?", /^Baking · Places: 24/u],
    ["which course has the fewest places?", /^Brewing · Places: 8/u],
    ["largest number of places on a course?", /^Baking · Places: 24/u],
    ["哪种农机最贵？", /^丙 · .*购置价（万元）: 21/u],
  ])("is the answer, and nothing beside it: %s", async (question, expected) => {
    const { answer } = await engine.answer({ question, day: "2026-11-22" });
    expect(answer.kind).toBe("answered");
    expect(claimsOf(answer)).toHaveLength(1);
    expect(answerText(claimsOf(answer))).toMatch(expected);
  });

  it("is none for a year", async () => {
    const { answer } = await engine.answer({ question: "what will the subscription be in 2031?", day: "2026-11-22" });
    expect(answerText(claimsOf(answer))).not.toMatch(/^100 or more/u);
  });
});
