/**
 * Columns that only their place tells, since they were drawn across: the left one is read first. Cells of a table stand
 * side by side, too, but are short.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import type { Segment } from "./pdf-segments.ts";

/** A column has so many lines; fewer are cells. */
const FEWEST_LINES = 4;
/** Columns that a line of running text takes at least, in the middle of the lines; a Chinese character is two. */
const SHORTEST_LINE = 18;
/** Points: left edges so near are one. */
const ALIGNED = 3;
/** Share of the text's size that lies between columns. */
const GUTTER = 0.5;
/** Sizes of the text from one line of a column to the next, headings included. */
const LARGEST_STEP = 4;
/** A page with more is a drawing or a table, and columns would take long to find. */
const MOST_SEGMENTS = 2_000;
/** Columns inside of columns. */
const DEEPEST = 4;

interface Split extends Columns {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

export function columnFlows(segments: readonly Segment[], depth = 0): readonly (readonly Segment[])[] {
  const split = depth < DEEPEST && segments.length <= MOST_SEGMENTS ? columnsIn(segments) : undefined;
  if (split === undefined) return segments.length === 0 ? [] : [segments];
  return [split.before, split.left, split.right, split.after].flatMap((part) => columnFlows(part, depth + 1));
}

/** The largest part of the page that is set in columns. */
function columnsIn(segments: readonly Segment[]): Split | undefined {
  const sorted = segments.toSorted((one, other) => one.baseline - other.baseline);
  let best: Columns | undefined;
  for (const edge of commonLeftEdges(sorted)) {
    for (const run of notCrossing(sorted, edge)) {
      const left = run.filter((segment) => segment.left < edge - ALIGNED);
      for (const right of chainsOf(run.filter((segment) => segment.left >= edge - ALIGNED))) {
        const columns = { left: besideOf(right, left), right };
        if (sizeOf(columns) > sizeOf(best) && [columns.left, right].every(isRunningText)) best = columns;
      }
    }
  }
  if (best === undefined) return undefined;
  const inside = new Set([...best.left, ...best.right]);
  const top = Math.min(...[...inside].map(({ baseline }) => baseline));
  const outside = sorted.filter((segment) => !inside.has(segment));
  return {
    ...best,
    before: outside.filter(({ baseline }) => baseline < top),
    after: outside.filter(({ baseline }) => baseline >= top),
  };
}

interface Columns {
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
}

function sizeOf(columns: Columns | undefined): number {
  return columns === undefined ? 0 : columns.left.length + columns.right.length;
}

/** Runs of lines of which none goes over the edge. */
function* notCrossing(sorted: readonly Segment[], edge: number): Generator<readonly Segment[]> {
  let run: Segment[] = [];
  for (const segment of sorted) {
    if (segment.left >= edge - ALIGNED || segment.right <= edge - segment.size * GUTTER) run.push(segment);
    else {
      yield run;
      run = [];
    }
  }
  yield run;
}

/** Lines that follow each other without a large gap. */
function chainsOf(lines: readonly Segment[]): readonly (readonly Segment[])[] {
  const chains: Segment[][] = [];
  for (const line of lines) {
    const before = chains.at(-1)?.at(-1);
    const step = before === undefined ? 0 : line.baseline - before.baseline;
    if (before === undefined || step > line.size * LARGEST_STEP) chains.push([line]);
    else chains.at(-1)?.push(line);
  }
  return chains;
}

/** The left column begins with the right one, but may be longer. */
function besideOf(right: readonly Segment[], left: readonly Segment[]): readonly Segment[] {
  const top = (right[0]?.baseline ?? 0) - (right[0]?.size ?? 0) * 1.5;
  const [first] = chainsOf(left.filter(({ baseline }) => baseline >= top));
  return first ?? [];
}

/** Where columns may begin: edges that several lines have, but for the leftmost. */
function commonLeftEdges(segments: readonly Segment[]): readonly number[] {
  const lefts = segments.map(({ left }) => left).toSorted((one, other) => one - other);
  const edges: number[] = [];
  for (let from = 0; from < lefts.length; ) {
    const edge = lefts[from] ?? 0;
    let to = from;
    while (to < lefts.length && (lefts[to] ?? 0) - edge <= ALIGNED) to += 1;
    if (to - from >= FEWEST_LINES && from > 0) edges.push(edge);
    from = to;
  }
  return edges;
}

/** Several lines, most of them as long as those of a paragraph. */
export function isRunningText(column: readonly Segment[]): boolean {
  const widths = column.map(({ text }) => widthOf(text)).sort((one, other) => one - other);
  return column.length >= FEWEST_LINES && (widths[Math.floor(widths.length / 2)] ?? 0) >= SHORTEST_LINE;
}

function widthOf(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index += 1) if (isWideEastAsian(text.charCodeAt(index))) width += 1;
  return width;
}
