/**
 * Tells whether a text says a word of a name: in the same letters, in a form of it (Europe, European), as the letters
 * that it stands for, or with one slip of the pen. By looking along the text, since a pattern for each name would have
 * to be compiled, which takes more time and memory than all else. Pure.
 */

import { spellingsOf } from "../../language/spelling.ts";
import { containsHan, type Gloss } from "../../language/zh/gloss.ts";
import { lettersOf } from "../grounding/tokens.ts";

/** Letters at the end that forms of a longer word differ in, and how many may come instead. */
const ENDING = 2;
const LONGEST_ENDING = 5;
/** Shorter words have forms that only add to them. */
const LONG_WORD = 6;
/** They are left out where letters stand for words. */
const SMALL_WORDS: ReadonlySet<string> = new Set(["of", "and", "the", "for", "on", "in"]);

/** @param lower the text, folded, in lower case */
export function saysWord(lower: string, word: string): boolean {
  if (containsHan(word)) return lower.includes(word);
  return partsOf(word).some(
    (part) =>
      hasForm(lower, part.toLowerCase()) || (/^\p{Lu}{2,6}$/u.test(part) && hasWordsFor(lower, part.toLowerCase())),
  );
}

/** @param lower a part of the text will do */
export function saysMisspelt(lower: string, word: string): boolean {
  if (containsHan(word)) return false;
  const words = [...new Set(lower.match(/\p{L}+/gu))];
  return partsOf(word.toLowerCase()).some((part) => {
    const alike = words.filter((other) => other.startsWith(part.charAt(0)));
    return spellingsOf(part, alike).length > 0;
  });
}

function partsOf(word: string): string[] {
  return word
    .split(/[-'’.]/u)
    .map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, ""))
    .filter((part) => part.length > 1);
}

function hasForm(lower: string, word: string): boolean {
  const isLong = word.length >= LONG_WORD;
  const beginning = isLong ? word.slice(0, -ENDING) : word;
  const longest = beginning.length + (isLong ? LONGEST_ENDING : ENDING);
  for (let at = lower.indexOf(beginning); at !== -1; at = lower.indexOf(beginning, at + 1)) {
    if (isLetter(lower.charAt(at - 1))) continue;
    let end = at + beginning.length;
    while (end - at <= longest && isLetter(lower.charAt(end))) end++;
    if (end - at <= longest) return true;
  }
  return false;
}

/** `Ministry of Industry and Information Technology` for MIIT. */
function hasWordsFor(lower: string, letters: string): boolean {
  const initials = Array.from(lower.matchAll(/\p{L}+/gu), ([word]) => word)
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => word.charAt(0));
  return initials.join("").includes(letters);
}

function isLetter(character: string): boolean {
  return /^\p{L}/u.test(character);
}

/** How a name or a text is read aloud, in letters: what is written in other characters may sound the same. */
export function soundsIn(text: string, gloss: Gloss): string {
  return lettersOf(gloss.pinyin(text));
}
