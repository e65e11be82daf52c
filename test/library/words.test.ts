import { describe, expect, it } from "vitest";
import { wordsOf } from "../../src/library/words.ts";

describe("words", () => {
  it("makes the forms of an English word one, whatever their case, accents and possessives", () => {
    expect(wordsOf("Invested INVESTMENT invests")).toEqual(["invest", "invest", "invest"]);
    expect(wordsOf("the Alliance’s cafés")).toEqual(wordsOf("alliance cafe"));
  });

  it("leaves out words that only hold a sentence together", () => {
    expect(wordsOf("What is the sum of it?")).toEqual(["sum"]);
  });

  it("keeps numbers whole: decimals, and thousands with or without a comma", () => {
    expect(wordsOf("1.1 billion")).toEqual(["1.1", "billion"]);
    expect(wordsOf("2,100 and 2100")).toEqual(["2100", "2100"]);
    expect(wordsOf("5G, 02, 3.")).toEqual(["5g", "02", "3"]);
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
