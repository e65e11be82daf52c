import { describe, expect, it } from "vitest";
import { termsOf } from "../../../src/index/keyword/terms.ts";
import type { Gloss, GlossedWord } from "../../../src/language/zh/gloss.ts";

const WORDS: readonly GlossedWord[] = [
  { word: "集成电路", kind: "word", meanings: ["integrated circuit", "chips"] },
  { word: "的", kind: "function", meanings: [] },
  { word: "张汝京", kind: "name", meanings: ["Zhang Rujing"] },
  { word: "30亿元", kind: "word", meanings: ["3 billion yuan"] },
  { word: "第十三", kind: "word", meanings: ["13th", "13"] },
  { word: " EUV (investments)，", kind: "other", meanings: [] },
  { word: "氟", kind: "word", meanings: [] },
];
/** Knows nothing but how to find these words in a text. */
const gloss: Gloss = {
  id: "seven words",
  english: () => "",
  pinyin: () => "",
  words: (text) => WORDS.filter(({ word }) => text.includes(word)),
};
const termsIn = (text: string) => termsOf([{ text, weight: 1 }], gloss);

describe("termsOf", () => {
  it("makes one term of a Chinese word: its pairs, and all that it may mean", () => {
    expect(termsIn("集成电路的")).toEqual([
      { text: "集成电路", own: ["集成", "成电", "电路"], english: ["integr", "circuit", "chip"], weight: 1 },
    ]);
  });

  it("takes names and unknown words as they are", () => {
    expect(termsIn("张汝京氟").map(({ own, english }) => [own, english])).toEqual([
      [
        ["张汝", "汝京"],
        ["zhang", "ruje"],
      ],
      [["氟"], []],
    ]);
  });

  it("wants every part of a sum, but either way to write an ordinal", () => {
    expect(termsIn("30亿元第十三").map(({ own, english }) => [own, english])).toEqual([
      [["3000000000", "元"], ["3000000000"]],
      [[], ["yuan"]],
      [
        ["第", "13"],
        ["13th", "13"],
      ],
    ]);
  });

  it("takes the words of other text one by one", () => {
    expect(termsIn(" EUV (investments)，").map(({ own }) => own)).toEqual([["euv"], ["invest"]]);
  });

  it("does without a gloss for English", () => {
    expect(termsOf([{ text: "The photomask venture", weight: 0.5 }], null)).toEqual([
      { text: "photomask", own: ["photomask"], english: ["photomask"], weight: 0.5 },
      { text: "ventur", own: ["ventur"], english: ["ventur"], weight: 0.5 },
    ]);
  });

  it("counts a term where it weighs most: in the first text that has it", () => {
    const terms = termsOf(
      [
        { text: "photomask", weight: 1 },
        { text: "photomask pellicle", weight: 0.4 },
      ],
      null,
    );
    expect(terms.map(({ text, weight }) => [text, weight])).toEqual([
      ["photomask", 1],
      ["pellicl", 0.4],
    ]);
  });
});
