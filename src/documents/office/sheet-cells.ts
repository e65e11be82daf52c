/**
 * A worksheet's XML -> rows of cells as the sheet shows them. What is hidden (rows, columns, white text, formats that
 * show nothing) is left out. Only cells that are in the file are looked at, whatever size it claims to have.
 */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import { type ScriptRun, scriptOfAlignment, scriptText } from "../script-signs.ts";
import { isDateFormat, shownNumber } from "./number-format.ts";
import type { Cell, HeaderShape, SheetRow } from "./sheet-rows.ts";
import { type CellStyle, isWhite } from "./sheet-styles.ts";
import { symbolText } from "./symbol-fonts.ts";
import { attribute, childOf, elementsOf, parseXml, textOf, type XmlElement } from "./xml.ts";

export interface Workbook {
  readonly styleOf: (style: string | undefined) => CellStyle;
  readonly strings: readonly SharedString[];
  readonly from1904: boolean;
  readonly report: HiddenReport;
}

export interface SharedString {
  readonly text: string;
  /** What is left where its white parts cannot be seen. */
  readonly onWhite: string;
  /** Without runs that have fonts of their own. */
  readonly plain: boolean;
}

export interface Worksheet {
  readonly rows: readonly SheetRow[];
  readonly header: HeaderShape;
  /** Formulas whose result was not stored with them. */
  readonly unsolved: number;
}

interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Over all rows; a sheet of 50,000 rows and 10 columns. */
const MAX_CELLS = 500_000;
/** Cells that merged ones fill, over all of them. */
const MAX_MERGED = 100_000;
const MAX_COLUMNS = 16_384;
const MAX_HEADER_ROWS = 3;
/** Columns that share the upper half of a name. */
const MAX_WIDE = 100;

export function readWorksheet(bytes: Uint8Array, part: string, workbook: Workbook): Worksheet {
  const rows: { number: number; cells: Map<number, Cell> }[] = [];
  const merges: Merge[] = [];
  const hiddenColumns = new Uint8Array(MAX_COLUMNS);
  let cells = 0;
  let unsolved = 0;
  let lastRow = 0;
  parseXml(bytes, part, (element, above) => {
    switch (element.name) {
      case "cols":
        for (const column of elementsOf(element)) {
          const isHidden = ["1", "true"].includes(attribute(column, "hidden") ?? "");
          if (isHidden) hiddenColumns.fill(1, Number(attribute(column, "min")) - 1, Number(attribute(column, "max")));
        }
        return true;
      case "row":
        lastRow = numberOr(attribute(element, "r"), lastRow + 1);
        readRow(element, lastRow);
        return true;
      case "mergeCell": {
        const merge = mergeOf(attribute(element, "ref") ?? "");
        if (merge !== undefined) merges.push(merge);
        return true;
      }
      default:
        return above.length === 1 && element.name !== "sheetData";
    }
  });

  function readRow(row: XmlElement, number: number): void {
    const found = elementsOf(row).filter(({ name }) => name === "c");
    cells += found.length;
    if (cells > MAX_CELLS) {
      const most = MAX_CELLS.toLocaleString("en");
      throw new DocketError("document", `more than ${most} cells: split it into several files`);
    }
    if (["1", "true"].includes(attribute(row, "hidden") ?? "")) {
      if (found.length > 0) workbook.report.add("a hidden row");
      return;
    }
    const values = new Map<number, Cell>();
    let column = -1;
    for (const cell of found) {
      column = columnOf(attribute(cell, "r") ?? "") ?? column + 1;
      const at = column;
      if (column >= MAX_COLUMNS) break;
      if (childOf(cell, "f") !== undefined && textOf(childOf(cell, "v")) === "") unsolved += 1;
      const value = cellOf(cell, workbook);
      if (value === undefined || value.text.trim() === "") continue;
      if (hiddenColumns[at] === 1) workbook.report.add("text in a hidden column");
      else values.set(column, value);
    }
    if (values.size > 0) rows.push({ number, cells: values });
  }

  fillMerged(rows, merges);
  return {
    rows,
    unsolved,
    header(row) {
      const inHeader = merges.filter(({ top }) => top === row);
      const wide = inHeader.filter(({ left, right }) => right > left && right - left < MAX_WIDE);
      const deepest = inHeader.reduce((most, { top, bottom }) => Math.max(most, bottom - top + 1), 1);
      return { rows: Math.min(MAX_HEADER_ROWS, wide.length > 0 ? Math.max(2, deepest) : deepest), wide };
    },
  };
}

