/**
 * Which characters are Chinese: asked by whatever joins lines, counts words or ends sentences. Ranges of the Unicode
 * blocks are compared as numbers, as these questions are asked for each character of a corpus.
 */

/** Han characters, with 々 and 〇; the rarer planes are told by their high surrogates. */
export function isHan(codeUnit: number): boolean {
  // Most characters of most texts end here: whole documents are counted.
  if (codeUnit < 0x3005) return false;
  return (
    (codeUnit >= 0x4e00 && codeUnit <= 0x9fff) ||
    (codeUnit >= 0x3400 && codeUnit <= 0x4dbf) ||
    (codeUnit >= 0xf900 && codeUnit <= 0xfaff) ||
    (codeUnit >= 0xd840 && codeUnit <= 0xd888) ||
    codeUnit === 0x3005 ||
    codeUnit === 0x3007
  );
}

/**
 * Matches characters that take two columns and are wrapped anywhere: Han characters, kana, and full-width punctuation
 * and forms.
 */
export function isWideEastAsian(codeUnit: number): boolean {
  return isHan(codeUnit) || (codeUnit >= 0x3001 && codeUnit <= 0x30ff) || (codeUnit >= 0xff01 && codeUnit <= 0xff60);
}

/** The second half of a character of the rarer planes, which `isHan` knows by its first. */
function isLowSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xdc00 && codeUnit <= 0xdfff;
}

/** Dashes, quotation marks and the ellipsis, which Chinese shares with English. */
function isSharedPunctuation(codeUnit: number): boolean {
  return codeUnit === 0x2014 || codeUnit === 0x2026 || (codeUnit >= 0x2018 && codeUnit <= 0x201d);
}

/**
 * Tells whether a line that ends with `before` goes on with `after` without a space: Chinese is wrapped between any
 * two.
 */
export function joinsWithoutSpace(before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1);
  const left = isLowSurrogate(last) ? before.charCodeAt(before.length - 2) : last;
  const right = after.charCodeAt(0);
  if (isWideEastAsian(left)) return isWideEastAsian(right) || isSharedPunctuation(right);
  return isSharedPunctuation(left) && isWideEastAsian(right);
}
