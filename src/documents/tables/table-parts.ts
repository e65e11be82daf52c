/**
 * The rows of a sheet -> what stands on it: lines of text, forms, tables with their heads, rows without one. A sheet may
 * hold several, one below the other or side by side; a value is never put under a name that is not its own.
 */

import { type CellKind, filledCells, type GridRow, isYear, kindOf } from "./cell-kinds.ts";
import {
  type Area,
  type AreasByTop,
  byTop,
  columnNames,
  headDepth,
  isLikeBelow,
  type LabelledValue,
  labelColumns,
  labelledValues,
  mayBeForm,
} from "./table-names.ts";

export type { Area } from "./table-names.ts";

export type TablePart =
  | { readonly kind: "lines"; readonly rows: readonly GridRow[] }
  | {
      readonly kind: "form";
      readonly rows: readonly { readonly row: GridRow; readonly pairs: readonly LabelledValue[] }[];
    }
  | {
      readonly kind: "table";
      readonly head: readonly GridRow[];
      readonly names: ReadonlyMap<number, string>;
      /** May go on below an empty row. */
      readonly rows: GridRow[];
    }
  | { readonly kind: "rows"; readonly rows: readonly GridRow[] };

export interface GridHints {
  readonly merges: readonly Area[];
  /** Tables and filters that the file names: their first row is a head. */
  readonly tables: readonly Area[];
  /** Rows that are there but not shown: they are no gap. */
  readonly hiddenRows: ReadonlySet<number>;
  /** Rows of the head of the one table that this is, where the file says. */
  readonly headRows?: number;
}

/** Rows in which the head is looked for: titles, a date and a note may stand above it. */
const SEARCHED_ROWS = 10;
/** Rows that tell how wide a table is and what its columns hold. */
const SAMPLE_ROWS = 20;
/** Rows that are measured to tell how wide a table is. */
const MEASURED_ROWS = 500;
/** Empty columns at which a sheet may fall into two tables. */
const MAX_GAPS = 8;
/** Characters; a longer cell is text, not the name of a column. */
const LONGEST_NAME = 60;
/** Share of the columns that a head names. */
const MIN_SHARE = 0.5;
/** Share of a column's values that are no words where the head is a word. */
const MIN_VALUES = 0.6;

const VALUES: readonly CellKind[] = ["figure", "date", "quantity", "contact", "code"];

/** The hints by the row in which they begin: a sheet may have a hundred thousand merged cells. */
interface Hints {
  readonly merges: AreasByTop;
  readonly tables: AreasByTop;
  readonly headRows: number | undefined;
}

type NamedTable = Extract<TablePart, { kind: "table" }>;

export function tableParts(
  rows: readonly GridRow[],
  { merges, tables, hiddenRows, headRows }: GridHints,
): readonly TablePart[] {
  const hints: Hints = { merges: byTop(merges), tables: byTop(tables), headRows };
  const filled = rows
    .map((row) => ({ number: row.number, cells: new Map(filledCells(row)) }))
    .filter(({ cells }) => cells.size > 0);
  const parts: TablePart[] = [];
  for (const segment of segmentsOf(filled, hiddenRows)) {
    for (const block of sideBySide(segment)) addParts(parts, block, hints);
  }
  return parts;
}

/** The parts of rows that stand directly below each other. */
function addParts(parts: TablePart[], block: readonly GridRow[], hints: Hints): void {
  const last = parts.at(-1);
  let before = last?.kind === "table" ? last : undefined;
  for (let rest = block; rest.length > 0; before = undefined) {
    const { found, used } = firstParts(rest, hints, before);
    const [first] = found;
    if (before !== undefined && first?.kind === "table" && first.head.length === 0) {
      for (const row of first.rows) before.rows.push(row);
    } else parts.push(...found);
    rest = rest.slice(used);
  }
}

