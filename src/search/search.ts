/**
 * A question to its evidence: by its words, by the meaning of passages, and by the meaning of their sentences; then all
 * of them together.
 */

import type { Embedder } from "../embedding/embedder.ts";
import { containsHan, type Gloss } from "../embedding/gloss.ts";
import { DocketError } from "../errors.ts";
import type { CurrentIndex } from "../library/current-index.ts";
import type { Library } from "../library/library.ts";
import type { Neighbour } from "../library/vector-index.ts";
import type { Evidence } from "./evidence.ts";
import { ALONE, type Context, contextOf, type Turn } from "./follow-up.ts";
import { fuse, type Ranked, type Ranking } from "./fuse.ts";
import { type LexicalScorer, lexicalScorer } from "./lexical.ts";
import type { Question } from "./question.ts";
import { termsOf } from "./terms.ts";
import type { WordScores } from "./word-scores.ts";
import { searchByWords } from "./word-search.ts";

/** Passages that each way of finding gives; a right one is very rarely further down in all of them. */
const PASSAGES = 100;
/** A passage has about five sentences; these reach about as many passages. */
const SENTENCES = 300;
/** More than an answer is made from: what `--explain` and the evaluation look at. */
const EVIDENCE = 20;

export interface SearchOptions {
  readonly library: Library;
  readonly embedder: Embedder;
  /** Vectors and words; null where nothing is published that this embedder's questions can be searched in. */
  readonly index: () => Promise<CurrentIndex | null>;
  readonly gloss: () => Promise<Gloss>;
}

export interface SearchRequest {
  readonly question: Question;
  /** What was said before, oldest first. */
  readonly history?: readonly Turn[];
  readonly collections?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

export interface SearchResult {
  /** Best first. */
  readonly evidence: readonly Evidence[];
  /** How much of what is asked a text covers: for choosing sentences. */
  readonly lexical: LexicalScorer;
  /** Of Chinese text; null where nothing Chinese was asked or found. */
  readonly gloss: Gloss | null;
  readonly embedMs: number;
  readonly searchMs: number;
}

export type Search = (request: SearchRequest) => Promise<SearchResult>;

export function createSearch({ library, embedder, index, gloss: loadGloss }: SearchOptions): Search {
  return async ({ question, history = [], collections, signal }) => {
    const started = performance.now();
    const current = await index();
    if (current === null) return nothingToSearch(question, performance.now() - started);
    const { words, index: vectors } = current;
    const gloss = containsHan(question.text) || words.passages.zh > 0 ? await loadGloss() : null;
    const context = contextOf(question.text, termsOf([{ text: question.text, weight: 1 }], gloss).length, history);
    const embedding = performance.now();
    const direction = await directionOf(question.text, context, embedder, signal);
    const embedded = performance.now();

    const scope = collections === undefined ? {} : { collections };
    const { lexical, scores } = searchByWords({ question, context, gloss, words, ...scope });
    const nearest = (kind: "passage" | "sentence", limit: number): readonly Neighbour[] =>
      vectors.nearest(direction.unit, { kind, limit, ...scope }).map((neighbour) => ({
        ...neighbour,
        score: neighbour.score * direction.length,
      }));
    const passages = nearest("passage", PASSAGES);
    const sentences = nearest("sentence", SENTENCES);

    const bySentence = ranking(sentences, SENTENCES);
    const fused = fuse({
      words: { found: byWords(scores, [...passages, ...sentences]), rest: 0 },
      passage: ranking(passages, PASSAGES),
      sentence: bySentence,
    });
    const evidence: Evidence[] = [];
    const seen = new Set<string>();
    for (const { passage: id, score, places } of fused) {
      const [passage] = library.passages([id]);
      // Gone from the library since the index was built, or the same words in another document.
      if (passage === undefined || seen.has(passage.text)) continue;
      seen.add(passage.text);
      const known = new Map(sentences.filter((row) => row.passage === id).map((row) => [row.sentence, row.score]));
      const sentenceScores = passage.sentences.map((_, sentence) => known.get(sentence) ?? bySentence.rest);
      evidence.push({ passage, score, places, sentenceScores });
      if (evidence.length === EVIDENCE) break;
    }
    const searchMs = performance.now() - embedded + (embedding - started);
    return { evidence, lexical, gloss, embedMs: embedded - embedding, searchMs };
  };
}

/** No documents yet, or another embedder's. */
function nothingToSearch({ language }: Question, searchMs: number): SearchResult {
  const lexical = lexicalScorer([], language, { passages: { en: 0, zh: 0 }, countWord: () => 0 });
  return { evidence: [], lexical, gloss: null, embedMs: 0, searchMs };
}

/** Where to look: a direction, and how long the vector is, which all cosines are multiplied with. */
interface Direction {
  readonly unit: Float32Array;
  readonly length: number;
}

async function directionOf(
  question: string,
  context: Context | null,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<Direction> {
  const texts = context === null ? [question] : [question, `${context.lastQuestion} ${context.lastAnswer} ${question}`];
  const [alone, around] = await embedder.embed(texts, "question", signal);
  if (alone === undefined) throw new DocketError("embedding", `${embedder.id}: no vector for the question: try again`);
  if (around === undefined) return { unit: alone, length: 1 };
  const both = unitOf(alone.map((value, index) => value + (around[index] ?? 0))).unit;
  return unitOf(alone.map((value, index) => ALONE * value + (1 - ALONE) * (both[index] ?? 0)));
}

function unitOf(vector: Float32Array): Direction {
  const length = Math.hypot(...vector);
  return { unit: vector.map((value) => value / length), length };
}

/** The best by their words, and whatever else was found, each with what its words are worth: exactly, not at most. */
function byWords(scores: WordScores, others: readonly Neighbour[]): Ranked[] {
  const found = new Map(scores.best(PASSAGES).map(({ passage, score }) => [passage, score] as const));
  for (const { passage } of others) found.set(passage, scores.scoreOf(passage));
  return [...found]
    .map(([passage, score]) => ({ passage, score }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

/** Each passage once, by its best piece. */
function ranking(neighbours: readonly Neighbour[], limit: number): Ranking {
  const seen = new Set<number>();
  const found = neighbours.filter(({ passage }) => !seen.has(passage) && seen.add(passage));
  return { found, rest: neighbours.length < limit ? 0 : (neighbours.at(-1)?.score ?? 0) };
}
