import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { citationsOf, claimsOf, type Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "remote.md",
      `# Working away from the office

The rules for working away from the office:

1. Staff may work away from the office up to two days a week.
2. The days are agreed by Thursday of the week before.
3. Working from another country needs the consent of the director.
4. The allowance for electricity is 200 yuan a month.
`,
    ],
    ["入会.md", "# 入会办法\n\n入会步骤如下：\n\n1. 填写入会申请表。\n2. 提交营业执照副本。\n3. 缴纳当年会费。\n"],
  ]));
});
afterAll(() => close());

const quoted = async (question: string): Promise<readonly string[]> => {
  const { answer } = await engine.answer({ question, day: "2026-11-22" });
  return citationsOf(claimsOf(answer)).map(({ quote }) => quote);
};

describe("a numbered rule", () => {
  it("is quoted without the others where one thing is asked", async () => {
    const quotes = (await quoted("how many days a week may staff work away from the office")).join("\n");
    expect(quotes).toContain("up to two days a week");
    expect(quotes).not.toContain("electricity");
  });

  it("brings the others where the steps are asked for", async () => {
    const quotes = (await quoted("怎么申请入会")).join("\n");
    expect(quotes).toContain("填写入会申请表");
    expect(quotes).toContain("缴纳当年会费");
  });
});
