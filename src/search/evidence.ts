/** A passage found for a question, with how it was found. */

import type { LibraryPassage } from "../library/library.ts";

/**
 * The four ways to find a passage: its words in the question's own language, its words across languages through the
 * gloss, the meaning of the passage as a whole, the meaning of its best sentence.
 */
export const RANKINGS = ["own-words", "glossed-words", "passage-meaning", "sentence-meaning"] as const;
export type RankingName = (typeof RANKINGS)[number];

/** A passage's place in one ranking. */
export interface Place {
  /** 1-based. */
  readonly rank: number;
  /** BM25 for words, cosine for meaning: comparable inside one ranking only. */
  readonly score: number;
}

export interface Evidence {
  readonly passage: LibraryPassage;
  /** Of all rankings together, 0 to 1; comparable inside one search only. */
  readonly score: number;
  readonly places: Readonly<Partial<Record<RankingName, Place>>>;
  /** Cosine of the question with each sentence of the passage, where it is among the nearest sentences of all. */
  readonly sentenceScores: ReadonlyMap<number, number>;
}
