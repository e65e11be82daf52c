/**
 * A word of a question that no document has may be a slip of the pen: "Ghandi", "instituions". It is looked for under
 * the words that the documents do have and that differ by one slip. Pure.
 */

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
export function differsByOneLetter(one: string, other: string): boolean {
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
