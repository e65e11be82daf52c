/**
 * A question, or a follow-up with what it leans on, looked for by its words: what is asked, term by term, weighed, and
 * the score of every passage that has a part of it.
 */

import { containsHan, type Gloss } from "../embedding/gloss.ts";
import type { WordIndex } from "../library/word-index.ts";
import { ALONE, type Context } from "./follow-up.ts";
import { type LexicalScorer, lexicalScorer, mixedScorer } from "./lexical.ts";
import type { Question } from "./question.ts";
import { spellingsOf } from "./spelling.ts";
import { type Term, termsOf } from "./terms.ts";
import { type WordScores, wordScores } from "./word-scores.ts";

export interface WordSearchRequest {
  readonly question: Question;
  /** Of the question by itself. */
  readonly terms: readonly Term[];
  /** What a follow-up leans on; null where the question stands alone. */
  readonly context: Context | null;
  /** Of Chinese text; null where nothing Chinese is asked or can be found. */
  readonly gloss: Gloss | null;
  readonly words: WordIndex;
  /** Only passages of these are looked at; absent means all. */
  readonly collections?: ReadonlySet<string>;
}

export interface WordSearchResult {
  readonly lexical: LexicalScorer;
  /** Of a follow-up that has words of its own: those alone, without what it leans on. Else null. */
  readonly ownWords: LexicalScorer | null;
  readonly scores: WordScores;
}

export function searchByWords(request: WordSearchRequest): WordSearchResult {
  const { question, terms, context, gloss, words, collections } = request;
  const scorerFor = (asked: readonly Term[]): LexicalScorer =>
    lexicalScorer(
      asked.map((term) => withSpellings(term, words)),
      question.language,
      words,
    );
  const alone = scorerFor(terms);
  const lexical = context === null ? alone : mixedScorer(alone, scorerFor(withContext(terms, context, gloss)), ALONE);
  const ownWords = context === null || terms.length === 0 ? null : alone;
  return { lexical, ownWords, scores: wordScores(words, lexical.asked, collections) };
}

/** How much the words count that a follow-up leans on; its own count 1. */
const WORTH = { lastQuestion: 0.4, lastAnswer: 0.15 };

function withContext(terms: readonly Term[], context: Context, gloss: Gloss | null): readonly Term[] {
  const own = new Set(terms.map(({ text }) => text));
  const sources = [
    { text: context.lastQuestion, weight: WORTH.lastQuestion },
    { text: context.lastAnswer, weight: WORTH.lastAnswer },
  ];
  return [...terms, ...termsOf(sources, gloss).filter(({ text }) => !own.has(text))];
}

/** What a word counts that is only near to what was asked. */
const WORTH_OF_A_SPELLING = 0.8;

/** A plain word that no passage has, under the words that it may be a slip of. */
function withSpellings(term: Term, words: WordIndex): Term {
  const [word, ...more] = term.own;
  if (word === undefined || more.length > 0 || containsHan(word)) return term;
  if (words.countWord(word, "own") + words.countWord(word, "gloss") > 0) return term;
  const spellings = spellingsOf(word, words.wordsBeginningWith(word.charAt(0)));
  if (spellings.length === 0) return term;
  return { ...term, own: spellings, english: spellings, weight: term.weight * WORTH_OF_A_SPELLING };
}
