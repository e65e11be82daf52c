/**
 * A worksheet's XML -> rows of cells as the sheet shows them. What is hidden (rows, columns, white text, formats that
 * show nothing) is left out. Only cells that are in the file are looked at, whatever size it claims to have.
 */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import { type ScriptRun, scriptOfAlignment, scriptText } from "../script-signs.ts";
import type { GridCell, GridRow } from "../tables/cell-kinds.ts";
import type { Area, GridHints } from "../tables/table-parts.ts";
import { formatOf, isDateFormat, isOverlong, shownNumber } from "./number-format.ts";
import { symbolText } from "./symbol-fonts.ts";
import { attribute, childOf, elementsOf, isOn, parseXml, textOf, type XmlElement } from "./xml.ts";

interface Workbook {
  readonly styleOf: (style: string | undefined) => CellStyle;
  readonly strings: readonly SharedString[];
  readonly from1904: boolean;
  readonly report: HiddenReport;
}

interface SharedString {
  readonly text: string;
  /** The text that is left where its white parts cannot be seen. */
  readonly onWhite: string;
  /** True without runs that have fonts of their own. */
  readonly plain: boolean;
}

interface Worksheet {
  readonly rows: readonly GridRow[];
  readonly hints: GridHints;
  /** Formulas whose result was not stored with them. */
  readonly unsolved: number;
}

/** Words as the warning gives them. */
const LOST_DIGITS = "a number of more than 15 digits has lost the last of them: type such numbers as text";
/** Limit over all rows; a sheet of 50,000 rows and 10 columns. */
const MAX_CELLS = 500_000;
/** Cells that merged ones fill, over all of them. */
const MAX_MERGED = 100_000;
const MAX_COLUMNS = 16_384;

export function readWorksheet(bytes: Uint8Array, part: string, workbook: Workbook): Worksheet {
  const rows: { number: number; cells: Map<number, GridCell> }[] = [];
  const merges: Area[] = [];
  const tables: Area[] = [];
  const hiddenRows = new Set<number>();
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
      case "mergeCell":
      case "autoFilter": {
        const area = areaOf(attribute(element, "ref") ?? "");
        if (area !== undefined) (element.name === "mergeCell" ? merges : tables).push(area);
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
      if (hiddenRows.size < MAX_CELLS) hiddenRows.add(number);
      return;
    }
    const values = new Map<number, GridCell>();
    let column = -1;
    for (const cell of found) {
      column = columnOf(attribute(cell, "r") ?? "") ?? column + 1;
      const at = column;
      if (column >= MAX_COLUMNS) break;
      if (childOf(cell, "f") !== undefined && textOf(childOf(cell, "v")) === "") unsolved += 1;
      const value = cellOf(cell, workbook);
      if (value === undefined || value.text.trim() === "") continue;
      if (hiddenColumns[at] === 1) workbook.report.add("text in a hidden column");
      else values.set(column, isStrong(cell, workbook) ? { ...value, isStrong: true } : value);
    }
    if (values.size > 0) rows.push({ number, cells: values });
  }

  fillMerged(rows, merges);
  return { rows, unsolved, hints: { merges, tables, hiddenRows } };
}

/** A value that several rows share stands in each of them. */
function fillMerged(
  rows: readonly { readonly number: number; readonly cells: Map<number, GridCell> }[],
  merges: readonly Area[],
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

function isStrong(cell: XmlElement, { styleOf }: Workbook): boolean {
  const { bold, filled } = styleOf(attribute(cell, "s"));
  return bold || filled;
}

function cellOf(cell: XmlElement, { styleOf, strings, from1904, report }: Workbook): GridCell | undefined {
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
  if (isOverlong(Number(stored)) && text !== "") report.note(LOST_DIGITS);
  return { text, isFigure: isDateFormat(style.format) || text !== "" };
}

/** Text of a string item (`si`, `is`): its runs, without the reading aid above Chinese characters. */
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
export function areaOf(range: string): Area | undefined {
  const [from = "", to = from] = range.split(":");
  const [left, right] = [columnOf(from), columnOf(to)];
  const [top, bottom] = [from, to].map((corner) => Number(/\d+$/.exec(corner)?.[0] ?? "0"));
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return undefined;
  return { top, bottom, left, right };
}

/** Column of `AB12`, from 0. */
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

interface CellStyle {
  readonly format: string;
  readonly whiteText: boolean;
  readonly tinyText: boolean;
  /** True on a ground that is not white, on which white text can be read. */
  readonly filled: boolean;
  readonly font: string | undefined;
  readonly bold: boolean;
}

/** Points. */
const TINY_BELOW = 2;
const PLAIN: CellStyle = {
  format: "General",
  whiteText: false,
  tinyText: false,
  filled: false,
  font: undefined,
  bold: false,
};

/**
 * Looks of a workbook's cells: the format of their numbers, and whether their text can be seen at all. By the number
 * that a cell gives as its style.
 */
export function readCellStyles(tree: XmlElement | undefined): (style: string | undefined) => CellStyle {
  const custom = new Map(
    elementsOf(childOf(tree, "numFmts")).map((each) => [
      Number(attribute(each, "numFmtId")),
      attribute(each, "formatCode") ?? "General",
    ]),
  );
  const fonts = elementsOf(childOf(tree, "fonts"));
  const fills = elementsOf(childOf(tree, "fills"));
  const styles = elementsOf(childOf(tree, "cellXfs")).map((style): CellStyle => {
    const font = fonts[Number(attribute(style, "fontId") ?? "-1")];
    const fill = childOf(fills[Number(attribute(style, "fillId") ?? "-1")], "patternFill");
    const pattern = attribute(fill, "patternType") ?? "none";
    return {
      format: formatOf(Number(attribute(style, "numFmtId") ?? "0"), custom),
      whiteText: isWhite(childOf(font, "color")),
      tinyText: Number(attribute(childOf(font, "sz"), "val") ?? "11") < TINY_BELOW,
      bold: isOn(childOf(font, "b")) === true,
      font: attribute(childOf(font, "name"), "val"),
      filled: pattern !== "none" && !(pattern === "solid" && isWhite(childOf(fill, "fgColor"))),
    };
  });
  return (style) => styles[Number(style ?? "0")] ?? PLAIN;
}

/** Theme colour 0 is the background, which is white but in the darkest of themes. */
function isWhite(colour: XmlElement | undefined): boolean {
  if (attribute(colour, "theme") === "0") return Number(attribute(colour, "tint") ?? "0") > -0.1;
  const channels = /^(?:[0-9a-f]{2})?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(attribute(colour, "rgb") ?? "");
  return channels?.slice(1).every((channel) => Number.parseInt(channel, 16) >= 0xf0) ?? false;
}
