/**
 * Segments, as they were drawn -> the cells of a table without lines, and its rows: a cell has its lines below each other,
 * and is drawn to the right of the one before it in its row.
 */

import type { Segment } from "./pdf-segments.ts";
import { isValue } from "./pdf-tables.ts";

export interface DrawnCell {
  readonly start: number;
  readonly lines: Segment[];
  left: number;
  right: number;
  readonly top: number;
  bottom: number;
}

export type DrawnRow = DrawnCell[];

/** Shares of the size of the text. */
const SAME_BASELINE = 0.3;
export const LINE_STEP = 1.6;
/** A name that spans rows may stand so far from the first of them. */
const SPAN_STEP = 6;
/** Points by which edges that stand below each other differ. */
export const ALIGNED = 3;
/** Sizes from a row of names to the one below it. */
export const NAME_STEP = 2.2;

/** Rows from top to bottom, but for what was drawn out of order. */
export function drawnRows(segments: readonly Segment[]): readonly DrawnRow[] {
  return withLateNames(rowsOfCells(cellsOf(segments)));
}

function cellsOf(segments: readonly Segment[]): readonly DrawnCell[] {
  const cells: DrawnCell[] = [];
  segments.forEach((segment, start) => {
    const { left, right, baseline } = segment;
    const cell = cells.at(-1);
    if (cell === undefined || !isNextLine(cell, segment)) {
      cells.push({ start, lines: [segment], left, right, top: baseline, bottom: baseline });
      return;
    }
    cell.lines.push(segment);
    cell.left = Math.min(cell.left, left);
    cell.right = Math.max(cell.right, right);
    cell.bottom = baseline;
  });
  return cells;
}

function isNextLine(cell: DrawnCell, segment: Segment): boolean {
  const last = cell.lines.at(-1);
  if (last === undefined || Math.abs(last.size - segment.size) > 0.6) return false;
  const step = segment.baseline - last.baseline;
  if (step < SAME_BASELINE * segment.size || step > LINE_STEP * segment.size) return false;
  const [first] = cell.lines;
  if (cell.lines.length === 1) return isAligned(last, segment);
  // Lines that begin below each other are not centred: a cell that stands under their middle is another one.
  const isCentred = cell.lines.every((line) => line === first || middleApart(line, first ?? line) <= ALIGNED);
  const mayBeCentred = (line: Segment) => isCentred && middleApart(line, segment) <= ALIGNED;
  return [first ?? last, last].some((line) => isFlush(line, segment) || mayBeCentred(line));
}

function middleApart(one: Segment, other: Segment): number {
  return Math.abs(one.left + one.right - other.left - other.right) / 2;
}

/** True if it stands flush at its left or its right end. */
function isFlush(one: Segment, other: Segment): boolean {
  return Math.min(Math.abs(one.left - other.left), Math.abs(one.right - other.right)) <= ALIGNED;
}

function isAligned(one: Segment, other: Segment): boolean {
  return isFlush(one, other) || middleApart(one, other) <= ALIGNED;
}

function rowsOfCells(cells: readonly DrawnCell[]): readonly DrawnRow[] {
  const rows: DrawnRow[] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (row !== undefined && isInRow(row, cell)) row.push(cell);
    else rows.push([cell]);
  }
  return rows;
}

function isInRow(row: DrawnRow, cell: DrawnCell): boolean {
  const [last, first] = [row.at(-1), row[0]];
  if (last === undefined || first === undefined) return false;
  const size = sizeOf(cell);
  if (cell.left < last.right - SAME_BASELINE * size) return false;
  const [top, bottom] = [Math.min(...row.map((each) => each.top)), Math.max(...row.map((each) => each.bottom))];
  // A name that spans rows stands beside the first of them or lower; what stands above all of them is a line of its own.
  const isSpanning = row.length <= 2 && first.lines.length <= 2;
  return cell.top - bottom <= size && top - cell.bottom <= size * (isSpanning ? SPAN_STEP : 1);
}

/** Names over several columns that were drawn after the table below them, as spreadsheets do with merged cells. */
function withLateNames(rows: readonly DrawnRow[]): readonly DrawnRow[] {
  const placed = [...rows];
  for (let index = 1; index < placed.length; index += 1) {
    const [row, before] = [placed[index] ?? [], placed[index - 1] ?? []];
    if (topOf(row) >= topOf(before) || row.some((cell) => isValue(textOf(cell)) || cell.lines.length > 1)) continue;
    let start = index;
    while ((placed[start - 1]?.length ?? 0) > 1 && topOf(placed[start - 1] ?? []) > topOf(row)) start -= 1;
    const [names, above] = [placed[start] ?? [], placed[start - 1] ?? []];
    const [left, right] = [names[0]?.left ?? 0, names.at(-1)?.right ?? 0];
    const step = Math.max(...names.map(({ top }) => top)) - topOf(row);
    const isOver = row.every((cell) => cell.left >= left && cell.right <= right && step <= sizeOf(cell) * NAME_STEP);
    const isFree = above.every(({ bottom }) => bottom < topOf(row));
    if (index - start < 2 || row.length >= names.length || !isOver || !isFree) continue;
    placed.splice(index, 1);
    placed.splice(start, 0, row);
  }
  return placed;
}

export function topOf(row: DrawnRow): number {
  return Math.min(...row.map(({ top }) => top));
}

export function sizeOf(cell: DrawnCell): number {
  return cell.lines[0]?.size ?? 1;
}

export function textOf(cell: DrawnCell | undefined): string {
  return cell?.lines.map(({ text }) => text).join(" ") ?? "";
}
