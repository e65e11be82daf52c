/** A Chinese word that no document has is found by the other Chinese words of its meaning. */

import { afterAll, beforeAll, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "rules.md",
      "# 合唱团规则\n\n团员请假须提前两天告知指挥。\n\n排练厅的钥匙由管理员保管。\n\n学生的费用减免一半。\n",
    ],
    ["tea.md", "# 茶室\n\n茶室每天九点开门。\n\n茶室可以容纳二十人。\n"],
  ]));
});
afterAll(() => close());

it("is told with the English that it was looked for by", async () => {
  const { inOtherWords } = await engine.answer({ question: "学生的开销呢？", day: "2026-11-22" });
  expect(inOtherWords?.find(({ asked }) => asked === "开销")?.english).toContain("expens");
});

it("is nothing where documents have the word itself", async () => {
  const { inOtherWords } = await engine.answer({ question: "学生的费用呢？", day: "2026-11-22" });
  expect(inOtherWords?.some(({ asked }) => asked === "费用") ?? false).toBe(false);
});

it("finds the sentence that says it in other words", async () => {
  const { candidates } = await engine.answer({ question: "开销减免多少？", day: "2026-11-22" });
  expect(candidates[0]?.quote).toBe("学生的费用减免一半。");
});
