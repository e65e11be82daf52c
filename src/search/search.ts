/**
 * A question to its evidence: by its words, by the meaning of passages, and by the meaning of their sentences; then all
 * of them together.
 */

import type { Embedder } from "../embedding/embedder.ts";
import { containsHan, type Gloss } from "../embedding/gloss.ts";
import { DocketError } from "../errors.ts";
import type { Library } from "../library/library.ts";
import type { Neighbour, VectorIndex } from "../library/vector-index.ts";
import { candidatesByWords } from "./candidates.ts";
import type { Evidence } from "./evidence.ts";
import { type Context, contextOf, type Turn } from "./follow-up.ts";
import { fuse, type Ranked, type Ranking } from "./fuse.ts";
import { type LexicalScorer, lexicalScorer, mixedScorer } from "./lexical.ts";
import type { Question } from "./question.ts";
import { spellingsOf } from "./spelling.ts";
import { type Term, type TermSource, termsOf } from "./terms.ts";

/** Passages that each way of finding gives; a right one is very rarely further down in all of them. */
const PASSAGES = 100;
/** A passage has about five sentences; these reach about as many passages. */
const SENTENCES = 300;
/** More than an answer is made from: what `--explain` and the evaluation look at. */
const EVIDENCE = 20;

export interface SearchOptions {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly index: () => Promise<VectorIndex | null>;
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
    const passagesIn = library.countPassages();
    const gloss = containsHan(question.text) || passagesIn.zh > 0 ? await loadGloss() : null;
    const context = contextOf(question.text, termsOf([{ text: question.text, weight: 1 }], gloss).length, history);
    const embedding = performance.now();
    const direction = await directionOf(question.text, context, embedder, signal);
    const embedded = performance.now();

    const statistics = { passages: passagesIn, countWord: library.countWord };
    const termsIn = (sources: readonly TermSource[]): readonly Term[] =>
      termsOf(sources, gloss).map((term) => withSpellings(term, library));
    const scorerFor = (terms: readonly Term[]): LexicalScorer => lexicalScorer(terms, question.language, statistics);
    const aloneScorer = scorerFor(termsIn([{ text: question.text, weight: 1 }]));
    const terms = termsIn(sourcesOf(question.text, context));
    const lexical = context === null ? aloneScorer : mixedScorer(aloneScorer, scorerFor(terms), ALONE);
    const scope = collections === undefined ? {} : { collections };
    const vectors = await index();
    const nearest = (kind: "passage" | "sentence", limit: number): readonly Neighbour[] =>
      (vectors?.nearest(direction.unit, { kind, limit, ...scope }) ?? []).map((neighbour) => ({
        ...neighbour,
        score: neighbour.score * direction.length,
      }));
    const passages = nearest("passage", PASSAGES);
    const sentences = nearest("sentence", SENTENCES);
    const ids = candidatesByWords(question, terms, { library, limit: PASSAGES, ...scope });
    for (const { passage } of [...passages, ...sentences]) ids.add(passage);

    const bySentence = ranking(sentences, SENTENCES);
    const fused = fuse({
      words: { found: byWords([...ids], lexical, library), rest: 0 },
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

/** What a word counts that is only near to what was asked. */
const WORTH_OF_A_SPELLING = 0.8;

/** A plain word that no passage has, under the words that it may be a slip of. */
function withSpellings(term: Term, library: Library): Term {
  const [word, ...more] = term.own;
  if (word === undefined || more.length > 0 || containsHan(word)) return term;
  if (library.countWord(word, "own") + library.countWord(word, "gloss") > 0) return term;
  const spellings = spellingsOf(word, library.wordsBeginningWith(word.charAt(0)));
  if (spellings.length === 0) return term;
  return { ...term, own: spellings, english: spellings, weight: term.weight * WORTH_OF_A_SPELLING };
}

/** How much the words of a follow-up count, and of what it leans on. */
const WORTH = { question: 1, lastQuestion: 0.4, lastAnswer: 0.15 };

function sourcesOf(question: string, context: Context | null): TermSource[] {
  const asked = { text: question, weight: WORTH.question };
  if (context === null) return [asked];
  return [
    asked,
    { text: context.lastQuestion, weight: WORTH.lastQuestion },
    { text: context.lastAnswer, weight: WORTH.lastAnswer },
  ];
}

/** What a follow-up means is 2 parts the question by itself, and 3 parts the question with what it leans on. */
const ALONE = 0.4;

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

function byWords(ids: readonly number[], lexical: LexicalScorer, library: Library): Ranked[] {
  const texts = ids.map((passage) => ({ passage, ...library.words(passage) }));
  const averageLength = texts.reduce((sum, { own }) => sum + own.length, 0) / Math.max(1, texts.length);
  return texts
    .map(({ passage, own, gloss }) => {
      const language = gloss.length > 0 ? ("zh" as const) : ("en" as const);
      return { passage, score: lexical.score({ language, own, gloss }, averageLength) };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

/** Each passage once, by its best piece. */
function ranking(neighbours: readonly Neighbour[], limit: number): Ranking {
  const seen = new Set<number>();
  const found = neighbours.filter(({ passage }) => !seen.has(passage) && seen.add(passage));
  return { found, rest: neighbours.length < limit ? 0 : (neighbours.at(-1)?.score ?? 0) };
}
