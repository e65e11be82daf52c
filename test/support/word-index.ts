/** A word index of texts, without a file. */

import { collectWords, type PassageWords } from "../../src/library/word-columns.ts";
import { type WordIndex, wordIndex } from "../../src/library/word-index.ts";

/** Passages are numbered from 1, all in one collection. */
export function wordIndexOf(texts: readonly Pick<PassageWords, "language" | "own" | "gloss">[]): WordIndex {
  const passages = texts.map((text, index) => ({ ...text, passage: index + 1, collection: "" }));
  return wordIndex(collectWords({ size: passages.length, passages }));
}
