/** Things of one kind that only a label, an ordinal or a rank tells apart. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOfAnotherOne } from "../../../src/engine/answering/another-one.ts";
import { answerText } from "../../../src/engine/answering/answer.ts";
import { claimsOf, type Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

describe("a text", () => {
  it.each([
    ["assembly point for building B", "Building C meets at car park 3."],
    ["when will the second charging station be ready", "The first charging station is ready in May."],
    ["观测站二期花了多少钱", "观测站一期投资380万元。"],
    ["第二批什么时候发放", "首批补贴于五月发放。"],
    ["who is the president of the club", "Mr Ode, vice president of the club, opened the fair."],
    ["what is the phone of the deputy registrar", "Registrar Mira Stan Extension 15"],
    ["who is the vice-treasurer", "Pole (president), Anand (vice-president), Marr (treasurer)"],
    ["what did Mr Kerr say about fishing", "Apologies: Mr Kerr"],
    ["what do non members pay for a boat", "Members pay 20 an hour."],
    ["副馆长是谁", "馆长由理事会聘任。"],
    ["非会员借船多少钱", "会员借船每次20元。"],
  ])("is on another one of its kind: %s", (question, text) => {
    expect(isOfAnotherOne(question, text)).toBe(true);
  });

  it.each([
    ["assembly point for building B", "Buildings A and B meet at car park 3. Building B is locked at night."],
    ["do I have to register a class 2 boat", "Class 1 and 2 boats need no registration."],
    ["storage from day 16?", "From day 6 to day 15 storage is 1.80, and 3.50 thereafter."],
    ["can I take 3 days off", "Employees have 27 days of leave."],
    ["what do classes B and C cost", "Class C costs 40."],
    ["第二批和第三批各买什么", "第二批采购了桨。"],
    ["评四级来几个人", "评估分一至五级，三级以上由五人评。"],
    ["who is the deputy manager", "Manager: Ode; deputy: Lin."],
    ["会长单位会费多少", "副会长单位五万元，会长单位十万元。"],
    ["can non-members hire a boat", "Members pay 20 an hour, all others 30."],
  ])("is on the one that is asked for, or on all: %s", (question, text) => {
    expect(isOfAnotherOne(question, text)).toBe(false);
  });
});

describe("the one that is asked for", () => {
  let engine: Engine;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ engine, close } = await engineWith([
      [
        "boathouses.md",
        `# Boathouses of the rowing club

| House | Key holder | Boats |
|---|---|---|
| A | Joyce Abara | 14 |
| C | Ralf Steen | 9 |

The first charging station for motor boats will be ready at the north pier in October 2026.
`,
      ],
    ]));
  });
  afterAll(() => close());
  const ask = async (question: string) => (await engine.answer({ question, day: "2026-11-22" })).answer;

  it("is not answered by another one, which is shown as near", async () => {
    expect((await ask("when will the second charging station for motor boats be ready?")).kind).toBe("unsure");
    expect((await ask("when will the first charging station for motor boats be ready?")).kind).toBe("answered");
    expect((await ask("key holder of house B")).kind).not.toBe("answered");
    const told = await ask("key holder of house C");
    expect(told.kind).toBe("answered");
    expect(answerText(claimsOf(told))).toMatch(/^C · Key holder: Ralf Steen/u);
  });
});
