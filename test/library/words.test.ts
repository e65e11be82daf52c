import { describe, expect, it } from "vitest";
import { wordsOf } from "../../src/library/words.ts";

describe("words", () => {
  it("lower-cases English words and keeps digits", () => {
    expect(wordsOf("The 02 Major Project, phase-one: 1.1 billion")).toEqual([
      ...["the", "02", "major", "project", "phase", "one", "1", "1", "billion"],
    ]);
  });

  it("cuts a run of Han characters into overlapping pairs", () => {
    expect(wordsOf("集成电路")).toEqual(["集成", "成电", "电路"]);
    expect(wordsOf("光")).toEqual(["光"]);
  });

  it("parts the languages where they touch", () => {
    expect(wordsOf("投资30亿元IC材料")).toEqual(["投资", "30", "亿元", "ic", "材料"]);
  });

  it("folds full-width letters and digits into plain ones", () => {
    expect(wordsOf("ＡＢＣ１２３")).toEqual(["abc123"]);
  });

  it("finds nothing in emoji and punctuation", () => {
    expect(wordsOf("👍 … !?")).toEqual([]);
  });
});
