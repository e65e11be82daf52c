/**
 * A question to its evidence: by its words, by the meaning of passages, and by the meaning of their sentences; then all
 * of them together.
 */

import { calibrationOf, dot, isReference } from "../../embedding/calibration.ts";
import type { Embedder } from "../../embedding/embedder.ts";
import {
  type Bm25Query,
  type Bm25Scores,
  bm25Query,
  type Ranked,
  type WordStatistics,
} from "../../index/keyword/bm25.ts";
import { termsOf } from "../../index/keyword/terms.ts";
import type { Neighbour } from "../../index/vector/vector-index.ts";
import type { Language } from "../../language/language.ts";
import { withoutTypingErrors } from "../../language/spelling.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type Gloss } from "../../language/zh/gloss.ts";
import type { CurrentIndex } from "../../library/current-index.ts";
import type { Library } from "../../library/library.ts";
import type { AccessScope, ValidityOf } from "../../library/validity/validity.ts";
import { takeTurns } from "../turns.ts";
import type { Evidence } from "./evidence.ts";
import { type Context, contextOf, continued, type Turn } from "./follow-up.ts";
import { fuse, gatherEvidence, type Ranking } from "./gather.ts";
import { keywordSearch } from "./keyword-search.ts";
import type { Question } from "./question.ts";
import { type Direction, questionDirection, type WordsAlone } from "./question-direction.ts";

/** Passages that each way of finding gives; a right one is very rarely further down in all of them. */
const PASSAGES = 100;
/** A passage has about five sentences; these reach about as many passages. */
const SENTENCES = 300;
export interface SearchOptions {
  readonly library: Library;
  readonly embedder: Embedder;
  /** Vectors and words; null where nothing is published that this embedder's questions can be searched in. */
  readonly index: () => Promise<CurrentIndex | null>;
  readonly gloss: () => Promise<Gloss>;
  /** English words, for mending what is mistyped; absent: nothing is mended. */
  readonly vocabulary?: () => Promise<readonly string[]>;
  /** Absent: a question whose vector cannot be had fails. */
  readonly wordsAlone?: WordsAlone;
}

/** The day that is asked about, what counts on it, and the collections that are looked at. */
export interface SearchRequest extends AccessScope {
  readonly question: Question;
  /** Passages come from editions in that language; absent: in the question's. */
  readonly readIn?: Language;
  /** Costs no call of the embedder: for whoever only looks whether searching works. */
  readonly byWordsAlone?: boolean;
  /** Earlier turns, oldest first. */
  readonly history?: readonly Turn[];
  readonly signal?: AbortSignal;
}

export interface SearchResult {
  /** The question without its slips of typing; a follow-up after the last questions before it, which it leans on. */
  readonly asked: string;
  readonly isFollowUp: boolean;
  /** Best first. */
  readonly evidence: readonly Evidence[];
  /** Validity as the evidence was told: for parts of its documents. */
  readonly validityOf: ValidityOf;
  /** Query that tells how much of what is asked a text covers: for choosing sentences. */
  readonly query: Bm25Query;
  /** Query of a follow-up that has words of its own: how much of those alone. Else null. */
  readonly ownQuery: Bm25Query | null;
  /** The question's words that no document has, each with the English by which others of its meaning were found. */
  readonly inOtherWords: readonly { readonly asked: string; readonly english: readonly string[] }[];
  /** Gloss of Chinese text; null where nothing Chinese was asked or found. */
  readonly gloss: Gloss | null;
  /** Statistics of the whole library, at the time. */
  readonly statistics: WordStatistics;
  /** Revision of the library that was searched; null: none is published. */
  readonly revision: number | null;
  /** Passages of that revision are gone from the library. */
  readonly hasLost?: true;
  /** Keys that were hit at random: no word of it is known to the library or a dictionary, so nothing answers it. */
  readonly hasNoWords?: true;
  /** The embedder is away: what was found was found by words. */
  readonly byWordsAlone?: true;
  readonly embedMs: number;
  readonly searchMs: number;
}

export type Search = (request: SearchRequest) => Promise<SearchResult>;

/** A search for whoever shows passages and weighs nothing: best first. */
export type Find = (request: SearchRequest) => Promise<readonly Evidence[]>;

