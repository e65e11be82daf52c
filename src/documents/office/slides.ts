/**
 * Reads PowerPoint files (.pptx) from their XML: a slide is a section with its title, its text in the order in which it
 * is read, and the speaker's notes under a heading of their own.
 */

import { DocketError } from "../../errors.ts";
import { isHan } from "../../language/zh/han.ts";
import type { Locator } from "../document.ts";
import { mathText } from "../formula-text.ts";
import { type HiddenReport, hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { type Outline, outline } from "../outline.ts";
import type { Reader } from "../read.ts";
import { type Script, type ScriptRun, scriptText } from "../script-signs.ts";
import { gridBuilder, writeGrid } from "../tables/table-blocks.ts";
import { isDrawing, writeDrawing } from "./drawings.ts";
import {
  isWhiteFill,
  placeholderOf,
  type Shape,
  type SlideParts,
  shapesInReadingOrder,
  TITLES,
} from "./slides-shapes.ts";
import { isSymbolFont, symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "./symbol-fonts.ts";
import { attribute, childOf, descendantsOf, elementsOf, textOf, type XmlElement } from "./xml.ts";

export function slidesReader(): Reader {
  return {
    format: "pptx",
    extensions: [".pptx", ".pptm", ".ppsx", ".potx"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { mainPart, openOfficePackage, propertiesOf } = await import("./office-package.ts");
      const { attribute, childOf, elementsOf, relationshipId } = await import("./xml.ts");
      const file = openOfficePackage(bytes);
      const main = mainPart(file, "ppt/presentation.xml");
      const presentation = file.tree(main);
      if (presentation === undefined) {
        throw new DocketError("document", "no slides in it: open it in PowerPoint and save it again as .pptx");
      }
      const size = childOf(presentation, "sldSz");
      const page = { width: Number(attribute(size, "cx") ?? 0), height: Number(attribute(size, "cy") ?? 0) };
      const links = file.relationships(main);
      const report = hiddenReport();
      const blocks = outline();
      /** Layouts and masters are behind many slides. */
      const trees = new Map<string, XmlElement | undefined>();
      const kept = (part: string | undefined) => {
        if (part === undefined) return undefined;
        if (!trees.has(part)) trees.set(part, file.tree(part));
        return trees.get(part);
      };
      let firstTitle: string | undefined;
      for (const [index, entry] of elementsOf(childOf(presentation, "sldIdLst")).entries()) {
        const part = links.find(({ id }) => id === relationshipId(entry))?.target;
        const slide = file.tree(part);
        if (part === undefined || slide === undefined) continue;
        if (["0", "false"].includes(attribute(slide, "show") ?? "")) {
          report.add("a hidden slide");
          continue;
        }
        const behind = (from: string | undefined, type: string) =>
          from === undefined ? undefined : file.relationships(from).find((each) => each.type === type)?.target;
        const layout = behind(part, "slideLayout");
        const master = behind(layout, "slideMaster");
        const parts = { slide, layout: kept(layout), master: kept(master), page };
        const notes = file.tree(behind(part, "notesSlide"));
        const own = file.relationships(part);
        const partOf = (id: string | undefined) => file.tree(own.find((each) => each.id === id)?.target);
        const title = writeSlide({ parts, notes, number: index + 1, blocks, report, partOf });
        if (index === 0) firstTitle = title;
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const properties = propertiesOf(file);
      const title = firstTitle ?? properties.title;
      const facts = title === undefined ? properties : { ...properties, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

interface SlideOptions {
  readonly parts: SlideParts;
  readonly notes: XmlElement | undefined;
  /** Number from 1. */
  readonly number: number;
  readonly blocks: Outline;
  readonly report: HiddenReport;
  /** The part that an id of the slide names. */
  readonly partOf: (id: string | undefined) => XmlElement | undefined;
}

const LONGEST_TITLE = 120;
/** Placeholders whose text is a list. */
const LISTS: ReadonlySet<string> = new Set(["body", "obj"]);

/**
 * One slide -> blocks: its title as a heading, its text, lists and tables, and the speaker's notes under their own.
 * @returns the title of the slide, if it has one
 */
function writeSlide({ parts, notes, number, blocks, report, partOf }: SlideOptions): string | undefined {
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

/** True if covered by a merged cell beside or above it. */
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

interface Line {
  readonly text: string;
  /** 0 for the outermost list. */
  readonly depth: number;
  readonly listed: boolean;
}

interface LineOptions {
  readonly report: HiddenReport;
  /** True if the text is part of a list unless it says otherwise, as in the body of a slide. */
  readonly listed: boolean;
  /** True if white text cannot be seen here. */
  readonly onWhite: boolean;
}

/** Hundredths of a point. */
const TINY_BELOW = 200;
const DEEPEST = 8;
/** Thousandths of a percent: what is fainter cannot be seen. */
const FAINT_BELOW = 5_000;

/**
 * The paragraphs of a shape, a cell or the notes of a slide: their text as it is seen, their depth, their numbers.
 * @param shape with a `txBody`
 */
function linesOf(shape: XmlElement, { report, listed, onWhite }: LineOptions): readonly Line[] {
  const counts: number[] = [];
  return elementsOf(childOf(shape, "txBody")).flatMap((paragraph) => {
    const text = paragraph.name === "p" ? runsOf(paragraph, report, onWhite) : "";
    if (text.trim() === "") return [];
    const properties = childOf(paragraph, "pPr");
    const depth = Math.min(DEEPEST, Math.max(0, Number(attribute(properties, "lvl") ?? "0") || 0));
    counts.length = Math.min(counts.length, depth + 1);
    const numbered = childOf(properties, "buAutoNum");
    const marked = numbered ?? childOf(properties, "buChar") ?? childOf(properties, "buBlip");
    const inList = marked !== undefined || (listed && childOf(properties, "buNone") === undefined);
    if (numbered === undefined) return [{ text, depth, listed: inList }];
    const count = (counts[depth] ?? Number(attribute(numbered, "startAt") ?? "1") - 1) + 1;
    counts[depth] = count;
    return [{ text: `${count}. ${text}`, depth, listed: true }];
  });
}

function runsOf(paragraph: XmlElement, report: HiddenReport, onWhite: boolean): string {
  const visible = (run: XmlElement): string => {
    const text = textOf(childOf(run, "t"));
    const properties = childOf(run, "rPr");
    const reason = reasonToHide(properties, onWhite);
    if (reason !== undefined) {
      if (text.trim() !== "") report.add(reason);
      return "";
    }
    const signs = symbolText(text, fontOf(properties));
    if (signs.includes(UNKNOWN_SIGN) && !text.includes(UNKNOWN_SIGN)) report.note(UNKNOWN_SIGNS);
    return signs;
  };
  const runs: ScriptRun[] = [];
  const add = (element: XmlElement | undefined): void => {
    switch (element?.name) {
      case "br":
        runs.push({ text: " ", script: null });
        break;
      case "r":
      case "fld":
        runs.push({ text: visible(element), script: scriptOf(childOf(element, "rPr")) });
        break;
      case "m":
        runs.push({ text: mathText(element, { before: scriptText(runs), runText: visible }), script: null });
        break;
      // A formula, and the picture of it for older programs.
      case "AlternateContent":
        for (const child of elementsOf(elementsOf(element)[0])) add(child);
        break;
      default:
    }
  };
  for (const child of elementsOf(paragraph)) add(child);
  return scriptText(runs);
}

/** Thousandths of a percent of the size by which the text is raised. */
function scriptOf(properties: XmlElement | undefined): Script | null {
  const baseline = Number(attribute(properties, "baseline") ?? "0");
  return baseline > 0 ? "raised" : baseline < 0 ? "lowered" : null;
}

function fontOf(properties: XmlElement | undefined): string | undefined {
  const fonts = ["sym", "latin"].map((name) => attribute(childOf(properties, name), "typeface"));
  return fonts.find(isSymbolFont);
}

function reasonToHide(properties: XmlElement | undefined, onWhite: boolean): string | undefined {
  if (Number(attribute(properties, "sz") ?? TINY_BELOW) < TINY_BELOW) return "text too small to be read";
  if (childOf(properties, "noFill") !== undefined) return "text without a colour";
  const fill = childOf(properties, "solidFill");
  const opacity = attribute(childOf(elementsOf(fill)[0], "alpha"), "val");
  if (opacity !== undefined && Number(opacity) < FAINT_BELOW) return "text that cannot be seen";
  if (onWhite && isWhiteFill(fill) && childOf(properties, "highlight") === undefined) return "white text";
  const strike = attribute(properties, "strike") ?? "noStrike";
  return strike === "noStrike" ? undefined : "struck-out text";
}
