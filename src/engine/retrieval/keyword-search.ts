/**
 * Keyword search: a question's terms, or a follow-up's with those of its context, become a BM25 query, which scores all
 * passages.
 */

import { type Bm25Query, type Bm25Scores, bm25Query, bm25Scores, mixedQuery } from "../../index/keyword/bm25.ts";
import type { KeywordIndex } from "../../index/keyword/keyword-index.ts";
import { type Term, termsOf } from "../../index/keyword/terms.ts";
import { spellingsOf } from "../../language/spelling.ts";
import { containsHan, type Gloss } from "../../language/zh/gloss.ts";
import { ALONE, type Context } from "./follow-up.ts";
import { withNamesInOtherScript } from "./names-in-other-script.ts";
import type { Question } from "./question.ts";

export interface KeywordSearchRequest {
  readonly question: Question;
  /** Of the question by itself. */
  readonly terms: readonly Term[];
  /** Context of a follow-up; null where the question stands alone. */
  readonly context: Context | null;
  /** Of Chinese text; null where nothing Chinese is asked or can be found. */
  readonly gloss: Gloss | null;
  readonly words: KeywordIndex;
  /** Only passages of these are looked at; absent means all. */
  readonly collections?: ReadonlySet<string>;
}

export interface KeywordSearchResult {
  readonly query: Bm25Query;
  /** Of a follow-up that has words of its own: those alone, without what it leans on. Else null. */
  readonly ownQuery: Bm25Query | null;
  readonly inOtherWords: readonly { readonly asked: string; readonly english: readonly string[] }[];
  readonly scores: Bm25Scores;
}

export function keywordSearch(request: KeywordSearchRequest): KeywordSearchResult {
  const { question, context, gloss, words, collections } = request;
  const terms = gloss === null ? request.terms : withNamesInOtherScript(question.text, request.terms, gloss, words);
  const known = (term: Term): Term => withOtherWords(withSpellings(term, words), words);
  const queryFor = (asked: readonly Term[]): Bm25Query => bm25Query(asked.map(known), question.language, words);
  const alone = queryFor(terms);
  const query = context === null ? alone : mixedQuery(alone, queryFor(withContextTerms(terms, context, gloss)), ALONE);
  const ownQuery = context === null || terms.length === 0 ? null : alone;
  const inOtherWords = terms
    .map(known)
    .flatMap(({ text, inOtherWords: english }) => (english ? [{ asked: text, english }] : []));
  return { query, ownQuery, inOtherWords, scores: bm25Scores(words, query.clauses, collections) };
}

/** Weights of the context's terms in a follow-up, whose own count 1. */
const CONTEXT_WEIGHTS = { lastQuestion: 0.4, lastAnswer: 0.15 };

function withContextTerms(terms: readonly Term[], context: Context, gloss: Gloss | null): readonly Term[] {
  const own = new Set(terms.map(({ text }) => text));
  const sources = [
    { text: context.lastQuestion, weight: CONTEXT_WEIGHTS.lastQuestion },
    { text: context.lastAnswer, weight: CONTEXT_WEIGHTS.lastAnswer },
  ];
  return [...terms, ...termsOf(sources, gloss).filter(({ text }) => !own.has(text))];
}

/** Gives a Chinese word that no passage has the English words that passages have for others of its meaning. */
function withOtherWords(term: Term, words: KeywordIndex): Term {
  const isHere = term.own.some((word) => !containsHan(word) || words.passageFrequency(word, "own") > 0);
  if (term.own.length === 0 || isHere) return term;
  const meant = term.english.filter((word) => words.passageFrequency(word, "gloss") > 0);
  return meant.length === 0 ? term : { ...term, inOtherWords: meant };
}

/** Weight of a word that is only near to the one in the question. */
const SPELLING_WEIGHT = 0.8;

/** Replaces a plain word that no passage has by the words that it may be a misspelling of. */
function withSpellings(term: Term, words: KeywordIndex): Term {
  const [word, ...more] = term.own;
  if (word === undefined || more.length > 0 || containsHan(word)) return term;
  if (words.passageFrequency(word, "own") + words.passageFrequency(word, "gloss") > 0) return term;
  const spellings = spellingsOf(word, words.wordsBeginningWith(word.charAt(0)));
  if (spellings.length === 0) return term;
  return { ...term, own: spellings, english: spellings, weight: term.weight * SPELLING_WEIGHT };
}
