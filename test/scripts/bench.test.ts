import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Figure, isMet } from "../../scripts/bench/figures.ts";
import { benchJson, benchTable } from "../../scripts/bench/report.ts";
import { randomEmbedder } from "../../scripts/bench/synthetic-corpus.ts";
import { type SyntheticLanguage, seededRandom } from "../../scripts/bench/synthetic-language.ts";
import { addRandomVectors, growLibrary } from "../../scripts/bench/synthetic-library.ts";
import { collectKeywords } from "../../src/index/keyword/keyword-columns.ts";
import { keywordIndex } from "../../src/index/keyword/keyword-index.ts";
import { missingTexts } from "../../src/library/embed-texts.ts";
import { openLibrary } from "../../src/library/library.ts";
import { indexContent, wordContent } from "../../src/library/library-writer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const figure = (value: number | null, bar?: Figure["bar"]): Figure => ({
  ...{ name: "an answer", value, unit: "ms" },
  ...(bar === undefined ? {} : { bar }),
});

describe("a figure of the benchmark", () => {
  it("holds its bar up to the bar itself, from either side", () => {
    expect(isMet(figure(30, { atMost: 30 }))).toBe(true);
    expect(isMet(figure(30.1, { atMost: 30 }))).toBe(false);
    expect(isMet(figure(6, { atLeast: 6 }))).toBe(true);
    expect(isMet(figure(5.9, { atLeast: 6 }))).toBe(false);
  });

  it("is not judged without a bar or without a measurement", () => {
    expect(isMet(figure(30))).toBeNull();
    expect(isMet(figure(null, { atMost: 30 }))).toBeNull();
  });
});

describe("the benchmark's report", () => {
  const parts = [
    { part: "answers", seconds: 2, figures: [figure(56.54, { atMost: 30 }), figure(5)] },
    { part: "vectors", seconds: 1.6, figures: [figure(null, { atLeast: 5 }), figure(7_215.2, { atMost: 8_000 })] },
  ];

  it("puts the bar and the verdict beside each figure", () => {
    expect(benchTable(parts).split("\n")).toEqual([
      "answers",
      "  an answer   56.5 ms  at most 30    MISSED",
      "  an answer   5.00 ms",
      "",
      "vectors",
      "  an answer      - ms  at least 5",
      "  an answer  7,215 ms  at most 8000  ok",
      "",
      "1 bar missed, in 4 s",
    ]);
  });

  it("says the same as JSON", () => {
    const report = benchJson(parts);
    expect(report.missed).toBe(1);
    expect(report.parts.map(({ figures }) => figures.map(({ met }) => met))).toEqual([
      [false, null],
      [null, true],
    ]);
  });
});

describe("a made-up library", () => {
  const language: SyntheticLanguage = {
    sentence: (written) => (written === "zh" ? "材料项目投资增长。" : "The project grows with its investment."),
    questionAbout: (text) => text,
  };
  const gloss = {
    id: "none",
    english: (text: string) => (text === "" ? "" : "material"),
    words: () => [],
    pinyin: (text: string) => text,
  };

  function grownTo(...sizes: readonly number[]) {
    const library = openLibrary(join(temporaryFolder().path, "library.sqlite"));
    onTestFinished(() => library.close());
    const counts = sizes.map((passages) => {
      growLibrary(library, passages, { language, gloss });
      const words = keywordIndex(collectKeywords(wordContent(library.database)));
      return { ...words.passages, material: words.passageFrequency("materi", "gloss") };
    });
    return { library, counts };
  }

  it("grows to as many passages as asked for, English and Chinese by turns", () => {
    const { counts } = grownTo(10, 40, 45);
    expect(counts).toEqual([
      { en: 10, zh: 0, material: 0 },
      { en: 20, zh: 20, material: 20 },
      { en: 25, zh: 20, material: 20 },
    ]);
  });

  it("has a vector of unit length for every piece", () => {
    const { library } = grownTo(20);
    const embedder = randomEmbedder({ id: "random", dimensions: 8 }, seededRandom(1));
    addRandomVectors(library, embedder, seededRandom(2));
    expect(missingTexts(library.database, embedder.id, []).count).toBe(0);
    const { size, rows } = indexContent(library.database, embedder.id, embedder.dimensions);
    expect(size).toBe(library.size().pieces);
    for (const { vector } of rows) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });
});

describe("seeded numbers", () => {
  it("are the same for the same seed, and lie from 0 up to 1", () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 100 }, () => random());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1).every((number) => number >= 0 && number < 1)).toBe(true);
  });
});
