import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IndexedPassage } from "../../../src/index/keyword/keyword-columns.ts";
import {
  KEYWORDS_FILE,
  type KeywordIndex,
  openKeywordIndex,
  writeKeywordIndex,
} from "../../../src/index/keyword/keyword-index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "docket-words-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const damaged = expect.objectContaining({ name: "DocketError", code: "storage" });

async function written(passages: readonly IndexedPassage[], size = passages.length): Promise<KeywordIndex> {
  await writeKeywordIndex(folder, { size, passages });
  return openKeywordIndex(folder);
}

const passage = (id: number, own: string, gloss = "", collection = "rules"): IndexedPassage => ({
  ...{ passage: id, collection, language: gloss === "" ? "en" : "zh" },
  ...{ own: own.split(" ").filter(Boolean), gloss: gloss.split(" ").filter(Boolean) },
});

/** Few and similar words, of one to four bytes a character, so that they meet, and begin like each other. */
const word = fc.oneof(
  fc.constantFrom("a", "ab", "abc", "b", "集", "集成", "成", "3.5", "3", "é", "￿", "𠮸", "𠮸a", "constructor"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }).filter((text) => !/\s/u.test(text)),
);
const anyPassages = fc.uniqueArray(
  fc.record({
    passage: fc.integer({ min: 1, max: 2 ** 40 }),
    language: fc.constantFrom("en" as const, "zh" as const),
    collection: fc.constantFrom("", "rules", "plans"),
    own: fc.array(word, { maxLength: 8 }),
    gloss: fc.array(word, { maxLength: 4 }),
  }),
  { selector: ({ passage }) => passage, maxLength: 12 },
);

describe("a keyword index", () => {
  it("knows what it was written from: every word of every passage, and how often it stands there", async () => {
    await fc.assert(
      fc.asyncProperty(anyPassages, word, async (passages, other) => {
        const index = await written(passages);
        expect(index.size).toBe(passages.length);
        for (const asked of new Set([other, ...passages.flatMap(({ own, gloss }) => [...own, ...gloss])])) {
          for (const column of ["own", "gloss"] as const) {
            const count = (words: readonly string[]) => words.filter((word) => word === asked).length;
            const expected = new Map(
              passages.flatMap((one) => (count(one[column]) > 0 ? [[one.passage, count(one[column])]] : [])) as [
                number,
                number,
              ][],
            );
            const { rows, counts } = index.postings(asked, column);
            expect(index.passageFrequency(asked, column)).toBe(expected.size);
            expect(new Map([...rows].map((row, place) => [index.passageAt(row), counts[place]]))).toEqual(expected);
            expect([...rows]).toEqual([...rows].toSorted((one, two) => one - two));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has the rows of each collection in one language as one range, and finds each passage's row", async () => {
    await fc.assert(
      fc.asyncProperty(anyPassages, fc.subarray(["", "rules", "plans", "none"]), async (passages, allowed) => {
        const index = await written(passages);
        for (const language of ["en", "zh"] as const) {
          const ofLanguage = passages.filter((one) => one.language === language);
          expect(index.passages[language]).toBe(ofLanguage.length);
          const ranges = index.rangesOf(language, new Set(allowed));
          expect(ranges.length).toBeLessThanOrEqual(allowed.length);
          const found = ranges.flatMap(({ start, end }) =>
            Array.from({ length: end - start }, (_, row) => index.passageAt(start + row)),
          );
          const visible = ofLanguage.filter(({ collection }) => allowed.includes(collection));
          expect(new Set(found)).toEqual(new Set(visible.map(({ passage }) => passage)));
          const words = ofLanguage.reduce((sum, { own }) => sum + own.length, 0);
          expect(index.averageLength[language]).toBeCloseTo(words / Math.max(1, ofLanguage.length));
        }
        for (const { passage, own } of passages) {
          expect(index.passageAt(index.rowOf(passage))).toBe(passage);
          expect(index.lengths[index.rowOf(passage)]).toBe(own.length);
          expect(index.rowOf(passage + 0.5)).toBe(-1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("lists the words that begin with a letter, but not those of glosses", async () => {
    const index = await written([passage(1, "plan plane planet 3.5 plan"), passage(2, "集成 成电", "plank circuit")]);
    expect(index.wordsBeginningWith("p")).toEqual(["plan", "plane", "planet"]);
    expect(index.wordsBeginningWith("集")).toEqual(["集成"]);
    expect(index.wordsBeginningWith("c")).toEqual([]);
    expect(index.wordsBeginningWith("z")).toEqual([]);
  });

  it("tells whole words apart: single characters, decimals, beginnings", async () => {
    const index = await written([passage(1, "3.5 3 光 plan"), passage(2, "光掩 plane 35")]);
    const found = (word: string) => [...index.postings(word, "own").rows].map((row) => index.passageAt(row));
    expect(found("光")).toEqual([1]);
    expect(found("光掩")).toEqual([2]);
    expect(found("3.5")).toEqual([1]);
    expect(found("3")).toEqual([1]);
    expect(found("plan")).toEqual([1]);
    expect(found("pla")).toEqual([]);
    expect(found("")).toEqual([]);
  });

  it("counts a word up to 255", async () => {
    const index = await written([passage(1, "sum ".repeat(300))]);
    expect([...index.postings("sum", "own").counts]).toEqual([255]);
  });

  it("may be of nothing", async () => {
    const index = await written([]);
    expect(index.size).toBe(0);
    expect(index.passages).toEqual({ en: 0, zh: 0 });
    expect(index.passageFrequency("plan", "own")).toBe(0);
    expect(index.wordsBeginningWith("p")).toEqual([]);
    expect(index.rangesOf("en")).toEqual([]);
    expect(index.rowOf(1)).toBe(-1);
  });

  it("is not written from what it could not give back", async () => {
    const plan = passage(1, "plan");
    await expect(written([plan, plan])).rejects.toThrow("passage 1 occurs twice");
    await expect(written([{ ...plan, passage: 0 }])).rejects.toThrow("0 is no id of a passage");
    await expect(written([{ ...plan, own: ["two words"] }])).rejects.toThrow('"two words" is no word');
    await expect(written([plan], 2)).rejects.toThrow("there are 1 passages, 2 were announced");
    await expect(openKeywordIndex(folder)).rejects.toEqual(damaged);
  });
});

describe("a damaged keyword index", () => {
  it("is found wherever one bit is flipped, and wherever the file is cut", async () => {
    await written([passage(1, "plan plane"), passage(2, "集成 成电", "circuit"), passage(3, "plan")]);
    const path = join(folder, KEYWORDS_FILE);
    const whole = await readFile(path);
    const anyBit = fc.integer({ min: 0, max: whole.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(anyBit, async (bit) => {
        const bytes = Uint8Array.from(whole);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await writeFile(path, bytes);
        await expect(openKeywordIndex(folder)).rejects.toEqual(damaged);
      }),
    );
    for (let length = whole.length - 1; length >= 0; length -= 7) {
      await writeFile(path, whole);
      await truncate(path, length);
      await expect(openKeywordIndex(folder)).rejects.toThrow(/index\.words: the keyword index is damaged/u);
    }
    await writeFile(path, whole);
    expect((await openKeywordIndex(folder)).size).toBe(3);
    await rm(path);
    await expect(openKeywordIndex(folder)).rejects.toThrow(path);
  });
});
