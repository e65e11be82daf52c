/** Cells that are written as those below them: they are values, and no name of the column. */

import { type GridRow, isYear } from "./cell-kinds.ts";

/** Share of the values below that are written alike. */
const MOST = 0.6;

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
