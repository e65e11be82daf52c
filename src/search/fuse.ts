/**
 * Rankings made one. Scores are divided by their ranking's best, so that a passage that is far ahead in one ranking stays
 * ahead: on the development sets this beat reciprocal rank fusion, which forgets by how much. Pure.
 */

import { type Place, RANKINGS, type RankingName } from "./evidence.ts";

export interface Ranked {
  readonly passage: number;
  readonly score: number;
}

export type Rankings = Readonly<Record<RankingName, readonly Ranked[]>>;

/** What a ranking counts for a passage. */
export type Weights = Readonly<Record<RankingName, number>>;

export interface Fused extends Ranked {
  readonly places: Readonly<Partial<Record<RankingName, Place>>>;
}

/**
 * @param rankings best first
 * @param weightsFor the weights that hold for this passage: words in the question's own language are worth much for a
 *   passage in that language and nothing for another
 * @returns best first; equal scores by passage, so that the same question gets the same answer
 */
export function fuse(rankings: Rankings, weightsFor: (passage: number) => Weights): Fused[] {
  const places = new Map<number, Partial<Record<RankingName, Place>>>();
  for (const name of RANKINGS) {
    rankings[name].forEach(({ passage, score }, index) => {
      const known = places.get(passage) ?? {};
      known[name] ??= { rank: index + 1, score };
      places.set(passage, known);
    });
  }
  const fused = [...places].map(([passage, found]) => {
    const weights = weightsFor(passage);
    let score = 0;
    let total = 0;
    for (const name of RANKINGS) {
      const best = rankings[name][0]?.score ?? 0;
      total += weights[name];
      if (best > 0) score += (weights[name] * Math.max(0, found[name]?.score ?? 0)) / best;
    }
    return { passage, score: total > 0 ? score / total : 0, places: found };
  });
  return fused.sort((one, other) => other.score - one.score || one.passage - other.passage);
}
