/**
 * Glyphs -> segments: what was drawn one after the other on one baseline without a wide gap, such as a line of a column
 * or a cell of a table. PDF knows no words: spaces are told from gaps, raised and lowered text from its size and height.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import { LOWERED_SIGNS, RAISED_SIGNS } from "../script-signs.ts";
import type { Glyph, PlacedText } from "./pdf-canvas.ts";
import { alignedGaps, type Gap } from "./pdf-channels.ts";
import { inReadingDirection, type SpacedMark } from "./pdf-right-to-left.ts";
import { isRuledOff, type Rule } from "./pdf-rules.ts";

export interface Segment extends PlacedText {
  /** Gaps inside of it that may be one between cells, if the rows around have cells there; absent where there is none. */
  readonly breaks?: readonly Break[];
}

interface Break {
  /** Offset in the text of what stands after it. */
  readonly at: number;
  readonly left: number;
  readonly right: number;
}

/** A glyph with how it stands to the line around it. */
export interface Mark extends Glyph {
  readonly raised: -1 | 0 | 1;
}

// All of these are shares of the size of the text.
/** Baselines so near are one: a line may mix fonts. */
const SAME_BASELINE = 0.3;
/** A wider gap is one between columns or cells; justified words stay closer. */
const CELL_GAP = 1.2;
/** A gap from which on it may be one between columns, if lines above and below have it, too. */
const WEAK_GAP = 0.5;
/** A gap in which no space was drawn may be one between cells from so much on. */
const CELL_SPACE = 0.25;
/** Share of the gaps between words that may be without a space where spaces are drawn: cells hold words, too. */
const FEW_MOVED = 0.3;
/** Largest gap over which text that was drawn at another time goes on in the line. */
const NEAR = 0.4;
/** The narrowest space that fonts have is 0.2. */
const WORD_GAP = 0.17;
/** Gap between Chinese characters: text is set wider to fill the line. */
const HAN_GAP = 0.45;
const HAN_SPACE = 1.1;
/** Distance at which the same character is drawn twice, to look bold. */
const SAME_PLACE = 0.15;
/** Distance of a raised or lowered glyph from the baseline of its line. */
const RAISED = [0.12, 0.62] as const;
/** LibreOffice lowers by .08 only; a small glyph of another font is set no lower than its line. */
const LOWERED_FROM = 0.06;
const [SMALL, SMALL_FIGURE] = [0.85, 0.95];
/** A line with more is justified, or letters are set apart. */
const MOST_BREAKS = 12;
/** Lines that are compared with others that were drawn at another time; a page with more is a drawing. */
const MOST_CHUNKS = 5_000;

/** Segments in the order in which they were drawn. */
export function segmentsOf(glyphs: readonly Glyph[], rules: readonly Rule[] = []): readonly Segment[] {
  const chunks = joinedByPlace(chunksOf(glyphs, rules), rules);
  const lines = chunks.map(({ marks }) => withoutDoubles(marks.toSorted((one, other) => one.left - other.left)));
  const isDrawn = drawsSpaces(lines);
  return splitAtChannels(chunks, lines, isDrawn).map((marks) => asSegment(marks, isDrawn));
}

/** Tells whether a page's Western words are parted by spaces that were drawn: TeX and troff move. True without such words. */
function drawsSpaces(lines: readonly (readonly Mark[])[]): boolean {
  let [drawn, moved] = [0, 0];
  for (const marks of lines) {
    for (const [index, mark] of marks.entries()) {
      const before = marks[index - 1];
      if (before === undefined || !isLowerCase(before.text) || !isLowerCase(mark.text)) continue;
      if (mark.spaced) drawn += 1;
      else if (mark.left - before.right > WORD_GAP * mark.size) moved += 1;
    }
  }
  return moved <= (drawn + moved) * FEW_MOVED;
}

function isLowerCase(letter: string): boolean {
  const code = letter.charCodeAt(letter.length - 1);
  return code >= 0x61 && code <= 0x7a;
}

