import { describe, expect, it } from "vitest";
import { markdownReader } from "../../../src/documents/markdown/markdown.ts";
import { answerText } from "../../../src/engine/answering/answer.ts";
import type { ValidityOf } from "../../../src/library/validity/validity.ts";
import { claimsFor } from "./claims-for.ts";

const unknown = { kind: "unknown" } as const;

const project =
  "# Project\n\nIt costs 3 billion yuan. Phase one costs 1.1 billion yuan. Work begins in September. The park is in Nanhu.\n";

const plan = `# Plan

The plan has three safeguards:

- Coordination is strengthened.
- Policy support is increased.
- The environment is optimised.

The goal is 2.100 billion yuan.

> Editor's note: 2,100 billion yuan is evidently meant.

Another paragraph.
`;

describe("a quoted answer", () => {
  it("quotes the best sentence first, then others that are nearly as good", async () => {
    const claims = await claimsFor(project, [
      ["Phase one", 2],
      ["Work begins", 1.95],
      ["It costs", 1.9],
      ["The park", 1.2],
    ]);
    expect(claims.map(({ text }) => text)).toEqual([
      "Phase one costs 1.1 billion yuan.",
      "Work begins in September.",
      "It costs 3 billion yuan.",
    ]);
  });

  it("begins with what is written first where two are as good as each other", async () => {
    const claims = await claimsFor(project, [
      ["Phase one", 2],
      ["It costs", 1.995],
    ]);
    expect(answerText(claims)).toBe("It costs 3 billion yuan. [1] Phase one costs 1.1 billion yuan. [2]");
  });

  it("has three units at most", async () => {
    const claims = await claimsFor(project, [
      ["Phase one", 2],
      ["It costs", 2],
      ["Work begins", 2],
      ["The park", 2],
    ]);
    expect(claims).toHaveLength(3);
  });

  it("brings the sentence before one that leans on it", async () => {
    const text = "# Fees\n\nThe Alliance waives late fees once. This applies to small firms only.\n";
    const claims = await claimsFor(text, [["This applies", 2]]);
    expect(claims.map((claim) => claim.text)).toEqual([
      "The Alliance waives late fees once. This applies to small firms only.",
    ]);
  });

  it("answers with the answer, not with the question that the document asks", async () => {
    const faq = "# FAQ\n\nCan guests come to lectures?\n\nYes, if a member brings them.\n\nWho pays?\n\nThe member.\n";
    for (const words of ["Can guests", "Yes, if"]) {
      expect((await claimsFor(faq, [[words, 2]])).map((claim) => claim.text)).toEqual([
        "Yes, if a member brings them.",
      ]);
    }
  });

  it("never quotes a question that nothing answers", async () => {
    const text = "# Talk\n\nThe hall is in Nanhu. What will the future bring?\n";
    const claims = await claimsFor(text, [
      ["What will", 2],
      ["The hall", 1.9],
    ]);
    expect(claims.map((claim) => claim.text)).toEqual(["The hall is in Nanhu."]);
  });

  it("never quotes what only repeats the question", async () => {
    const text = "# Training\n\nCircular 18 of 2026\n\nThe training begins on 9 December.\n";
    const claims = await claimsFor(
      text,
      [
        ["Circular 18", 2],
        ["The training", 1.9],
      ],
      undefined,
      "what is Circular 18 of 2026",
    );
    expect(claims.map((claim) => claim.text)).toEqual(["The training begins on 9 December."]);
  });

  it("says each thing once, though two documents say it in the same words", async () => {
    const text =
      '# News\n\n## One\n\nPhase one costs 11 million yuan.\n\n## Two\n\n"Phase one costs 11 million yuan".\n';
    const claims = await claimsFor(text, [
      ["Phase one", 2],
      ['"Phase one', 2],
    ]);
    expect(claims).toHaveLength(1);
  });

  it("joins a sentence that leans on one that is quoted already to it", async () => {
    const bought = "# Bought\n\nThere are quieter instruments now. These include a piano. Rehearsals end at ten.\n";
    const claims = await claimsFor(bought, [
      ["There are", 2],
      ["These include", 1.9],
    ]);
    expect(claims.map(({ text }) => text)).toEqual(["There are quieter instruments now. These include a piano."]);
  });

  it("quotes a chain of sentences that lean on each other as one", async () => {
    const river = "# The river\n\nThe brook rises in the hills. It joins the river at the mill. It feeds two ponds.\n";
    const claims = await claimsFor(river, [
      ["It feeds", 2],
      ["It joins", 1.9],
    ]);
    expect(claims.map(({ text }) => text)).toEqual([
      "The brook rises in the hills. It joins the river at the mill. It feeds two ponds.",
    ]);
  });

  it("tells both values of a question that asks for two, each by the sentence that holds it", async () => {
    const accounts = "# Accounts\n\nEach member gets five accounts. More accounts cost 80 euros each.\n";
    const claims = await claimsFor(
      accounts,
      [
        ["More accounts", 1],
        ["Each member", 0.8],
      ],
      undefined,
      "How many accounts are there, and how much do more of them cost?",
      1,
    );
    expect(claims.map(({ text }) => text)).toEqual([
      "Each member gets five accounts.",
      "More accounts cost 80 euros each.",
    ]);
  });

  it("begins with the sum that is asked for, and leaves out what holds none", async () => {
    const claims = await claimsFor(
      project,
      [
        ["Work begins", 1],
        ["It costs", 0.95],
        ["The park", 0.94],
      ],
      undefined,
      "How much does it cost?",
    );
    expect(claims.map(({ text }) => text)).toEqual(["It costs 3 billion yuan."]);
  });

  it("says a table's row with its column names, the asked cell first", async () => {
    const table = "# Travel\n\n| City | Limit | Breakfast |\n|---|---|---|\n| Shanghai | 800 yuan | included |\n";
    const claims = await claimsFor(table, [["Shanghai", 2]], undefined, "Is breakfast paid in Shanghai?");
    expect(claims.map(({ text }) => text)).toEqual(["Shanghai · Breakfast: included · Limit: 800 yuan"]);
    expect(claims[0]?.citations.map(({ quote }) => quote)).toEqual([
      "Shanghai | 800 yuan | included",
      "City | Limit | Breakfast",
    ]);
  });

  it("never answers with a table's header alone", async () => {
    const table = "# Prices\n\n| Product | Price |\n|---|---|\n| Resist | 12 yuan |\n";
    expect((await claimsFor(table, [["Product", 2]])).map(({ text }) => text)).toEqual(["Resist · Price: 12 yuan"]);
  });

  it("brings a table's header along with a row", async () => {
    const table = "# Prices\n\n| Product | Price |\n|---|---|\n| Resist | 12 yuan |\n| Target | 90 yuan |\n";
    const claims = await claimsFor(table, [["Target", 2]]);
    expect(claims.map(({ text }) => text)).toEqual(["Target · Price: 90 yuan"]);
  });

  it("shows an editor's note beside the sentence that it is on", async () => {
    const claims = await claimsFor(plan, [["The goal is", 2]]);
    expect(claims.map(({ text }) => text)).toEqual([
      "The goal is 2.100 billion yuan.",
      "Editor's note: 2,100 billion yuan is evidently meant.",
    ]);
  });

  it("quotes no word twice", async () => {
    const claims = await claimsFor(plan, [
      ["The plan has three", 2],
      ["Policy support", 2],
    ]);
    expect(claims).toHaveLength(1);
  });

  it("says of each quote how its words stand, all of them", async () => {
    const item = "Policy support is increased.";
    const amended = { kind: "amended", by: { id: "b.md", title: "B", since: "2025" } } as const;
    const validityOf: ValidityOf = ({ id }, part) =>
      id === "a.md" && part !== undefined && part.start <= plan.length && holdsItem(part) ? amended : unknown;
    const holdsItem = ({ start, end }: { readonly start: number; readonly end: number }) => {
      const at = textOfPlan.indexOf(item);
      return start < at + item.length && at < end;
    };
    const { text: textOfPlan } = await markdownReader().read(new TextEncoder().encode(plan));
    const claims = await claimsFor(
      plan,
      [
        ["The plan has three", 2],
        ["Another paragraph", 2],
      ],
      validityOf,
    );
    expect(claims.map(({ citations: [{ standing }] }) => standing)).toEqual([amended, unknown]);
  });

  it("is empty without candidates", async () => {
    expect(await claimsFor(project, [])).toEqual([]);
  });

  it("sets no space between Chinese sentences", async () => {
    const claims = await claimsFor("# 项目\n\n总投资30亿元。一期投资11亿元。\n", [
      ["总投资", 2],
      ["一期", 2],
    ]);
    expect(answerText(claims)).toBe("总投资30亿元。[1]一期投资11亿元。[2]");
  });
});
