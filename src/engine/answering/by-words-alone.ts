/** Tells what is worth showing where the embedder is away, and nothing is known of a passage but its words. Pure. */

import type { SearchResult } from "../retrieval/search.ts";
import type { WordsOfPassage } from "./passage-words.ts";
import type { Candidate } from "./sentences.ts";

/** Of what is asked so much must stand there. */
const COVERED = 0.5;

/** Never an answer: words that occur may be about something else. */
export function isWorthShowing(
  { byWordsAlone, query, gloss }: Pick<SearchResult, "byWordsAlone" | "query" | "gloss">,
  best: Candidate | undefined,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (byWordsAlone !== true || best === undefined) return false;
  const { passage } = best.evidence;
  const { sentences, headings } = wordsOfPassage(passage, query.readsGlossOf(passage.language) ? gloss : null);
  const texts = [...sentences.map(({ words }) => words), headings];
  return query.coverage(texts.map((words) => ({ words, weight: 1 }))) >= COVERED;
}
