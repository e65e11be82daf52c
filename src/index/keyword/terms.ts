/**
 * Terms of a question: the words to look for in passages of its own language, and the English
 * words that each may be in a passage of the other. The senses of one Chinese word are one term, so that a word with
 * many senses counts no more than a word with one.
 */

import { tokenize } from "../../language/tokenize.ts";
import type { Gloss } from "../../language/zh/gloss.ts";

export interface Term {
  /** Text as it was asked, for people. */
  readonly text: string;
  /** Words of the question's own language, each looked for by itself. */
  readonly own: readonly string[];
  /** English words, any of which will do. */
  readonly english: readonly string[];
  /**
   * English words for a Chinese one that no document has: a Chinese text whose gloss has one of them says it in other
   * words, 费用 for 花销. Absent where documents have the word itself.
   */
  readonly inOtherWords?: readonly string[];
  /** 1 for what the question itself says, less for what it is carried over from. */
  readonly weight: number;
}

/** A text that terms are taken from, and how much they count. */
export interface TermSource {
  readonly text: string;
  readonly weight: number;
}

/** The terms of the texts, each once, where it counts most: so the weightiest text comes first. */
export function termsOf(sources: readonly TermSource[], gloss: Gloss | null): readonly Term[] {
  const terms = new Map<string, Term>();
  for (const { text, weight } of sources) {
    for (const term of termsIn(text, gloss)) if (!terms.has(term.text)) terms.set(term.text, { ...term, weight });
  }
  return [...terms.values()];
}

type Unweighted = Omit<Term, "weight">;

function termsIn(text: string, gloss: Gloss | null): Unweighted[] {
  if (gloss === null) return tokenize(text).map(plainTerm);
  return gloss.words(text).flatMap(({ word, kind, meanings }) => {
    if (kind === "other") return tokenize(word).map(plainTerm);
    if (kind === "function") return [];
    return /\d/.test(meanings[0] ?? "") ? numberTerms(word, meanings) : [chineseTerm(word, meanings)];
  });
}

function chineseTerm(text: string, meanings: readonly string[]): Unweighted {
  return { text, own: tokenize(text), english: [...new Set(meanings.flatMap(tokenize))] };
}

/** Every word of `August 19, 2022` has to be there, where of other meanings any will do. */
function numberTerms(text: string, meanings: readonly string[]): Unweighted[] {
  const [usual = "", ...others] = meanings;
  const parts = tokenize(usual);
  if (parts.length < 2) return [chineseTerm(text, meanings)];
  return parts.map((part, index) => ({
    text: `${text} ${part}`,
    own: index === 0 ? tokenize(text) : [],
    english: [part, ...others.flatMap(tokenize)],
  }));
}

function plainTerm(word: string): Unweighted {
  return { text: word, own: [word], english: [word] };
}
