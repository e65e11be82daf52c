/**
 * A question, or a follow-up with what it leans on, looked for by its words: what is asked, term by term, weighed, and
 * the score of every passage that has any of it.
 */

import { containsHan, type Gloss } from "../embedding/gloss.ts";
import type { WordIndex } from "../library/word-index.ts";
import { ALONE, type Context } from "./follow-up.ts";
import { type LexicalScorer, lexicalScorer, mixedScorer } from "./lexical.ts";
import type { Question } from "./question.ts";
import { spellingsOf } from "./spelling.ts";
import { type Term, type TermSource, termsOf } from "./terms.ts";
import { type WordScores, wordScores } from "./word-scores.ts";

export interface WordSearchRequest {
  readonly question: Question;
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
  readonly scores: WordScores;
}

export function searchByWords({ question, context, gloss, words, collections }: WordSearchRequest): WordSearchResult {
  const scorerFor = (sources: readonly TermSource[]): LexicalScorer => {
    const terms = termsOf(sources, gloss).map((term) => withSpellings(term, words));
    return lexicalScorer(terms, question.language, words);
  };
  const alone = scorerFor([{ text: question.text, weight: WORTH.question }]);
  const lexical = context === null ? alone : mixedScorer(alone, scorerFor(sourcesOf(question.text, context)), ALONE);
  return { lexical, scores: wordScores(words, lexical.asked, collections) };
}

/** How much the words of a follow-up count, and of what it leans on. */
const WORTH = { question: 1, lastQuestion: 0.4, lastAnswer: 0.15 };

function sourcesOf(question: string, context: Context): TermSource[] {
  return [
    { text: question, weight: WORTH.question },
    { text: context.lastQuestion, weight: WORTH.lastQuestion },
    { text: context.lastAnswer, weight: WORTH.lastAnswer },
  ];
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
