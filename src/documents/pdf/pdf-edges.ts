/**
 * Finds where the lines of a flow begin and end. Beside a box or another column they end at an edge of their own, and
 * not at that of the page.
 */

import type { Segment } from "./pdf-segments.ts";

type Row = readonly Segment[];

export interface Edges {
  readonly left: number;
  readonly right: number;
}

/** Lines that must end at a place to make it the edge, unless there are few. */
const MOST_ENDS = 3;
/** Lines that may reach over the edge: so many, or this share of them. */
const MOST_BEYOND = 2;
const SHARE_BEYOND = 0.2;
/** Lines beside other text that have an edge of their own. */
const FEWEST_BESIDE = 3;
/** Sizes of the text within which text on another line stands beside it. */
const BESIDE = 1.5;
/** Comparisons; a page with more is a drawing. */
const MOST_COMPARED = 1_000_000;

/** @param others what else stands on the page @returns the edges of each row */
export function edgesOfRows(rows: readonly Row[], others: readonly Segment[], whole: Edges): readonly Edges[] {
  const edges: Edges[] = rows.map(() => whole);
  if (rows.length * others.length > MOST_COMPARED) return edges;
  const sides = rows.map((row) => sideOf(row, others));
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && sides[end] === sides[start]) end += 1;
    const band = rows.slice(start, end);
    if (sides[start] !== "" && band.length >= FEWEST_BESIDE) {
      const left = Math.min(...band.map((row) => row[0]?.left ?? whole.right));
      edges.fill({ left, right: rightEdge(band) }, start, end);
    }
    start = end;
  }
  return edges;
}

function sideOf(row: Row, others: readonly Segment[]): string {
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined) return "";
  let [left, right] = [false, false];
  for (const other of others) {
    if (Math.abs(other.baseline - first.baseline) > first.size * BESIDE) continue;
    left ||= other.right <= first.left;
    right ||= other.left >= last.right;
  }
  return `${left ? "left" : ""}${right ? "right" : ""}`;
}

/**
 * The edge where lines end: the rightmost place at which several of them do, since a table or a rule may reach further.
 * Where many reach further, and no two of them alike, each is a paragraph of one line, and the longest tells.
 */
export function rightEdge(rows: readonly Row[]): number {
  const ends = rows
    .map((row) => ({ right: row.at(-1)?.right ?? 0, size: row[0]?.size ?? 0 }))
    .sort((one, other) => other.right - one.right);
  const most = Math.min(MOST_ENDS, Math.ceil(ends.length * 0.2));
  const edge = ends.slice(0, Math.max(MOST_BEYOND, ends.length * SHARE_BEYOND)).find(({ right, size }, index) => {
    const next = ends[index + most - 1];
    return next !== undefined && right - next.right <= size * 3;
  });
  return edge?.right ?? ends[0]?.right ?? 0;
}