/** Segments that stand on one baseline, from left to right. */
export function rowsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const rows: Segment[][] = [];
  for (const segment of segments.toSorted((one, other) => one.baseline - other.baseline)) {
    const row = rows.at(-1);
    const first = row?.[0];
    const near = SAME_BASELINE * Math.max(first?.size ?? 0, segment.size);
    if (row !== undefined && first !== undefined && segment.baseline - first.baseline <= near) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.toSorted((one, other) => one.left - other.left));
}

/** Marks of one line, in the order in which they were drawn; the main ones are those that are not raised. */
interface Chunk {
  readonly marks: Mark[];
  left: number;
  right: number;
  baseline: number;
  size: number;
}

function chunksOf(glyphs: readonly Glyph[], rules: readonly Rule[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const glyph of glyphs) {
    const chunk = chunks.at(-1);
    if (chunk === undefined || !goesOn(chunk, glyph, rules)) chunks.push(chunkOf(glyph));
    else add(chunk, glyph, raisedOf(chunk, glyph));
  }
  return chunks;
}

function chunkOf(glyph: Glyph): Chunk {
  const { left, right, baseline, size } = glyph;
  return { marks: [{ ...glyph, raised: 0 }], left, right, baseline, size };
}

function goesOn(chunk: Chunk, glyph: Glyph, rules: readonly Rule[]): boolean {
  const raised = raisedOf(chunk, glyph);
  if (raised === undefined) return false;
  const size = Math.max(chunk.size, glyph.size);
  const gap = glyph.left - chunk.right;
  if (raised !== 0) return gap < NEAR * chunk.size && gap > -0.5 * chunk.size;
  // Text that goes on to the left is set from right to left, or drawn over what stands there.
  if (gap < -size) {
    if (glyph.right - chunk.left <= -NEAR * size) return false;
    return glyph.right >= chunk.left || !isRuledOff(rules, { ...glyph, left: glyph.right, right: chunk.left });
  }
  return gap <= CELL_GAP * size && !isRuledOff(rules, { ...glyph, left: chunk.right, right: glyph.left });
}

/** 0 on the line, 1 above it, -1 below; undefined where it belongs to another line. */
function raisedOf(chunk: Chunk, glyph: Glyph): -1 | 0 | 1 | undefined {
  const distance = chunk.baseline - glyph.baseline;
  const share = Math.abs(distance) / chunk.size;
  const isSmall = glyph.size <= chunk.size * SMALL;
  const least = distance < 0 ? LOWERED_FROM : RAISED[0];
  if (share <= (isSmall ? least : SAME_BASELINE)) return 0;
  // The line goes on after a mark that stood at its beginning, such as that of a note.
  if (isMarkBefore(chunk, glyph) && Math.abs(distance) <= glyph.size * RAISED[1]) {
    return chunk.marks.length <= 4 ? 0 : undefined;
  }
  if (share > RAISED[1] || (!isSmall && glyph.size > chunk.size * 1.05)) return undefined;
  return distance > 0 ? 1 : -1;
}

/** Smaller than the line that it begins; the figure of a note is so by less. */
function isMarkBefore({ marks, size }: Chunk, glyph: Glyph): boolean {
  if (glyph.size * SMALL >= size) return true;
  return glyph.size * SMALL_FIGURE >= size && marks.length <= 3 && marks.every(({ text }) => /^\d$/.test(text));
}

function add(chunk: Chunk, glyph: Glyph, raised: -1 | 0 | 1 | undefined): void {
  if (raised === 0 && isMarkBefore(chunk, glyph) && glyph.baseline !== chunk.baseline) {
    const above = glyph.baseline > chunk.baseline ? (1 as const) : (-1 as const);
    const isApart = Math.abs(glyph.baseline - chunk.baseline) > RAISED[0] * glyph.size;
    if (isApart) chunk.marks.splice(0, Infinity, ...chunk.marks.map((mark) => ({ ...mark, raised: above }) as const));
    [chunk.size, chunk.baseline] = [glyph.size, glyph.baseline];
  }
  chunk.marks.push({ ...glyph, raised: raised ?? 0 });
  chunk.left = Math.min(chunk.left, glyph.left);
  chunk.right = Math.max(chunk.right, glyph.right);
  if (raised === 0) chunk.size = Math.max(chunk.size, glyph.size);
}

