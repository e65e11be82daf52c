import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Citation } from "../../../src/engine/answering/answer.ts";
import { isVerified } from "../../../src/engine/answering/quote.ts";
import type { LibraryDocument } from "../../../src/library/library.ts";

const text = "The total investment is 3 billion yuan. 第一期投资11亿元。";
const version = { text, blocks: [] };
const citation = (start: number, end: number, quote = text.slice(start, end)): Citation => ({
  ...{ mark: 1, quote, start, end, section: [], place: null },
  document: { id: "a.md" } as LibraryDocument,
  standing: { kind: "unknown" },
});

describe("verification", () => {
  it("passes words that stand at their place", () => {
    expect(isVerified(citation(0, 39), version)).toBe(true);
    expect(isVerified(citation(40, 50), version)).toBe(true);
  });

  it("catches every changed character, every shifted place, and a version that is gone", () => {
    fc.assert(
      fc.property(fc.nat(38), fc.constantFrom("x", "4", " ", "。"), (at, character) => {
        fc.pre(text.charAt(at) !== character);
        const changed = `${text.slice(0, at)}${character}${text.slice(at + 1, 39)}`;
        expect(isVerified(citation(0, 39, changed), version)).toBe(false);
      }),
    );
    expect(isVerified(citation(1, 40, text.slice(0, 39)), version)).toBe(false);
    expect(isVerified(citation(-1, 39), version)).toBe(false);
    expect(isVerified(citation(0, 39), null)).toBe(false);
  });

  it("takes no quote that is too short to prove anything", () => {
    expect(isVerified(citation(0, 3), version)).toBe(false);
  });
});
