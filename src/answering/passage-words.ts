/**
 * A passage's sentences and headings with their words. Finding them takes longer than all the weighing, and the best
 * passages of one question are those of the next: so they are remembered as long as the library remembers the passage.
 */

import type { Language } from "../documents/document.ts";
import { type Gloss, glossKeywords } from "../embedding/gloss.ts";
import type { LibraryPassage } from "../library/library.ts";
import { wordsOf } from "../library/words.ts";
import type { TextWords } from "../search/lexical.ts";

export interface PassageWords {
  /** As the passage has them. */
  readonly sentences: readonly TextWords[];
  /** The document's title and the headings over the passage. */
  readonly headings: TextWords;
}

/** @param asked the question's language: only what is asked in another one is found by a passage's gloss */
export type WordsOfPassage = (passage: LibraryPassage, asked: Language, gloss: Gloss | null) => PassageWords;

export function rememberedWords(): WordsOfPassage {
  const plain = new WeakMap<LibraryPassage, PassageWords>();
  const glossed = new WeakMap<LibraryPassage, PassageWords>();
  return (passage, asked, gloss) => {
    const used = passage.language === "zh" && asked !== "zh" ? gloss : null;
    const known = used === null ? plain : glossed;
    const words = known.get(passage) ?? passageWords(passage, used);
    known.set(passage, words);
    return words;
  };
}

function passageWords({ language, document, section, start, text, sentences }: LibraryPassage, gloss: Gloss | null) {
  const wordsIn = (part: string): TextWords => ({
    ...{ language, own: wordsOf(part) },
    gloss: gloss === null ? [] : wordsOf(glossKeywords(gloss, part)),
  });
  return {
    sentences: sentences.map((sentence) => wordsIn(text.slice(sentence.start - start, sentence.end - start))),
    headings: wordsIn([document.title, ...section].join(" ")),
  };
}
