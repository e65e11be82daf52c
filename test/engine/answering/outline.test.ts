/** A document that is to be summed up is told by its own headings and first sentences. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { summaryAsked } from "../../../src/engine/answering/outline.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

const RULES = `# Rules of the harbour

The harbour is open all year.

## Moorings

Moorings are given out in February. Who comes late waits a year.

## Duties

Every member has these duties:

- keep the mooring clean
- help at the regatta

## Prices

| Boat | Price |
| --- | --- |
| Dinghy | 90 |
`;

const CIRCULAR = `# 关于开展浮码头检修的通知

港协〔2026〕18号

各会员：

## 一、检修时间

检修自2026年3月2日开始，4月10日结束。

## 二、费用

检修费用由协会承担。

港口协会

2026年2月1日
`;

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    ["rules.md", RULES],
    ["news.md", "# News\n\nThe harbour café has a new cook. She comes from Porto.\n"],
    ["circular.md", CIRCULAR],
  ]));
});
afterAll(() => close());

async function claimsOf(question: string): Promise<readonly string[]> {
  const { answer } = await engine.answer({ question, day: "2026-11-22" });
  return answer.kind === "answered" ? answer.claims.map(({ text }) => text) : [];
}

describe("a summary", () => {
  it("is each heading with the first sentence under it, quoted", async () => {
    expect(await claimsOf("summarise the rules of the harbour")).toEqual([
      "The harbour is open all year.",
      "Moorings\n• Moorings are given out in February.",
      expect.stringMatching(
        /^Duties\n• Every member has these duties:\n+.*keep the mooring clean\n+.*help at the regatta$/u,
      ),
    ]);
  });

  it("has the mark of the sentence and of its heading", async () => {
    const { answer } = await engine.answer({ question: "what are the rules of the harbour about?", day: "2026-11-22" });
    const quotes = answer.kind === "answered" ? answer.claims[1]?.citations.map(({ quote }) => quote) : [];
    expect(quotes).toEqual(["Moorings are given out in February.", "Moorings"]);
  });

  it("is of no document that is not named", async () => {
    expect(await claimsOf("summarise the elephants of Nairobi")).toEqual([]);
  });

  it.each(["港协〔2026〕18号", "港协[2026]18号", "港协〔2026〕18号文件"])(
    "of a document whose number is all that is said begins with its title: %s",
    async (question) => {
      const claims = await claimsOf(question);
      expect(claims[0]).toBe("关于开展浮码头检修的通知");
      expect(claims).toContain("一、检修时间\n• 检修自2026年3月2日开始，4月10日结束。");
      expect(claims.join("\n")).not.toContain("18号");
    },
  );

  it("of a document that is called by its short number is its outline", async () => {
    expect(await claimsOf("港协18号文讲什么")).toContain("一、检修时间\n• 检修自2026年3月2日开始，4月10日结束。");
  });

  it("is not what is told where the number stands in a question of its own", async () => {
    expect(await claimsOf("港协〔2026〕18号的检修费用由谁承担？")).toEqual(["检修费用由协会承担。"]);
  });

  it.each([
    ["summarise the travel policy", "the travel policy"],
    ["give me a short overview of the charter", "the charter"],
    ["总结一下会员管理办法", "会员管理办法"],
    ["会员管理办法主要讲了什么？", "会员管理办法"],
    ["what does the plan cost", null],
    ["林女士说了什么", null],
    ["what is the fee?", null],
  ])("is asked for in these words: %s", (text, topic) => {
    expect(summaryAsked({ text, language: "en" })).toBe(topic);
  });
});
