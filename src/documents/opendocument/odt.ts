/** Reads texts of OpenDocument (.odt), as LibreOffice and WPS save them. */

import { DocketError } from "../../errors.ts";
import type { Locator } from "../document.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { writtenNumber } from "../office/docx-numbering.ts";
import type { Look } from "../office/docx-styles.ts";
import { attribute, childOf, elementsOf, type XmlElement } from "../office/xml.ts";
import type { Outline } from "../outline.ts";
import { headingLevel, markerOf, plainLines } from "../plain/plain-lines.ts";
import type { Reader } from "../read.ts";
import { gridBuilder, type TableCell, writeGrid } from "../tables/table-blocks.ts";
import { type OdfReading, odfParagraph } from "./odf.ts";

export function odtReader(): Reader {
  return {
    format: "odt",
    extensions: [".odt", ".ott"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { hiddenReport } = await import("../hidden-report.ts");
      const { childOf, elementsOf, parseXml } = await import("../office/xml.ts");
      const { outline } = await import("../outline.ts");
      const { CONTENT_PART, openOdf, readOdfStyles } = await import("./odf.ts");
      const file = openOdf(bytes);
      const content = parseXml(file.content, CONTENT_PART);
      const body = bodyOf(content, "text");
      if (body === undefined) throw new DocketError("document", "no text in it: save it again as .odt");
      const styles = readOdfStyles([
        childOf(content, "automatic-styles"),
        childOf(file.styles, "styles"),
        childOf(file.styles, "automatic-styles"),
        childOf(content, "font-face-decls"),
      ]);
      const report = hiddenReport();
      const { object } = file;
      const blocks = outline();
      const writing = {
        styles,
        report,
        object,
        blocks,
        place: null,
        counters: new Map(),
        hasHeadings: false,
        title: undefined,
      };
      writeOdf(elementsOf(body), {}, writing);
      const { text, blocks: written, warnings } = blocks.finish();
      const title = titleOf(writing) ?? file.facts.title ?? firstHeading(text, written);
      const facts = title === undefined ? file.facts : { ...file.facts, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

/** Set while the body was written. */
function titleOf({ title }: { readonly title: string | undefined }): string | undefined {
  return title;
}

function firstHeading(
  text: string,
  blocks: readonly {
    readonly kind: string;
    readonly section: readonly string[];
    readonly start: number;
    readonly end: number;
  }[],
): string | undefined {
  const heading = blocks.find(({ kind, section }) => kind === "heading" && section.length === 1);
  return heading === undefined ? undefined : text.slice(heading.start, heading.end);
}

export interface OdfWriting extends OdfReading {
  readonly blocks: Outline;
  readonly place: Locator | null;
  /** Numbers of lists that go on, by their style: one for each depth. */
  readonly counters: Map<string, number[]>;
  /** True if headings have styles; where none has, their form tells. */
  hasHeadings: boolean;
  title: string | undefined;
}

/** List level that a list item stands in. */
interface ListLevel {
  readonly style: string | undefined;
  readonly depth: number;
}

/** Longer "headings" are text that somebody made large. */
const LONGEST_HEADING = 300;
const DEEPEST = 30;
/** Elements that are around blocks and are nothing by themselves. */
const AROUND = new Set([
  "section",
  "index-body",
  "text-box",
  "g",
  "frame",
  "custom-shape",
  "rect",
  "ellipse",
  "list-header",
]);
const UNSEEN = new Set([
  "table-of-content",
  "tracked-changes",
  "sequence-decls",
  "forms",
  "alphabetical-index",
  "illustration-index",
  "table-index",
]);

/**
 * The body of an OpenDocument text, or the text of a slide -> blocks: headings, paragraphs, lists with the numbers
 * that the program counts, tables with their columns.
 */
export function writeOdf(elements: readonly XmlElement[], around: Look, writing: OdfWriting, depth = 0): void {
  if (depth > DEEPEST) return;
  for (const element of elements) {
    if (element.name === "h") writeHeading(element, around, writing);
    else if (element.name === "p") writeParagraph(element, around, null, "", writing);
    else if (element.name === "list")
      writeList(element, { style: attribute(element, "style-name"), depth: 0 }, around, writing);
    else if (element.name === "table") writeTable(element, around, writing);
    else if (AROUND.has(element.name) && !isHidden(element)) {
      writeOdf(
        elementsOf(element),
        element.name === "text-box" ? { ...around, shaded: true } : around,
        writing,
        depth + 1,
      );
    } else if (!UNSEEN.has(element.name) && element.name !== "p") continue;
  }
}

function isHidden(element: XmlElement): boolean {
  return attribute(element, "display") === "none";
}

function writeHeading(element: XmlElement, around: Look, writing: OdfWriting, label = ""): void {
  const { lines, notes, boxes } = odfParagraph(element, around, writing);
  const text = lines.join(" ").trim();
  writing.hasHeadings = true;
  const level = Math.max(1, Number(attribute(element, "outline-level") ?? "1") || 1);
  if (text !== "") writing.blocks.heading(level, label + text, writing.place);
  writeRest(notes, boxes, around, writing, false);
}

/** @param item of which list it is the text, or null @param label the number that the program counts */
function writeParagraph(
  element: XmlElement,
  around: Look,
  item: ListLevel | null,
  label: string,
  writing: OdfWriting,
): void {
  const { blocks, place, styles } = writing;
  const { lines, notes, boxes } = odfParagraph(element, around, writing);
  const [first = "", ...rest] = lines.map((line) => line.trim()).filter((line) => line !== "");
  const before = blocks.count;
  if (first !== "") {
    const whole = [first, ...rest].join(" ");
    const isTitle = item === null && styles.isTitle(attribute(element, "style-name"));
    if (isTitle && whole.length <= LONGEST_HEADING) writing.title ??= blocks.heading(0, whole, place);
    else if (item !== null) blocks.item(item.depth, label + whole, place);
    else for (const line of [first, ...rest]) writeLine(line, writing);
  }
  writeRest(notes, boxes, around, writing, blocks.count > before);
}

/** Headings and lists may be written by hand. */
function writeLine(line: string, { blocks, place, hasHeadings }: OdfWriting): void {
  const [plain] = plainLines(line);
  const level = hasHeadings || plain === undefined ? null : headingLevel(plain, false);
  const marker = markerOf(line);
  if (level !== null) blocks.heading(level, line, place);
  else if (marker === undefined || marker.kind === "dash") blocks.paragraph(line, place);
  else blocks.item(0, line.slice(marker.length), place);
}

function writeRest(
  notes: readonly XmlElement[],
  boxes: readonly XmlElement[],
  around: Look,
  writing: OdfWriting,
  tied: boolean,
): void {
  const { blocks, place } = writing;
  const referring = tied ? blocks.count - 1 : undefined;
  for (const note of notes) blocks.paragraph(odfParagraph(note, around, writing).lines.join(" "), place, referring);
  for (const box of boxes) writeOdf(elementsOf(box), { ...around, shaded: true }, writing);
}

function writeList(list: XmlElement, level: ListLevel, around: Look, writing: OdfWriting): void {
  if (level.depth > DEEPEST) return;
  const goesOn = attribute(list, "continue-numbering") === "true" || attribute(list, "continue-list") !== undefined;
  const counters = counterOf(level, writing);
  if (!goesOn) counters.length = Math.min(counters.length, level.depth);
  for (const item of elementsOf(list)) {
    if (item.name !== "list-item" && item.name !== "list-header") continue;
    let label = item.name === "list-item" ? nextLabel(item, level, counters, writing) : "";
    for (const child of elementsOf(item)) {
      if (child.name === "list") {
        const style = attribute(child, "style-name") ?? level.style;
        writeList(child, { style, depth: level.depth + 1 }, around, writing);
        continue;
      }
      if (child.name === "h") writeHeading(child, around, writing, label);
      else if (child.name === "p") writeParagraph(child, around, level, label, writing);
      else writeOdf([child], around, writing);
      label = "";
    }
  }
}

function counterOf({ style }: ListLevel, { counters }: OdfWriting): number[] {
  const key = style ?? "";
  const known = counters.get(key) ?? [];
  counters.set(key, known);
  return known;
}

/** Formats as OpenDocument names them, by the names that Word gives them. */
const FORMATS: Readonly<Record<string, string>> = {
  1: "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
  "一, 二, 三, ...": "chineseCounting",
  "壹, 贰, 叁, ...": "chineseLegalSimplified",
  "①, ②, ③, ...": "decimalEnclosedCircle",
};

/** "" for bullets, and for an item that shows nothing before it. */
function nextLabel(item: XmlElement, { style, depth }: ListLevel, counters: number[], { styles }: OdfWriting): string {
  const levels = elementsOf(styles.list(style));
  const level = levels.find((each) => Number(attribute(each, "level")) === depth + 1);
  const start = Number(attribute(item, "start-value") ?? "0") || 0;
  const first = Number(attribute(level, "start-value") ?? "1") || 1;
  const count = start > 0 ? start : (counters[depth] ?? first - 1) + 1;
  counters[depth] = count;
  counters.length = depth + 1;
  if (level?.name !== "list-level-style-number" || elementsOf(item)[0]?.name === "list") return "";
  const format = attribute(level, "num-format") ?? "";
  if (format === "") return "";
  const shown = Math.min(depth + 1, Number(attribute(level, "display-levels") ?? "1") || 1);
  const numbers = counters
    .slice(depth + 1 - shown, depth + 1)
    .map((each) => writtenNumber(each, FORMATS[format] ?? "decimal"));
  const label = `${attribute(level, "num-prefix") ?? ""}${numbers.join(".")}${attribute(level, "num-suffix") ?? ""}`;
  return /[、，。．）】]$/.test(label) ? label : `${label} `;
}

function writeTable(table: XmlElement, around: Look, writing: OdfWriting, leadIn?: number): void {
  const grid = gridBuilder();
  const notes: XmlElement[] = [];
  const tables: { readonly table: XmlElement; readonly row: number }[] = [];
  let headRows = 0;
  const rows = rowsOf(table);
  const isFrame = rows.every(({ row }) => cellsOf(row).length <= 1);
  if (isFrame || (rows.length === 1 && rows.some(({ row }) => cellsOf(row).some(holdsTable)))) {
    // A frame around text, or one row that sets tables side by side.
    for (const { row } of rows) for (const cell of cellsOf(row)) writeOdf(elementsOf(cell), around, writing);
    return;
  }
  for (const [index, { row, inHead }] of rows.entries()) {
    if (inHead) headRows += 1;
    grid.add(cellsOf(row).map((cell) => tableCell(cell, around, notes, writing)));
    for (const inner of cellsOf(row).flatMap(tablesIn)) tables.push({ table: inner, row: index + 1 });
  }
  const written = writeGrid(writing.blocks, grid.finish(), headRows, () => writing.place, leadIn);
  writeRest(notes, [], around, writing, false);
  for (const inner of tables) writeTable(inner.table, around, writing, written.get(inner.row));
}

/** A cell may hold a table of its own; one of a single row or column is a frame around text. */
function tablesIn(cell: XmlElement): readonly XmlElement[] {
  return elementsOf(cell).filter((child) => child.name === "table" && isTable(child));
}

function holdsTable(cell: XmlElement): boolean {
  return tablesIn(cell).length > 0;
}

function isTable(table: XmlElement): boolean {
  const rows = rowsOf(table);
  return rows.length >= 2 && rows.some(({ row }) => cellsOf(row).length >= 2);
}

function rowsOf(table: XmlElement, inHead = false): readonly { readonly row: XmlElement; readonly inHead: boolean }[] {
  return elementsOf(table).flatMap((child) => {
    if (child.name === "table-row") return [{ row: child, inHead }];
    if (child.name === "table-header-rows") return rowsOf(child, true);
    return ["table-rows", "table-row-group"].includes(child.name) ? rowsOf(child, inHead) : [];
  });
}

function cellsOf(row: XmlElement): readonly XmlElement[] {
  return elementsOf(row).filter(({ name }) => name === "table-cell");
}

function tableCell(cell: XmlElement, around: Look, notes: XmlElement[], writing: OdfWriting): TableCell {
  const style = attribute(cell, "style-name");
  const look = { ...around, ...(writing.styles.look(style).shaded === true ? { shaded: true } : {}) };
  const inner = tablesIn(cell);
  const paragraphs = elementsOf(cell)
    .filter((child) => !inner.includes(child))
    .flatMap((child) => (child.name === "p" || child.name === "h" ? [child] : paragraphsIn(child, 1)));
  const texts = paragraphs.map((paragraph) => {
    const { lines, notes: own } = odfParagraph(paragraph, look, writing);
    notes.push(...own);
    return lines.join(" ").trim();
  });
  return {
    text: texts.filter((text) => text !== "").join(" "),
    columns: Number(attribute(cell, "number-columns-spanned") ?? "1") || 1,
    rows: Number(attribute(cell, "number-rows-spanned") ?? "1") || 1,
    isStrong:
      writing.styles.look(style).shaded === true ||
      (paragraphs.length > 0 && paragraphs.every((paragraph) => isBoldParagraph(paragraph, writing))),
  };
}

function isBoldParagraph(paragraph: XmlElement, { styles }: OdfWriting): boolean {
  const spans = elementsOf(paragraph).filter(({ name }) => name === "span");
  const isWrapped =
    spans.length > 0 && paragraph.children.every((child) => typeof child !== "string" || child.trim() === "");
  return (
    styles.isBold(attribute(paragraph, "style-name")) ||
    (isWrapped && spans.every((span) => styles.isBold(attribute(span, "style-name"))))
  );
}

/** Paragraphs, also those in lists, boxes and tables in a cell. */
function paragraphsIn(element: XmlElement, depth: number): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) =>
    child.name === "p" || child.name === "h" ? [child] : depth < DEEPEST ? paragraphsIn(child, depth + 1) : [],
  );
}

/** The body of a document of a kind: `text`, `presentation`. */
export function bodyOf(content: XmlElement, kind: string): XmlElement | undefined {
  return childOf(content, "body", kind);
}
