import { describe, expect, it } from "vitest";
import { contextOf } from "../../../src/engine/retrieval/follow-up.ts";

const history = [
  { role: "user", content: "Who is Zhang Rujing?" },
  { role: "assistant", content: "He leads the photomask project." },
  { role: "user", content: "How much is invested in the photomask project?" },
  { role: "assistant", content: "3 billion yuan." },
];
const context = { lastQuestion: "How much is invested in the photomask project?", lastAnswer: "3 billion yuan." };

/** What was asked before stands alone. */
const standsAlone = (): number => 5;

describe("a follow-up", () => {
  it.each([
    ["And in the first phase?", 2],
    ["What about its protective films and their makers?", 3],
    ["Why?", 0],
    ["Is that more than other districts spend on microelectronics?", 4],
    ["那一期呢？", 1],
    ["它什么时候开工建设投产？", 4],
    ["还有哪些领导参加了签约仪式？", 4],
    ["第二项具体包括什么措施？", 4],
  ])("leans on the last question and its answer: %s", (question, terms) => {
    expect(contextOf(question, terms, history, standsAlone)).toEqual(context);
  });

  it.each([
    ["Which safeguards does the action plan for electronic components name?", 5],
    ["联盟秘书处联系人的电话是多少？", 4],
    ["章程第二条规定了什么？", 4],
    ["有没有关于报销的规定", 1],
    ["Is there any rule on lunches?", 1],
  ])("is none when the question stands alone: %s", (question, terms) => {
    expect(contextOf(question, terms, history, standsAlone)).toBeNull();
  });

  it("is none without a question before it", () => {
    expect(contextOf("And in the first phase?", 2, [], standsAlone)).toBeNull();
    expect(
      contextOf("And in the first phase?", 2, [{ role: "assistant", content: "Welcome." }], standsAlone),
    ).toBeNull();
  });

  it("that comes after another one, or after no answer, leans on the last question that stood alone too", () => {
    const chain = [...history, { role: "user", content: "Who leads it?" }, { role: "assistant", content: "" }];
    const countTerms = (text: string) => (text.split(" ").length < 5 ? 1 : 5);
    expect(contextOf("When does it start?", 2, chain, countTerms)).toEqual({
      lastQuestion: "How much is invested in the photomask project? Who leads it?",
      lastAnswer: "3 billion yuan.",
    });
    expect(contextOf("And then?", 1, chain, () => 1)?.lastQuestion).toMatch(
      /^Who is Zhang Rujing\? How much .* Who leads it\?$/u,
    );
  });

  it("takes the beginning of a long answer only", () => {
    const long = [
      { role: "user", content: "Why?" },
      { role: "agent", content: "x".repeat(5_000) },
    ];
    expect(contextOf("And?", 0, long, standsAlone)?.lastAnswer).toHaveLength(400);
  });
});
