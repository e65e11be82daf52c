/**
 * Tables -> blocks. Every row of a sheet is a sentence with its column names; a table of Word, PowerPoint or
 * OpenDocument has its head as one row that names every column.
 */

import { type Language, languageOf } from "../../language/language.ts";
import type { Locator } from "../document.ts";
import type { Outline } from "../outline.ts";
import { filledCells, type GridCell, type GridRow, kindOf } from "./cell-kinds.ts";
import { type Area, columnsOf, type GridHints, type TablePart, tableParts } from "./table-parts.ts";
import { unitIn } from "./table-unit.ts";

/** Rows that tell the language. */
const SAMPLE_ROWS = 20;
/** A longer line over a table is text. */
const LONGEST_TITLE = 60;
/** Level of a title under the name of the sheet. */
const TITLE_LEVEL = 2;

export function writeRows(blocks: Outline, rows: readonly GridRow[], hints: GridHints): void {
  const parts = tableParts(rows, hints);
  const language = languageOfRows(rows);
  const tables = parts.filter(({ kind }) => kind === "table" || kind === "form").length;
  /** Unit of the table that follows: it stands in a line above it, or in its head. */
  let unit: string | undefined;
  parts.forEach((part, index) => {
    if (part.kind === "lines") {
      unit = writeLines(part.rows, tables > 1 && isTable(parts[index + 1]));
      return;
    }
    // The first pair of a form says whom or what it is about: 项目名称：…
    const table = blocks.table(part.kind === "form");
    const write = (row: GridRow, values: Parameters<typeof rowSentence>[0], own?: string): void =>
      table.row([rowSentence(values, language, own)], { kind: "row", number: row.number });
    if (part.kind === "form") {
      for (const { row, pairs } of part.rows) {
        write(
          row,
          pairs.map(({ label, value }) => ({ name: label, value })),
        );
      }
    } else if (part.kind === "rows") {
      for (const row of part.rows) write(row, namedByFirst(row));
    } else {
      // A head with nothing below it is still something to read.
      if (part.rows.length === 0) {
        for (const row of part.head) table.row(textsOf(row), { kind: "row", number: row.number });
      }
      const inHead = part.head
        .flatMap(textsOf)
        .map((text) => unitIn(text, false))
        .find((each) => each !== undefined);
      if (part.head.length > 0) unit = inHead ?? unit;
      const counted = countedColumn(part.rows);
      for (const row of part.rows) {
        const hasFigure = filledCells(row).some(([, cell]) => kindOf(cell) === "figure");
        write(row, namedByColumns(row, part.names, counted), hasFigure ? unit : undefined);
      }
      return;
    }
    unit = undefined;
  });

  /** @returns the unit that the lines name */
  function writeLines(lines: readonly GridRow[], isTitled: boolean): string | undefined {
    let named: string | undefined;
    for (const [index, row] of lines.entries()) {
      const text = textsOf(row).join(" ");
      const ownUnit = textsOf(row)
        .map((each) => unitIn(each))
        .find((each) => each !== undefined);
      named = ownUnit ?? named;
      const place = { kind: "row", number: row.number } as const;
      const isTitle = isTitled && index === 0 && text.length <= LONGEST_TITLE && !/[.。；;]$/u.test(text);
      if (isTitle) blocks.heading(TITLE_LEVEL, text, place);
      else blocks.paragraph(text, place);
    }
    return named;
  }
}

function isTable(part: TablePart | undefined): boolean {
  return part?.kind === "table" || part?.kind === "form";
}

/** A cell that stands alone in its row is no value of the column that it begins in: "一、材料类". */
function namedByColumns(row: GridRow, names: ReadonlyMap<number, string>, counted: number | undefined) {
  const cells = filledCells(row);
  const isAlone = cells.length === 1 && names.size > 2 && cells[0] !== undefined && kindOf(cells[0][1]) === "text";
  return cells.map(([column, cell]) => {
    const isUnnamed = isAlone || (column === counted && kindOf(cell) === "text");
    return { name: isUnnamed ? "" : (names.get(column) ?? ""), value: cell.text };
  });
}

/** The first column, where it counts the rows: a "total" in it is no number of a row. */
function countedColumn(rows: readonly GridRow[]): number | undefined {
  const firsts = rows.slice(0, SAMPLE_ROWS).flatMap((row) => filledCells(row).slice(0, 1));
  const counts = firsts.filter(([, cell]) => kindOf(cell) === "figure" && /^\d{1,5}$/u.test(cell.text.trim()));
  return counts.length * 2 > firsts.length ? counts[0]?.[0] : undefined;
}

/** `Contact: | Ms Li`: the first cell names the second. */
function namedByFirst(row: GridRow) {
  const [first, second, ...more] = textsOf(row);
  if (first !== undefined && second !== undefined && more.length === 0 && /[:：]$/u.test(first)) {
    return [{ name: first, value: second }];
  }
  return textsOf(row).map((value) => ({ name: "", value }));
}

