/**
 * A question to its evidence: four rankings, fused into one, then the passages themselves.
 */

import type { Embedder } from "../embedding/embedder.ts";
import type { Library } from "../library/library.ts";
import type { Neighbour, VectorIndex } from "../library/vector-index.ts";
import type { Evidence } from "./evidence.ts";
import { fuse, type Rankings, type Weights } from "./fuse.ts";
import { byGlossedWords, byOwnWords } from "./keywords.ts";
import type { Question } from "./question.ts";

/** Passages that each ranking gives; a right one is very rarely further down in all four. */
const PASSAGES_PER_RANKING = 50;
/** A passage has several sentences; these reach about as many passages. */
const SENTENCES = 200;
/** More than an answer is made from: what `--explain` and the evaluation look at. */
const EVIDENCE = 20;

const SAME_LANGUAGE: Weights = { "own-words": 1, "glossed-words": 0, "passage-meaning": 1, "sentence-meaning": 1 };
const OTHER_LANGUAGE: Weights = { "own-words": 0, "glossed-words": 1, "passage-meaning": 1, "sentence-meaning": 1 };

export interface SearchOptions {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly index: () => Promise<VectorIndex | null>;
  /** English words of a Chinese text. */
  readonly gloss: () => Promise<{ english(text: string): string }>;
}

export interface SearchRequest {
  readonly question: Question;
  readonly collections?: ReadonlySet<string>;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

export interface SearchResult {
  /** Best first. */
  readonly evidence: readonly Evidence[];
  readonly embedMs: number;
  readonly searchMs: number;
}

export type Search = (request: SearchRequest) => Promise<SearchResult>;

export function createSearch({ library, embedder, index, gloss }: SearchOptions): Search {
  return async ({ question, collections, limit = EVIDENCE, signal }) => {
    const started = performance.now();
    const [vector] = await embedder.embed([question.text], "question", signal);
    const embedded = performance.now();
    const vectors = await index();
    const scope = collections === undefined ? {} : { collections };
    const nearest = (kind: "passage" | "sentence", most: number): readonly Neighbour[] =>
      vectors === null || vector === undefined ? [] : vectors.nearest(vector, { kind, limit: most, ...scope });
    const sentences = nearest("sentence", SENTENCES);
    const words = { library, limit: PASSAGES_PER_RANKING, ...scope };
    const glossed = question.language === "zh" ? (await gloss()).english(question.text) : question.text;
    const rankings: Rankings = {
      "own-words": byOwnWords(question.text, words),
      "glossed-words": byGlossedWords(glossed, words),
      "passage-meaning": nearest("passage", PASSAGES_PER_RANKING),
      "sentence-meaning": bestSentences(sentences),
    };
    const ids = new Set(Object.values(rankings).flatMap((ranking) => ranking.map(({ passage }) => passage)));
    const passages = new Map(library.passages([...ids]).map((passage) => [passage.id, passage]));
    const fused = fuse(rankings, (id) =>
      passages.get(id)?.language === question.language ? SAME_LANGUAGE : OTHER_LANGUAGE,
    );
    const seen = new Set<string>();
    const evidence: Evidence[] = [];
    for (const { passage: id, score, places } of fused) {
      const passage = passages.get(id);
      // Gone from the library since the index was built, or the same words in another document.
      if (passage === undefined || seen.has(passage.text)) continue;
      seen.add(passage.text);
      evidence.push({ passage, score, places, sentenceScores: scoresOf(id, sentences) });
      if (evidence.length === limit) break;
    }
    return { evidence, embedMs: embedded - started, searchMs: performance.now() - embedded };
  };
}

/** Each passage once, by its best sentence. */
function bestSentences(sentences: readonly Neighbour[]): readonly Neighbour[] {
  const seen = new Set<number>();
  return sentences.filter(({ passage }) => !seen.has(passage) && seen.add(passage));
}

function scoresOf(passage: number, sentences: readonly Neighbour[]): ReadonlyMap<number, number> {
  return new Map(sentences.filter((row) => row.passage === passage).map((row) => [row.sentence, row.score]));
}
