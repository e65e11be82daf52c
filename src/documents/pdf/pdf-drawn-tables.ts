/**
 * Tables without lines, by the order in which they were drawn: cell after cell from left to right, row after row, each
 * cell with its lines below each other. So the lines of a cell are known to be one, however its neighbours stand.
 */

import {
  ALIGNED,
  type DrawnCell as Cell,
  drawnRows,
  LINE_STEP,
  NAME_STEP,
  type DrawnRow as Row,
  sizeOf,
  textOf,
  topOf,
} from "./pdf-drawn-cells.ts";
import { isRunningText } from "./pdf-flows.ts";
import { nameRows } from "./pdf-name-rows.ts";
import { isMark } from "./pdf-paragraphs.ts";
import type { GridCell } from "./pdf-rules.ts";
import type { Segment } from "./pdf-segments.ts";
import { type CellText, isValue, joinedText, type TableRows, tableRowsOf } from "./pdf-tables.ts";

export interface DrawnTable extends TableRows {
  /** Indices of its segments in what was given. */
  readonly start: number;
  readonly end: number;
}

/** Shares of the size of the text. */
const ROW_STEP = 4.5;
/** Share of a column's width that its full lines fall short, and share of its lines that are full. */
const [RAGGED, MOST] = [0.2, 0.6];
const MOST_CELL_LINES = 12;
const MOST_SEGMENTS = 5_000;
/** "Introduction ........ 3" */
const LEADER = /(?:\.\s?){5,}$|…{2,}$/;

export function drawnTables(segments: readonly Segment[]): readonly DrawnTable[] {
  if (segments.length > MOST_SEGMENTS) return [];
  const rows = drawnRows(segments);
  const tables: DrawnTable[] = [];
  for (let start = 0; start < rows.length; ) {
    const end = endOfTable(rows, start);
    const part = rows.slice(start, end);
    const columns = end - start >= 2 ? columnsOf(part) : undefined;
    const table = columns === undefined ? undefined : tableOf(part, columns);
    const first = Math.min(...part.map((row) => row[0]?.start ?? 0));
    const last = rows[end]?.[0]?.start ?? segments.length;
    // A row of names that was drawn late is part of its table, or all of it is text.
    const isWhole = part.flat().reduce((sum, { lines }) => sum + lines.length, 0) === last - first;
    if (columns !== undefined && areTextColumns(part, columns)) start = end;
    else if (table === undefined || !isWhole) start += 1;
    else {
      tables.push({ ...table, start: first, end: last });
      start = end;
    }
  }
  return tables;
}

/** Rows that stand below each other; one with a single cell only between others. */
function endOfTable(rows: readonly Row[], start: number): number {
  if (!mayBegin(rows[start] ?? [])) return start;
  let end = start + 1;
  for (let index = end; index < rows.length; index += 1) {
    const [row, before] = [rows[index] ?? [], rows[index - 1] ?? []];
    const [first, above] = [row.at(-1), before.at(-1)];
    if (first === undefined || above === undefined) break;
    const step = first.top - Math.max(...before.slice(1).map(({ bottom }) => bottom), above.bottom);
    if (first.top <= above.top || step > sizeOf(first) * ROW_STEP || row.some(isText)) break;
    if (row.length === 1 && first.lines.length > 2) break;
    if (row.length > 1) end = index + 1;
    else if (index - end >= 1 || !goesOnAfter(rows, start, index)) break;
  }
  return end;
}

/** Several cells, or a line of a header that stand close to each other. */
function mayBegin(row: Row): boolean {
  return row.length > 1 || (row[0]?.lines.length === 1 && (row[0].lines[0]?.breaks?.length ?? 0) > 0);
}

/** Tells whether the rows below a line have as many cells as those above it: else it stands between two tables. */
function goesOnAfter(rows: readonly Row[], start: number, line: number): boolean {
  const most = (part: readonly Row[]) => part.reduce((count, row) => Math.max(count, row.length), 0);
  const next = rows.findIndex((row, index) => index > line && row.length === 1);
  return most(rows.slice(start, line)) === most(rows.slice(line + 1, next === -1 ? undefined : next));
}

function isText({ lines }: Cell): boolean {
  return lines.length > MOST_CELL_LINES;
}

