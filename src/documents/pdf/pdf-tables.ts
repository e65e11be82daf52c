/**
 * Grids and the text in them -> tables. What spans rows stands in each of them, so that a row is understood by itself;
 * the rows of a header are one, with all names of a column.
 */

import { joinsWithoutSpace } from "../../language/zh/han.ts";
import { type Grid, type GridCell, gridsOf, type Rule } from "./pdf-rules.ts";
import { rowsOf, type Segment } from "./pdf-segments.ts";

interface RuledTable extends TableRows {
  /** Index of the segment in whose place it stands. */
  readonly first: number;
}

interface WithoutTables {
  readonly tables: readonly RuledTable[];
  /** Those that are in no table, each with its index. */
  readonly rest: readonly (readonly [index: number, segment: Segment])[];
}

/** Characters of a cell from which on it is a box around text. */
const LONGEST_CELL = 600;
const MOST_TITLE_LINES = 3;
/** Sizes of the text from line to line: in a cell they are nearer. */
const ROW_STEP = 1.75;

export function ruledTables(segments: readonly Segment[], rules: readonly Rule[]): WithoutTables {
  let rest = segments.map((segment, index) => [index, segment] as const);
  const tables: RuledTable[] = [];
  const grids = gridsOf(rules).toSorted((one, other) => one.cells.length - other.cells.length);
  for (const grid of grids) {
    const framed = framedBy(
      grid,
      rest.map(([, segment]) => segment),
    );
    const inside = rest.filter(([, segment]) => placeOf(grid, segment) !== undefined && !framed.has(segment));
    const first = inside[0];
    const table =
      first === undefined
        ? undefined
        : tableOf(
            grid,
            inside.map(([, segment]) => segment),
          );
    if (first === undefined || table === undefined) continue;
    tables.push({ ...table, first: first[0] });
    const gone = new Set(inside.map(([index]) => index));
    rest = rest.filter(([index]) => !gone.has(index));
  }
  return { tables, rest };
}

/**
 * Text of the page that a frame around the page, or its ground, makes a part of a grid: more lines than a title has, in a
 * cell over all columns at the upper or lower end.
 */
function framedBy(grid: Grid, segments: readonly Segment[]): ReadonlySet<Segment> {
  const [columns, rows] = [grid.xs.length - 1, grid.ys.length - 1];
  const ends = grid.cells.filter(
    (cell) => cell.columns === columns && (cell.row === 0 || cell.row + cell.rows === rows),
  );
  const framed = ends.flatMap(({ row, rows: high }) => {
    const own = segments.filter((segment) => {
      const place = placeOf(grid, segment);
      return place !== undefined && place[0] >= row && place[0] < row + high;
    });
    return columns > 1 && rowsOf(own).length > MOST_TITLE_LINES ? own : [];
  });
  return new Set(framed);
}

function placeOf({ xs, ys }: Grid, { left, right, baseline, size }: Segment): readonly [number, number] | undefined {
  const [x, y] = [(left + right) / 2, baseline - size * 0.3];
  const column = xs.findLastIndex((place) => place <= x);
  const row = ys.findLastIndex((place) => place <= y);
  const isInside = column >= 0 && row >= 0 && column < xs.length - 1 && row < ys.length - 1;
  return isInside ? [row, column] : undefined;
}

function tableOf(grid: Grid, segments: readonly Segment[]): TableRows | undefined {
  const texts = new Map<GridCell, Segment[]>();
  const cells = new Map(grid.cells.flatMap((cell) => placesIn(cell).map((place) => [place, cell] as const)));
  for (const segment of segments) {
    const place = placeOf(grid, segment);
    const cell = place === undefined ? undefined : cells.get(place.join());
    if (cell !== undefined) texts.set(cell, [...(texts.get(cell) ?? []), segment]);
  }
  if ([...texts.values()].some((parts) => parts.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_CELL)) {
    return undefined;
  }
  const filled = [...texts].flatMap(([cell, parts]) => splitCells(grid, cell, parts));
  return tableRowsOf(filled.flatMap(splitRows(filled)), [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0]);
}

function placesIn({ row, rows, column, columns }: GridCell): readonly string[] {
  return Array.from({ length: rows * columns }, (_, index) =>
    [row + Math.floor(index / columns), column + (index % columns)].join(),
  );
}

/** A row of which the lines were not all drawn has text in several columns, or several rows of it. */
function splitCells(grid: Grid, cell: GridCell, parts: readonly Segment[]): readonly CellText[] {
  const lines = rowsOf(parts);
  const isSplit = cell.columns > 1 && lines.some((line) => line.length > 1);
  const within = isSplit
    ? parts.map((part) => {
        const [from, to] = [part.left + 1, part.right - 1].map((x) => grid.xs.findLastIndex((place) => place <= x));
        return from === to ? from : undefined;
      })
    : [];
  if (!isSplit || within.includes(undefined) || new Set(within).size < 2)
    return [{ cell, text: joinedText(lines), lines }];
  return [...new Set(within)].map((column) => {
    const own = rowsOf(parts.filter((_, index) => within[index] === column));
    return { cell: { ...cell, column: column ?? 0, columns: 1 }, text: joinedText(own), lines: own };
  });
}

/** Rows of which no lines were drawn between them: each cell has the same lines, on the same baselines. */
function splitRows(all: readonly CellText[]): (cell: CellText) => readonly CellText[] {
  const split = new Map<number, boolean>();
  const isSplit = (row: number): boolean => {
    const cells = all.filter(({ cell }) => cell.row === row);
    const [first, ...others] = cells;
    if (first === undefined || others.length === 0 || cells.some(({ cell }) => cell.rows > 1)) return false;
    const places = first.lines.map(([segment]) => segment?.baseline ?? 0);
    const size = first.lines[0]?.[0]?.size ?? 0;
    const step = Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? 0)));
    if (places.length < (step > size * ROW_STEP ? 2 : 3)) return false;
    return others.every(
      ({ lines }) =>
        lines.length === places.length &&
        lines.every(([segment], index) => Math.abs((segment?.baseline ?? 0) - (places[index] ?? 0)) < size * 0.3),
    );
  };
  return (cell) => {
    const { row } = cell.cell;
    if (!split.has(row)) split.set(row, isSplit(row));
    if (split.get(row) !== true) return [cell];
    return cell.lines.map((line, index) => ({
      cell: { ...cell.cell, row: row + index / cell.lines.length },
      text: joinedText([line]),
      lines: [line],
    }));
  };
}

export interface TableRows {
  /** Lines above the header that go over all columns, such as a title or the unit of the figures. */
  readonly above: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** True if the first row names the columns. */
  readonly hasHeader: boolean;
  /** True if it surely does: two rows of names stand above the values. */
  readonly isNamed?: boolean;
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

/**
 * Cells with their places -> rows of a table, each with a text for each column. What spans rows stands in each of
 * them, so that a row is understood by itself; the rows of a header are one, with all names of a column.
 */
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
