/** One slide -> blocks: its title as a heading, its text, lists and tables, and the speaker's notes under their own. */

import { isHan } from "../../language/zh/han.ts";
import type { Locator } from "../document.ts";
import type { HiddenReport } from "../hidden-report.ts";
import type { Outline } from "../outline.ts";
import { gridBuilder, writeGrid } from "../tables/grid-blocks.ts";
import { isDrawing, writeDrawing } from "./drawings.ts";
import { placeholderOf, type Shape, type SlideParts, shapesInReadingOrder, TITLES } from "./slides-shapes.ts";
import { type Line, linesOf } from "./slides-text.ts";
import { attribute, childOf, descendantsOf, elementsOf, type XmlElement } from "./xml.ts";

export interface SlideOptions {
  readonly parts: SlideParts;
  readonly notes: XmlElement | undefined;
  /** From 1. */
  readonly number: number;
  readonly blocks: Outline;
  readonly report: HiddenReport;
  /** The part that an id of the slide names. */
  readonly partOf: (id: string | undefined) => XmlElement | undefined;
}

const LONGEST_TITLE = 120;
/** Placeholders whose text is a list. */
const LISTS: ReadonlySet<string> = new Set(["body", "obj"]);

/** @returns the title of the slide, if it has one */
export function writeSlide({ parts, notes, number, blocks, report, partOf }: SlideOptions): string | undefined {
  const place: Locator = { kind: "slide", number };
  const content = shapesInReadingOrder(parts, report)
    .map((shape) => ({ shape, lines: linesOf(shape.element, lineOptions(shape, report)) }))
    .filter(({ shape, lines }) => lines.length > 0 || shape.element.name === "graphicFrame");
  const titled = content.find(({ shape }) => TITLES.has(shape.placeholder ?? "")) ?? titleByPosition(content[0]);
  const stated = titled?.lines.map(({ text }) => text).join(" ") ?? "";
  const title = blocks.heading(1, stated, place);
  if (title === "") {
    const lines = content.flatMap((each) => each.lines);
    blocks.heading(1, isChinese(lines) ? `第${number}页` : `Slide ${number}`, place);
  }
  for (const each of content) {
    if (each === titled) continue;
    for (const { text, depth, listed } of each.lines) {
      if (listed) blocks.item(depth, text, place);
      else blocks.paragraph(text, place);
    }
    writeTable(childOf(each.shape.element, "graphic", "graphicData", "tbl"));
    const drawings = elementsOf(childOf(each.shape.element, "graphic", "graphicData")).filter(isDrawing);
    for (const drawing of drawings) writeDrawing(drawing, { blocks, report, partOf, place });
  }
  writeNotes();

  /** A cell may have a ground by the style of its table. */
  function writeTable(table: XmlElement | undefined): void {
    if (table === undefined) return;
    const grid = gridBuilder();
    const isHeaded = ["1", "true"].includes(attribute(childOf(table, "tblPr"), "firstRow") ?? "");
    for (const [index, row] of elementsOf(table)
      .filter(({ name }) => name === "tr")
      .entries()) {
      const cells = elementsOf(row).filter(({ name }) => name === "tc");
      const own = cells.filter((cell) => !isCovered(cell));
      grid.add(
        own.map((cell) => ({
          text: linesOf(cell, { report, listed: false, onWhite: false })
            .map((line) => line.text)
            .join(" "),
          columns: Number(attribute(cell, "gridSpan") ?? "1") || 1,
          rows: Number(attribute(cell, "rowSpan") ?? "1") || 1,
          isStrong: isHeaded && index === 0,
        })),
      );
    }
    writeGrid(blocks, grid.finish(), 0, () => place);
  }

  function writeNotes(): void {
    const shapes = descendantsOf(childOf(notes, "cSld", "spTree"), "sp");
    const lines = shapes
      .filter((shape) => placeholderOf(shape) === "body")
      .flatMap((shape) => linesOf(shape, { report, listed: false, onWhite: true }));
    if (lines.length === 0) return;
    blocks.heading(2, isChinese(lines) ? "备注" : "Notes", place);
    for (const { text } of lines) blocks.paragraph(text, place);
  }

  return title === "" ? undefined : title;
}

/** By a merged cell beside or above it. */
function isCovered(cell: XmlElement): boolean {
  return attribute(cell, "hMerge") === "1" || attribute(cell, "vMerge") === "1";
}

function lineOptions({ placeholder, standsOnWhite }: Shape, report: HiddenReport) {
  return { report, listed: LISTS.has(placeholder ?? ""), onWhite: standsOnWhite };
}

/** A slide without a title has the line that stands highest, if it reads like one. */
function titleByPosition<Content extends { readonly shape: Shape; readonly lines: readonly Line[] }>(
  highest: Content | undefined,
): Content | undefined {
  const [line, another] = highest?.lines ?? [];
  if (highest?.shape.placeholder !== undefined || line === undefined || another !== undefined) return undefined;
  return line.text.length <= LONGEST_TITLE && !/[.。;；,，:：]$/.test(line.text.trim()) ? highest : undefined;
}

function isChinese(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => [...text].some((character) => isHan(character.charCodeAt(0))));
}
