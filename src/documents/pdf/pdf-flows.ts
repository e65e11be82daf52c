/**
 * Segments of a page, as they were drawn -> flows: parts that are read from top to bottom, one after the other. Programs
 * draw text as it is read, so that order holds unless the page says otherwise: cells of one table that were drawn one by
 * one, a heading drawn last, a page drawn from bottom to top, columns drawn across.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import { boxesInPlace } from "./pdf-boxes.ts";
import { rowsOf, type Segment } from "./pdf-segments.ts";

/** Shares of the size of the text. */
const SAME_BASELINE = 0.3;
/** Points by which edges that stand below each other differ. */
const ALIGNED = 3;
/** Rows back in which a line finds what it goes on below. */
const ROWS_BACK = 3;
/** A page with more is a drawing or a table, and comparing all would take long. */
const MOST_SEGMENTS = 3_000;
/** Parts out of order from which on nothing is to be had from the order of drawing, and their share. */
const [MOST_MISPLACED, MISPLACED_SHARE] = [3, 0.3];
/** Points between two rows of one table, at most. */
const ROWS_APART = 260;

interface Flow {
  readonly segments: Segment[];
  readonly top: number;
  bottom: number;
  left: number;
  right: number;
}

/** @param segments in the order in which they were drawn */
export function flowsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  if (segments.length === 0) return [];
  const flows = inOrder(joinedTables(drawnTogether(segments), segments));
  if (flows === undefined) return columnFlows(segments);
  return boxesInPlace(flows).flatMap((part) => columnFlows(part));
}

/** Parts that were drawn downwards, each line below or beside what was drawn before it. */
function drawnTogether(segments: readonly Segment[]): readonly Flow[] {
  const flows: Flow[] = [];
  let rows: Segment[][] = [];
  for (const segment of segments) {
    const flow = flows.at(-1);
    const last = rows.at(-1)?.at(-1);
    if (flow !== undefined && last !== undefined && goesOn(rows, last, segment)) {
      const isSameRow = segment.baseline - last.baseline <= SAME_BASELINE * segment.size;
      if (isSameRow) rows.at(-1)?.push(segment);
      else rows = [...rows.slice(1 - ROWS_BACK), [segment]];
      add(flow, segment);
    } else {
      flows.push(flowOf(segment));
      rows = [[segment]];
    }
  }
  return flows;
}

function goesOn(rows: readonly (readonly Segment[])[], last: Segment, segment: Segment): boolean {
  const step = segment.baseline - last.baseline;
  const near = SAME_BASELINE * Math.max(last.size, segment.size);
  if (Math.abs(step) <= near) return segment.left >= last.right - near;
  if (step < 0) return false;
  return rows.flat().some(({ left, right }) => segment.left < right && segment.right > left);
}

function flowOf(segment: Segment): Flow {
  const { baseline, left, right } = segment;
  return { segments: [segment], top: baseline, bottom: baseline, left, right };
}

function add(flow: Flow, segment: Segment): void {
  flow.segments.push(segment);
  flow.bottom = Math.max(flow.bottom, segment.baseline);
  flow.left = Math.min(flow.left, segment.left);
  flow.right = Math.max(flow.right, segment.right);
}

/** Cells of a table that were drawn one after the other, each downwards, are one part again. */
function joinedTables(flows: readonly Flow[], page: readonly Segment[]): readonly Flow[] {
  if (page.length > MOST_SEGMENTS) return flows;
  const joined: Flow[] = [];
  for (const flow of flows) {
    const before = joined.at(-1);
    if (before !== undefined && isBesideCell(before, flow, page)) {
      for (const segment of flow.segments) add(before, segment);
    } else joined.push({ ...flow, segments: [...flow.segments] });
  }
  return joined;
}

