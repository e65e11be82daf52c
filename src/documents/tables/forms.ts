/**
 * Forms: labels with their values beside them, one pair a row or two. Read as a table, the first pair would name the
 * values of all others ("联合化学：郑海峰"), so where two columns may be either, they are pairs.
 */

import { filledCells, type GridRow, kindOf } from "./cell-kinds.ts";

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

/** The columns that hold labels, or null where the rows are no form. @param hasHeader a head is known, by a filter or by its looks */
export function labelColumns(all: readonly GridRow[], hasHeader: boolean): readonly number[] | null {
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
  return columns.length >= 4 ? pairsBesideEachOther(rows, columns) : null;
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

/** 法定代表人 | 李卫东 | 注册资本 | 5000万元: labels in every second column, and beside them values of many kinds. */
function pairsBesideEachOther(rows: readonly GridRow[], columns: readonly number[]): readonly number[] | null {
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
    if (isMixed && !isColumn) return labels;
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
