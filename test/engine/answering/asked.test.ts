import { describe, expect, it } from "vitest";
import { askedBy, holdsAsked } from "../../../src/engine/answering/asked.ts";

describe("what is asked for", () => {
  it.each([
    ["When was it signed?", "time"],
    ["In what year did the plan begin?", "time"],
    ["How long does it take?", "number"],
    ["How much is invested?", "number"],
    ["Who leads the project?", "person"],
    ["Which company signed?", "person"],
    ["Where is it built?", "place"],
    ["In which district is the park?", "place"],
    ["Why are photomasks needed?", "reason"],
    ["What is a photomask?", "meaning"],
    ["How do members report?", "way"],
    ["Tell me about the plan.", "thing"],
    ["Is the plan in force?", "thing"],
    ["行动计划是否支持光刻胶？", "thing"],
    ["项目什么时候开工？", "time"],
    ["总投资多少？", "number"],
    ["谁负责这个项目？", "person"],
    ["项目落户在哪里？", "place"],
    ["为什么需要光掩模？", "reason"],
    ["什么是光掩模？", "meaning"],
    ["会员怎么报名？", "way"],
    ["IC材料项目总投资多少？", "number"],
  ])("is told from the question: %s", (question, asked) => {
    expect(askedBy(question)).toBe(asked);
  });

  it("is held by a sentence that has a new thing of that kind", () => {
    const question = "When did the 2021 plan begin?";
    expect(holdsAsked("time", "It began in 2019.", question)).toBe(1);
    expect(holdsAsked("time", "The plan of 2021 has goals.", question)).toBeLessThan(0.5);
    expect(holdsAsked("number", "It costs 3 billion yuan.", "How much does it cost?")).toBe(1);
    expect(holdsAsked("number", "It costs a lot.", "How much does it cost?")).toBe(0);
    expect(holdsAsked("person", "The project is led by Zhang Rujing.", "Who leads the project?")).toBe(1);
    expect(holdsAsked("person", "The project goes on.", "Who leads the project?")).toBe(0);
    expect(holdsAsked("place", "它位于南湖高新区。", "项目在哪里？")).toBeGreaterThan(0.5);
    expect(holdsAsked("time", "签约仪式于8月19日举行。", "什么时候签约？")).toBeGreaterThan(0.8);
  });

  it("makes no difference between sentences where nothing in particular is asked for", () => {
    expect(holdsAsked("thing", "In 2019.", "Tell me more.")).toBe(holdsAsked("thing", "Yes.", "Tell me more."));
  });
});
