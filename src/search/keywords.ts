/**
 * Passages by their words. A question is asked twice: in its own words, and, if it is Chinese, in the English words of
 * its gloss; Chinese passages carry their gloss beside their own words, so that either language finds the other.
 */

import type { Library, WordMatch } from "../library/library.ts";
import { wordsOf } from "../library/words.ts";

/** English words that say nothing about what is asked; Chinese ones are found out by how common they are. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "a about all also am an and any are as at be been but by can could did do does for from had has have he her him his how " +
    "i if in into is it its just me my no not of on or our please shall she should so some tell than that the their them then " +
    "there these they this those to us was we were what when where which who whom whose why will with would you your"
  ).split(" "),
);

/** The words of a question that are worth looking for, each once; all of them if nothing but stop words is left. */
export function searchWords(text: string): string[] {
  const words = [...new Set(wordsOf(text))];
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

export interface KeywordOptions {
  readonly library: Library;
  readonly limit: number;
  readonly collections?: ReadonlySet<string>;
}

/** Passages by the question's own words, best first. */
export function byOwnWords(question: string, options: KeywordOptions): readonly WordMatch[] {
  return match(searchWords(question), "own", options);
}

/** Passages by English words, wherever they stand: in the text or in its gloss. */
export function byGlossedWords(english: string, options: KeywordOptions): readonly WordMatch[] {
  return match(searchWords(english), "own gloss", options);
}

function match(
  words: readonly string[],
  columns: string,
  { library, limit, collections }: KeywordOptions,
): readonly WordMatch[] {
  if (words.length === 0) return [];
  // Quoted, a word is only a word, whatever FTS5's query syntax would make of it.
  const query = `{${columns}} : (${words.map((word) => `"${word.replaceAll('"', "")}"`).join(" OR ")})`;
  return library.matchWords(query, limit, collections);
}
