import { describe, expect, it } from "vitest";
import { functionWords } from "../../../src/language/zh/gloss-words.ts";

describe("functionWords", () => {
  it("asks in English", () => {
    expect(["什么时候", "谁", "多少", "为什么", "哪一年"].map((word) => functionWords.get(word))).toEqual([
      "when",
      "who",
      "how many",
      "why",
      "what year",
    ]);
  });

  it("says some words plainly and others not at all", () => {
    expect(["没有", "之前", "的", "吗", "电路"].map((word) => functionWords.get(word))).toEqual([
      "not",
      "before",
      "",
      "",
      undefined,
    ]);
  });

  it("holds Chinese words and plain English only", () => {
    for (const [word, english] of functionWords) {
      expect(word).toMatch(/^\p{Script=Han}+$/u);
      expect(english).toMatch(/^[A-Za-z ]*$/);
    }
  });
});
