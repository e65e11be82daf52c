/** Names of the fonts of a Word file before 2007, by their numbers: signs of symbol fonts are told by them. [MS-DOC] 2.9.286 */

/** In the description of a font, after its length. */
const NAME = 39;
const MOST_FONTS = 2_000;

export function fontNames(table: Uint8Array): readonly string[] {
  const names: string[] = [];
  if (table.length < 4) return names;
  const count = Math.min(MOST_FONTS, (table[0] ?? 0) + (table[1] ?? 0) * 256);
  let at = 4;
  for (let index = 0; index < count && at < table.length; index += 1) {
    const size = table[at] ?? 0;
    const letters: number[] = [];
    for (let letter = at + 1 + NAME; letter + 1 < at + 1 + size; letter += 2) {
      const code = (table[letter] ?? 0) + (table[letter + 1] ?? 0) * 256;
      if (code === 0) break;
      letters.push(code);
    }
    names.push(String.fromCharCode(...letters));
    at += 1 + size;
  }
  return names;
}