/**
 * Text that was drawn at another time, but stands in the line: a word in another font, a raised figure, a second
 * drawing.
 */
function joinedByPlace(chunks: readonly Chunk[], rules: readonly Rule[]): readonly Chunk[] {
  if (chunks.length > MOST_CHUNKS) return chunks;
  const order = new Map(chunks.map((chunk, index) => [chunk, index]));
  const sorted = chunks.toSorted((one, other) => one.baseline - other.baseline);
  const gone = new Set<Chunk>();
  sorted.forEach((chunk, index) => {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (other === undefined || other.baseline - chunk.baseline > Math.max(chunk.size, other.size)) break;
      if (gone.has(chunk) || gone.has(other)) continue;
      // The smaller is raised into the larger, and of two that are alike the second goes on the first.
      const [main, part] = other.size * SMALL >= chunk.size ? [other, chunk] : [chunk, other];
      const raised = raisedOf(main, { ...part, text: "", bold: false, spaced: false });
      if (raised === undefined) continue;
      const isSmall = raised !== 0;
      if (isSmall && (part.marks.length > 12 || part.size > main.size * SMALL)) continue;
      const gap = Math.max(part.left - main.right, main.left - part.right);
      const isInside = isSmall && main.marks.some((mark) => Math.abs(mark.right - part.left) < NEAR * main.size);
      if (!isInside && (gap > NEAR * main.size || gap < -SAME_PLACE * main.size)) {
        if (isSmall || !isSameDrawing(main, part)) continue;
        gone.add(part);
        continue;
      }
      const [before, after] = part.left > main.right ? [main, part] : [part, main];
      if (isRuledOff(rules, { ...main, left: before.right, right: after.left })) continue;
      gone.add(part);
      for (const mark of part.marks) main.marks.push(isSmall ? { ...mark, raised } : mark);
      main.left = Math.min(main.left, part.left);
      main.right = Math.max(main.right, part.right);
      const [first, second] = [order.get(main) ?? 0, order.get(part) ?? 0];
      order.set(main, isSmall ? first : Math.min(first, second));
    }
  });
  const left = chunks.filter((chunk) => !gone.has(chunk));
  return left.toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
}

function isSameDrawing(one: Chunk, other: Chunk): boolean {
  const near = (first: number, second: number) => Math.abs(first - second) < SAME_PLACE * one.size;
  if (!near(one.left, other.left) || !near(one.right, other.right)) return false;
  const textOf = ({ marks }: Chunk) => marks.map(({ text }) => text).join("");
  return near(one.baseline, other.baseline) && textOf(one) === textOf(other);
}

/** Lines of two columns that were drawn as one are cut where the gaps of several of them stand below each other. */
function splitAtChannels(
  chunks: readonly Chunk[],
  lines: readonly (readonly Mark[])[],
  isDrawn: boolean,
): readonly (readonly Mark[])[] {
  const gaps: Gap[] = [];
  lines.forEach((marks, line) => {
    const [last, first] = [chunks[line - 1], chunks[line]];
    if (last !== undefined && first !== undefined && first.left > last.right) {
      const isSameLine = Math.abs(first.baseline - last.baseline) <= SAME_BASELINE * first.size;
      if (isSameLine) gaps.push({ ...first, line, index: 0, left: last.right, right: first.left });
    }
    for (let index = 1; index < marks.length; index += 1) {
      const [before, mark] = [marks[index - 1], marks[index]];
      if (before === undefined || mark === undefined) continue;
      if (mark.left - before.right < leastGap(before, mark, isDrawn) * mark.size) continue;
      gaps.push({ line, index, left: before.right, right: mark.left, baseline: mark.baseline, size: mark.size });
    }
  });
  const cuts = alignedGaps(gaps, chunks);
  return lines.flatMap((marks, line) => {
    const at = [0, ...(cuts.get(line) ?? []), marks.length];
    return at.slice(1).flatMap((end, index) => (end === at[index] ? [] : [marks.slice(at[index], end)]));
  });
}