export function createSearch(options: SearchOptions): Search {
  const { library, embedder, index, wordsAlone } = options;
  const directionOf = questionDirection(embedder, wordsAlone);
  const takeTurn = takeTurns();
  const isGlossed = isReference(embedder);
  const searchOnce: SearchOnce = async (request) => {
    const { question: typed, history = [], signal, readIn = typed.language, byWordsAlone = false, ...view } = request;
    const started = performance.now();
    const { collections, publishedBy } = view;
    const validityOf = library.validityIndex().on(view);
    const current = await index();
    if (current === null) return { ...nothingToSearch(typed, performance.now() - started), validityOf, context: null };
    const { words, index: vectors, revision } = current;
    const { question, gloss, terms, isWords, context } = await understand(typed, history, words, options);
    const embedding = performance.now();
    const direction = byWordsAlone ? null : await directionOf(question.text, context, signal);
    const calibrate = calibrationOf(isGlossed ? null : library.unrelatedCosine(embedder.id));
    const cosinesOfHeadings =
      ({ unit, length }: Direction) =>
      async (headings: readonly string[]): Promise<readonly number[]> => {
        const vectors = await embedder.embed(headings, "question", signal);
        return vectors.map((vector) => calibrate(dot(vector, unit) * length));
      };
    const embedded = performance.now();
    await takeTurn();

    const scope = collections === undefined ? {} : { collections };
    const { query, ownQuery, inOtherWords, scores } = keywordSearch({
      question,
      terms,
      context,
      gloss,
      words,
      ...scope,
    });
    const nearest = (kind: "passage" | "sentence", limit: number): readonly Neighbour[] =>
      direction === null ? [] : vectors.nearest(direction.unit, { kind, limit, ...scope });
    const [passages, sentences] = [nearest("passage", PASSAGES), nearest("sentence", SENTENCES)];

    const cosineOf = ({ score }: Pick<Neighbour, "score">): number => calibrate(score * (direction?.length ?? 0));
    const byPassage = ranking(passages, PASSAGES, cosineOf);
    const bySentence = ranking(sentences, SENTENCES, cosineOf);
    const fused = fuse({
      words: { found: byWords(scores, [...byPassage.found, ...bySentence.found]), rest: 0 },
      passage: byPassage,
      sentence: bySentence,
    });
    const { evidence: gathered, hasLost } = gatherEvidence(fused, {
      library,
      validityOf,
      cosineOf,
      sentences,
      publishedBy,
      collections,
      readIn,
      restOfSentences: bySentence.rest,
      lostToGlossOf: (language) => (isGlossed ? lostToGloss(question.language, language) : 0),
    });
    const evidence = direction === null ? gathered : await withHeadings(gathered, cosinesOfHeadings(direction));
    const searchMs = performance.now() - embedded + (embedding - started);
    return {
      asked: context === null ? question.text : `${context.lastQuestion} ${question.text}`,
      isFollowUp: context !== null,
      evidence,
      validityOf,
      query,
      ownQuery,
      inOtherWords,
      gloss,
      statistics: words,
      context,
      revision,
      embedMs: embedded - embedding,
      searchMs,
      ...(isWords ? {} : { hasNoWords: true }),
      ...(direction === null ? { byWordsAlone: true } : {}),
      ...(hasLost ? { hasLost } : {}),
    };
  };
  return withWhatItContinues(searchOnce);
}

/** A follow-up is searched for with the question before it, too: what both find is what goes on from it. */
function withWhatItContinues(searchOnce: SearchOnce): Search {
  return async (request) => {
    const { context, ...found } = await searchOnce(request);
    if (context === null) return found;
    const about = await searchOnce({
      ...request,
      history: [],
      question: { ...request.question, text: context.lastQuestion },
      ...(found.byWordsAlone === true ? { byWordsAlone: true } : {}),
    });
    const { embedMs, searchMs } = about;
    const timings = { embedMs: found.embedMs + embedMs, searchMs: found.searchMs + searchMs };
    return { ...found, evidence: continued(found.evidence, about.evidence, context), ...timings };
  };
}

/** What is asked: without slips of typing, with its terms in English where it is Chinese, and what it leans on. */
interface Understood {
  readonly question: Question;
  readonly gloss: Gloss | null;
  readonly terms: ReturnType<typeof termsOf>;
  readonly isWords: boolean;
  readonly context: Context | null;
}

