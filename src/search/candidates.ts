/**
 * Passages that have words of the question in them, by SQLite's full-text index: those in its own words, and those in
 * English words of its gloss. Which of them are best is for lexical.ts to say; here it only matters that none is missed.
 */

import type { Library } from "../library/library.ts";
import type { Question } from "./question.ts";
import type { Term } from "./terms.ts";

export interface CandidateOptions {
  readonly library: Library;
  /** At most this many of each kind. */
  readonly limit: number;
  readonly collections?: ReadonlySet<string>;
}

export function candidatesByWords(question: Question, terms: readonly Term[], options: CandidateOptions): Set<number> {
  const own = terms.flatMap((term) => term.own);
  const english = terms.flatMap((term) => term.english);
  const queries =
    question.language === "en" ? [queryFor(own, "own gloss")] : [queryFor(own, "own"), queryFor(english, "own")];
  const { library, limit, collections } = options;
  return new Set(queries.flatMap((query) => (query === null ? [] : library.matchWords(query, limit, collections))));
}

function queryFor(words: readonly string[], columns: string): string | null {
  const distinct = [...new Set(words)];
  // In quotes a word is only a word, whatever FTS5's query language would make of it; words hold no quotes.
  return distinct.length === 0 ? null : `{${columns}} : (${distinct.map((word) => `"${word}"`).join(" OR ")})`;
}
