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
    [
      "boathouse.md",
      `# The boathouse, in short

Is there a shower? – Yes, the code hangs in the kitchen. Where do I leave the car? – Behind the mill. Can children row? – From the age of ten, with a belt.
`,
    ],
  ]));
});
afterAll(() => close());

describe("a list of questions and answers", () => {
  it.each([
    ["are guests allowed to sing in a choir", "As listeners only, and without a vote."],
    ["is it possible to borrow the piano?", "Yes, on Fridays."],
    ["is there a shower at the boathouse", "– Yes, the code hangs in the kitchen."],
    ["where do I leave the car at the boathouse", "– Behind the mill."],
    ["from which age can children row", "– From the age of ten, with a belt."],
  ])("is answered by what stands behind the question that is asked, up to the next one: %s", async (question, text) => {
    const { answer } = await engine.answer({ question, day: "2026-11-22" });
    expect(answer.kind === "answered" || answer.kind === "unsure" ? answer.claims[0].text : answer.kind).toBe(text);
  });
});
