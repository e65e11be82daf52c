/**
 * Text that is set from right to left comes with its glyphs from left to right, as they stand. It is turned around, and
 * the numbers and Latin words in it are not.
 */

import type { Mark } from "./pdf-segments.ts";

export interface SpacedMark {
  readonly mark: Mark;
  /** True if a space stands to the left of it. */
  readonly space: boolean;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const LEFT_TO_RIGHT = /[\p{L}\p{N}]/u;
const OPEN = "([{<«";
const CLOSED = ")]}>»";

/** @param marks from left to right @returns them as they are read, each with whether a space is before it */
export function inReadingDirection(marks: readonly SpacedMark[]): readonly SpacedMark[] {
  const turned = marks.filter(({ mark }) => RIGHT_TO_LEFT.test(mark.text)).length;
  if (turned === 0) return marks;
  const others = marks.filter(({ mark }) => !RIGHT_TO_LEFT.test(mark.text) && LEFT_TO_RIGHT.test(mark.text)).length;
  if (turned < others) return runsTurned(marks);
  const whole = reversed(marks, areAsDrawn(marks));
  // Words and numbers of the other direction are read from left to right.
  return mapRuns(whole, ({ mark }) => !RIGHT_TO_LEFT.test(mark.text) && LEFT_TO_RIGHT.test(mark.text), reversed, true);
}

function runsTurned(marks: readonly SpacedMark[]): readonly SpacedMark[] {
  return mapRuns(marks, ({ mark }) => RIGHT_TO_LEFT.test(mark.text), reversed, false);
}

/**
 * Most programs name a bracket as it is drawn, so that the left one opens; LibreOffice names it as it was typed, and the
 * left one closes.
 */
function areAsDrawn(marks: readonly SpacedMark[]): boolean {
  const first = marks.find(({ mark }) => mark.text.length === 1 && `${OPEN}${CLOSED}`.includes(mark.text));
  const isPair = new Set(marks.map(({ mark }) => mark.text)).intersection(new Set(`${OPEN}${CLOSED}`)).size > 1;
  return first === undefined || !isPair || OPEN.includes(first.mark.text);
}

/** Spaces stay between the same glyphs. */
function reversed(marks: readonly SpacedMark[], isMirrored = true): readonly SpacedMark[] {
  const first = marks[0]?.space ?? false;
  return marks.toReversed().map(({ mark }, index, { length }) => ({
    mark: isMirrored ? mirrored(mark) : mark,
    space: index === 0 ? first : (marks[length - index]?.space ?? false),
  }));
}

function mirrored(mark: Mark): Mark {
  const [open, closed] = [OPEN.indexOf(mark.text), CLOSED.indexOf(mark.text)];
  if (mark.text.length !== 1 || (open === -1 && closed === -1)) return mark;
  return { ...mark, text: (open === -1 ? OPEN[closed] : CLOSED[open]) ?? mark.text };
}

/** @param inner whether signs between two of a run belong to it, as in 12.5 */
function mapRuns(
  marks: readonly SpacedMark[],
  belongs: (mark: SpacedMark) => boolean,
  change: (run: readonly SpacedMark[]) => readonly SpacedMark[],
  inner: boolean,
): readonly SpacedMark[] {
  const result: SpacedMark[] = [];
  for (let start = 0; start < marks.length; ) {
    const first = marks[start];
    if (first === undefined) break;
    if (!belongs(first)) {
      result.push(first);
      start += 1;
      continue;
    }
    let end = start + 1;
    for (let next = end; next < marks.length; next += 1) {
      const mark = marks[next];
      if (mark === undefined) break;
      if (belongs(mark)) end = next + 1;
      else if (!inner || RIGHT_TO_LEFT.test(mark.mark.text) || next - end > 1) break;
    }
    result.push(...change(marks.slice(start, end)));
    start = end;
  }
  return result;
}
