/**
 * Reads Word files (.docx) straight from their XML: what stands on the page, in its order. A converter to HTML would show
 * hidden runs as text and lose the numbers that Word counts.
 */

import { DocketError } from "../../errors.ts";
import type { ReadResult } from "../document.ts";
import { type HiddenReport, hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { type Outline, outline } from "../outline.ts";
import type { Reader } from "../read.ts";
import { gridBuilder, type TableCell, writeGrid } from "../tables/table-blocks.ts";
import { type Numbering, readNumbering } from "./docx-numbering.ts";
import { isShaded, type Look, over, type Styles } from "./docx-styles.ts";
import { type DocxLines, docxLines, labelBefore, type ParagraphText, paragraphTexts } from "./docx-text.ts";
import { writeDrawing } from "./drawings.ts";
import { attribute, childOf, descendantsOf, elementsOf, isOn, textOf, type XmlElement } from "./xml.ts";

export function docxReader(): Reader {
  return {
    format: "docx",
    extensions: [".docx", ".docm", ".dotx"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { mainPart, openOfficePackage, propertiesOf } = await import("./office-package.ts");
      const { parseXml } = await import("./xml.ts");
      const { readStyles } = await import("./docx-styles.ts");
      const file = openOfficePackage(bytes);
      const main = mainPart(file, "word/document.xml");
      const content = file.zip.read(main);
      if (content === null) {
        throw new DocketError("document", "no Word text in it: open it in Word and save it again as .docx");
      }
      const links = file.relationships(main);
      const linked = (type: string) => file.tree(links.find((each) => each.type === type)?.target);
      const report = hiddenReport();
      const blocks = docxBlocks({
        styles: readStyles(linked("styles")),
        numbering: linked("numbering"),
        report,
        partOf: (id) => file.tree(links.find((each) => each.id === id)?.target),
        footnotes: linked("footnotes"),
        endnotes: linked("endnotes"),
      });
      parseXml(content, main, (element, above) => {
        if (!ON_THE_WAY.has(above.at(-1)?.name ?? "") || !above.every(({ name }) => ON_THE_WAY.has(name))) return false;
        if (element.name !== "p" && element.name !== "tbl") return false;
        blocks.write(element);
        return true;
      });
      const { text, blocks: written, warnings } = blocks.outline.finish();
      const properties = propertiesOf(file);
      const title = blocks.title() ?? properties.title ?? firstHeading(text, written);
      const facts = title === undefined ? properties : { ...properties, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

/** Elements that a paragraph or table of the body may stand in. */
const ON_THE_WAY: ReadonlySet<string> = new Set([
  "document",
  "body",
  "sdt",
  "sdtContent",
  "customXml",
  "ins",
  "moveTo",
]);

function firstHeading(text: string, blocks: ReadResult["blocks"]): string | undefined {
  const heading = blocks.find(({ kind, section }) => kind === "heading" && section.length === 1);
  return heading === undefined ? undefined : text.slice(heading.start, heading.end);
}

interface DocxParts {
  readonly styles: Styles;
  readonly numbering: XmlElement | undefined;
  readonly footnotes: XmlElement | undefined;
  readonly endnotes: XmlElement | undefined;
  readonly report: HiddenReport;
  /** The part that an id of the body names. */
  readonly partOf: (id: string | undefined) => XmlElement | undefined;
}

interface DocxBlocks {
  readonly outline: Outline;
  /** A child of the body. */
  write(element: XmlElement): void;
  /** The text of the title's style, or a centred first line. */
  title(): string | undefined;
}

/** A body that is being written. */
interface Body {
  readonly styles: Styles;
  readonly report: HiddenReport;
  readonly partOf: DocxParts["partOf"];
  readonly blocks: Outline;
  readonly lines: DocxLines;
  readonly numbering: Numbering;
  readonly readText: (paragraph: XmlElement, look: Look) => ParagraphText;
  readonly notes: Readonly<Record<"footnote" | "endnote", ReadonlyMap<string, readonly XmlElement[]>>>;
  /** Lines of a paragraph whose end was deleted: they go on in the next. */
  carried: ParagraphText | undefined;
}

type NoteReference = ParagraphText["notes"][number];

/**
 * The body of a Word file -> blocks, one paragraph or table at a time as they are parsed, each with its notes after
 * it.
 */
function docxBlocks({ styles, report, partOf, ...parts }: DocxParts): DocxBlocks {
  const blocks = outline();
  const numbering = readNumbering(parts.numbering);
  const lines = docxLines(blocks, numbering);
  const readText = paragraphTexts({ styles, report });
  const notes = { footnote: notesOf(parts.footnotes), endnote: notesOf(parts.endnotes) };
  const body: Body = { styles, report, partOf, blocks, lines, numbering, readText, notes, carried: undefined };
  return { outline: blocks, write: (element) => write(element, false, body), title: lines.title };
}

/** @param shaded whether something around it has a ground of its own, on which white text can be read */
function write(element: XmlElement, shaded: boolean, body: Body): void {
  if (element.name === "p") writeParagraph(element, shaded, body);
  else if (element.name === "tbl") writeTable(element, shaded, body);
  else if (["sdt", "sdtContent", "customXml", "ins", "moveTo"].includes(element.name)) {
    for (const child of elementsOf(element)) write(child, shaded, body);
  }
}

function writeParagraph(paragraph: XmlElement, shaded: boolean, body: Body): void {
  const { styles, blocks, lines } = body;
  const properties = childOf(paragraph, "pPr");
  const style = styles.paragraph(attribute(childOf(properties, "pStyle"), "val"));
  const own = joined(body.carried, textOfParagraph(paragraph, shaded, body));
  body.carried = undefined;
  if (childOf(properties, "rPr", "del") !== undefined) {
    body.carried = own;
    return;
  }
  if (!style.contents) {
    const before = blocks.count;
    lines.write(own.lines, properties, style);
    writeNotes(own.notes, blocks.count > before, body);
  }
  for (const drawing of own.drawings) writeDrawing(drawing, body);
  // A box may stand on any ground.
  for (const box of own.boxes) for (const child of elementsOf(box)) write(child, true, body);
}

function textOfParagraph(paragraph: XmlElement, shaded: boolean, { styles, readText }: Body): ParagraphText {
  const properties = childOf(paragraph, "pPr");
  const style = styles.paragraph(attribute(childOf(properties, "pStyle"), "val"));
  return readText(paragraph, over(style.look, shaded || isShaded(properties) ? { shaded: true } : {}));
}

/** @param tied whether the last block is what refers to them */
function writeNotes(references: readonly NoteReference[], tied: boolean, body: Body): void {
  const { blocks, notes } = body;
  const referring = tied ? blocks.count - 1 : undefined;
  for (const { kind, id } of references) {
    for (const paragraph of notes[kind].get(id) ?? []) {
      blocks.paragraph(textOfParagraph(paragraph, false, body).lines.join(" "), null, referring);
    }
  }
}

function writeTable(table: XmlElement, shaded: boolean, body: Body, leadIn?: number): void {
  const { styles, blocks } = body;
  const properties = childOf(table, "tblPr");
  const style = attribute(childOf(properties, "tblStyle"), "val");
  const ground = shaded || isShaded(properties) || styles.isShadedTable(style);
  const rows = unwrapped(table, "tr").map((row) => ({ row, cells: unwrapped(row, "tc") }));
  const isFrame = rows.every(({ cells }) => cells.length <= 1);
  if (isFrame || (rows.length === 1 && rows.some(({ cells }) => cells.some(holdsTable)))) {
    // A frame around text, or one row that sets tables side by side.
    for (const { cells } of rows) {
      for (const cell of cells) for (const child of elementsOf(cell)) write(child, ground || isShadedCell(cell), body);
    }
    return;
  }
  const grid = gridBuilder();
  const references: NoteReference[] = [];
  const drawings: XmlElement[] = [];
  const tables: InnerTable[] = [];
  const shown = rows.filter(({ row }) => isShownRow(row, body));
  const spans = rowSpans(shown.map(({ cells }) => cells));
  for (const [index, { cells, row }] of shown.entries()) {
    const found: XmlElement[] = [];
    grid.add(cellsOfRow(row, cells, { ground, spans, references, drawings, tables: found }, body));
    for (const inner of found) tables.push({ table: inner, row: index + 1 });
  }
  const headRows = headRowsOf(shown.map(({ row }) => row));
  const written = writeGrid(blocks, grid.finish(), headRows, undefined, leadIn);
  writeNotes(references, blocks.count > 0, body);
  for (const inner of tables) writeTable(inner.table, ground, body, written.get(inner.row));
  for (const drawing of drawings) writeDrawing(drawing, body);
}

interface InnerTable {
  readonly table: XmlElement;
  /** Row of the table around it, from 1. */
  readonly row: number;
}

/** A cell may hold a table of its own; one of a single row or column is a frame around text. */
function holdsTable(cell: XmlElement): boolean {
  return elementsOf(cell).some((child) => child.name === "tbl" && isTable(child));
}

function isTable(table: XmlElement): boolean {
  const rows = unwrapped(table, "tr");
  return rows.length >= 2 && rows.some((row) => unwrapped(row, "tc").length >= 2);
}

/** Rows that Word repeats on each page. */
function headRowsOf(rows: readonly XmlElement[]): number {
  const count = rows.findIndex((row) => isOn(childOf(row, "trPr", "tblHeader")) !== true);
  return count === -1 ? 0 : count;
}

function isShownRow(row: XmlElement, { report }: Body): boolean {
  const properties = childOf(row, "trPr");
  const isDeleted = childOf(properties, "del") !== undefined;
  if (isDeleted) report.add("text that was deleted while changes were tracked");
  else if (isOn(childOf(properties, "hidden")) === true) report.add("hidden text");
  else return true;
  return false;
}

interface TableReading {
  readonly ground: boolean;
  /** Rows that a cell takes; 0 for one that goes on from above. */
  readonly spans: ReadonlyMap<XmlElement, number>;
  readonly references: NoteReference[];
  readonly drawings: XmlElement[];
  /** That stand in its cells. */
  readonly tables: XmlElement[];
}

/** Word marks each cell that goes on from above; here the uppermost knows how many there are. */
function rowSpans(rows: readonly (readonly XmlElement[])[]): ReadonlyMap<XmlElement, number> {
  const spans = new Map<XmlElement, number>();
  const above = new Map<number, XmlElement>();
  for (const [index, cells] of rows.entries()) {
    const before = new Map(above);
    above.clear();
    let column = 0;
    for (const cell of cells) {
      const properties = childOf(cell, "tcPr");
      const merge = childOf(properties, "vMerge");
      const upper = before.get(column);
      const goesOn = merge !== undefined && attribute(merge, "val") !== "restart" && index > 0;
      if (goesOn && upper !== undefined) {
        spans.set(upper, (spans.get(upper) ?? 1) + 1);
        spans.set(cell, 0);
        above.set(column, upper);
      } else if (merge !== undefined) above.set(column, cell);
      column += spanOf(properties);
    }
  }
  return spans;
}

function spanOf(properties: XmlElement | undefined): number {
  return Math.max(1, Number(attribute(childOf(properties, "gridSpan"), "val") ?? "1") || 1);
}

function cellsOfRow(
  row: XmlElement,
  cells: readonly XmlElement[],
  { ground, spans, ...found }: TableReading,
  body: Body,
): readonly TableCell[] {
  const before = Number(attribute(childOf(row, "trPr", "gridBefore"), "val") ?? "0") || 0;
  const empty: TableCell = { text: "", columns: before, rows: 1, isStrong: false };
  const own = cells.flatMap((cell): TableCell[] => {
    const rows = spans.get(cell) ?? 1;
    if (rows === 0) return [];
    const text = cellText(cell, ground || isShadedCell(cell), found, body);
    return [{ text, columns: spanOf(childOf(cell, "tcPr")), rows, isStrong: isShadedCell(cell) || isBold(cell) }];
  });
  return before > 0 ? [empty, ...own] : own;
}

/** All of its text. */
function isBold(cell: XmlElement): boolean {
  const runs = descendantsOf(cell, "r").filter((run) => textOf(childOf(run, "t")).trim() !== "");
  return runs.length > 0 && runs.every((run) => isOn(childOf(run, "rPr", "b")) === true);
}

function cellText(
  cell: XmlElement,
  shaded: boolean,
  found: Pick<TableReading, "references" | "drawings" | "tables">,
  body: Body,
): string {
  const texts = elementsOf(cell).map((child) => {
    if (child.name === "tbl" && isTable(child)) {
      found.tables.push(child);
      return "";
    }
    if (child.name !== "p") return child.name === "tcPr" ? "" : cellText(child, shaded, found, body);
    const { lines, notes, boxes, drawings } = textOfParagraph(child, shaded, body);
    found.references.push(...notes);
    found.drawings.push(...drawings);
    const text = lines.join(" ").trim();
    const numbered = text === "" ? undefined : body.numbering.next(childOf(childOf(child, "pPr"), "numPr"));
    return [labelBefore(numbered) + text, ...boxes.map((box) => cellText(box, true, found, body))].join(" ");
  });
  return texts.filter((text) => text.trim() !== "").join(" ");
}

function isShadedCell(cell: XmlElement): boolean {
  return isShaded(childOf(cell, "tcPr"));
}

/** Rows of a table or cells of a row, also where content controls or tracked changes stand around them. */
function unwrapped(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    return ["sdt", "sdtContent", "customXml", "ins"].includes(child.name) ? unwrapped(child, name) : [];
  });
}

/** The paragraphs of each note, by its id. */
function notesOf(tree: XmlElement | undefined): ReadonlyMap<string, readonly XmlElement[]> {
  return new Map(
    elementsOf(tree)
      // Those with a type are the lines that Word draws above notes.
      .filter((note) => attribute(note, "type") === undefined || attribute(note, "type") === "normal")
      .map((note) => [attribute(note, "id") ?? "", elementsOf(note).filter(({ name }) => name === "p")]),
  );
}

function joined(before: ParagraphText | undefined, after: ParagraphText): ParagraphText {
  if (before === undefined) return after;
  const [first = "", ...rest] = after.lines;
  return {
    lines: [...before.lines.slice(0, -1), (before.lines.at(-1) ?? "") + first, ...rest],
    notes: [...before.notes, ...after.notes],
    boxes: [...before.boxes, ...after.boxes],
    drawings: [...before.drawings, ...after.drawings],
  };
}
