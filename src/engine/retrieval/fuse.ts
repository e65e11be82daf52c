/**
 * Rankings made one. The scores are added as they are, not ranks and not shares of the best: each means the same for
 * every question (the share of the words covered, the cosine of the meaning), so the sum does too, and a low best score
 * says that nothing fits. Pure.
 */

import type { Ranked } from "../../index/keyword/bm25.ts";
import { RANKINGS, type RankedScore, type RankingName } from "./evidence.ts";

export interface Ranking {
  /** Best first. */
  readonly found: readonly Ranked[];
  /** Upper bound on the score of passages outside this ranking: the last one's score if there may be more, else 0. */
  readonly rest: number;
}

export interface Fused extends Ranked {
  readonly rankings: Readonly<Record<RankingName, RankedScore>>;
}

/** Chosen on the development sets, where anything near them does as well. */
const WEIGHTS: Readonly<Record<RankingName, number>> = { words: 1, passage: 0.4, sentence: 0.6 };

/** @returns best first; equal scores by passage, so that the same question gets the same answer */
export function fuse(rankings: Readonly<Record<RankingName, Ranking>>): Fused[] {
  const nowhere = (name: RankingName): RankedScore => ({ rank: null, score: rankings[name].rest });
  const rest = { words: nowhere("words"), passage: nowhere("passage"), sentence: nowhere("sentence") };
  const places = new Map<number, Record<RankingName, RankedScore>>();
  for (const name of RANKINGS) {
    rankings[name].found.forEach(({ passage, score }, index) => {
      const known = places.get(passage) ?? { words: rest.words, passage: rest.passage, sentence: rest.sentence };
      if (known[name].rank !== null) return;
      known[name] = { rank: index + 1, score };
      places.set(passage, known);
    });
  }
  const fused = Array.from(places, ([passage, found]): Fused => {
    const { words, passage: whole, sentence } = found;
    const score = WEIGHTS.words * words.score + WEIGHTS.passage * whole.score + WEIGHTS.sentence * sentence.score;
    return { passage, score, rankings: found };
  });
  return fused.sort((one, other) => other.score - one.score || one.passage - other.passage);
}