interface Column {
  left: number;
  right: number;
}

function tableOf(drawn: readonly Row[], columns: readonly Column[]): TableRows | undefined {
  const rows = drawn.map((row) =>
    row.length < columns.length ? row.flatMap((cell) => splitCell(cell, columns)) : row,
  );
  if ((rows[0]?.length ?? 0) < 2) return undefined;
  const firsts = rows.map((row) => textOf(row[0]));
  if (firsts.filter(isMark).length > rows.length / 2 || firsts.some((text) => LEADER.test(text))) return undefined;
  const names = twoNameRows(rows, columns);
  const overNames = names === undefined && hasTwoNameRows(rows, columns) ? namesOver(rows) : [];
  const placed: (readonly (readonly [GridCell, Cell])[])[] = [];
  for (const [row, cells] of rows.entries()) {
    const own = cells.map(
      (cell, index) =>
        [
          names?.[row]?.[index] ?? placeIn(columns, { cell, row, cells, isOverNames: overNames.includes(cell) }),
          cell,
        ] as const,
    );
    const taken = own.flatMap(([place]) => Array.from({ length: place.columns }, (_, index) => place.column + index));
    if (new Set(taken).size < taken.length) return undefined;
    placed.push(own);
  }
  const cells = withSpans(placed, columns.length).map(([cell, { lines }]): CellText => {
    const parts = lines.map((line) => [line]);
    return { cell, lines: parts, text: joinedText(parts) };
  });
  const table = tableRowsOf(cells, [columns[0]?.left ?? 0, columns.at(-1)?.right ?? 0]);
  return table && names !== undefined ? { ...table, isNamed: true } : table;
}

/** Lines of running text that were drawn across: close to each other, and most of them as long as their column. */
function areTextColumns(rows: readonly Row[], columns: readonly Column[]): boolean {
  const text = columns.filter((column, index) => {
    const lines = rows.flatMap((row) => (row.length === columns.length ? (row[index]?.lines ?? []) : []));
    const full = lines.filter(({ right }) => right >= column.right - (column.right - column.left) * RAGGED);
    const steps = lines.slice(1).map(({ baseline, size }, at) => (baseline - (lines[at]?.baseline ?? 0)) / size);
    const tight = steps.filter((step) => step <= LINE_STEP);
    return isRunningText(lines) && full.length >= lines.length * MOST && tight.length >= steps.length * MOST;
  });
  return text.length >= 2;
}

/** A line over several columns that has gaps between them is several cells. */
function splitCell(cell: Cell, columns: readonly Column[]): readonly Cell[] {
  const [line] = cell.lines;
  if (line?.breaks === undefined || cell.lines.length > 1) return [cell];
  const cuts = line.breaks.filter((gap) =>
    columns.some(
      ({ left }, index) => index > 0 && gap.left < left + ALIGNED && gap.right > (columns[index - 1]?.right ?? 0),
    ),
  );
  const ends = [...cuts, { at: line.text.length + 1, left: line.right, right: line.right }];
  return ends.map((end, index): Cell => {
    const before = ends[index - 1];
    const [left, right] = [before?.right ?? line.left, end.left];
    const text = line.text.slice(before?.at ?? 0, end.at - 1).trim();
    return { ...cell, left, right, lines: [{ ...line, text, left, right }] };
  });
}

/** Columns by the rows with the most cells, which must stand below each other. */
function columnsOf(rows: readonly Row[]): readonly Column[] | undefined {
  const most = rows.reduce((count, row) => Math.max(count, row.length), 0);
  const model = rows.filter((row) => row.length === most);
  const columns = Array.from({ length: most }, (_, index): Column => {
    const cells = model.flatMap((row) => row[index] ?? []);
    return { left: Math.min(...cells.map(({ left }) => left)), right: Math.max(...cells.map(({ right }) => right)) };
  });
  const isApart = columns.every(({ left }, index) => index === 0 || left >= (columns[index - 1]?.right ?? 0) - 1);
  return isApart && model.length >= Math.min(2, rows.length) ? columns : undefined;
}

