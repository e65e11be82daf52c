/**
 * Traditional characters read as simplified ones, so that one table of words serves both. A character stands for the
 * one that most words of the dictionary simplify it to; some have more than one (乾 is 干 or 乾), which does no harm as
 * long as words and text are folded alike. Lengths stay as they are, so that offsets in the text do too.
 */

/** A word in both scripts, as a dictionary has it. */
export type Spelling = readonly [traditional: string, simplified: string];

/** For each character that is usually simplified, the character that it becomes. */
export function simplifiedCharacters(spellings: Iterable<Spelling>): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  const count = (from: string, to: string): void => {
    const ofCharacter = counts.get(from) ?? new Map<string, number>();
    counts.set(from, ofCharacter.set(to, (ofCharacter.get(to) ?? 0) + 1));
  };
  for (const [traditional, simplified] of spellings) {
    if (traditional.length !== simplified.length) continue;
    for (let index = 0; index < traditional.length; index++) {
      const to = simplified.charAt(index);
      count(traditional.charAt(index), to);
      // Characters of simplified words stay: 么 is 幺 in a few traditional words, and itself in 什么.
      count(to, to);
    }
  }
  const simplified = new Map<string, string>();
  for (const [from, ofCharacter] of counts) {
    const [[to] = [from]] = [...ofCharacter].sort(([, a], [, b]) => b - a);
    if (to !== from && !isSurrogate(from) && !isSurrogate(to)) simplified.set(from, to);
  }
  return simplified;
}

/** Half a character: to change it alone would make another of it, or none. */
function isSurrogate(codeUnit: string): boolean {
  return /^[\ud800-\udfff]$/.test(codeUnit);
}

export function fold(text: string, simplified: ReadonlyMap<string, string>): string {
  return text.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character);
}
