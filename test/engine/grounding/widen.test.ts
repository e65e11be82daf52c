import { describe, expect, it } from "vitest";
import type { Block } from "../../../src/documents/document.ts";
import { createProver } from "../../../src/engine/grounding/prove.ts";
import { widened } from "../../../src/engine/grounding/quotes.ts";

const INTRODUCTION = "Some acts end a membership. Members must not:";
const SPEAKING = "speak in the name of the alliance";
const ITEMS = ["share documents of the alliance with others", SPEAKING];
const TEXT = [INTRODUCTION, ...ITEMS].join("\n");

function blocks(): Block[] {
  let start = 0;
  return TEXT.split("\n").map((line, index) => {
    const block: Block = {
      kind: index === 0 ? "paragraph" : "list-item",
      ...{ start, end: start + line.length, section: [], place: null, leadIn: index === 0 ? null : 0 },
    };
    start += line.length + 1;
    return block;
  });
}

function around(words: string): string[] {
  const start = TEXT.indexOf(words);
  const spans = widened({ text: TEXT, blocks: blocks() }, { start, end: start + words.length });
  return spans.map((span) => TEXT.slice(span.start, span.end));
}

describe("a quote", () => {
  it("is widened to its sentence, and no further", () => {
    expect(around("acts end")).toEqual(["Some acts end a membership."]);
  });

  it("brings what introduces its list, the last sentence of it", () => {
    expect(around("in the name")).toEqual(["Members must not:", SPEAKING]);
  });

  it("does not prove what its introduction forbids", () => {
    const passage = { mark: 1, text: SPEAKING, about: "" };
    const source = { text: TEXT, blocks: blocks(), start: TEXT.indexOf(SPEAKING) };
    const support = [{ mark: 1, quote: SPEAKING }];
    const kindOf = (text: string) => createProver([{ ...passage, source }], null).prove({ text, support }).kind;
    expect(kindOf("Members must not speak in the name of the alliance.")).toBe("proven");
    expect(kindOf("Members may speak in the name of the alliance.")).toBe("dropped");
    expect(kindOf("Members speak in the name of the alliance.")).toBe("dropped");
  });
});
