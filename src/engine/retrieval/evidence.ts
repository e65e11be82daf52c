/** A passage found for a question, with how it was found. */

import type { LibraryPassage } from "../../library/library.ts";
import { isInForce, type Validity } from "../../library/validity/validity.ts";

/** The ways to find a passage: its words, its meaning as a whole, the meaning of its best sentence. */
export const RANKINGS = ["words", "passage", "sentence"] as const;
export type RankingName = (typeof RANKINGS)[number];

/** A passage in one ranking. */
export interface RankedScore {
  /** 1-based; null where it is too far down to be in the ranking, and the score is the most that it can be. */
  readonly rank: number | null;
  /** Words: the share of what is asked, 0 to 1. Meaning: the cosine, -1 to 1. */
  readonly score: number;
}

export interface Evidence {
  readonly passage: LibraryPassage;
  /** Validity of the passage as a whole: amended, where any of its sentences is. */
  readonly validity: Validity;
  /** Score of all rankings together; comparable between questions. */
  readonly score: number;
  /** Bonus that ranking adds to the score where a follow-up goes on about its document; 0 of others. */
  readonly continues: number;
  readonly rankings: Readonly<Record<RankingName, RankedScore>>;
  /** Cosine of the question with each sentence of the passage, or the most that it can be where it is far down. */
  readonly sentenceScores: readonly number[];
  /** Cosine with the heading over the passage, where that is a question which the passage answers; null of others. */
  readonly headingScore: number | null;
  /** Loss of its cosines because the embedded model reads Chinese as English words; 0 with others. */
  readonly lostToGloss: number;
  /** Validity of each sentence: a passage may hold some clauses that were amended, and some that were not. */
  readonly sentenceValidity: readonly Validity[];
}

/** Tells whether any of it is in force, as far as is known. */
export function anyInForce({ validity: standing, sentenceValidity: sentenceStandings }: Evidence): boolean {
  return isInForce(standing) || sentenceStandings.some(isInForce);
}
