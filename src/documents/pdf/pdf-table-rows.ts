/**
 * Cells with their places -> rows of a table, each with a text for each column. What spans rows stands in each of them,
 * so that a row is understood by itself; the rows of a header are one, with all names of a column.
 */

import { joinsWithoutSpace } from "../../language/zh/han.ts";
import type { GridCell } from "./pdf-grid.ts";
import type { Segment } from "./pdf-segments.ts";

export interface TableRows {
  /** Lines above the header that go over all columns, such as a title or the unit of the figures. */
  readonly above: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** True if the first row names the columns. */
  readonly hasHeader: boolean;
  /** Points of its left and right edge: a table that goes on over the page keeps them. */
  readonly extent: readonly [number, number];
}

export interface CellText {
  readonly cell: GridCell;
  readonly text: string;
  readonly lines: readonly (readonly Segment[])[];
}

const MOST_HEADER_ROWS = 3;
/** A figure, a sum or a date: it names no column, but for a year. */
const VALUE = /^(?!(?:19|20)\d\d年?$)[-+¥￥$€<>≤≥~约]*\s?\d[\d,.\s/:%-]*(?:万?亿?元|%|yuan|RMB|USD|EUR)?$/iu;

export function isValue(text: string): boolean {
  return VALUE.test(text);
}

/** Undefined where they are no table: in one column, or in one row. */
export function tableRowsOf(cells: readonly CellText[], extent: readonly [number, number]): TableRows | undefined {
  const filled = cells.filter(({ text }) => text.trim() !== "");
  const columns = columnsWith(filled);
  const numbers = [...new Set(filled.map(({ cell }) => cell.row))].sort((one, other) => one - other);
  if (columns.length < 2 || numbers.length < 2) return undefined;
  const isWhole = ({ columns: count, column }: GridCell) =>
    count > 1 && columns.every((each) => each >= column && each < column + count);
  const inRow = (row: number) => filled.filter(({ cell }) => cell.row <= row && row < cell.row + cell.rows);
  const above: string[] = [];
  while (numbers.length > 1 && inRow(numbers[0] ?? 0).every(({ cell }) => isWhole(cell))) {
    above.push(
      inRow(numbers.shift() ?? 0)
        .map(({ text }) => text)
        .join(" "),
    );
  }
  const isMerged = ({ cell }: CellText) => columns.filter((each) => isIn(cell, each)).length > 1;
  const rows = numbers.map((row) => columns.map((column) => inRow(row).filter(({ cell }) => isIn(cell, column))));
  const depth = headerDepth(inRow(numbers[0] ?? 0), numbers, isMerged);
  const header = columns.map((_, column) => namesOf(rows.slice(0, depth).flatMap((row) => row[column] ?? [])));
  // A cell over several columns stands in the first of them.
  const body = rows
    .slice(depth)
    .map((row) =>
      row.map((texts, column) => namesOf(texts.filter((text) => row[column - 1]?.includes(text) !== true))),
    );
  const hasHeader =
    header.filter((name) => VALUE.test(name)).length === 0 && !header.some((name) => /[:：]$/.test(name));
  return { above, rows: [header, ...body], hasHeader, extent };
}

function columnsWith(filled: readonly CellText[]): readonly number[] {
  const own = new Set(filled.filter(({ cell }) => cell.columns === 1).map(({ cell }) => cell.column));
  for (const { cell } of filled) {
    const inside = Array.from({ length: cell.columns }, (_, index) => cell.column + index);
    // Nothing else stands in these columns.
    if (!inside.some((column) => own.has(column))) own.add(cell.column);
  }
  return [...own].sort((one, other) => one - other);
}

function isIn({ column, columns }: GridCell, at: number): boolean {
  return at >= column && at < column + columns;
}

/** Names that go over several columns have the names of their parts below them. */
function headerDepth(
  first: readonly CellText[],
  rows: readonly number[],
  isMerged: (cell: CellText) => boolean,
): number {
  if (!first.some(isMerged)) return 1;
  const end = Math.max(...first.map(({ cell }) => cell.row + cell.rows), (first[0]?.cell.row ?? 0) + 2);
  const depth = rows.filter((row) => row < end).length;
  return Math.min(depth, MOST_HEADER_ROWS, rows.length - 1);
}

/** Each once, from top to bottom. */
function namesOf(cells: readonly CellText[]): string {
  return [...new Set(cells)]
    .map(({ text }) => text)
    .filter((text, index, all) => all[index - 1] !== text)
    .join(" ");
}

/** Lines of a cell; Chinese goes on without a space. What a hyphen breaks is joined once all words are known. */
export function joinedText(lines: readonly (readonly Segment[])[]): string {
  return lines
    .map((line) => line.map(({ text }) => text).join(" "))
    .reduce((text, line) => (text === "" ? line : `${text}${joinsWithoutSpace(text, line) ? "" : "\n"}${line}`), "");
}
