/** The text that a glyph stands for, as it is written by itself: ligatures, radicals and forms of letters are taken apart. */

/** Ligatures, and the radicals that some Chinese fonts are mapped to instead of the characters that look the same. */
const LOOKALIKE = /[\u2e80-\u2eff\u2f00-\u2fdf\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]/g;
/**
 * Radicals that Unicode does not fold, each before the character that it is drawn as: 会⻓ is 会长.
 * https://www.unicode.org/Public/UCD/latest/ucd/EquivalentUnifiedIdeograph.txt
 */
const RADICALS: ReadonlyMap<string, string> = new Map(
  (
    "⺠民⺬示⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻱龜⻳龟".match(
      /../gu,
    ) ?? []
  ).map(([radical = "", character = ""]) => [radical, character]),
);
/** Ligatures of TeX's two encodings (OT1, T1), in whose drawn fonts a glyph has no name but its code. */
const TEX_LIGATURES: Readonly<Record<string, string>> = {
  "\v": "ff",
  "\f": "fi",
  "\r": "fl",
  "\u000e": "ffi",
  "\u000f": "ffl",
  "\u001b": "ff",
  "\u001c": "fi",
  "\u001d": "fl",
  "\u001e": "ffi",
  "\u001f": "ffl",
};

/** Sign as it is written by itself; nothing where it is but white. */
export function shownAs(named: string, isDrawn: boolean): string {
  // Most are one letter of a Western or Chinese script.
  const code = named.length === 1 ? named.charCodeAt(0) : 0;
  if (code > 0x20 && code < 0x7f) return named;
  const meant = isDrawn ? (TEX_LIGATURES[named] ?? named) : named;
  const shown = meant.replace(LOOKALIKE, (character) => RADICALS.get(character) ?? character.normalize("NFKC"));
  return shown.trim() === "" ? "" : shown;
}
