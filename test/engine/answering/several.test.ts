import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { questionsIn } from "../../../src/engine/answering/answering.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

describe("several questions in one message", () => {
  it.each([
    ["When does the pool open? What does a ticket cost?", ["When does the pool open?", "What does a ticket cost?"]],
    ["泳池几点开门？门票多少钱？", ["泳池几点开门？", "门票多少钱？"]],
    ["1. When does the pool open?\n2. Who runs the archive?", ["When does the pool open?", "Who runs the archive?"]],
    [
      "We are a school. May we use the pool? Who signs the form?",
      ["We are a school. May we use the pool?", "Who signs the form?"],
    ],
  ])("are told apart: %s", (text, questions) => {
    expect(questionsIn(text)).toEqual(questions);
  });

  it.each([
    "When does the pool open?",
    "Does the club want money or goods? What exactly?",
    "May we use the pool? Are dogs allowed? We are a school with forty children.",
    "A? B? C? D? E?",
  ])("are one: %s", (text) => {
    expect(questionsIn(text)).toHaveLength(1);
  });
});

describe("a message with two questions", () => {
  let engine: Engine;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ engine, close } = await engineWith([
      ["pool.md", "# Pool\n\nThe pool opens at 9:00 on weekdays.\n"],
      ["archive.md", "# Archive\n\nMs. Lin Yu runs the archive of the club.\n"],
    ]));
  });
  afterAll(() => close());
  const ask = async (question: string) => (await engine.answer({ question, day: "2026-11-22" })).answer;

  it("gets both answers, each with a mark of its own", async () => {
    expect(await ask("When does the pool open? Who runs the archive of the club?")).toMatchObject({
      kind: "answered",
      claims: [
        { text: "The pool opens at 9:00 on weekdays.", citations: [{ mark: 1 }] },
        { text: "Ms. Lin Yu runs the archive of the club.", citations: [{ mark: 2 }] },
      ],
    });
  });

  it("is told which of them got no answer", async () => {
    expect(await ask("When does the pool open? What is the phone number of the dentist?")).toMatchObject({
      kind: "answered",
      claims: [{ text: "The pool opens at 9:00 on weekdays." }],
      open: ["What is the phone number of the dentist?"],
    });
  });
});