/** Rows without an empty one between them. */
function segmentsOf(rows: readonly GridRow[], hidden: ReadonlySet<number>): readonly (readonly GridRow[])[] {
  const segments: GridRow[][] = [];
  for (const row of rows) {
    const current = segments.at(-1);
    let before = row.number - 1;
    while (hidden.has(before)) before -= 1;
    if (current !== undefined && (current.at(-1)?.number ?? 0) >= before) current.push(row);
    else segments.push([row]);
  }
  return segments;
}

/** Two tables beside each other have an empty column between them, and each a head or a title of its own. */
function sideBySide(rows: readonly GridRow[]): readonly (readonly GridRow[])[] {
  const columns = new Set(rows.flatMap(({ cells }) => [...cells.keys()]));
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const gaps = [...columns].filter((column) => !columns.has(column + 1) && column >= left + 1 && column < right - 1);
  for (const gap of gaps.sort((one, other) => one - other).slice(0, MAX_GAPS)) {
    const [before, after] = [cut(rows, left, gap), cut(rows, gap + 1, right)];
    if (before.length >= 2 && after.length >= 2 && widthOf(before) >= 2 && isApart(before, after)) {
      return [before, ...sideBySide(after)];
    }
  }
  return [rows];
}

function cut(rows: readonly GridRow[], left: number, right: number): readonly GridRow[] {
  return rows
    .map(({ number, cells }) => ({
      number,
      cells: new Map([...cells].filter(([column]) => column >= left && column <= right)),
    }))
    .filter((row) => filledCells(row).length > 0);
}

/** Another number of rows, a title over it, or the same names again. */
function isApart(before: readonly GridRow[], after: readonly GridRow[]): boolean {
  if (widthOf(after) < 2) return false;
  const [first, other] = [before[0], after[0]];
  if (first === undefined || other === undefined) return false;
  if (before.length !== after.length || first.number !== other.number) return true;
  const names = new Set(filledCells(first).map(([, { text }]) => text.trim()));
  const shared = filledCells(other).some(([, { text }]) => names.has(text.trim()));
  return shared || (filledCells(other).length === 1 && filledCells(first).length === 1);
}

interface Found {
  readonly found: readonly TablePart[];
  /** Rows that they take. */
  readonly used: number;
}

function firstParts(rows: readonly GridRow[], hints: Hints, before: NamedTable | undefined): Found {
  const titles = countTitles(rows);
  // A column of lines, or the notes below a table.
  if (titles === rows.length)
    return { found: [{ kind: before === undefined ? "rows" : "lines", rows }], used: rows.length };
  const lines: readonly TablePart[] = titles === 0 ? [] : [{ kind: "lines", rows: rows.slice(0, titles) }];
  const rest = rows.slice(titles);
  const head = headIndex(rest, hints);
  const body = rest.slice(0, nextTable(rest, Math.max(head, 0) + 2, hints));
  const used = titles + body.length;
  const isTold = head !== -1 && isToldHead(body, head, hints);
  const labels = labelColumns(body, isTold, hints.merges);
  if (labels !== null) {
    return {
      found: [...lines, { kind: "form", rows: body.map((row) => ({ row, pairs: labelledValues(row, labels) })) }],
      used,
    };
  }
  // Two rows may be a head and its row, or two rows of a form: then nothing names anything.
  if (labels === null && mayBeForm(body) && !isInTables(body[0] ?? EMPTY, hints)) {
    return { found: [...lines, { kind: "rows", rows: body }], used };
  }
  if (titles === 0 && before !== undefined && goesOn(body, head, isTold, before)) {
    return { found: [{ kind: "table", head: [], names: before.names, rows: [...body] }], used };
  }
  if (head === -1) return { found: [...lines, { kind: "rows", rows: body }], used };
  const above: readonly TablePart[] = head === 0 ? [] : [{ kind: "lines", rows: body.slice(0, head) }];
  return { found: [...lines, ...above, ...tableFrom(body.slice(head), hints)], used };
}