function textsOf(row: GridRow): string[] {
  return filledCells(row).map(([, { text }]) => text.trim());
}

function languageOfRows(rows: readonly GridRow[]): Language {
  return languageOf(rows.slice(0, SAMPLE_ROWS).flatMap(textsOf).join(" "));
}

interface NamedValue {
  /** "" for a column without a name. */
  readonly name: string;
  readonly value: string;
}

const SIGNS = {
  en: { colon: ": ", semicolon: "; ", stop: ".", open: " (", close: ")" },
  zh: { colon: "：", semicolon: "；", stop: "。", open: "（", close: "）" },
} as const;

/**
 * A row of a sheet as a sentence that names its columns: "Member: ABC; Fee: 12,000 CNY." A row of bare figures can
 * neither be found by a question nor understood as a quote.
 * Empty values are left away. @param unit of its figures @returns "" when nothing is left
 */
function rowSentence(values: readonly NamedValue[], language: Language, unit?: string): string {
  const { colon, semicolon, stop, open, close } = SIGNS[language];
  const parts = values.flatMap(({ name, value }) => {
    const text = oneLine(value);
    const label = oneLine(name).replace(/[:：]$/, "");
    if (text === "") return [];
    return label === "" ? [text] : [`${label}${colon}${text}`];
  });
  const row = parts.join(semicolon);
  if (row !== "" && unit !== undefined && !row.includes(unit)) return `${row}${open}${unit}${close}${stop}`;
  return row === "" || /[.。!！?？:：]$/.test(row) ? row : `${row}${stop}`;
}

function oneLine(text: string): string {
  return /\s\s|[^\S ]|^ | $/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
}

/** A cell as the file has it, in the order of its row. */
export interface TableCell {
  readonly text: string;
  /** Columns and rows that it takes. */
  readonly columns: number;
  readonly rows: number;
  readonly isStrong: boolean;
}

interface TableGrid {
  readonly rows: readonly GridRow[];
  readonly merges: readonly Area[];
}

/** Largest span of a cell; more is a mistake or harm. */
const MOST_COLUMNS = 500;

/**
 * The rows of a table of Word, PowerPoint or OpenDocument -> blocks: its head as one row that names every column, its
 * rows with all their cells, so that each value stands in the place of its name. A form is written as labels with
 * their values. Places cells in columns, and says again in each row what reaches down into it.
 */
export function gridBuilder() {
  const rows: GridRow[] = [];
  const merges: Area[] = [];
  /** Cells by column: what reaches down, and to which row. */
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
 * @param leadIn index of the block that the table belongs to
 * @returns the blocks of rows, by their numbers
 */
export function writeGrid(
  blocks: Outline,
  { rows, merges }: TableGrid,
  headRows = 0,
  placeOf: (row: number) => Locator | null = () => null,
  leadIn?: number,
): ReadonlyMap<number, number> {
  const written = new Map<number, number>();
  const noting = (row: GridRow, write: () => void): void => {
    const before = blocks.count;
    write();
    if (blocks.count > before) written.set(row.number, blocks.count - 1);
  };
  const tables = headRows > 0 ? [{ top: 1, bottom: headRows, left: 0, right: MOST_COLUMNS }] : [];
  for (const part of tableParts(rows, {
    merges,
    tables,
    hiddenRows: new Set(),
    ...(headRows > 0 ? { headRows } : {}),
  })) {
    if (part.kind === "lines") {
      for (const row of part.rows)
        noting(row, () => blocks.paragraph(textsOf(row).join(" "), placeOf(row.number), leadIn));
      continue;
    }
    if (part.kind === "form") {
      writeForm(blocks, part.rows, placeOf, leadIn, noting);
      continue;
    }
    const own = part.rows;
    const names = part.kind === "table" ? part.names : new Map<number, string>();
    const columns = columnsOf(own, names);
    const table = blocks.table(part.kind === "table" && own.length > 0, leadIn);
    if (names.size > 0)
      table.row(
        columns.map((column) => names.get(column) ?? ""),
        placeOf((part.kind === "table" ? part.head[0]?.number : undefined) ?? own[0]?.number ?? 1),
      );
    for (const row of own) {
      const cells = columns.map((column) => row.cells.get(column)?.text ?? "");
      noting(row, () => table.row(cells, placeOf(row.number)));
    }
  }
  return written;
}

/** Each row as its labels with their values, tied to the first, which says whom or what the form is about. */
export function writeForm(
  blocks: Outline,
  rows: Extract<TablePart, { kind: "form" }>["rows"],
  placeOf: (row: number) => Locator | null,
  leadIn?: number,
  noting: (row: GridRow, write: () => void) => void = (_, write) => write(),
): void {
  const language = languageOf(rows.map(({ row }) => textsOf(row).join(" ")).join(" "));
  const table = blocks.table(true, leadIn);
  for (const { row, pairs } of rows) {
    const values = pairs.map(({ label, value }) => ({ name: label, value }));
    noting(row, () => table.row([rowSentence(values, language)], placeOf(row.number)));
  }
}
