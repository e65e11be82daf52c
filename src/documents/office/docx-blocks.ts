/** The body of a Word file -> blocks, one paragraph or table at a time as they are parsed, each with its notes after it. */

import type { HiddenReport } from "../hidden-report.ts";
import { type Outline, outline } from "../outline.ts";
import { type DocxLines, docxLines, labelBefore } from "./docx-lines.ts";
import { type Numbering, readNumbering } from "./docx-numbering.ts";
import { isShaded, type Look, over, type Styles } from "./docx-styles.ts";
import { type ParagraphText, paragraphTexts } from "./docx-text.ts";
import { attribute, childOf, elementsOf, isOn, type XmlElement } from "./xml.ts";

export interface DocxParts {
  readonly styles: Styles;
  readonly numbering: XmlElement | undefined;
  readonly footnotes: XmlElement | undefined;
  readonly endnotes: XmlElement | undefined;
  readonly report: HiddenReport;
}

export interface DocxBlocks {
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
  readonly blocks: Outline;
  readonly lines: DocxLines;
  readonly numbering: Numbering;
  readonly readText: (paragraph: XmlElement, look: Look) => ParagraphText;
  readonly notes: Readonly<Record<"footnote" | "endnote", ReadonlyMap<string, readonly XmlElement[]>>>;
  /** Lines of a paragraph whose end was deleted: they go on in the next. */
  carried: ParagraphText | undefined;
}

type NoteReference = ParagraphText["notes"][number];

export function docxBlocks({ styles, report, ...parts }: DocxParts): DocxBlocks {
  const blocks = outline();
  const numbering = readNumbering(parts.numbering);
  const lines = docxLines(blocks, numbering);
  const readText = paragraphTexts({ styles, report });
  const notes = { footnote: notesOf(parts.footnotes), endnote: notesOf(parts.endnotes) };
  const body: Body = { styles, report, blocks, lines, numbering, readText, notes, carried: undefined };
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

function writeTable(table: XmlElement, shaded: boolean, body: Body): void {
  const { styles, blocks } = body;
  const properties = childOf(table, "tblPr");
  const style = attribute(childOf(properties, "tblStyle"), "val");
  const ground = shaded || isShaded(properties) || styles.isShadedTable(style);
  const rows = unwrapped(table, "tr").map((row) => ({ row, cells: unwrapped(row, "tc") }));
  if (rows.every(({ cells }) => cells.length <= 1)) {
    // A frame around text.
    for (const { cells } of rows) {
      for (const cell of cells) for (const child of elementsOf(cell)) write(child, ground || isShadedCell(cell), body);
    }
    return;
  }
  const written = blocks.table();
  const references: NoteReference[] = [];
  /** Text of cells that go on downwards, by column. */
  const above = new Map<number, string>();
  for (const { row, cells } of rows) {
    if (isShownRow(row, body)) written.row(rowTexts(cells, { ground, above, references }, body));
  }
  writeNotes(references, blocks.count > 0, body);
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
  readonly above: Map<number, string>;
  readonly references: NoteReference[];
}

/** The text of each cell; a cell that goes on from above repeats the text there. */
function rowTexts(cells: readonly XmlElement[], { ground, above, references }: TableReading, body: Body): string[] {
  let column = 0;
  return cells.map((cell) => {
    const properties = childOf(cell, "tcPr");
    const merge = childOf(properties, "vMerge");
    const goesOn = merge !== undefined && attribute(merge, "val") !== "restart";
    const text = goesOn ? (above.get(column) ?? "") : cellText(cell, ground || isShadedCell(cell), references, body);
    if (merge === undefined) above.delete(column);
    else above.set(column, text);
    column += Math.max(1, Number(attribute(childOf(properties, "gridSpan"), "val") ?? "1") || 1);
    return text;
  });
}

function cellText(cell: XmlElement, shaded: boolean, references: NoteReference[], body: Body): string {
  const texts = elementsOf(cell).map((child) => {
    if (child.name !== "p") return child.name === "tcPr" ? "" : cellText(child, shaded, references, body);
    const { lines, notes: found, boxes } = textOfParagraph(child, shaded, body);
    references.push(...found);
    const text = lines.join(" ").trim();
    const numbered = text === "" ? undefined : body.numbering.next(childOf(childOf(child, "pPr"), "numPr"));
    return [labelBefore(numbered) + text, ...boxes.map((box) => cellText(box, true, references, body))].join(" ");
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
  };
}
