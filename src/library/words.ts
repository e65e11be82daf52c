/**
 * The words of a text, as keyword search counts them: one function for documents and for questions, or they would not
 * meet. English words are lower-cased runs of letters and digits; a run of Han characters, which has no spaces, becomes
 * its overlapping pairs (集成电路 -> 集成 成电 电路), so that a term is found wherever it stands.
 */

/** Runs of Han characters, or runs of other letters, digits and marks. */
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** Words in the order of the text, repeated as often as they occur. A single Han character stands for itself. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(RUNS)) {
    if (HAN.test(run)) words.push(...pairsOf(run));
    else words.push(run);
  }
  return words;
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
