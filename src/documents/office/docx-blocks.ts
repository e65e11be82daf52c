/**
 * The body of a Word file -> blocks, one paragraph or table at a time as they are parsed. Headings are known by their
 * styles; where a document has none, as many Chinese ones, by the forms that nobody writes by accident (第一章, 一、).
 */

import type { HiddenReport } from "../hidden-report.ts";
import { type Outline, outline } from "../outline.ts";
import { headingLevel, markerOf, plainLines, readsAsTitle } from "../plain/plain-lines.ts";
import { type Numbering, readNumbering } from "./docx-numbering.ts";
import { isShaded, type Look, outlineLevel, over, type Styles } from "./docx-styles.ts";
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

/** Longer "headings" are text that somebody made large. */
const LONGEST_HEADING = 300;

export function docxBlocks({ styles, report, ...parts }: DocxParts): DocxBlocks {
  const blocks = outline();
  const numbering: Numbering = readNumbering(parts.numbering);
  const readText = paragraphTexts({ styles, report });
  const notes = { footnote: notesOf(parts.footnotes), endnote: notesOf(parts.endnotes) };
  let hasHeadingStyles = false;
  let title: string | undefined;
  /** Lines of a paragraph whose end was deleted: they go on in the next. */
  let carried: ParagraphText | undefined;

  function lookOfParagraph(paragraph: XmlElement, shaded: boolean): Look {
    const properties = childOf(paragraph, "pPr");
    const style = styles.paragraph(attribute(childOf(properties, "pStyle"), "val"));
    const ground = shaded || isShaded(properties) ? { shaded: true } : {};
    return over(style.look, ground);
  }

  function write(element: XmlElement, shaded: boolean): void {
    if (element.name === "p") writeParagraph(element, shaded);
    else if (element.name === "tbl") writeTable(element, shaded);
    else if (["sdt", "sdtContent", "customXml", "ins", "moveTo"].includes(element.name)) {
      for (const child of elementsOf(element)) write(child, shaded);
    }
  }

  function writeParagraph(paragraph: XmlElement, shaded: boolean): void {
    const properties = childOf(paragraph, "pPr");
    const style = styles.paragraph(attribute(childOf(properties, "pStyle"), "val"));
    const own = joined(carried, readText(paragraph, lookOfParagraph(paragraph, shaded)));
    carried = undefined;
    if (childOf(properties, "rPr", "del") !== undefined) {
      carried = own;
      return;
    }
    if (!style.contents) {
      const before = blocks.count;
      writeLines(own.lines, properties, style);
      writeNotes(own, blocks.count > before);
    }
    // A box may stand on any ground.
    for (const box of own.boxes) for (const child of elementsOf(box)) write(child, true);
  }

  function writeLines(
    lines: readonly string[],
    properties: XmlElement | undefined,
    style: ReturnType<Styles["paragraph"]>,
  ): void {
    const whole = lines.join(" ").trim();
    if (whole === "") return;
    const level = outlineLevel(properties) ?? style.level;
    const numbered = numbering.next(childOf(properties, "numPr") ?? style.numbering);
    const label = numbered === undefined || numbered.label === "" ? "" : labelled(numbered.label);
    if (level !== null && whole.length <= LONGEST_HEADING) {
      if (level > 0) hasHeadingStyles = true;
      const heading = blocks.heading(level, label + whole);
      if (level === 0) title ??= heading;
      return;
    }
    const [line] = plainLines(whole);
    const centred = attribute(childOf(properties, "jc"), "val") === "center";
    if (blocks.count === 0 && centred && line !== undefined && readsAsTitle(line)) {
      title = blocks.heading(0, whole);
      return;
    }
    const form = hasHeadingStyles || line === undefined ? null : headingLevel(line, centred);
    if (form !== null && numbered === undefined) {
      blocks.heading(form, whole);
      return;
    }
    const [first = "", ...rest] = lines.filter((each) => each.trim() !== "");
    if (numbered !== undefined) blocks.item(numbered.depth, label + first);
    else writeLine(first);
    for (const each of rest) writeLine(each);
  }

  /** A list may be written by hand. */
  function writeLine(line: string): void {
    const marker = markerOf(line.trim());
    if (marker === undefined || marker.kind === "dash") blocks.paragraph(line);
    else blocks.item(0, line.trim().slice(marker.length));
  }

  /** @param tied whether the last block is what refers to them */
  function writeNotes({ notes: references }: Pick<ParagraphText, "notes">, tied: boolean): void {
    const referring = tied ? blocks.count - 1 : undefined;
    for (const { kind, id } of references) {
      for (const paragraph of notes[kind].get(id) ?? []) {
        const { lines } = readText(paragraph, lookOfParagraph(paragraph, false));
        blocks.paragraph(lines.join(" "), null, referring);
      }
    }
  }

  function writeTable(table: XmlElement, shaded: boolean): void {
    const properties = childOf(table, "tblPr");
    const style = attribute(childOf(properties, "tblStyle"), "val");
    const ground = shaded || isShaded(properties) || styles.isShadedTable(style);
    const rows = unwrapped(table, "tr").map((row) => ({ row, cells: unwrapped(row, "tc") }));
    if (rows.every(({ cells }) => cells.length <= 1)) {
      // A frame around text.
      for (const { cells } of rows) {
        for (const cell of cells) for (const child of elementsOf(cell)) write(child, ground || isShadedCell(cell));
      }
      return;
    }
    const written = blocks.table();
    const references: ParagraphText["notes"][number][] = [];
    /** Cells that go on downwards, by column. */
    const above = new Map<number, string>();
    for (const { row, cells } of rows) {
      const rowProperties = childOf(row, "trPr");
      if (childOf(rowProperties, "del") !== undefined) {
        report.add("text that was deleted while changes were tracked");
        continue;
      }
      if (isOn(childOf(rowProperties, "hidden")) === true) {
        report.add("hidden text");
        continue;
      }
      let column = 0;
      const texts = cells.map((cell) => {
        const cellProperties = childOf(cell, "tcPr");
        const merge = childOf(cellProperties, "vMerge");
        const goesOn = merge !== undefined && attribute(merge, "val") !== "restart";
        const text = goesOn ? (above.get(column) ?? "") : cellText(cell, ground || isShadedCell(cell), references);
        if (merge === undefined) above.delete(column);
        else above.set(column, text);
        column += Math.max(1, Number(attribute(childOf(cellProperties, "gridSpan"), "val") ?? "1") || 1);
        return text;
      });
      written.row(texts);
    }
    writeNotes({ notes: references }, blocks.count > 0);
  }

  function cellText(cell: XmlElement, shaded: boolean, references: ParagraphText["notes"][number][]): string {
    const texts = elementsOf(cell).map((child) => {
      if (child.name !== "p") return child.name === "tcPr" ? "" : cellText(child, shaded, references);
      const properties = childOf(child, "pPr");
      const { lines, notes: found, boxes } = readText(child, lookOfParagraph(child, shaded));
      references.push(...found);
      const text = lines.join(" ").trim();
      const numbered = text === "" ? undefined : numbering.next(childOf(properties, "numPr"));
      const label = numbered === undefined || numbered.label === "" ? "" : labelled(numbered.label);
      return [label + text, ...boxes.map((box) => cellText(box, true, references))].join(" ");
    });
    return texts.filter((text) => text.trim() !== "").join(" ");
  }

  return { outline: blocks, write: (element) => write(element, false), title: () => title };
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

/** Chinese sets nothing between a number and the text: 一、总则. */
function labelled(label: string): string {
  return /[、，。．）】]$/.test(label) ? label : `${label} `;
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