function isBesideCell(before: Flow, flow: Flow, page: readonly Segment[]): boolean {
  const [first] = flow.segments;
  if (first === undefined) return false;
  const near = SAME_BASELINE * first.size;
  const band = before.segments.filter(({ baseline }) => baseline >= flow.top - near);
  // The band is empty below a table of which the last rows had no cell here.
  if (band.length === 0) {
    return flow.top - before.bottom < first.size * 3 && hasRows(before) && overlaps(before, flow);
  }
  const beside = band.filter(({ baseline }) => baseline <= flow.bottom + near);
  if (beside.length === 0) return hasRows(before) && goesOnBelow(before, flow);
  if (beside.some((segment) => overlaps(segment, flow))) return false;
  const isText = isRunningText(flow.segments);
  if (isText && isRunningText(before.segments)) return false;
  const sameRows = flow.segments.every((segment) => beside.some((other) => isOnRow(other, segment)));
  if (!isText && sameRows && flow.segments.length >= 2 && !isRunningText(band)) return true;
  // Another row, above or below, has the same two columns.
  return page.some(
    (cell) =>
      (cell.baseline < flow.top - near || cell.baseline > flow.bottom + near) &&
      Math.abs(cell.baseline - flow.top) < ROWS_APART &&
      isAligned(cell, first) &&
      page.some((other) => isOnRow(other, cell) && other !== cell && beside.some((each) => isAligned(each, other))),
  );
}

/** A line of a cell that was drawn after the rest of the table. */
function goesOnBelow({ segments }: Flow, flow: Flow): boolean {
  return segments.some(({ baseline, size, left, right }) => {
    const step = flow.top - baseline;
    return step > 0 && step < size * 1.6 && overlaps({ left, right }, flow) && flow.bottom - flow.top < size * 3;
  });
}

function hasRows({ segments }: Flow): boolean {
  return rowsOf(segments).some((row) => row.length > 1);
}

function isOnRow(one: Segment, other: Segment): boolean {
  return Math.abs(one.baseline - other.baseline) <= SAME_BASELINE * Math.max(one.size, other.size);
}

/** Cells of a column stand at the left, at the right or in the middle. */
function isAligned(one: Segment, other: Segment): boolean {
  const middle = Math.abs(one.left + one.right - other.left - other.right) / 2;
  return Math.min(Math.abs(one.left - other.left), Math.abs(one.right - other.right), middle) <= ALIGNED;
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

function overlaps(one: Extent, other: Extent): boolean {
  return one.left < other.right && one.right > other.left;
}

/** Undefined where the order of drawing is not that of reading. */
function inOrder(flows: readonly Flow[]): readonly Flow[] | undefined {
  if (flows.length > MOST_SEGMENTS) return flows;
  const misplaced = flows.filter((flow, index) => {
    const before = flows[index - 1];
    return before !== undefined && flow.bottom < before.top && overlaps(flow, before);
  });
  if (misplaced.length >= MOST_MISPLACED && misplaced.length >= flows.length * MISPLACED_SHARE) return undefined;
  return edgesMoved(flows);
}

/** Text above or below all else belongs there, whenever it was drawn. */
function edgesMoved(flows: readonly Flow[]): readonly Flow[] {
  const first = flows.findIndex((flow) => flows.every((other) => other === flow || other.top > flow.bottom));
  const last = flows.findIndex((flow) => flows.every((other) => other === flow || other.bottom < flow.top));
  const [top, bottom] = [flows[first], flows[last]];
  const middle = flows.filter((flow) => flow !== top && flow !== bottom);
  return [...(top === undefined ? [] : [top]), ...middle, ...(bottom === undefined || bottom === top ? [] : [bottom])];
}

/** A column has so many lines; fewer are cells. */
const FEWEST_LINES = 4;
/** Columns that a line of running text takes at least, in the middle of the lines; a Chinese character is two. */
const SHORTEST_LINE = 18;
/** Share of the text's size that lies between columns. */
const GUTTER = 0.5;
/** Sizes of the text from one line of a column to the next, headings included. */
const LARGEST_STEP = 4;
/** A page with more is a drawing or a table, and columns would take long to find. */
const MOST_SEGMENTS_IN_COLUMNS = 2_000;
/** Columns inside of columns. */
const DEEPEST = 4;

interface Split extends Columns {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

/**
 * Columns that only their place tells, since they were drawn across: the left one is read first. Cells of a table
 * stand side by side, too, but are short.
 */
function columnFlows(segments: readonly Segment[], depth = 0): readonly (readonly Segment[])[] {
  const split = depth < DEEPEST && segments.length <= MOST_SEGMENTS_IN_COLUMNS ? columnsIn(segments) : undefined;
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

/** Places where columns may begin: edges that several lines have, but for the leftmost. */
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