/** The columns that a cell stands in; the nearest where it stands between two. */
function placeIn(
  columns: readonly Column[],
  {
    cell,
    row,
    cells,
    isOverNames,
  }: { readonly cell: Cell; readonly row: number; readonly cells: Row; readonly isOverNames: boolean },
): GridCell {
  const inside = columns.flatMap(({ left, right }, index) => (cell.left < right && cell.right > left ? [index] : []));
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) {
    const distance = ({ left, right }: Column) => Math.max(left - cell.right, cell.left - right);
    const nearest = columns.reduce(
      (best, column, index) => (distance(column) < distance(columns[best] ?? column) ? index : best),
      0,
    );
    return { row, rows: 1, column: nearest, columns: 1 };
  }
  const free = row === 0 && isOverNames ? freeColumns(columns, cell, cells) : [];
  const [from, to] = free.length > 1 ? [free[0] ?? first, free.at(-1) ?? last] : [first, last];
  return { row, rows: 1, column: Math.min(from, first), columns: Math.max(to, last) - Math.min(from, first) + 1 };
}

/** Those that no other cell of the row takes: a name over several of them may be narrower than they are. */
function freeColumns(columns: readonly Column[], cell: Cell, cells: Row): readonly number[] {
  const index = cells.indexOf(cell);
  const [before, after] = [cells[index - 1], cells[index + 1]];
  return columns.flatMap(({ left, right }, at) =>
    (before === undefined || left >= before.right) && (after === undefined || right <= after.left) ? [at] : [],
  );
}

/** Places of the names in the first two rows, where both are names and it is sure what each is over. */
function twoNameRows(
  [first = [], second = [], ...others]: readonly Row[],
  columns: readonly Column[],
): readonly (readonly GridCell[])[] | undefined {
  const all = [...first, ...second];
  if (others.length === 0 || first.length === 0 || second.length < 2 || all.some((cell) => isValue(textOf(cell))))
    return undefined;
  const step = Math.max(...second.map(({ top }) => top)) - topOf(first);
  if (step > sizeOf(first[0] as Cell) * NAME_STEP) return undefined;
  const rows = nameRows(first, second, columns);
  return (
    rows && [
      rows.first.map(({ from, end }) => ({ row: 0, rows: 1, column: from, columns: end - from })),
      rows.second.map((column) => ({ row: 1, rows: 1, column, columns: 1 })),
    ]
  );
}

/** Tells whether the second row has names for parts of what the first row names, and none below its leftmost. */
function hasTwoNameRows(rows: readonly Row[], columns: readonly Column[]): boolean {
  const [first = [], second = []] = rows;
  if (rows.length < 3 || first.length >= columns.length || second.length < 2) return false;
  const [leftmost] = first;
  if (second.some((cell) => isValue(textOf(cell)) || (leftmost !== undefined && cell.left < leftmost.right)))
    return false;
  const over = namesOver(rows).length;
  return over > 0 && first.length - over + second.length >= columns.length;
}

/** Names of the first row that stand over others. */
function namesOver([first = [], second = []]: readonly Row[]): readonly Cell[] {
  return first.filter((cell) => second.some(({ left, right }) => left < cell.right && right > cell.left));
}

type Placed = readonly (readonly [GridCell, Cell])[];

/** Names that stand beside several rows, and names of a header that go over both of its rows. */
function withSpans(rows: readonly Placed[], columns: number): Placed {
  const has = (row: number, column: number) =>
    rows[row]?.some(([cell]) => column >= cell.column && column < cell.column + cell.columns) === true;
  const isHeader = rows[0]?.some(([cell]) => cell.columns > 1) === true && columns > 2;
  return rows.flatMap((row, index) =>
    row.map(([place, cell]) => {
      let count = 1;
      while (index + count < rows.length && !has(index + count, place.column)) {
        const below = rows[index + count] ?? [];
        const isInHeader = isHeader && index === 0;
        if (isInHeader && (count > 1 || place.columns > 1)) break;
        // The row has a name of its own, and is no sum of those above.
        const name = below.find(([each]) => each.column === place.column + 1)?.[1];
        const isNamed = place.column === 0 && below.length > 1 && name !== undefined && !isValue(textOf(name));
        if (!isInHeader && !isNamed) break;
        count += 1;
      }
      return [{ ...place, rows: count }, cell] as const;
    }),
  );
}
