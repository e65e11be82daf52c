/**
 * Whether a plain text was wrapped at a fixed width, so that its lines are parts of paragraphs, or has a paragraph on
 * each line. The test of a wrapped line is that the first word of the next one would not have fitted on it.
 */

import { isHan } from "../han.ts";
import { endsWithStop, markerOf, type PlainLine } from "./plain-lines.ts";

/** Nobody wraps wider; longer lines are paragraphs. */
const WIDEST = 120;
/** Nobody wraps running text narrower; shorter lines are lists, verses and addresses. */
const NARROWEST = 45;
/** Share of lines over `WIDEST`, such as long addresses, that wrapped text may have. */
const MAX_LONG_SHARE = 0.02;
/** Share of the pairs of lines in which the second must visibly go on with the first. */
const MIN_FLOWING_SHARE = 0.3;
/** Chinese is wrapped a character or two early, since no line begins with a full stop. */
const CHINESE_SLACK = 4;
/** A line that ends in mid-sentence goes on if it fills this share of the width: some people wrap by hand. */
const FILLED_BY_HAND = 0.7;

/** The width in columns, or null where each line is a paragraph. */
export function wrapWidth(lines: readonly PlainLine[]): number | null {
  const columns = lines.filter(({ text }) => text !== "").map(columnsOf);
  const long = columns.filter((count) => count > WIDEST).length;
  if (long > Math.max(1, columns.length * MAX_LONG_SHARE)) return null;
  const width = columns.reduce((widest, count) => (count > widest && count <= WIDEST ? count : widest), 0);
  if (width < NARROWEST) return null;
  let pairs = 0;
  let flowing = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line.text === "" || next === undefined || next.text === "" || markerOf(next.text) !== undefined) continue;
    pairs += 1;
    if (isFull(line, next, width) && !endsWithStop(line.text) && startsInside(next.text)) flowing += 1;
  }
  return flowing >= Math.min(2, pairs) && flowing >= 1 && flowing >= pairs * MIN_FLOWING_SHARE ? width : null;
}

/** Whether a line goes on with the one before it, in text that is wrapped at this width. */
export function goesOn(before: PlainLine, line: PlainLine, width: number): boolean {
  if (isFull(before, line, width)) return true;
  return columnsOf(before) >= width * FILLED_BY_HAND && !endsWithStop(before.text) && startsInside(line.text);
}

function isFull(line: PlainLine, next: PlainLine, width: number): boolean {
  if (isHan(next.text.charCodeAt(0))) return columnsOf(line) + 2 > width - CHINESE_SLACK;
  const word = /^\S{1,40}/.exec(next.text)?.[0] ?? "";
  return columnsOf(line) + 1 + word.length > width;
}

/** In mid-sentence: lower case, or Chinese, which has no case. */
function startsInside(text: string): boolean {
  return isHan(text.charCodeAt(0)) || /^[\p{Ll}\d(“"]/u.test(text);
}

function columnsOf({ indent, width }: PlainLine): number {
  return indent + width;
}
