/**
 * Raised and lowered glyphs -> signs that keep what they mean: 10⁻⁹ is not 10-9. Figures and signs have characters of
 * their own; what has none is written as 10^(n+1) and x_(max). A raised figure after a word is the reference to a note.
 */

import { LOWERED_SIGNS, RAISED_SIGNS } from "../script-signs.ts";
import type { SpacedMark } from "./pdf-right-to-left.ts";

/** Units that have powers; what else ends in letters is a word, and its raised figure a reference. */
const UNIT = /(?:^|[^\p{Script=Latin}])(?:[cmkdnµμ]?m|ft|in|yd|s|sec|min|h|hr|L|l|g|kg|t|a|ha|K|V|A|W|Pa|N)$/u;
const MOST_FIGURES = 3;
/** Marks of notes, ordinals and trade marks stand raised, and mean no power. */
const PLAIN = /^(?:st|nd|rd|th|er|re|e|o|[ªº°*†‡§¶®©™'′″"”’]+|TM|SM|\(R\))$/u;

export function withScript(marks: readonly SpacedMark[]): string {
  let text = "";
  for (let start = 0; start < marks.length; ) {
    const first = marks[start];
    if (first === undefined) break;
    const { raised } = first.mark;
    let end = start + 1;
    if (raised === 0) {
      text += `${first.space ? " " : ""}${first.mark.text}`;
      start = end;
      continue;
    }
    while (marks[end]?.mark.raised === raised) end += 1;
    const run = marks.slice(start, end).map(({ mark, space }, index) => `${space && index > 0 ? " " : ""}${mark.text}`);
    text += signsOf(run.join(""), raised, text, first.space);
    start = end;
  }
  return text;
}

function signsOf(run: string, raised: -1 | 1, before: string, space: boolean): string {
  const gap = space ? " " : "";
  const signs = [...run].map((sign) => (raised === 1 ? RAISED_SIGNS : LOWERED_SIGNS)[sign]);
  const isSigns = signs.every((sign) => sign !== undefined);
  if (raised === 1) {
    if (isReference(run, before)) return `${/^\d/.test(run) ? "[" : ""}${run}${/\d$/.test(run) ? "]" : ""}`;
    if (PLAIN.test(run)) return `${gap}${run}`;
  }
  if (before === "" || /\s$/.test(before) || !/[\p{L}\p{N})\]}₀-₉⁰-⁹%]$/u.test(before)) return `${gap}${run}`;
  if (isSigns) return signs.join("");
  const mark = raised === 1 ? "^" : "_";
  return /^[\p{L}\p{N}]$/u.test(run) ? `${mark}${run}` : `${mark}(${run})`;
}

/** Figures at the beginning of a line or after a word or a stop. */
function isReference(run: string, before: string): boolean {
  if (!/^\[?\d{1,3}(?:\s?[,，–-]\s?\d{1,3})*\]?$/u.test(run)) return false;
  if (run.replace(/\D/g, "").length > MOST_FIGURES * 4) return false;
  if (/[\d⁰-⁹₀-₉]$/.test(before)) return false;
  if (/(?:^|[^\p{L}])\p{Lu}$/u.test(before)) return false;
  return !UNIT.test(before);
}
