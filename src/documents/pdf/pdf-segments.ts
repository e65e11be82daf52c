/**
 * Glyphs -> segments: what stands on one baseline without a wide gap, such as a line of a column or a cell of a table.
 * PDF knows no words: spaces are told from gaps, and small raised figures are references to notes.
 */

import { isWideEastAsian } from "../han.ts";
import type { Glyph, PlacedText } from "./pdf-glyphs.ts";

export type Segment = PlacedText;

// All of these are shares of the size of the text.
/** Baselines so near are one: a line may mix fonts. */
const SAME_BASELINE = 0.3;
/** A wider gap is one between columns or cells; justified words stay closer. */
const CELL_GAP = 1.2;
/** The narrowest space that fonts have is 0.2. */
const WORD_GAP = 0.17;
/** Between Chinese characters: text is set wider to fill the line. */
const HAN_GAP = 0.45;
/** The same character so near to itself is drawn twice, to look bold. */
const SAME_PLACE = 0.15;
const RAISED_UP_TO = 0.6;
const SMALL = 0.85;
/** Characters of all references in a line. */
const LONGEST_RAISED = 100;

interface Mark extends Glyph {
  readonly raised: boolean;
}

/** In rows from top to bottom, and from left to right in a row. */
export function segmentsOf(glyphs: readonly Glyph[]): readonly Segment[] {
  return withNotesRaised(baselines(glyphs)).flatMap(segmentsOfRow);
}

/** Segments that stand on one baseline, from left to right. */
export function rowsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const rows: Segment[][] = [];
  for (const segment of segments.toSorted((one, other) => one.baseline - other.baseline)) {
    const row = rows.at(-1);
    if (row !== undefined && isOnBaseline(row[0], segment, Math.max)) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.toSorted((one, other) => one.left - other.left));
}

function baselines(glyphs: readonly Glyph[]): Mark[][] {
  const rows: Mark[][] = [];
  for (const glyph of glyphs.toSorted((one, other) => one.baseline - other.baseline)) {
    const row = rows.at(-1);
    const mark = { ...glyph, raised: false };
    if (row !== undefined && isOnBaseline(row[0], mark, Math.min)) row.push(mark);
    else rows.push([mark]);
  }
  return rows;
}

interface Standing {
  readonly baseline: number;
  readonly size: number;
}

/** @param sizeOf which of the two sizes the distance is measured by */
function isOnBaseline(first: Standing | undefined, next: Standing, sizeOf: (one: number, other: number) => number) {
  return first !== undefined && next.baseline - first.baseline <= SAME_BASELINE * sizeOf(first.size, next.size);
}

/** Small glyphs that touch the line below or above belong to it. */
function withNotesRaised(rows: readonly Mark[][]): readonly Mark[][] {
  rows.forEach((row, index) => {
    for (const [neighbour, raised] of [
      [rows[index + 1], true],
      [rows[index - 1], false],
    ] as const) {
      const main = neighbour?.[0];
      const small = row[0];
      if (neighbour === undefined || main === undefined || small === undefined) continue;
      if (row.length > LONGEST_RAISED) continue;
      const distance = Math.abs(main.baseline - small.baseline);
      if (small.size > main.size * SMALL || distance > main.size * RAISED_UP_TO) continue;
      const touching = row.filter((glyph) => neighbour.some((each) => touches(each, glyph)));
      if (touching.length !== row.length) continue;
      for (const glyph of touching) neighbour.push({ ...glyph, baseline: main.baseline, raised });
      row.length = 0;
    }
  });
  return rows.filter((row) => row.length > 0);
}

function touches(main: Glyph, small: Glyph): boolean {
  return small.left <= main.right + main.size * 0.8 && small.right >= main.left - main.size * 0.3;
}

function segmentsOfRow(row: readonly Mark[]): readonly Segment[] {
  const segments: Mark[][] = [];
  for (const glyph of row.toSorted((one, other) => one.left - other.left)) {
    const before = segments.at(-1)?.at(-1);
    if (before === undefined) {
      segments.push([glyph]);
      continue;
    }
    const size = Math.max(before.size, glyph.size);
    if (glyph.text === before.text && Math.abs(glyph.left - before.left) < SAME_PLACE * size) continue;
    if (glyph.left - before.right > CELL_GAP * size) segments.push([glyph]);
    else segments.at(-1)?.push(glyph);
  }
  return segments.map(asSegment);
}

function asSegment(glyphs: readonly Mark[]): Segment {
  let text = "";
  let bold = 0;
  let [right, size] = [Number.NEGATIVE_INFINITY, 0];
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1];
    if (before !== undefined && isSpaced(before, glyph)) text += " ";
    const opens = glyph.raised && /\d/.test(glyph.text) && before?.raised !== true;
    const closes = glyph.raised && /\d/.test(glyph.text) && glyphs[index + 1]?.raised !== true;
    if (opens && closes && /(?:^|[^\p{L}])[cmk]?m$/u.test(text)) text += SUPERSCRIPTS[Number(glyph.text)] ?? glyph.text;
    else text += `${opens ? "[" : ""}${glyph.text}${closes ? "]" : ""}`;
    if (glyph.bold) bold += 1;
    right = Math.max(right, glyph.right);
    if (!glyph.raised) size = Math.max(size, glyph.size);
  });
  const [first] = glyphs;
  return {
    ...{ text, left: first?.left ?? 0, right, baseline: first?.baseline ?? 0, size: size || (first?.size ?? 0) },
    bold: bold > glyphs.length * 0.6,
  };
}

const SUPERSCRIPTS = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

function isSpaced(before: Glyph, glyph: Glyph): boolean {
  const size = Math.max(before.size, glyph.size);
  const gap = glyph.left - before.right;
  const wide = isWideEastAsian(before.text.charCodeAt(0)) && isWideEastAsian(glyph.text.charCodeAt(0));
  if (wide && !glyph.spaced) return gap > HAN_GAP * size;
  return gap > WORD_GAP * size || (glyph.spaced && gap > WORD_GAP * 0.4 * size);
}
