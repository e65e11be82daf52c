import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexicalScorer, type TextWords, type WordStatistics } from "../../src/search/lexical.ts";
import type { Term } from "../../src/search/terms.ts";

const plain = (word: string, weight = 1): Term => ({ text: word, own: [word], english: [word], weight });
const english = (...own: string[]): TextWords => ({ language: "en", own, gloss: [] });
const chinese = (own: readonly string[], gloss: readonly string[]): TextWords => ({ language: "zh", own, gloss });

/** 100 passages in each language; "project" is in half of them, everything else in one. */
const statistics: WordStatistics = {
  passages: { en: 100, zh: 100 },
  countWord: (word) => (word === "project" ? 50 : word === "unheard" ? 0 : 1),
};

describe("the words of a question in sentences", () => {
  it("are all there at 1 and none at 0, whatever the question", () => {
    const words = fc.constantFrom("project", "photomask", "sum", "unheard");
    const terms = fc.uniqueArray(words, { minLength: 1 });
    fc.assert(
      fc.property(terms, fc.array(words, { maxLength: 50 }), (asked, text) => {
        const scorer = lexicalScorer(
          asked.map((word) => plain(word)),
          "en",
          statistics,
        );
        const covered = scorer.coverage([{ words: english(...text), worth: 1 }]);
        const held = asked.filter((word) => text.includes(word)).length;
        if (held === 0) expect(covered).toBe(0);
        else if (held === asked.length) expect(covered).toBe(1);
        else expect(covered > 0 && covered < 1).toBe(true);
      }),
    );
  });

  it("count by how rare they are", () => {
    const scorer = lexicalScorer([plain("project"), plain("photomask")], "en", statistics);
    const covered = (word: string) => scorer.coverage([{ words: english(word), worth: 1 }]);
    expect(covered("photomask")).toBeGreaterThan(3 * covered("project"));
  });

  it("take the senses of one Chinese word for one term, found by any of them", () => {
    const scorer = lexicalScorer(
      [{ text: "投资", own: ["投资"], english: ["invest", "fund"], weight: 1 }],
      "zh",
      statistics,
    );
    expect(scorer.coverage([{ words: english("fund"), worth: 1 }])).toBe(1);
    expect(scorer.coverage([{ words: chinese(["投资"], ["invest"]), worth: 1 }])).toBe(1);
    // Who asks in Chinese is found by Chinese words in Chinese text, not by its gloss.
    expect(scorer.coverage([{ words: chinese(["资金"], ["fund"]), worth: 1 }])).toBe(0);
  });

  it("find Chinese text by an English question through its gloss", () => {
    const scorer = lexicalScorer([plain("invest")], "en", statistics);
    expect(scorer.coverage([{ words: chinese(["投资"], ["invest"]), worth: 1 }])).toBe(1);
  });

  it("count each where it is worth most: in the sentence, before it, or in the headings", () => {
    const scorer = lexicalScorer([plain("sum"), plain("photomask")], "en", statistics);
    const covered = scorer.coverage([
      { words: english("sum"), worth: 1 },
      { words: english("sum", "photomask"), worth: 0.5 },
    ]);
    expect(covered).toBeCloseTo(0.75);
  });

  it("count as much as they are weighted: what is carried over counts less than what is asked", () => {
    const scorer = lexicalScorer([plain("sum"), plain("photomask", 0.25)], "en", statistics);
    expect(scorer.coverage([{ words: english("sum"), worth: 1 }])).toBeCloseTo(0.8);
  });

  it("are nothing for a question without words", () => {
    const scorer = lexicalScorer([], "en", statistics);
    expect(scorer.coverage([{ words: english("sum"), worth: 1 }])).toBe(0);
  });
});