/** A table from its head on, and the notes below it. */
function tableFrom(rows: readonly GridRow[], hints: Hints): readonly TablePart[] {
  const depth = hints.headRows ?? headDepth(rows, hints.merges);
  const head = rows.slice(0, depth);
  const own = rows.slice(depth).filter((row) => !head.some((line) => isSameRow(line, row)));
  const notes = countNotes(own, widthOf(rows));
  const names = columnNames(head, hints.merges);
  const table: TablePart = { kind: "table", head, names, rows: own.slice(0, own.length - notes) };
  return notes === 0 ? [table] : [table, { kind: "lines", rows: own.slice(-notes) }];
}

/** Lines of one cell before the first row of several. */
function countTitles(rows: readonly GridRow[]): number {
  const first = rows.findIndex((row) => filledCells(row).length > 1);
  return first === -1 ? 0 : first;
}

/** Notes and sources below a table stand in one cell, and are no value of the column that they begin in. */
function countNotes(rows: readonly GridRow[], width: number): number {
  let count = 0;
  for (const row of rows.toReversed()) {
    const [only, another] = filledCells(row).map(([, cell]) => cell);
    if (only === undefined || another !== undefined || kindOf(only) !== "text") break;
    if (width < 3 && !NOTE.test(only.text) && only.text.length <= LONGEST_NAME) break;
    count += 1;
  }
  return count;
}

const NOTE = /^(?:注|备注|说明|资料来源|数据来源|来源|notes?|source|remarks?)\s*\d*\s*[:：.]/iu;

/** Row where the next table begins, with a title of one cell or by what the file says; the number of rows if none does. */
function nextTable(rows: readonly GridRow[], from: number, hints: Hints): number {
  for (let index = from; index < rows.length; index += 1) {
    const row = rows[index] ?? EMPTY;
    if (isInTables(row, hints) && row.cells.size > 1) return index;
    if (row.cells.size !== 1 || index + 2 >= rows.length) continue;
    if (looksLikeHead(rows, index + 1, hints) && changesKind(rows, index + 1)) return index;
  }
  return rows.length;
}

/** Words where the rows above and below have figures. */
function changesKind(rows: readonly GridRow[], at: number): boolean {
  return filledCells(rows[at] ?? EMPTY).some(([column, cell]) => {
    const above = rows
      .slice(0, at)
      .findLast(({ cells }) => cells.has(column))
      ?.cells.get(column);
    const below = rows[at + 1]?.cells.get(column);
    const isWord = kindOf(cell) === "text";
    return (
      isWord && below !== undefined && kindOf(below) !== "text" && (above === undefined || kindOf(above) !== "text")
    );
  });
}

const EMPTY: GridRow = { number: 0, cells: new Map() };

/** -1 where no row looks like a head. */
function headIndex(rows: readonly GridRow[], hints: Hints): number {
  const width = widthOf(rows.slice(0, SAMPLE_ROWS));
  for (let index = 0; index < Math.min(SEARCHED_ROWS, rows.length); index += 1) {
    const row = rows[index] ?? EMPTY;
    if (isInTables(row, hints)) return index;
    if (!looksLikeHead(rows, index, hints) || filledCells(row).length < Math.max(2, width * MIN_SHARE)) continue;
    if (index === 0 || isToldHead(rows, index, hints)) return index;
    // Rows as full as this one stand above it: they are values, and so is it.
    if (rows.slice(0, index).some((above) => filledCells(above).length >= filledCells(row).length)) return -1;
    return index;
  }
  return -1;
}

/** Short words, none of which is found again below it as a value. */
function looksLikeHead(rows: readonly GridRow[], index: number, { merges }: Hints): boolean {
  const { number } = rows[index] ?? EMPTY;
  const cells = filledCells(rows[index] ?? EMPTY);
  const own = merges.get(number) ?? [];
  const reachesDown = (column: number): boolean => own.some(({ left }) => left === column);
  if (cells.length < 2) return false;
  const figures = cells.filter(([, cell]) => kindOf(cell) !== "text" && !isYear(cell.text));
  const isCounted = figures.length > 1 && figures.every(([, { text }], at) => text.trim() === String(at + 1));
  if (figures.length > 0 && !isCounted) return false;
  if (cells.every(([, { text }]) => isYear(text))) return false;
  if (cells.some(([, { text }]) => text.trim().length > LONGEST_NAME || /[:：]\s*$/u.test(text))) return false;
  const below = rows.slice(index + 1, index + 1 + SAMPLE_ROWS).filter((row) => !isRepeatedHead(row, cells));
  if (cells.some(([column, { text }]) => isLikeBelow(text, below, column))) return false;
  return !cells.some(
    ([column, { text }]) => !reachesDown(column) && below.some((row) => row.cells.get(column)?.text === text),
  );
}