/** A value that several rows share stands in each of them. */
function fillMerged(
  rows: readonly { readonly number: number; readonly cells: Map<number, Cell> }[],
  merges: readonly Merge[],
): void {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  let filled = 0;
  for (const { top, bottom, left } of merges) {
    const value = byNumber.get(top)?.cells.get(left);
    if (value === undefined) continue;
    for (let number = top; number <= bottom && filled < MAX_MERGED; number += 1) {
      filled += 1;
      const row = byNumber.get(number);
      if (number > top && row !== undefined) row.cells.set(left, value);
    }
  }
}

function cellOf(cell: XmlElement, { styleOf, strings, from1904, report }: Workbook): Cell | undefined {
  const style = styleOf(attribute(cell, "s"));
  const type = attribute(cell, "t") ?? "n";
  const stored = textOf(childOf(cell, "v"));
  const hiddenBy =
    style.whiteText && !style.filled ? "white text" : style.tinyText ? "text too small to be read" : null;
  const isText = type === "s" || type === "inlineStr" || type === "str";
  if (stored === "" && type !== "inlineStr") return undefined;
  if (hiddenBy !== null) {
    report.add(hiddenBy);
    return undefined;
  }
  if (isText) {
    const string = type === "s" ? strings[Number(stored)] : undefined;
    if (type === "s" && string === undefined) {
      throw new DocketError(
        "document",
        `the text of a cell (${stored.slice(0, 20)}) is missing: open it in Excel and save it again`,
      );
    }
    const shared =
      string ??
      (type === "inlineStr" ? sharedString(childOf(cell, "is")) : { text: stored, onWhite: stored, plain: true });
    const seen = style.filled ? shared.text : shared.onWhite;
    if (seen !== shared.text) report.add("white text");
    return { text: shared.plain ? symbolText(seen, style.font) : seen, isFigure: false };
  }
  // An error such as #N/A says nothing.
  if (type === "e") return undefined;
  if (type === "b") return { text: stored === "1" ? "TRUE" : "FALSE", isFigure: false };
  if (type === "d") return { text: stored.replace(/T00:00:00.*$/, "").replace("T", " "), isFigure: true };
  const { text, visible } = shownNumber(Number(stored), style.format, from1904);
  if (!visible) report.add("a number that its format hides");
  return { text, isFigure: isDateFormat(style.format) || text !== "" };
}

/** Of a string item (`si`, `is`): runs of text, without the reading aid above Chinese characters. */
export function sharedString(item: XmlElement | undefined): SharedString {
  const runs: { readonly run: ScriptRun; readonly white: boolean }[] = [];
  for (const child of elementsOf(item)) {
    if (child.name === "t") runs.push({ run: { text: textOf(child), script: null }, white: false });
    if (child.name !== "r") continue;
    const properties = childOf(child, "rPr");
    const font = attribute(childOf(properties, "rFont"), "val");
    const script = scriptOfAlignment(attribute(childOf(properties, "vertAlign"), "val")) ?? null;
    const text = symbolText(textOf(childOf(child, "t")), font);
    runs.push({ run: { text, script }, white: isWhite(childOf(properties, "color")) });
  }
  return {
    text: scriptText(runs.map(({ run }) => run)),
    onWhite: scriptText(runs.filter(({ white }) => !white).map(({ run }) => run)),
    plain: childOf(item, "r") === undefined,
  };
}

/** `A1:B3`, rows from 1 and columns from 0. */
function mergeOf(range: string): Merge | undefined {
  const [from = "", to = from] = range.split(":");
  const [left, right] = [columnOf(from), columnOf(to)];
  const [top, bottom] = [from, to].map((corner) => Number(/\d+$/.exec(corner)?.[0] ?? "0"));
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return undefined;
  return { top, bottom, left, right };
}

/** Of `AB12`, from 0. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase();
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function numberOr(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number > 0 ? number : otherwise;
}
