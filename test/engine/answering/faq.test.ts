import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "faq.md",
      `# Questions that are asked often

## How does one join a choir?

Send the form to choirs@club.example, signed by your section. The conductor mostly replies within ten working days. Each section has two singers in a choir at most.

## May guest members sing in a choir?

As listeners only, and without a vote.

## Can I borrow the piano?

Yes, on Fridays.
`,
    ],
  ]));
});
afterAll(() => close());

describe("a list of questions and answers", () => {
  it.each([
    ["are guests allowed to sing in a choir", "As listeners only, and without a vote."],
    ["is it possible to borrow the piano?", "Yes, on Fridays."],
  ])("is answered by what stands under the question that is asked: %s", async (question, text) => {
    const { answer } = await engine.answer({ question, day: "2026-11-22" });
    expect(answer.kind === "answered" || answer.kind === "unsure" ? answer.claims[0].text : answer.kind).toBe(text);
  });
});
