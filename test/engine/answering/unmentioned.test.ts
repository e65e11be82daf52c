/** Who asks about one thing by its name gets no answer that is about another. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

const PROJECT = `---
publisher: Nanhu District
published: 2022-08-22
---
# The photomask project

## Money

The total investment in the photomask project is 3 billion yuan.

## People

Dr. Zhang Rujing leads the photomask project. The Ministry of Industry and Information Technology supports the
photomask project.

## Where it is

The photomask project is built in the Integrated Circuit Industrial Park of Jiaxing.
`;
const PLAN = `---
effective_from: 2021
effective_until: 2023
---
# 靶材行动计划

## 目标

到2023年，靶材的年产能达到三千吨。

## 分工

靶材产能由上海的会员单位承担。
`;
const FEES = `---
effective_from: 2024-01-01
---
# Membership fees

The annual membership fee of a full member is 20,000 yuan.
`;
const OTHERS = ["statutes", "elections", "minutes"].map(
  (title) => [`${title}.md`, `# The ${title}\n\nAcme Alliance keeps its ${title} for ten years.\n`] as const,
);

let engine: Engine;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ engine, close } = await engineWith([["project.md", PROJECT], ["plan.md", PLAN], ["fees.md", FEES], ...OTHERS]));
});

afterAll(() => close());

describe("what a question names", () => {
  const ask = async (question: string) => {
    const { answer, unmentioned } = await engine.answer({ question, day: "2026-11-22" });
    return { said: answer.kind === "answered" ? answer.claims[0].text : null, unmentioned };
  };

  it.each([
    ["How much is invested in the Suzhou photomask project?", "Suzhou"],
    ["How much is the total investment in Samsung's photomask project?", "Samsung"],
    ["Who leads the photomask project of the Pearl River Delta?", "Pearl, River, Delta"],
    ["Does SMIC support the photomask project?", "SMIC"],
    ["What is the annual membership fee of a full member in Germany?", "Germany"],
    ["What was the annual membership fee of a full member in 2019?", "2019"],
    ["Does the photomask project make iPhones?", "iPhones"],
    ["北京光掩模项目的总投资是多少？", "北京"],
    ["珠三角的光掩模项目由谁负责？", "珠三角"],
    ["北京的会员单位承担靶材产能吗？", "北京"],
    ["2030年靶材的年产能目标是多少？", "2030年"],
  ])("is not answered by a document that does not mention it: %s", async (question, names) => {
    expect(await ask(question)).toEqual({ said: null, unmentioned: names.split(", ") });
  });

  it.each([
    ["How much is invested in the Nanhu photomask project?", "3 billion"],
    ["How Much Is Invested In The Photomask Project Of The Region?", "3 billion"],
    ["Hello, I am Ann from Contoso. How much is invested in the photomask project?", "3 billion"],
    ["How much is invested in the photomask project in China's Jiaxing?", "3 billion"],
    ["How much is invested in the photomask project of Jiaxnig?", "3 billion"],
    ["How much did the Acme Alliance invest in the photomask project?", "3 billion"],
    ["Does MIIT support the photomask project?", "photomask project"],
    ["Who leads the photomask project, Zhang Rujing?", "Zhang Rujing"],
    ["张汝京负责的光掩模项目总投资是多少？", "3 billion"],
    ["What is the annual membership fee of a full member in 2026?", "20,000"],
    ["2022年靶材的年产能目标是多少？", "三千吨"],
    ["上海的會員單位承擔靶材產能嗎？", "上海"],
  ])("may be written in any way that the document would know: %s", async (question, words) => {
    expect(await ask(question)).toEqual({ said: expect.stringContaining(words), unmentioned: undefined });
  });
});
