/**
 * Names of the values in a table: the heads above its columns, or the labels beside them where it is a form. A cell
 * that is written as those below it is a value, and names nothing.
 */

import { filledCells, type GridRow, isYear, kindOf } from "./cell-kinds.ts";

/** Rows from 1, columns from 0, both ends inside. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Areas by the row in which they begin. */
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

/** Number of rows of the head that begins with the first of these. */
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

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/** Rows that tell whether it is a form. */
const MEASURED_ROWS = 200;
const LONGEST_LABEL = 24;
/** A head of a column is rarely so much longer than the cells in the first column. */
const LONG_AGAINST_LABELS = 1.8;
/** Share of a column's values of one kind that make it a column. */
const ONE_KIND = 0.75;
/** Prose under a short word is a column of prose. */
const PROSE_AGAINST_HEAD = 3;
const LABEL_WITH_UNIT = /[(（](?:[^()（）]{0,3}元|[%‰]|[人家个台套件吨]|[a-zA-Z²³/]{1,6}|[万亿][^()（）]{0,3})[)）]$/u;

/**
 * Forms: labels with their values beside them, one pair a row or two. Read as a table, the first pair would name the
 * values of all others ("联合化学：郑海峰"), so where two columns may be either, they are pairs. The columns that hold labels,
 * or null where the rows are no form. @param hasHeader a head is known, by a filter or by its looks
 */
export function labelColumns(
  all: readonly GridRow[],
  hasHeader: boolean,
  merges: AreasByTop = new Map(),
): readonly number[] | null {
  const rows = all.slice(0, MEASURED_ROWS);
  const columns = [...new Set(rows.flatMap((row) => filledCells(row).map(([column]) => column)))].sort(
    (one, other) => one - other,
  );
  const [first] = columns;
  if (first === undefined || columns.length < 2 || columns.length > 8 || rows.length < 2) return null;
  const colons = rows.filter((row) => /[:：]$/u.test(row.cells.get(first)?.text.trim() ?? "")).length;
  if (colons * 2 > rows.length) return columns.filter((column) => mostlyEndsWithColon(rows, column));
  if (hasHeader) return null;
  if (columns.length === 2) return isPairs(rows, columns) ? [first] : null;
  return columns.length >= 4 ? pairsBesideEachOther(rows, columns, wideColumns(rows[0], merges)) : null;
}

/** Columns in which cells of a row begin that are merged over several. */
function wideColumns(row: GridRow | undefined, merges: AreasByTop): readonly number[] {
  return (merges.get(row?.number ?? 0) ?? []).flatMap(({ left, right, top, bottom }) =>
    right > left && right - left < MAX_WIDE && top === bottom ? [left] : [],
  );
}

/** Two rows of words, the second with a value of another kind in every second column: 总投资 | 2.3亿元 | 员工 | 386. */
export function mayBeForm(rows: readonly GridRow[]): boolean {
  const [first, second, another] = rows.map(filledCells);
  if (first === undefined || second === undefined || another !== undefined) return false;
  if (first.length !== second.length || first.length < 4 || first.length % 2 !== 0) return false;
  const isWord = ([, cell]: (typeof first)[number]): boolean => kindOf(cell) === "text";
  return first.every(isWord) && second.every((entry, index) => isWord(entry) === (index % 2 === 0));
}

/** The pairs of a row; what stands before the first label or has none is a value alone. */
export function labelledValues(row: GridRow, labels: readonly number[]): readonly LabelledValue[] {
  const pairs: LabelledValue[] = [];
  for (const [column, { text }] of filledCells(row)) {
    const last = pairs.at(-1);
    if (labels.includes(column)) pairs.push({ label: text.trim(), value: "" });
    else if (last === undefined) pairs.push({ label: "", value: text.trim() });
    else pairs[pairs.length - 1] = { ...last, value: `${last.value} ${text.trim()}`.trim() };
  }
  // A label with nothing beside it is a field that nobody filled in, or a heading.
  return pairs.map((pair) => (pair.value === "" ? { label: "", value: pair.label } : pair));
}

function mostlyEndsWithColon(rows: readonly GridRow[], column: number): boolean {
  const texts = rows.map(({ cells }) => cells.get(column)?.text.trim() ?? "").filter((text) => text !== "");
  return texts.filter((text) => /[:：]$/u.test(text)).length * 2 > texts.length;
}

