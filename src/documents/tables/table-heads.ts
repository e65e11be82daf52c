/**
 * The names of a table's columns, from the one to three rows of its head: a cell over several columns is the first half of
 * each of their names ("专项资金 中央"), whether it was merged over them or stands before empty ones.
 */

import { filledCells, type GridRow, isYear, kindOf } from "./cell-kinds.ts";

/** Rows from 1, columns from 0, both ends inside. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** By the row in which they begin. */
export type AreasByTop = ReadonlyMap<number, readonly Area[]>;

export function byTop(areas: readonly Area[]): AreasByTop {
  const found = new Map<number, Area[]>();
  for (const area of areas) {
    const own = found.get(area.top);
    if (own === undefined) found.set(area.top, [area]);
    else own.push(area);
  }
  return found;
}

const MAX_HEAD_ROWS = 3;
/** Columns that share the upper half of a name. */
const MAX_WIDE = 100;

/** How many rows the head has that begins with the first of these. */
export function headDepth(rows: readonly GridRow[], merges: AreasByTop): number {
  const [first, second] = rows;
  if (first === undefined) return 0;
  const inHead = merges.get(first.number) ?? [];
  const deepest = inHead.reduce((most, { top, bottom }) => Math.max(most, bottom - top + 1), 1);
  const wide = inHead.filter(({ left, right }) => right > left && right - left < MAX_WIDE);
  const isDouble = wide.length > 0 && second !== undefined && namesBelow(first, second, inHead, wide);
  const merged = Math.min(MAX_HEAD_ROWS, isDouble ? Math.max(2, deepest) : deepest);
  if (merged > 1) return rows.filter(({ number }) => number < first.number + merged).length;
  return second !== undefined && wide.length === 0 && completes(first, second, rows.slice(2)) ? 2 : 1;
}

/** Below wide cells stand names, and beside those nothing of its own; or it is a row of values. */
function namesBelow(first: GridRow, second: GridRow, inHead: readonly Area[], wide: readonly Area[]): boolean {
  const isIn = (areas: readonly Area[], column: number) =>
    areas.some(({ left, right }) => column >= left && column <= right);
  const deep = inHead.filter(({ top, bottom }) => bottom > top);
  return filledCells(second).every(
    ([column, cell]) =>
      isIn(deep, column) ||
      ((isIn(wide, column) || !first.cells.has(column)) && (kindOf(cell) === "text" || isYear(cell.text))),
  );
}

/** A second row names the columns that the first leaves open: 地区 | 专项资金 | , and below it | 中央 | 省级. */
function completes(first: GridRow, second: GridRow, below: readonly GridRow[]): boolean {
  const [upper, lower] = [filledCells(first), filledCells(second)];
  const open = lower.filter(([column]) => !first.cells.has(column));
  if (open.length === 0 || lower.length < 2 || below.length === 0) return false;
  const areWords = lower.every(([, cell]) => (kindOf(cell) === "text" && cell.text.length <= 30) || isYear(cell.text));
  const leftmost = upper[0]?.[0] ?? 0;
  if (!areWords || second.cells.has(leftmost)) return false;
  return below.some((row) => open.some(([column]) => row.cells.has(column)) && row.cells.has(leftmost));
}

export function columnNames(head: readonly GridRow[], merges: AreasByTop): ReadonlyMap<number, string> {
  const names = new Map<number, string[]>();
  const add = (column: number, part: string): void => {
    const parts = names.get(column) ?? [];
    // A name that reaches down is in each row of the head.
    if (part !== "" && !parts.includes(part)) names.set(column, [...parts, part]);
  };
  for (const [index, row] of head.entries()) {
    const cells = filledCells(row);
    const below = head.slice(index + 1);
    const merged = merges.get(row.number) ?? [];
    for (const [at, [column, { text }]] of cells.entries()) {
      const merge = merged.find(({ left }) => left === column);
      const next = cells[at + 1]?.[0] ?? Number.POSITIVE_INFINITY;
      const isWide = merge !== undefined && merge.right - merge.left < MAX_WIDE;
      let right = isWide ? merge.right : column;
      // Without merged cells a name goes on over the empty ones that the next row names.
      const isNamedBelow = (each: number): boolean => below.some((line) => line.cells.has(each));
      if (!isWide && isNamedBelow(column)) while (right + 1 < next && isNamedBelow(right + 1)) right += 1;
      for (let each = column; each <= right; each += 1) add(each, text.trim().replaceAll(/\s+/gu, " "));
    }
  }
  return new Map([...names].map(([column, parts]) => [column, parts.join(" ")]));
}