async function understand(
  typed: Question,
  history: readonly Turn[],
  words: CurrentIndex["words"],
  { gloss: loadGloss, vocabulary }: Pick<SearchOptions, "gloss" | "vocabulary">,
): Promise<Understood> {
  const inLibrary = (stem: string) => words.passageFrequency(stem, "own") + words.passageFrequency(stem, "gloss") > 0;
  const question =
    vocabulary === undefined
      ? typed
      : { ...typed, text: await withoutTypingErrors(typed.text, { inLibrary, english: vocabulary }) };
  const gloss = containsHan(question.text) || words.passages.zh > 0 ? await loadGloss() : null;
  const termsIn = (text: string) => termsOf([{ text, weight: 1 }], gloss);
  const terms = termsIn(question.text);
  const isWords = vocabulary === undefined || (await hasWords(question.text, inLibrary, vocabulary));
  const context = isWords ? contextOf(question.text, terms.length, history, (text) => termsIn(text).length) : null;
  return { question, gloss, terms, isWords, context };
}

/**
 * Tells whether any of it is a word that the library or a dictionary knows. Keys that were hit at random ask nothing of what
 * was said before, though they are as short as a follow-up.
 */
async function hasWords(
  text: string,
  inLibrary: (stem: string) => boolean,
  vocabulary: () => Promise<readonly string[]>,
): Promise<boolean> {
  const written = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (written.length !== 1 || !/^[a-z]+$/u.test(written[0] ?? "") || tokenize(text).some(inLibrary)) return true;
  return tokenize(text).length === 0 || (await vocabulary()).includes(written[0] ?? "");
}

/** A search that says what a follow-up leans on; null of a question that stands alone. */
type SearchOnce = (request: SearchRequest) => Promise<SearchResult & { readonly context: Context | null }>;

/** No documents yet, or another embedder's. */
function nothingToSearch({ text, language }: Question, searchMs: number): Omit<SearchResult, "validityOf"> {
  const statistics: WordStatistics = { passages: { en: 0, zh: 0 }, passageFrequency: () => 0 };
  const query = bm25Query([], language, statistics);
  return {
    asked: text,
    isFollowUp: false,
    evidence: [],
    query,
    ownQuery: null,
    inOtherWords: [],
    gloss: null,
    statistics,
    revision: null,
    embedMs: 0,
    searchMs,
  };
}

/** The best by their words, and whatever else was found, each with what its words are worth: exactly, not at most. */
function byWords(scores: Bm25Scores, others: readonly Ranked[]): Ranked[] {
  const found = [...scores.best(PASSAGES)];
  const known = new Set(found.map(({ passage }) => passage));
  for (const { passage } of others) {
    if (known.has(passage)) continue;
    known.add(passage);
    const score = scores.scoreOf(passage);
    if (score > 0) found.push({ passage, score });
  }
  return found.sort((one, other) => other.score - one.score);
}

/** Passages whose headings are looked at: each that asks a question is embedded, unless it was before. */
const HEADINGS = 5;

/** Gives each passage under a question as its heading the cosine of that heading: people ask as lists of questions do. */
async function withHeadings(
  evidence: readonly Evidence[],
  cosinesOf: (headings: readonly string[]) => Promise<readonly number[]>,
): Promise<readonly Evidence[]> {
  const headingOf = ({ passage }: Evidence): string | undefined => {
    const heading = passage.section.at(-1)?.trim();
    return heading !== undefined && /[?？]$/u.test(heading) ? heading : undefined;
  };
  const headings = [...new Set(evidence.slice(0, HEADINGS).flatMap((one) => headingOf(one) ?? []))];
  if (headings.length === 0) return evidence;
  const cosines = await cosinesOf(headings);
  return evidence.map((one) => {
    const at = headings.indexOf(headingOf(one) ?? "");
    return at === -1 ? one : { ...one, headingScore: cosines[at] ?? null };
  });
}

/** Each passage once, by its best piece. */
function ranking(neighbours: readonly Neighbour[], limit: number, cosineOf: (neighbour: Neighbour) => number): Ranking {
  const found = new Map<number, Ranked>();
  for (const neighbour of neighbours) {
    const { passage } = neighbour;
    if (!found.has(passage)) found.set(passage, { passage, score: cosineOf(neighbour) });
  }
  const last = neighbours.at(-1);
  return { found: [...found.values()], rest: neighbours.length < limit || last === undefined ? 0 : cosineOf(last) };
}

/**
 * Loss of cosines to the gloss: sentences in two languages are never as near as in one, and Chinese ones, which are
 * embedded as English words in a row, never as near as English ones.
 */
const OTHER_LANGUAGE = 0.35;
const CHINESE = 0.1;

function lostToGloss(asked: Language, found: Language): number {
  return (asked === found ? 0 : OTHER_LANGUAGE) + (found === "zh" ? CHINESE : 0);
}