/** Share of the size from which on a gap may be one between cells; Chinese characters are set apart to fill a line. */
function leastGap(before: Mark, mark: Mark, isDrawn: boolean): number {
  const isWide = isWideEastAsian(before.text.charCodeAt(0)) && isWideEastAsian(mark.text.charCodeAt(0));
  // 第一条　会员: the space of Chinese is as wide as a character.
  if (isWide) return mark.spaced ? HAN_SPACE : WEAK_GAP;
  return isDrawn && !mark.spaced ? CELL_SPACE : WEAK_GAP;
}

function withoutDoubles(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter((mark, index) => {
    const before = marks[index - 1];
    return mark.text !== before?.text || Math.abs(mark.left - before.left) >= SAME_PLACE * mark.size;
  });
}

/** @param drawsSpaces where words are parted by spaces that were drawn, a gap without one parts cells */
function asSegment(marks: readonly Mark[], drawsSpaces: boolean): Segment {
  const spaced = marks.map((mark, index) => ({ mark, space: isSpaced(marks[index - 1], mark) }));
  const text = withScript(inReadingDirection(spaced));
  const isDrawn = drawsSpaces || marks.some((mark) => mark.spaced);
  const breaks: Break[] = [];
  let right = Number.NEGATIVE_INFINITY;
  let bold = 0;
  for (const [index, mark] of marks.entries()) {
    right = Math.max(right, mark.right);
    if (mark.bold) bold += 1;
    const before = marks[index - 1];
    if (before === undefined || mark.left - before.right < leastGap(before, mark, isDrawn) * mark.size) continue;
    breaks.push({ at: withScript(spaced.slice(0, index)).length + 1, left: before.right, right: mark.left });
  }
  const isLine = marks.some(({ raised }) => raised === 0);
  const line = isLine ? marks.filter(({ raised }) => raised === 0) : marks;
  return {
    ...(breaks.length > 0 && breaks.length < MOST_BREAKS ? { breaks } : {}),
    text,
    left: marks[0]?.left ?? 0,
    right,
    baseline: line[0]?.baseline ?? 0,
    size: line.reduce((most, { size }) => Math.max(most, size), 0),
    bold: bold > marks.length * 0.6,
  };
}

function isSpaced(before: Mark | undefined, mark: Mark): boolean {
  if (before === undefined) return false;
  const size = Math.max(before.size, mark.size);
  const gap = mark.left - before.right;
  const wide = isWideEastAsian(before.text.charCodeAt(0)) && isWideEastAsian(mark.text.charCodeAt(0));
  if (wide && !mark.spaced) return gap > HAN_GAP * size;
  return gap > WORD_GAP * size || (mark.spaced && gap > WORD_GAP * 0.4 * size);
}

/** Units that have powers; what else ends in letters is a word, and its raised figure a reference. */
const UNIT = /(?:^|[^\p{Script=Latin}])(?:[cmkdnµμ]?m|ft|in|yd|s|sec|min|h|hr|L|l|g|kg|t|a|ha|K|V|A|W|Pa|N)$/u;
const MOST_FIGURES = 3;
/** Marks of notes, ordinals and trade marks stand raised, and mean no power. */
const PLAIN = /^(?:st|nd|rd|th|er|re|e|o|[ªº°*†‡§¶®©™'′″"”’]+|TM|SM|\(R\))$/u;

/**
 * Raised and lowered glyphs -> signs that keep what they mean: 10⁻⁹ is not 10-9. Figures and signs have characters of
 * their own; what has none is written as 10^(n+1) and x_(max). A raised figure after a word is the reference to a note.
 */
function withScript(marks: readonly SpacedMark[]): string {
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