/** Two columns without anything that says that the first row names them. */
function isPairs(rows: readonly GridRow[], [left = 0, right = 1]: readonly number[]): boolean {
  const labels = rows.flatMap(({ cells }) => cells.get(left) ?? []);
  const [head, ...values] = rows.map(({ cells }) => cells.get(right));
  if (!labels.every((cell) => kindOf(cell) === "text") || head === undefined || kindOf(head) !== "text") {
    return labels.every((cell) => cell.text.trim().length <= LONGEST_LABEL * 2 && kindOf(cell) === "text");
  }
  const kinds = values.flatMap((cell) => (cell === undefined ? [] : [kindOf(cell)]));
  const [mostFrequent, count] = mostOf(kinds);
  const lengthOf = (text: string): number => text.trim().length;
  const meanLabel = labels.reduce((sum, { text }) => sum + lengthOf(text), 0) / labels.length;
  const isLong = lengthOf(head.text) > meanLabel * LONG_AGAINST_LABELS && lengthOf(head.text) > 4;
  const withUnits = labels.filter(({ text }) => LABEL_WITH_UNIT.test(text.trim())).length;
  if (isLong || (withUnits > 0 && withUnits < rows.length)) return true;
  // One value below a word says little, unless it is a figure.
  if (kinds.length < 2 && mostFrequent !== "figure" && mostFrequent !== "quantity") return true;
  if (mostFrequent !== "text") return count < ONE_KIND * kinds.length;
  const shortest = Math.min(...values.map((cell) => lengthOf(cell?.text ?? "")));
  return !(kinds.length > 0 && shortest > PROSE_AGAINST_HEAD * lengthOf(head.text));
}

/**
 * 法定代表人 | 李卫东 | 注册资本 | 5000万元: labels in every second column, and beside them values of many kinds, or in the first row
 * one over several columns, which would name all of them.
 * @param wide columns of merged cells in the first row
 */
function pairsBesideEachOther(
  rows: readonly GridRow[],
  columns: readonly number[],
  wide: readonly number[],
): readonly number[] | null {
  for (const labels of labelCandidates(rows, columns)) {
    const isLabel = labels.every((column) => {
      const cells = rows.flatMap(({ cells: each }) => each.get(column) ?? []);
      const texts = cells.map(({ text }) => text.trim());
      return (
        cells.length >= 1 &&
        new Set(texts).size === texts.length &&
        cells.every((cell) => kindOf(cell) === "text" && cell.text.trim().length <= LONGEST_LABEL)
      );
    });
    if (!isLabel) continue;
    const values = columns.filter((column) => !labels.includes(column));
    const isMixed = values.some((column) => {
      const kinds = rows.flatMap(({ cells }) => cells.get(column) ?? []).map(kindOf);
      const [, count] = mostOf(kinds.slice(1));
      return kinds[0] !== "text" || (kinds.length > 2 && count < ONE_KIND * (kinds.length - 1));
    });
    const isColumn = values.some((column) => {
      const [head, ...kinds] = rows.flatMap(({ cells }) => cells.get(column) ?? []).map(kindOf);
      const [kind, count] = mostOf(kinds);
      return head === "text" && kind !== "text" && kinds.length >= 2 && count >= ONE_KIND * kinds.length;
    });
    const isWide = wide.some((column) => values.includes(column));
    if ((isMixed || isWide) && !isColumn) return labels;
  }
  return null;
}

/** Every second column; or those that begin a pair in most rows, where values go over several columns. */
function labelCandidates(rows: readonly GridRow[], columns: readonly number[]): readonly (readonly number[])[] {
  const alternate = columns.filter((_, index) => index % 2 === 0);
  const beginning = new Map<number, number>();
  for (const row of rows) {
    for (const [index, [column]] of filledCells(row).entries()) {
      if (index % 2 === 0) beginning.set(column, (beginning.get(column) ?? 0) + 1);
    }
  }
  const frequent = columns.filter((column) => (beginning.get(column) ?? 0) * 2 > rows.length);
  const candidates = columns.length % 2 === 0 ? [alternate, frequent] : [frequent];
  return candidates.filter((labels) => labels.length >= 2 && labels[0] === columns[0]);
}

function mostOf<Kind>(kinds: readonly Kind[]): readonly [kind: Kind | undefined, count: number] {
  const counts = new Map<Kind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [most = undefined, count = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  return [most, count];
}

/** Share of the values below that are written alike. */
const MOST = 0.6;

/** Cells that are written as those below them: they are values, and no name of the column. */
export function isLikeBelow(text: string, below: readonly GridRow[], column: number): boolean {
  return sharesEnding(text, below, column) || sharesForm(text, below, column);
}

/** Tells whether a cell ends as those below it do, as names of companies or of projects: then it is one of them. */
function sharesEnding(text: string, below: readonly GridRow[], column: number): boolean {
  const ending = /(?:\p{Script=Han}{2}|(?<=\s)[A-Za-z.]{2,})$/u.exec(text.trim())?.[0];
  if (ending === undefined || ending.length === text.trim().length) return false;
  const values = below.flatMap(({ cells }) => cells.get(column)?.text.trim() ?? []);
  const same = values.filter((value) => value.endsWith(ending) && value.length > ending.length).length;
  return values.length >= 2 && same >= values.length * MOST;
}

/** Tells whether a cell with a figure differs from those below it by the figure alone: "ext. 201" is no name of "ext. 214". */
function sharesForm(text: string, below: readonly GridRow[], column: number): boolean {
  const formOf = (value: string): string => value.trim().replaceAll(/\d+/gu, "0");
  const form = formOf(text);
  if (!/\d/u.test(text) || isYear(text)) return false;
  const values = below.flatMap(({ cells }) => cells.get(column)?.text ?? []);
  return values.length >= 2 && values.filter((value) => formOf(value) === form).length >= values.length * MOST;
}
