/**
 * The rows of a sheet -> blocks. What stands above the header row is text; every row below it is a sentence with the
 * names of its columns.
 */

import type { Language } from "../document.ts";
import { languageOf } from "../language.ts";
import type { Outline } from "../outline.ts";
import { type NamedValue, rowSentence } from "./row-sentence.ts";

export interface Cell {
  readonly text: string;
  /** A number or a date: a header has few of them. */
  readonly isFigure: boolean;
}

export interface SheetRow {
  /** As at the edge of the sheet, from 1. */
  readonly number: number;
  /** By column, from 0; empty cells may be missing. */
  readonly cells: ReadonlyMap<number, Cell>;
}

/** What the header that begins in a row consists of, where its cells span rows or columns. */
export type HeaderShape = (row: number) => {
  readonly rows: number;
  /** Columns that share a name, which stands in the first of them. */
  readonly wide: readonly { readonly left: number; readonly right: number }[];
};

/** Rows in which the header is looked for: titles, a date and a note may stand above it. */
const SEARCHED_ROWS = 10;
/** Rows that tell how wide the sheet is. */
const SAMPLE_ROWS = 20;
/** Characters; a longer cell is text, not the name of a column. */
const LONGEST_NAME = 60;
/** A number that names columns. */
const YEAR = /^(?:19|20)\d{2}$/;
/** Share of the sheet's columns that a header names, and of its cells that are words. */
const MIN_SHARE = 0.5;

/** @param headerRows of which the header consists, where cells that span them tell */
export function writeRows(blocks: Outline, rows: readonly SheetRow[], headerShape: HeaderShape): void {
  const filled = rows.filter(({ cells }) => [...cells.values()].some(({ text }) => text.trim() !== ""));
  const header = headerIndex(filled);
  const shape = headerShape(filled[header]?.number ?? 0);
  const firstData = header === -1 ? 0 : header + shape.rows;
  const names = new Map<number, string>();
  const addName = (column: number, part: string) => {
    const name = names.get(column) ?? "";
    if (!name.split(" ").includes(part)) names.set(column, `${name} ${part}`.trim());
  };
  for (const row of header === -1 ? [] : filled.slice(header, firstData)) {
    for (const [column, { text }] of row.cells) {
      const span = row === filled[header] ? shape.wide.find(({ left }) => left === column) : undefined;
      for (let each = column; each <= (span?.right ?? column); each += 1) addName(each, text.trim());
    }
  }
  for (const { number, cells } of header === -1 ? [] : filled.slice(0, header)) {
    blocks.paragraph(valuesOf(cells).join(" "), { kind: "row", number });
  }
  const data = filled.slice(firstData);
  const table = blocks.table(false);
  // A header with nothing below it is still something to read.
  if (data.length === 0 && header !== -1) {
    for (const { number, cells } of filled.slice(header)) table.row(valuesOf(cells), { kind: "row", number });
  }
  const language = languageOfSheet(names, data);
  for (const { number, cells } of data) {
    const sentence = rowSentence(namedValues(cells, names), language);
    table.row([sentence], { kind: "row", number });
  }
}

/** `Contact: | Ms Li`: the first cell names the second. */
function namedValues(cells: SheetRow["cells"], names: ReadonlyMap<number, string>): readonly NamedValue[] {
  const values = [...cells].sort(([one], [other]) => one - other);
  const named = values.map(([column, { text }]) => ({ name: names.get(column) ?? "", value: text }));
  const [first, second] = named;
  if (names.size > 0 || named.length !== 2 || first === undefined || second === undefined) return named;
  return /[:：]\s*$/.test(first.value) ? [{ name: first.value, value: second.value }] : named;
}

/** -1 where no row looks like a header. */
function headerIndex(rows: readonly SheetRow[]): number {
  const width = rows.slice(0, SAMPLE_ROWS).reduce((most, { cells }) => Math.max(most, valuesOf(cells).length), 0);
  if (width < 2) return -1;
  return rows.slice(0, SEARCHED_ROWS).findIndex(({ cells }) => {
    const values = [...cells.values()].filter(({ text }) => text.trim() !== "");
    if (values.length < Math.max(2, width * MIN_SHARE)) return false;
    const words = values.filter(({ isFigure, text }) => !isFigure || YEAR.test(text)).length;
    const isForm = values.some(({ text }) => /[:：]\s*$/.test(text));
    return words >= values.length * MIN_SHARE && !isForm && values.every(({ text }) => text.length <= LONGEST_NAME);
  });
}

function valuesOf(cells: SheetRow["cells"]): string[] {
  const texts = [...cells].sort(([one], [other]) => one - other).map(([, { text }]) => text.trim());
  return texts.filter((text) => text !== "");
}

function languageOfSheet(names: ReadonlyMap<number, string>, rows: readonly SheetRow[]): Language {
  const sample = rows.slice(0, SAMPLE_ROWS).flatMap(({ cells }) => valuesOf(cells));
  return languageOf([...names.values()].join(" "), languageOf(sample.join(" ")));
}
