/**
 * Whether a text says a word of a name: in the same letters, in a form of it (Europe, European), as the letters that it
 * stands for, or with one slip of the pen. Pure.
 */

import { containsHan, type Gloss } from "../embedding/gloss.ts";
import { spellingsOf } from "../search/spelling.ts";
import { lettersOf } from "./proving/evidence-words.ts";

/** Letters at the end that forms of a longer word differ in, and how many may come instead. */
const ENDING = 2;
const LONGEST_ENDING = 5;
/** Shorter words have forms that only add to them. */
const LONG_WORD = 6;

/**
 * @param text folded
 * @param words of the text, lower case; those of a part of it will do
 */
export function saysWord(text: string, word: string, words: ReadonlySet<string>): boolean {
  if (containsHan(word)) return text.includes(word);
  return word.split(/[-'’.]/u).some((part) => saysPart(text, part, words));
}

function saysPart(text: string, part: string, words: ReadonlySet<string>): boolean {
  const letters = part.replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (letters.length < 2) return false;
  if (/^\p{Lu}{2,6}$/u.test(letters) && standsFor(letters).test(text)) return true;
  if (formsOf(letters).test(text)) return true;
  const beginning = letters.charAt(0).toLowerCase();
  const alike = Array.from(words).filter((word) => word.startsWith(beginning));
  return spellingsOf(letters.toLowerCase(), alike).length > 0;
}

function formsOf(word: string): RegExp {
  const long = word.length >= LONG_WORD;
  const beginning = long ? word.slice(0, -ENDING) : word;
  return new RegExp(`(?<!\\p{L})${beginning}\\p{L}{0,${long ? LONGEST_ENDING : ENDING}}(?!\\p{L})`, "iu");
}

/** `Ministry of Industry and Information Technology` for MIIT. */
function standsFor(letters: string): RegExp {
  const words = Array.from(letters, (letter) => `${letter}[\\p{L}]*`);
  return new RegExp(`(?<!\\p{L})${words.join("(?:[ -](?:of|and|the|for|on|in|&))*[ -]")}`, "iu");
}

/** How a text is read aloud, in letters: for names that it may say in other characters. */
export function soundsIn(text: string, gloss: Gloss): string {
  return lettersOf(gloss.pinyin(text));
}
