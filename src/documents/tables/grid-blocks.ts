/**
 * The rows of a table of Word, PowerPoint or OpenDocument -> blocks: its head as one row that names every column, its
 * rows with all their cells, so that each value stands in the place of its name. A form is written as labels with their values.
 */

import { languageOf } from "../../language/language.ts";
import type { Locator } from "../document.ts";
import { rowSentence } from "../office/sheet-rows.ts";
import type { Outline } from "../outline.ts";
import { filledCells, type GridCell, type GridRow } from "./cell-kinds.ts";
import { type Area, columnsOf, type TablePart, tableParts } from "./table-parts.ts";

/** A cell as the file has it, in the order of its row. */
export interface TableCell {
  readonly text: string;
  /** Columns and rows that it takes. */
  readonly columns: number;
  readonly rows: number;
  readonly isStrong: boolean;
}

export interface TableGrid {
  readonly rows: readonly GridRow[];
  readonly merges: readonly Area[];
}

/** What a cell may span; more is a mistake or harm. */
const MOST_COLUMNS = 500;

/** Places cells in columns, and says again in each row what reaches down into it. */
export function gridBuilder() {
  const rows: GridRow[] = [];
  const merges: Area[] = [];
  /** By column: what reaches down, and to which row. */
  const reaching = new Map<number, { readonly cell: GridCell; readonly bottom: number }>();
  return {
    add(cells: readonly TableCell[]): void {
      const number = rows.length + 1;
      const placed = new Map<number, GridCell>();
      let column = 0;
      const skipReaching = (): void => {
        for (
          let above = reaching.get(column);
          above !== undefined && above.bottom >= number;
          above = reaching.get(column)
        ) {
          placed.set(column, above.cell);
          column += 1;
        }
      };
      for (const { text, columns, rows: span, isStrong } of cells) {
        skipReaching();
        if (column >= MOST_COLUMNS) break;
        const cell = { text, isFigure: false, ...(isStrong ? { isStrong } : {}) };
        placed.set(column, cell);
        const right = Math.min(MOST_COLUMNS, column + Math.max(1, columns)) - 1;
        const bottom = number + Math.max(1, span) - 1;
        if (right > column || bottom > number) merges.push({ top: number, bottom, left: column, right });
        if (bottom > number) {
          const below = { text: "", isFigure: false };
          for (let each = column; each <= right; each += 1)
            reaching.set(each, { cell: each === column ? cell : below, bottom });
        }
        column = right + 1;
      }
      skipReaching();
      rows.push({ number, cells: placed });
    },
    finish: (): TableGrid => ({ rows, merges }),
  };
}

/**
 * @param headRows of the head, where the file says; its first rows are told by what is in them otherwise
 * @param placeOf by the number of a row, from 1
 */
export function writeGrid(
  blocks: Outline,
  { rows, merges }: TableGrid,
  headRows = 0,
  placeOf: (row: number) => Locator | null = () => null,
): void {
  const tables = headRows > 0 ? [{ top: 1, bottom: headRows, left: 0, right: MOST_COLUMNS }] : [];
  for (const part of tableParts(rows, {
    merges,
    tables,
    hiddenRows: new Set(),
    ...(headRows > 0 ? { headRows } : {}),
  })) {
    if (part.kind === "lines") {
      for (const row of part.rows) blocks.paragraph(textsOf(row).join(" "), placeOf(row.number));
      continue;
    }
    if (part.kind === "form") {
      writeForm(blocks, part.rows, placeOf);
      continue;
    }
    const own = part.rows;
    const names = part.kind === "table" ? part.names : new Map<number, string>();
    const columns = columnsOf(own, names);
    const table = blocks.table(part.kind === "table" && own.length > 0);
    if (names.size > 0)
      table.row(
        columns.map((column) => names.get(column) ?? ""),
        placeOf((part.kind === "table" ? part.head[0]?.number : undefined) ?? own[0]?.number ?? 1),
      );
    for (const row of own)
      table.row(
        columns.map((column) => row.cells.get(column)?.text ?? ""),
        placeOf(row.number),
      );
  }
}

/** Each row as its labels with their values, tied to the first, which says whom or what the form is about. */
export function writeForm(
  blocks: Outline,
  rows: Extract<TablePart, { kind: "form" }>["rows"],
  placeOf: (row: number) => Locator | null,
): void {
  const language = languageOf(rows.map(({ row }) => textsOf(row).join(" ")).join(" "));
  const table = blocks.table();
  for (const { row, pairs } of rows) {
    const values = pairs.map(({ label, value }) => ({ name: label, value }));
    table.row([rowSentence(values, language)], placeOf(row.number));
  }
}

function textsOf(row: GridRow): string[] {
  return filledCells(row).map(([, { text }]) => text.trim());
}
