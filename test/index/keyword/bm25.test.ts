import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bm25Query, type TextWords, type WordStatistics } from "../../../src/index/keyword/bm25.ts";
import type { Term } from "../../../src/index/keyword/terms.ts";

const plain = (word: string, weight = 1): Term => ({ text: word, own: [word], english: [word], weight });
const english = (...own: string[]): TextWords => ({ language: "en", own, gloss: [] });
const chinese = (own: readonly string[], gloss: readonly string[]): TextWords => ({ language: "zh", own, gloss });

/** 100 passages in each language; "project" is in half of them, everything else in one. */
const statistics: WordStatistics = {
  passages: { en: 100, zh: 100 },
  passageFrequency: (word) => (word === "project" ? 50 : word === "unheard" ? 0 : 1),
};

describe("BM25 coverage of sentences", () => {
  it("is 1 where all terms occur, and 0 where none does", () => {
    const words = fc.constantFrom("project", "photomask", "sum", "unheard");
    const terms = fc.uniqueArray(words, { minLength: 1 });
    fc.assert(
      fc.property(terms, fc.array(words, { maxLength: 50 }), (asked, text) => {
        const scorer = bm25Query(
          asked.map((word) => plain(word)),
          "en",
          statistics,
        );
        const covered = scorer.coverage([{ words: english(...text), weight: 1 }]);
        const held = asked.filter((word) => text.includes(word)).length;
        if (held === 0) expect(covered).toBe(0);
        else if (held === asked.length) expect(covered).toBe(1);
        else expect(covered > 0 && covered < 1).toBe(true);
      }),
    );
  });

  it("rises with the rarity of a term", () => {
    const scorer = bm25Query([plain("project"), plain("photomask")], "en", statistics);
    const covered = (word: string) => scorer.coverage([{ words: english(word), weight: 1 }]);
    expect(covered("photomask")).toBeGreaterThan(3 * covered("project"));
  });

  it("takes the senses of one Chinese word for one term, matched by any of them", () => {
    const scorer = bm25Query(
      [{ text: "投资", own: ["投资"], english: ["invest", "fund"], weight: 1 }],
      "zh",
      statistics,
    );
    expect(scorer.coverage([{ words: english("fund"), weight: 1 }])).toBe(1);
    expect(scorer.coverage([{ words: chinese(["投资"], ["invest"]), weight: 1 }])).toBe(1);
    // Who asks in Chinese is found by Chinese words in Chinese text, not by its gloss.
    expect(scorer.coverage([{ words: chinese(["资金"], ["fund"]), weight: 1 }])).toBe(0);
  });

  it("matches Chinese text with an English question through its gloss", () => {
    const scorer = bm25Query([plain("invest")], "en", statistics);
    expect(scorer.coverage([{ words: chinese(["投资"], ["invest"]), weight: 1 }])).toBe(1);
  });

  it("counts a term where it weighs most: in the sentence, before it, or in the headings", () => {
    const scorer = bm25Query([plain("sum"), plain("photomask")], "en", statistics);
    const covered = scorer.coverage([
      { words: english("sum"), weight: 1 },
      { words: english("sum", "photomask"), weight: 0.5 },
    ]);
    expect(covered).toBeCloseTo(0.75);
  });

  it("counts terms by their weight: those of the context less than those of the question", () => {
    const scorer = bm25Query([plain("sum"), plain("photomask", 0.25)], "en", statistics);
    expect(scorer.coverage([{ words: english("sum"), weight: 1 }])).toBeCloseTo(0.8);
  });

  it("is 0 for a question without terms", () => {
    const scorer = bm25Query([], "en", statistics);
    expect(scorer.coverage([{ words: english("sum"), weight: 1 }])).toBe(0);
  });
});
