/** Two things that are compared: one unit each, in the order of the question. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "tickets.md",
      `# Tickets of the lake ferry

| Ticket | Adults | Children | Valid |
| --- | --- | --- | --- |
| Single | 9.80 | 4.90 | three hours |
| Return | 17.60 | 8.80 | one month |
| Season | 118.00 | 59.00 | one year |
`,
    ],
    [
      "fees.md",
      `# Fees of the club

| Class | Turnover | Fee |
| --- | --- | --- |
| A | below 5 million | 1,200 USD |
| B | 5 to 50 million | 4,500 USD |
| C | above 50 million | 11,000 USD |
`,
    ],
    [
      "客船.md",
      "# 培训班报名要求\n\n客船班须为在职船员。\n\n危化品班须为在职船员，并无犯罪记录。\n\n报名一律在网上办理。\n",
    ],
  ]));
});
afterAll(() => close());

async function claimsOf(question: string): Promise<readonly string[]> {
  const { answer } = await engine.answer({ question, day: "2026-11-22" });
  return answer.kind === "answered" ? answer.claims.map(({ text }) => text) : [];
}

describe("what is compared", () => {
  it("is quoted side by side, in the order of the question, and nothing else", async () => {
    const claims = await claimsOf("return or single ticket of the ferry, which is cheaper for adults?");
    expect(claims.map((text) => text.split(" ")[0])).toEqual(["Return", "Single"]);
  });

  it("is found by the letters that rows begin with", async () => {
    const claims = await claimsOf("compare the fees of class A and C");
    expect(claims.map((text) => text.split(" ")[0])).toEqual(["A", "C"]);
  });

  it("has a mark for each side", async () => {
    const { answer } = await engine.answer({
      question: "difference between single and season tickets",
      day: "2026-11-22",
    });
    const marks = answer.kind === "answered" ? answer.claims.map(({ citations: [{ mark }] }) => mark) : [];
    expect(new Set(marks).size).toBe(2);
  });

  it("may be compared in Chinese", async () => {
    expect(await claimsOf("客船班和危化品班的报名要求有什么不同")).toEqual([
      "客船班须为在职船员。",
      "危化品班须为在职船员，并无犯罪记录。",
    ]);
  });

  it("is no comparison where one side is not there", async () => {
    const claims = await claimsOf("difference between single and weekend tickets of the ferry");
    expect(claims.some((text) => text.startsWith("Season"))).toBe(false);
  });
});
