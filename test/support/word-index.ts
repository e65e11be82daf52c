/** A keyword index of texts, without a file. */

import { collectKeywords, type IndexedPassage } from "../../src/index/keyword/keyword-columns.ts";
import { type KeywordIndex, keywordIndex } from "../../src/index/keyword/keyword-index.ts";

/** Passages are numbered from 1, all in one collection. */
export function wordIndexOf(texts: readonly Pick<IndexedPassage, "language" | "own" | "gloss">[]): KeywordIndex {
  const passages = texts.map((text, index) => ({ ...text, passage: index + 1, collection: "" }));
  return keywordIndex(collectKeywords({ size: passages.length, passages }));
}
