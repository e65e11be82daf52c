/**
 * Where the words of Chinese begin and end, which its writing does not say. Each word costs something, and the cheapest
 * way through a run is taken: so a word is not cut in two for a longer one that only begins in it, as the longest match
 * from the left would do (在|理解, not 在理|解). Pure; the time is linear in the length of the run.
 */

/** The cost of a word, or undefined where the letters are no word. */
export type WordCost = (word: string) => number | undefined;

/** Cost of a character that is no word by itself: higher than a word's, or words would fall apart into characters. */
const UNKNOWN_CHARACTER_COST = 1.35;

/**
 * Of two ways that cost the same, the one whose last word is longer: Chinese words modify what comes after them.
 * @param longestWord in UTF-16 code units
 */
export function cutWords(run: string, costOf: WordCost, longestWord: number): string[] {
  const cheapest = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY);
  const beginnings = new Uint32Array(run.length + 1);
  cheapest[0] = 0;
  for (let start = 0; start < run.length; start++) {
    const before = cheapest[start] ?? 0;
    // No way leads into the middle of a character of two code units.
    if (before === Number.POSITIVE_INFINITY) continue;
    const character = String.fromCodePoint(run.codePointAt(start) ?? 0).length;
    for (let end = start + character; end <= Math.min(run.length, start + longestWord); end++) {
      const cost = costOf(run.slice(start, end)) ?? (end === start + character ? UNKNOWN_CHARACTER_COST : undefined);
      if (cost === undefined || before + cost >= (cheapest[end] ?? 0) - Number.EPSILON * 100) continue;
      cheapest[end] = before + cost;
      beginnings[end] = start;
    }
  }
  const words: string[] = [];
  for (let end = run.length; end > 0; end = beginnings[end] ?? 0) {
    words.push(run.slice(beginnings[end], end));
  }
  return words.reverse();
}
