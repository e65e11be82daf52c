import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bm25Query,
  bm25Scores,
  mixedQuery,
  type QueryClause,
  type TextWords,
} from "../../../src/index/keyword/bm25.ts";
import { collectKeywords } from "../../../src/index/keyword/keyword-columns.ts";
import { keywordIndex } from "../../../src/index/keyword/keyword-index.ts";
import type { Term } from "../../../src/index/keyword/terms.ts";
import type { Language } from "../../../src/language/language.ts";
import { wordIndexOf } from "../../support/word-index.ts";

const plain = (word: string): Term => ({ text: word, own: [word], english: [word], weight: 1 });
const english = (...own: string[]): TextWords => ({ language: "en", own, gloss: [] });
const chinese = (own: readonly string[], gloss: readonly string[]): TextWords => ({ language: "zh", own, gloss });

/** The score of each of the texts, for a question of these terms. */
function scoresOf(terms: readonly Term[], language: Language, texts: readonly TextWords[]): number[] {
  const index = wordIndexOf(texts);
  const scores = bm25Scores(index, bm25Query(terms, language, index).clauses);
  return texts.map((_, number) => scores.scoreOf(number + 1));
}

/** 99 texts that have nothing to do with the question, so that one text's words are rare. */
const others = Array.from({ length: 99 }, () => english("other", "text"));

describe("BM25 scores of passages", () => {
  it("approach 1 where all terms occur, and are 0 where none does", () => {
    const words = fc.constantFrom("project", "photomask", "sum", "unheard");
    const terms = fc.uniqueArray(words, { minLength: 1 }).map((list) => list.map(plain));
    fc.assert(
      fc.property(terms, fc.array(words, { maxLength: 50 }), (asked, text) => {
        const [score = -1] = scoresOf(asked, "en", [english(...text), ...others]);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
    const [most, none] = scoresOf([plain("sum")], "en", [english(...Array(200).fill("sum")), english("money")]);
    expect(most).toBeGreaterThan(0.98);
    expect(none).toBe(0);
  });

  it("rise with the rarity of a term", () => {
    const common = Array.from({ length: 50 }, () => english("project"));
    const [rare = 0, often = 1] = scoresOf([plain("project"), plain("photomask")], "en", [
      english("photomask"),
      ...common,
    ]);
    expect(rare).toBeGreaterThan(3 * often);
  });

  it("rise ever less with repetition, and less in long texts", () => {
    const texts = [english("sum", "a"), english("sum", "sum"), english("sum", ...Array(50).fill("a")), ...others];
    const [once = 0, twice = 0, long = 0] = scoresOf([plain("sum")], "en", texts);
    expect(twice).toBeGreaterThan(once);
    expect(twice).toBeLessThan(2 * once);
    expect(long).toBeLessThan(once);
  });

  it("match another language by its gloss, and the question's own by its own words only", () => {
    const invest: Term = { text: "投资", own: ["投资"], english: ["invest", "fund"], weight: 1 };
    const texts = [english("fund"), chinese(["投资"], ["invest"]), chinese(["资金"], ["fund"]), ...others];
    const [fund = 0, same = 0, gloss] = scoresOf([invest], "zh", texts);
    expect(fund).toBeGreaterThan(0);
    expect(same).toBeGreaterThan(0);
    expect(gloss).toBe(0);
    const [, byGloss = 0] = scoresOf([plain("invest")], "en", texts);
    expect(byGloss).toBeGreaterThan(0);
  });

  it("are empty for a question without terms, and in a library without passages", () => {
    expect(scoresOf([], "en", [english("sum")])).toEqual([0]);
    const empty = wordIndexOf([]);
    const scores = bm25Scores(empty, bm25Query([plain("sum")], "en", empty).clauses);
    expect(scores.best(10)).toEqual([]);
    expect(scores.scoreOf(1)).toBe(0);
  });
});

/** The formula, text by text: what the sums over all passages must come to. */
function scoreOfText(text: TextWords, { weight, language, groups }: QueryClause, averageLength: number): number {
  const [k1, b] = [0.9, 0.5];
  const words = language === text.language ? text.own : [...text.own, ...text.gloss];
  let sum = 0;
  let whole = 0;
  for (const group of groups[text.language]) {
    const count = group.words.reduce((total, wanted) => total + words.filter((word) => word === wanted).length, 0);
    const length = text.own.length / Math.max(1, averageLength);
    sum += (group.weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
    whole += group.weight * (k1 + 1);
  }
  return (weight * sum) / Math.max(Number.EPSILON, whole);
}

const word = fc.constantFrom("plan", "plane", "3.5", "光", "光掩", "掩模", "fund", "invest");
const words = fc.array(word, { maxLength: 12 });
const language = fc.constantFrom<Language>("en", "zh");
const term: fc.Arbitrary<Term> = fc.record({
  text: fc.constant("asked"),
  own: fc.array(word, { maxLength: 3 }),
  english: fc.array(word, { maxLength: 4 }),
  weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
});
const somePassages = fc
  .array(fc.record({ language, own: words, gloss: words, collection: fc.constantFrom("rules", "plans", "") }), {
    maxLength: 40,
  })
  .map((texts) => texts.map((text, number) => ({ ...text, passage: 7 * number + 1 })));

describe("BM25 scores over the postings", () => {
  const question = fc.record({
    asked: language,
    alone: fc.array(term, { maxLength: 5 }),
    around: fc.option(fc.array(term, { maxLength: 8 })),
    collections: fc.option(fc.subarray(["rules", "plans", "none"])),
    limit: fc.integer({ min: 1, max: 50 }),
  });

  it("equal the formula text by text, for follow-ups too, within the collections in scope", () => {
    fc.assert(
      fc.property(somePassages, question, (passages, { asked, alone, around, collections, limit }) => {
        const index = keywordIndex(collectKeywords({ size: passages.length, passages }));
        const first = bm25Query(alone, asked, index);
        const query = around === null ? first : mixedQuery(first, bm25Query(around, asked, index), 0.4);
        const allowed = collections === null ? undefined : new Set<string>(collections);
        const scores = bm25Scores(index, query.clauses, allowed);
        const expected = passages.map((text) => {
          const ofLanguage = passages.filter(({ language }) => language === text.language);
          const average = ofLanguage.reduce((sum, { own }) => sum + own.length, 0) / ofLanguage.length;
          const score = query.clauses.reduce((sum, clause) => sum + scoreOfText(text, clause, average), 0);
          return { passage: text.passage, score: allowed?.has(text.collection) === false ? 0 : score };
        });
        for (const { passage, score } of expected) expect(scores.scoreOf(passage)).toBeCloseTo(score, 6);
        const best = expected.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score);
        const found = scores.best(limit);
        expect(found.map(({ passage }) => scores.scoreOf(passage))).toEqual(found.map(({ score }) => score));
        expect(found).toHaveLength(Math.min(limit, best.length));
        for (const [place, { score }] of found.entries()) expect(score).toBeCloseTo(best[place]?.score ?? -1, 6);
      }),
      { numRuns: 300 },
    );
  });
});
