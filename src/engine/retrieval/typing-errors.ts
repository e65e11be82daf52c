/**
 * A question with its typing errors mended: "wich companys" is embedded as nothing in particular. A word is mended only if
 * neither the library nor the English vocabulary has it, and one that does, with the same first letter, differs by one
 * slip. Names and Chinese are left alone. Pure.
 */

import { differsByOneLetter } from "../../language/spelling.ts";
import { tokenize } from "../../language/tokenize.ts";

export interface KnownWords {
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
