/**
 * Rows of a PDF's table -> what they are: a form of labels with their values, rows that nothing names, or a table whose
 * first row names its columns. Told as in a sheet, since lines and places say nothing of it.
 */

import type { GridRow } from "../tables/cell-kinds.ts";
import { type TablePart, tableParts } from "../tables/table-parts.ts";

type FormRows = Extract<TablePart, { kind: "form" }>["rows"];

export type TableShape =
  | { readonly kind: "form"; readonly rows: FormRows }
  | { readonly kind: "rows" }
  | { readonly kind: "table" };

/** Two pairs of a label and a value beside each other: fewer are two columns of words, unless lines bound them. */
const UNBOUNDED_COLUMNS = 4;

/** @param isBounded cells were told by lines or by the order of drawing, not only by their places */
export function shapeOf(rows: readonly (readonly string[])[], isBounded: boolean): TableShape {
  const grid = rows.map((cells, index): GridRow => {
    const filled = cells.flatMap((text, column) =>
      text.trim() === "" ? [] : [[column, { text: text.replaceAll(/\s+/gu, " "), isFigure: false }] as const],
    );
    return { number: index + 1, cells: new Map(filled) };
  });
  const parts = tableParts(grid, { merges: [], tables: [], hiddenRows: new Set() });
  const [part] = parts;
  if (part === undefined || parts.length > 1 || part.kind === "table" || part.kind === "lines")
    return { kind: "table" };
  if (part.kind === "rows") return { kind: "rows" };
  return isBounded || (rows[0]?.length ?? 0) >= UNBOUNDED_COLUMNS ? part : { kind: "table" };
}
