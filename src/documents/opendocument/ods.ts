/**
 * Reads sheets of OpenDocument (.ods): each sheet is a section, each row a sentence. The file has the text that each cell
 * shows; rows are handled one at a time, and a file may say that a row stands there a million times.
 */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { attribute, childOf, elementsOf, parseXml, type XmlElement } from "../office/xml.ts";
import type { Reader } from "../read.ts";
import type { GridCell, GridRow } from "../tables/cell-kinds.ts";
import type { Area, GridHints } from "../tables/table-parts.ts";
import { CONTENT_PART, type OdfPackage, type OdfReading, type OdfStyles, odfParagraph, readOdfStyles } from "./odf.ts";

export function odsReader(): Reader {
  return {
    format: "ods",
    extensions: [".ods", ".ots"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { hiddenReport } = await import("../hidden-report.ts");
      const { writeRows } = await import("../tables/table-blocks.ts");
      const { outline } = await import("../outline.ts");
      const { openOdf } = await import("./odf.ts");
      const file = openOdf(bytes);
      const report = hiddenReport();
      const sheets = readOdsSheets(file, report);
      if (sheets === null) throw new DocketError("document", "no sheets in it: save it again as .ods");
      const blocks = outline();
      for (const { name, rows, hints } of sheets) {
        if (rows.length === 0) continue;
        blocks.heading(1, name);
        writeRows(blocks, rows, hints);
      }
      const { text, blocks: written, warnings } = blocks.finish();
      return { text, blocks: written, facts: file.facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

interface OdsSheet {
  readonly name: string;
  readonly rows: GridRow[];
  readonly hints: GridHints;
}

interface OpenSheet extends OdsSheet {
  readonly merges: Area[];
  readonly hiddenRows: Set<number>;
  /** Columns that are there but not shown, told by the first row. */
  hiddenColumns: ReadonlySet<number> | undefined;
  lastRow: number;
}

/** Limit over all sheets; as for Excel. */
const MAX_CELLS = 500_000;
const MAX_COLUMNS = 16_384;
/** A row that is filled stands there so many times at most; programs write rows of one kind once. */
const MOST_REPEATED = 1_000;

/**
 * The sheets of an OpenDocument file -> rows of cells as they are shown, without what is hidden. Null where the file
 * has no sheets.
 */
function readOdsSheets(file: OdfPackage, report: HiddenReport): readonly OdsSheet[] | null {
  const sheets = new Map<XmlElement, OpenSheet>();
  let styles: OdfStyles | undefined;
  let cells = 0;
  let hasSheets = false;
  parseXml(file.content, CONTENT_PART, (element, above) => {
    if (element.name === "spreadsheet") hasSheets = true;
    if (element.name !== "table-row") return false;
    const table = above.findLast(({ name }) => name === "table");
    // A table in a cell's drawing is no sheet.
    if (table === undefined || above.filter(({ name }) => name === "table").length > 1) return false;
    styles ??= readOdfStyles([childOf(above[0], "automatic-styles"), childOf(file.styles, "styles")]);
    const sheet = sheets.get(table) ?? openSheet(table);
    sheets.set(table, sheet);
    cells += addRow(element, sheet, table, { styles, report, object: file.object });
    if (cells > MAX_CELLS) {
      throw new DocketError(
        "document",
        `more than ${MAX_CELLS.toLocaleString("en")} cells: split it into several files`,
      );
    }
    return true;
  });
  if (!hasSheets) return null;
  return [...sheets].flatMap(([table, sheet]) => {
    if (styles?.isHidden(attribute(table, "style-name")) !== true) return [sheet];
    if (sheet.rows.length > 0) report.add("a hidden sheet");
    return [];
  });
}

function openSheet(table: XmlElement): OpenSheet {
  const merges: Area[] = [];
  const hiddenRows = new Set<number>();
  return {
    name: attribute(table, "name") ?? "",
    rows: [],
    merges,
    hiddenRows,
    hints: { merges, tables: [], hiddenRows },
    hiddenColumns: undefined,
    lastRow: 0,
  };
}

/** @returns how many cells with something in them it has */
function addRow(row: XmlElement, sheet: OpenSheet, table: XmlElement, reading: OdfReading): number {
  const first = sheet.lastRow + 1;
  const times = timesOf(row, "number-rows-repeated");
  sheet.lastRow += times;
  sheet.hiddenColumns ??= hiddenColumnsOf(table);
  const isHidden = ["collapse", "filter"].includes(attribute(row, "visibility") ?? "");
  const placed = new Map<number, GridCell>();
  let column = 0;
  for (const cell of elementsOf(row)) {
    if (cell.name !== "table-cell" && cell.name !== "covered-table-cell") continue;
    const repeated = timesOf(cell, "number-columns-repeated");
    const shown = cell.name === "table-cell" ? cellOf(cell, reading) : undefined;
    for (
      let at = column;
      shown !== undefined && at < Math.min(column + Math.min(repeated, MOST_REPEATED), MAX_COLUMNS);
      at += 1
    ) {
      if (isHidden) continue;
      if (sheet.hiddenColumns.has(at)) reading.report.add("text in a hidden column");
      else placed.set(at, shown);
    }
    if (shown !== undefined && !isHidden) addMerge(cell, first, column, sheet);
    column += repeated;
  }
  if (isHidden) {
    if (times <= MOST_REPEATED) for (let at = first; at < first + times; at += 1) sheet.hiddenRows.add(at);
    if (elementsOf(row).some((cell) => childOf(cell, "p") !== undefined)) reading.report.add("a hidden row");
    return 0;
  }
  if (placed.size === 0) return 0;
  const written = Math.min(times, MOST_REPEATED);
  for (let at = 0; at < written; at += 1)
    sheet.rows.push({ number: first + at, cells: withReaching(placed, first + at, sheet) });
  return placed.size * written;
}

function addMerge(cell: XmlElement, top: number, left: number, { merges }: OpenSheet): void {
  const [columns, rows] = [timesOf(cell, "number-columns-spanned"), timesOf(cell, "number-rows-spanned")];
  if (columns > 1 || rows > 1) merges.push({ top, bottom: top + rows - 1, left, right: left + columns - 1 });
}

/** A value that several rows share stands in each of them. */
function withReaching(
  placed: ReadonlyMap<number, GridCell>,
  number: number,
  { merges, rows }: OpenSheet,
): Map<number, GridCell> {
  const cells = new Map(placed);
  for (const { top, bottom, left } of merges.slice(-LOOKED_BACK)) {
    if (number <= top || number > bottom || cells.has(left)) continue;
    const value = rows.findLast((row) => row.number === top)?.cells.get(left);
    if (value !== undefined) cells.set(left, value);
  }
  return cells;
}

/** Merged cells that may still reach down. */
const LOOKED_BACK = 50;

function cellOf(cell: XmlElement, reading: OdfReading): GridCell | undefined {
  const { styles } = reading;
  const style = attribute(cell, "style-name");
  const look = styles.look(style);
  const text = elementsOf(cell)
    .filter(({ name }) => name === "p")
    .map((paragraph) => odfParagraph(paragraph, look, reading).lines.join(" "))
    .join(" ")
    .trim();
  if (text === "") return undefined;
  const type = attribute(cell, "value-type") ?? "string";
  const isStrong = look.shaded === true || styles.isBold(style);
  return { text, isFigure: type !== "string" && type !== "boolean", ...(isStrong ? { isStrong } : {}) };
}

function hiddenColumnsOf(table: XmlElement): ReadonlySet<number> {
  const hidden = new Set<number>();
  let column = 0;
  const walk = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      if (child.name === "table-column") {
        const repeated = timesOf(child, "number-columns-repeated");
        const isHidden = ["collapse", "filter"].includes(attribute(child, "visibility") ?? "");
        for (let at = column; isHidden && at < Math.min(column + repeated, MAX_COLUMNS); at += 1) hidden.add(at);
        column += repeated;
      } else if (/^table-(?:columns|column-group|header-columns)$/.test(child.name)) walk(child);
    }
  };
  walk(table);
  return hidden;
}

function timesOf(element: XmlElement, name: string): number {
  return Math.max(1, Number(attribute(element, name) ?? "1") || 1);
}