/** Heads are printed again on each page. */
function isRepeatedHead(row: GridRow, head: ReturnType<typeof filledCells>): boolean {
  const same = head.filter(([column, { text }]) => row.cells.get(column)?.text === text).length;
  return same * 2 > head.length;
}

function isSameRow(one: GridRow, other: GridRow): boolean {
  if (one.cells.size !== other.cells.size) return false;
  const [cells, others] = [filledCells(one), filledCells(other)];
  return (
    cells.length >= 2 &&
    cells.length === others.length &&
    cells.every(([column, { text }], index) => others[index]?.[0] === column && others[index]?.[1].text === text)
  );
}

/** Tells whether more than its place says that a row is a head: the file, its looks, or figures below its words. */
function isToldHead(rows: readonly GridRow[], index: number, hints: Hints): boolean {
  const row = rows[index] ?? EMPTY;
  if (isInTables(row, hints)) return true;
  const below = rows.slice(index + 1, index + 1 + SAMPLE_ROWS);
  const cells = filledCells(row);
  const areStrong = (each: GridRow): boolean => filledCells(each).every(([, { isStrong }]) => isStrong === true);
  if (areStrong(row) && below[0] !== undefined && !areStrong(below[0]) && !leadsStrong(below, row)) return true;
  return (
    cells.length > 2 &&
    cells.some(([column, cell]) => {
      const values = below.flatMap(({ cells: each }) => each.get(column) ?? []).map(kindOf);
      const isOneKind = VALUES.some(
        (kind) => values.filter((each) => each === kind).length >= values.length * MIN_VALUES,
      );
      // One value among several rows says little: a form has some, too.
      return kindOf(cell) === "text" && values.length >= Math.min(2, below.length) && values.length > 0 && isOneKind;
    })
  );
}

/** Labels of a form are set in bold as heads are, in each row. */
function leadsStrong(below: readonly GridRow[], row: GridRow): boolean {
  const [first] = filledCells(row)[0] ?? [];
  return below.every(({ cells }) => first === undefined || cells.get(first)?.isStrong === true);
}

function isInTables({ number, cells }: GridRow, { tables }: Hints): boolean {
  return (tables.get(number) ?? []).some(({ left, right }) =>
    [...cells.keys()].some((at) => at >= left && at <= right),
  );
}

/** True if after an empty row the table before goes on, with the same columns and no head of its own. */
function goesOn(rows: readonly GridRow[], head: number, isTold: boolean, { names, rows: before }: NamedTable): boolean {
  if (head === 0 && isTold) return false;
  const fits = rows.every((row) => filledCells(row).every(([column]) => names.has(column)));
  if (!fits || widthOf(rows) < Math.max(2, names.size * MIN_SHARE)) return false;
  return filledCells(rows[0] ?? EMPTY).every(([column, cell]) => {
    const above = before
      .slice(-SAMPLE_ROWS)
      .findLast(({ cells }) => cells.has(column))
      ?.cells.get(column);
    return above === undefined || (kindOf(above) === "text") === (kindOf(cell) === "text");
  });
}

function widthOf(rows: readonly GridRow[]): number {
  return rows.slice(0, MEASURED_ROWS).reduce((most, row) => Math.max(most, filledCells(row).length), 0);
}

/** Columns from left to right, those that have a name or a value. */
export function columnsOf(rows: readonly GridRow[], names: ReadonlyMap<number, string>): readonly number[] {
  const columns = new Set([...names.keys(), ...rows.flatMap((row) => filledCells(row).map(([column]) => column))]);
  return [...columns].sort((one, other) => one - other);
}
