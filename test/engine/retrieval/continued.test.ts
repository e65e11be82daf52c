/** A follow-up goes on about the document that was quoted. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { Evidence } from "../../../src/engine/retrieval/evidence.ts";
import { continued } from "../../../src/engine/retrieval/follow-up.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    [
      "cabins.md",
      "# Cabins by the lake\n\nIn May a cabin by the lake costs 400 a week.\n\nIn high summer a cabin costs 900 a week, for guests of members 700.\n",
    ],
    [
      "boats.md",
      "# Boats\n\nFrom May to July guests may launch boats on weekdays.\n\nIn July no boat may pass the weir.\n",
    ],
    [
      "tasks.md",
      "# Tasks of the club\n\nThe club has these tasks:\n\n- looking after the harbour\n- teaching young members\n\nYoung members are taught every Saturday by two trainers.\n",
    ],
  ]));
});
afterAll(() => close());

const HISTORY = [
  { role: "user", content: "what does a cabin cost in May?" },
  { role: "assistant", content: "In May a cabin by the lake costs 400 a week. [1]" },
];

/** Of a document as its number says; what else evidence has does not matter here. */
function found(document: number, score: number): Evidence {
  const passage = { id: document, text: `Passage of ${document}`, document: { id: `doc-${document}` } };
  return { passage, score, continues: 0, sentenceScores: [score] } as unknown as Evidence;
}

describe("a follow-up", () => {
  it("whose own words find nothing of the document is given its passage, as half of what it was for the question before", () => {
    const evidence = continued([found(1, 0.6), found(2, 0.5)], [found(3, 1), found(1, 0.2)], { lastAnswer: "" });
    expect(evidence.map(({ passage, score }) => [passage.id, score])).toEqual([
      [3, 0.5],
      [1, 0.6],
      [2, 0.5],
    ]);
  });

  it("is given nothing of before where its own words find the document", () => {
    const evidence = continued([found(1, 0.6), found(3, 0.4)], [found(3, 1)], { lastAnswer: "" });
    expect(evidence.map(({ passage, score }) => [passage.id, score])).toEqual([
      [3, 0.4],
      [1, 0.6],
    ]);
  });

  it("is looked for in the document that was quoted first", async () => {
    const { evidence } = await engine.answer({ question: "and for guests?", history: HISTORY, day: "2026-11-22" });
    expect(evidence[0]?.passage.document.path).toBe("cabins.md");
    expect(evidence[0]?.continues).toBeGreaterThan(0);
  });

  it("that changes the subject stays with none", async () => {
    const question = "Which boats may pass the weir in July?";
    const { evidence } = await engine.answer({ question, history: HISTORY, day: "2026-11-22" });
    expect(evidence[0]?.passage.document.path).toBe("boats.md");
    expect(evidence.every(({ continues }) => continues === 0)).toBe(true);
  });

  it("picks an item of the list that was quoted, and is not given the list again", async () => {
    const history = [
      { role: "user", content: "what are the tasks of the club" },
      {
        role: "assistant",
        content: "The club has these tasks:\n• looking after the harbour\n• teaching young members [1]",
      },
    ];
    const { question, answer } = await engine.answer({
      ...{ question: "tell me more about the second one", history, day: "2026-11-22" },
    });
    expect(question?.text).toContain("teaching young members");
    const claims = answer.kind === "answered" || answer.kind === "unsure" ? answer.claims : [];
    expect(claims[0]?.text).toBe("Young members are taught every Saturday by two trainers.");
  });
});
