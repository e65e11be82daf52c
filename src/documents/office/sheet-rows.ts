/**
 * The rows of a sheet -> blocks. Lines above and below tables are text; every row of a table is a sentence with the names
 * of its columns and the table's unit, and every row of a form one with its labels.
 */

import { type Language, languageOf } from "../../language/language.ts";
import type { Outline } from "../outline.ts";
import { filledCells, type GridRow, kindOf } from "../tables/cell-kinds.ts";
import { type GridHints, type TablePart, tableParts } from "../tables/table-parts.ts";
import { unitIn } from "../tables/unit-line.ts";

/** Rows that tell the language. */
const SAMPLE_ROWS = 20;
/** A longer line over a table is text. */
const LONGEST_TITLE = 60;
/** Under the name of the sheet. */
const TITLE_LEVEL = 2;

export function writeRows(blocks: Outline, rows: readonly GridRow[], hints: GridHints): void {
  const parts = tableParts(rows, hints);
  const language = languageOfRows(rows);
  const tables = parts.filter(({ kind }) => kind === "table" || kind === "form").length;
  /** Of the table that follows: it stands in a line above it, or in its head. */
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
        .map(unitIn)
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
        .map(unitIn)
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
export function rowSentence(values: readonly NamedValue[], language: Language, unit?: string): string {
  const { colon, semicolon, stop, open, close } = SIGNS[language];
  const parts = values.flatMap(({ name, value }) => {
    const text = oneLine(value);
    const label = oneLine(name).replace(/[:：]$/, "");
    if (text === "") return [];
    return label === "" ? [text] : [`${label}${colon}${text}`];
  });
  const row = parts.join(semicolon);
  if (row !== "" && unit !== undefined && !row.includes(unit)) return `${row}${open}${unit}${close}${stop}`;
  return row === "" || /[.。!！?？]$/.test(row) ? row : `${row}${stop}`;
}

function oneLine(text: string): string {
  return /\s\s|[^\S ]|^ | $/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
}
