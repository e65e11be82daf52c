/**
 * A word of a question that no document has may be a slip of the pen: "Ghandi", "instituions". It is looked for under
 * the words that the documents do have and that differ by one slip. A question is also mended before it is embedded, for
 * "wich companys" is embedded as nothing in particular. Pure.
 */

import { tokenize } from "./tokenize.ts";

/** Shorter words are too near too many others: "plane" is not "plan". In letters of the stem. */
const MIN_LETTERS_FOR_A_SLIP = 6;
const MIN_LETTERS_FOR_SWAPS = 5;

/**
 * @param word a stem that no document has
 * @param known stems that documents have, with the same first letter: people rarely slip there
 */
export function spellingsOf(word: string, known: readonly string[]): string[] {
  if (!/^\p{Script=Latin}+$/u.test(word)) return [];
  const letters = sorted(word);
  return known.filter(
    (other) =>
      (word.length >= MIN_LETTERS_FOR_A_SLIP && differsByOneLetter(word, other)) ||
      (word.length >= MIN_LETTERS_FOR_SWAPS && other.length === word.length && sorted(other) === letters),
  );
}

/** One letter too many, too few, or wrong. */
function differsByOneLetter(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const shorter = Math.min(one.length, other.length) - start;
  let end = 0;
  while (end < shorter && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end <= 1;
}

function sorted(word: string): string {
  return Array.from(word)
    .sort((one, other) => (one < other ? -1 : 1))
    .join("");
}

interface KnownWords {
  /** Stems, as documents and questions are counted by. */
  inLibrary(stem: string): boolean;
  /** Lower case, most frequent first; asked for only where the library lacks a word of the question. */
  english(): Promise<readonly string[]>;
}

/** A wrong letter makes one short word of another: "wafer" is not "water". In letters, for each kind of slip. */
const FEWEST_LETTERS = { swapped: 3, added: 4, missing: 4, wrong: 6 };

const WORD = /(?<![\p{L}\p{N}@./_'’-])[a-z]{3,24}(?![\p{L}\p{N}@/_'’-]|\.\p{L})/gu;

export async function withoutTypingErrors(question: string, { inLibrary, english }: KnownWords): Promise<string> {
  // The first word's capital is the sentence's.
  const lower = question.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  // Function words have no stem of their own and are in every text.
  const isFound = (word: string): boolean => tokenize(word).every(inLibrary);
  const lacking = new Set((lower.match(WORD) ?? []).filter((word) => !isFound(word)));
  if (lacking.size === 0) return question;
  const vocabulary = await english();
  for (const word of vocabulary) lacking.delete(word);
  const mended = new Map<string, string>();
  for (const word of lacking) {
    const meant = vocabulary.find((other) => isSlipOf(word, other) && isFound(other));
    if (meant !== undefined) mended.set(word, meant);
  }
  return mended.size === 0 ? question : lower.replaceAll(WORD, (word) => mended.get(word) ?? word);
}

/** One letter swapped with the next, too many, missing or wrong; never the first. */
function isSlipOf(typed: string, meant: string): boolean {
  if (typed === meant || typed.charAt(0) !== meant.charAt(0)) return false;
  if (typed.length > meant.length) return typed.length >= FEWEST_LETTERS.added && differsByOneLetter(typed, meant);
  if (typed.length < meant.length) return typed.length >= FEWEST_LETTERS.missing && differsByOneLetter(typed, meant);
  if (isSwapped(typed, meant)) return typed.length >= FEWEST_LETTERS.swapped;
  return typed.length >= FEWEST_LETTERS.wrong && differsByOneLetter(typed, meant);
}

/** Two letters side by side stand the other way round. */
function isSwapped(typed: string, meant: string): boolean {
  const at = Array.from(typed).findIndex((letter, index) => letter !== meant[index]);
  const swapped = `${typed[at + 1] ?? ""}${typed[at] ?? ""}`;
  return meant === `${typed.slice(0, at)}${swapped}${typed.slice(at + 2)}`;
}

/**
 * The name that was meant by one that there is not.
 * @returns the name that is meant by a slip of one letter, or of two in a long name; null where none is near
 */
export function nearName(typed: string, names: readonly string[]): string | null {
  const near = names
    .map((name) => ({ name, slips: slipsBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= (name.length > 5 ? 2 : 1))
    .sort((one, other) => one.slips - other.slips);
  return near[0]?.name ?? null;
}

/** Letters left out, put in, changed, or two that changed places (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const [before = [], last = []] = [rows[i - 2], rows[i - 1]];
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const ways = [changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1];
      row.push(Math.min(...ways, ...(swapped ? [(before[j - 2] ?? 0) + 1] : [])));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}
