/**
 * Near misses are like the question and answer another one: shown as perhaps the answer, never said as it; not shown at
 * all where a value is asked for and it holds none.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOfAnotherYear } from "../../../src/engine/answering/asked-year.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "board.md",
      `# Minutes of the board of the skating club

The board takes note of the resignation of Ms. Orlova as treasurer of the skating club.

The opening of the ice hall is put off by a week, because the cooling plant is not ready.

The warden of the ice hall is ill.

The skating course lasts three weeks and costs 90 yuan.
`,
    ],
    [
      "prices.md",
      "# Prices of the ice hall\n\nA season ticket for the ice hall costs 400 yuan.\n\n发布时间：2026-08-25　来源：秘书处\n",
    ],
  ]));
});
afterAll(() => close());

describe("a near miss", () => {
  it.each([
    ["why did Ms. Orlova resign as treasurer?", "unsure"],
    ["why is the opening of the ice hall put off?", "answered"],
    ["who is the warden of the ice hall?", "not-found"],
    ["how many pupils may join the skating course?", "not-found"],
    ["what did a season ticket for the ice hall cost last year?", "unsure"],
    ["what does a season ticket for the ice hall cost?", "answered"],
  ])("is not said as an answer: %s", async (question, kind) => {
    const { answer } = await engine.answer({ question, day: "2026-11-22" });
    expect(answer.kind).toBe(kind);
  });
});

describe("a year that is asked in", () => {
  const of = (question: string, text: string, around = "") =>
    isOfAnotherYear({ question, day: "2026-11-22", text, around, isInForce: false });

  it("is another than the year that the text names", () => {
    expect(of("budget for 2017?", "The budget for 2018 is 48 million.")).toBe(true);
    expect(of("去年预算多少", "2026年预算为48万元。")).toBe(true);
    expect(of("budget for 2018?", "The budget for 2018 is 48 million.")).toBe(false);
    expect(of("what happened in 2022?", "The plan runs from 2021 to 2023.")).toBe(false);
  });

  it("may stand in the heading", () => {
    expect(of("budget for 2018?", "It rises by 3 % from 2017.", "Budget 2018")).toBe(false);
  });

  it("is not this year, where the text says nothing of last year", () => {
    expect(of("what was the price last year", "The price is 20 yuan.")).toBe(true);
    expect(of("what was the price last year", "Last year the price was 20 yuan.")).toBe(false);
    expect(of("what was the price last year", "In 2025 the price was 20 yuan.")).toBe(false);
    expect(of("what is the price", "The price is 20 yuan.")).toBe(false);
  });
});
