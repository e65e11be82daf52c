/**
 * The words of the passage that fits best: whether it says what is asked, where its place among the others is no proof of
 * that. Pure.
 */

import type { Bm25Query } from "../../index/keyword/bm25.ts";
import type { SearchResult } from "../retrieval/search.ts";
import type { WordsOfPassage } from "./passage-words.ts";
import type { Candidate } from "./sentences.ts";

/** Of what is asked so much must stand there where the embedder is away, and nothing is known of a passage but its words. */
const COVERED = 0.5;

/** Tells what is worth showing there; never an answer, since words that occur may be about something else. */
export function isWorthShowing(
  { byWordsAlone, query, gloss }: Pick<SearchResult, "byWordsAlone" | "query" | "gloss">,
  best: Candidate | undefined,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (byWordsAlone !== true || best === undefined) return false;
  return coverage(best, { query, gloss, wordsOfPassage }) >= COVERED;
}

/**
 * "How much is the fee?" right after a question about something else is found with what that was about; an answer to it
 * must still have a word of its own, or it would be the last answer once more.
 */
export function answersItsOwnWords(
  best: Candidate | undefined,
  { ownQuery, gloss }: Pick<SearchResult, "ownQuery" | "gloss">,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (ownQuery === null || best === undefined) return true;
  return coverage(best, { query: ownQuery, gloss, wordsOfPassage }) > 0;
}

/** A sentence as good as this share of the best comes before it, if its passage has a word of the question's own and the best has none. */
const AS_GOOD_WITH_OWN_WORDS = 0.9;

/** @param candidates best first */
export function ownWordsFirst(
  candidates: readonly Candidate[],
  found: Pick<SearchResult, "ownQuery" | "gloss">,
  wordsOfPassage: WordsOfPassage,
): readonly Candidate[] {
  const [best] = candidates;
  if (best === undefined || answersItsOwnWords(best, found, wordsOfPassage)) return candidates;
  const first = candidates.find(
    (one) => one.score >= best.score * AS_GOOD_WITH_OWN_WORDS && answersItsOwnWords(one, found, wordsOfPassage),
  );
  return first === undefined ? candidates : [first, ...candidates.filter((one) => one !== first)];
}

function coverage(
  { evidence: { passage } }: Candidate,
  parts: { readonly query: Bm25Query; readonly gloss: SearchResult["gloss"]; readonly wordsOfPassage: WordsOfPassage },
): number {
  const { query, gloss, wordsOfPassage } = parts;
  const { sentences, headings } = wordsOfPassage(passage, query.readsGlossOf(passage.language) ? gloss : null);
  const texts = [...sentences.map(({ words }) => words), headings];
  return query.coverage(texts.map((words) => ({ words, weight: 1 })));
}
