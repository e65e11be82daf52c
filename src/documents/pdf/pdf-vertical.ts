/**
 * Chinese and Japanese that are set from top to bottom, in columns from right to left: turned so that a column is a line.
 * The rest of the way is then that of all text.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import type { Glyph } from "./pdf-canvas.ts";

/** Pairs of characters below each other that tell it, and how many times as many as beside each other. */
const [FEWEST_BELOW, MORE] = [20, 2];
/** Shares of the size: how far the next character of a column may stand aside, and how far below. */
const ASIDE = 0.25;
const [NEAREST, FARTHEST] = [0.7, 1.6];
/** Signs that have a form of their own in columns, each before the one that they are in a line. */
const FORMS: ReadonlyMap<string, string> = new Map(
  (
    "︐，︑、︒。︓：︔；︕！︖？︵（︶）︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』︙…︱—".match(/../gu) ?? []
  ).map(([form = "", sign = ""]) => [form, sign]),
);

/** @param glyphs in the order in which they were drawn */
export function isVertical(glyphs: readonly Glyph[]): boolean {
  let [below, beside] = [0, 0];
  for (const [index, glyph] of glyphs.entries()) {
    const before = glyphs[index - 1];
    if (before === undefined || !isWideEastAsian(glyph.text.charCodeAt(0))) continue;
    const { size } = glyph;
    const [across, down] = [glyph.left + glyph.right - before.left - before.right, glyph.baseline - before.baseline];
    if (Math.abs(across) / 2 < ASIDE * size && down > NEAREST * size && down < FARTHEST * size) below += 1;
    else if (Math.abs(down) < ASIDE * size && across > 0 && across / 2 < FARTHEST * size) beside += 1;
  }
  return below >= FEWEST_BELOW && below > beside * MORE;
}

/** @param width points of the page, which become the height of the turned one */
export function asLines(glyphs: readonly Glyph[], width: number): readonly Glyph[] {
  return glyphs.map((glyph) => ({
    ...glyph,
    text: FORMS.get(glyph.text) ?? glyph.text,
    left: glyph.baseline - glyph.size,
    right: glyph.baseline,
    baseline: width - (glyph.left + glyph.right) / 2,
  }));
}
