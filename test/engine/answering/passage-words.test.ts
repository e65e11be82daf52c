import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/documents/document.ts";
import { rememberedWords } from "../../../src/engine/answering/passage-words.ts";
import type { Gloss } from "../../../src/language/zh/gloss.ts";
import type { LibraryPassage } from "../../../src/library/library.ts";
import { citationIn, evidenceOf, FEES, PLAN } from "../../bot/render/cited.ts";

/** A passage of one sentence. */
function passageOf(document: Document, quote: string): LibraryPassage {
  const citation = citationIn(document, quote);
  const { start, end } = citation;
  return { ...evidenceOf(citation).passage, language: document.language, sentences: [{ start, end }] };
}
const ENGLISH = passageOf(FEES, "It is due on 31 March.");
const CHINESE = passageOf(PLAN, "培育10家龙头企业。");

/** Counts the texts that it is asked for. */
function countingGloss() {
  const asked: string[] = [];
  const gloss: Gloss = {
    id: "test",
    english: (text) => text,
    words(text) {
      asked.push(text);
      return [{ word: text, kind: "word", meanings: ["company"] }];
    },
    pinyin: (text) => text,
  };
  return { gloss, asked };
}

describe("the words of a passage", () => {
  it("are those of each sentence, and of the headings over them", () => {
    const { sentences, headings } = rememberedWords()(ENGLISH, null);
    expect(sentences.map(({ words }) => words)).toEqual([{ language: "en", own: ["due", "31", "march"], gloss: [] }]);
    expect(headings.own).toContain("amount");
  });

  it("are found once", () => {
    const { gloss, asked } = countingGloss();
    const wordsOf = rememberedWords();
    const first = wordsOf(CHINESE, gloss);
    const times = asked.length;
    expect(times).toBeGreaterThan(0);
    expect(wordsOf(CHINESE, gloss)).toBe(first);
    expect(asked).toHaveLength(times);
  });

  it("have English beside the Chinese only where they are found by it", () => {
    const { gloss, asked } = countingGloss();
    const wordsOf = rememberedWords();
    expect(wordsOf(CHINESE, null).sentences[0]?.words.gloss).toEqual([]);
    expect(asked).toEqual([]);
    expect(wordsOf(CHINESE, gloss).sentences[0]?.words.gloss).toEqual(["compani"]);
  });
});
