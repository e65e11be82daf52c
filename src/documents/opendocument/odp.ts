/** Reads slides of OpenDocument (.odp): each slide under its title, with the speaker's notes under their own heading. */

import { DocketError } from "../../errors.ts";
import { isHan } from "../../language/zh/han.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { attribute, childOf, elementsOf, textOf, type XmlElement } from "../office/xml.ts";
import type { Reader } from "../read.ts";
import { odfParagraph } from "./odf.ts";
import { type OdfWriting, writeOdf } from "./odt.ts";

export function odpReader(): Reader {
  return {
    format: "odp",
    extensions: [".odp", ".otp"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { hiddenReport } = await import("../hidden-report.ts");
      const { attribute, childOf, elementsOf, parseXml } = await import("../office/xml.ts");
      const { outline } = await import("../outline.ts");
      const { bodyOf } = await import("./odt.ts");
      const { CONTENT_PART, openOdf, readOdfStyles } = await import("./odf.ts");
      const file = openOdf(bytes);
      const content = parseXml(file.content, CONTENT_PART);
      const body = bodyOf(content, "presentation");
      if (body === undefined) throw new DocketError("document", "no slides in it: save it again as .odp");
      const styles = readOdfStyles([
        childOf(content, "automatic-styles"),
        childOf(file.styles, "styles"),
        childOf(content, "font-face-decls"),
      ]);
      const report = hiddenReport();
      const { object } = file;
      const blocks = outline();
      let firstTitle: string | undefined;
      const pages = elementsOf(body).filter(({ name }: XmlElement) => name === "page");
      for (const [index, page] of pages.entries()) {
        if (styles.isHidden(attribute(page, "style-name"))) {
          report.add("a hidden slide");
          continue;
        }
        const place = { kind: "slide", number: index + 1 } as const;
        const writing: OdfWriting = {
          styles,
          report,
          object,
          blocks,
          place,
          counters: new Map(),
          hasHeadings: true,
          title: undefined,
        };
        const title = writeOdfSlide(page, writing, index + 1);
        if (index === 0) firstTitle = title;
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const title = firstTitle ?? file.facts.title;
      const facts = title === undefined ? file.facts : { ...file.facts, title };
      return { text, blocks: written, facts, warnings: [...report.warnings(), ...warnings] };
    },
  };
}

const TITLES = new Set(["title", "subtitle"]);
/** Placeholders that repeat on each slide. */
const REPEATED = new Set(["page-number", "date-time", "footer", "header", "page"]);
/** Centimetres: shapes that stand about as high as each other are read from left to right. */
const SAME_HEIGHT = 0.5;

/**
 * One slide of OpenDocument -> blocks, from top to bottom and from left to right.
 * @returns the title of the slide, if it has one
 */
function writeOdfSlide(page: XmlElement, writing: OdfWriting, number: number): string | undefined {
  const { blocks, place } = writing;
  const shapes = elementsOf(page).filter(
    (shape) => shape.name !== "notes" && !REPEATED.has(attribute(shape, "class") ?? ""),
  );
  const titled = shapes.find((shape) => attribute(shape, "class") === "title" && textIn(shape, writing) !== "");
  const stated = titled === undefined ? "" : textIn(titled, writing);
  if (stated !== "") blocks.heading(1, stated, place);
  else blocks.heading(1, isChinese(textOf(page)) ? `第${number}页` : `Slide ${number}`, place);
  for (const shape of shapes.filter((each) => each !== titled).toSorted(inReadingOrder)) writeShape(shape, writing);
  const notes = elementsOf(childOf(page, "notes")).filter((shape) => attribute(shape, "class") === "notes");
  if (notes.some((shape) => textOf(shape).trim() !== "")) {
    blocks.heading(2, isChinese(notes.map((shape) => textOf(shape)).join("")) ? "备注" : "Notes", place);
    writeOdf(notes, {}, writing);
  }
  return stated === "" ? undefined : stated;
}

/** A table stands in a frame, with a picture of it for other programs. */
function writeShape(shape: XmlElement, writing: OdfWriting): void {
  const table = shape.name === "frame" ? childOf(shape, "table") : undefined;
  if (
    shape.name === "frame" &&
    (childOf(shape, "object") ?? childOf(shape, "object-ole")) !== undefined &&
    table === undefined
  ) {
    writing.report.add("an object such as a chart");
    return;
  }
  // Text of a shape counts as shaded: shapes are filled by styles that this reader does not follow, and white text on a dark
  // fill is seen.
  const look = { shaded: true };
  if (table !== undefined) writeOdf([table], look, writing);
  else if (TITLES.has(attribute(shape, "class") ?? "")) writing.blocks.paragraph(textIn(shape, writing), writing.place);
  else writeOdf(elementsOf(shape), look, writing);
}

function textIn(shape: XmlElement, writing: OdfWriting): string {
  const paragraphs = elementsOf(childOf(shape, "text-box") ?? shape).filter(({ name }) => name === "p" || name === "h");
  return paragraphs
    .flatMap((paragraph) => odfParagraph(paragraph, { shaded: true }, writing).lines)
    .join(" ")
    .trim();
}

function inReadingOrder(one: XmlElement, other: XmlElement): number {
  const [top, otherTop] = [positionOf(one, "y"), positionOf(other, "y")];
  return Math.abs(top - otherTop) > SAME_HEIGHT ? top - otherTop : positionOf(one, "x") - positionOf(other, "x");
}

/** Position in centimetres, or in whatever the whole file uses. */
function positionOf(shape: XmlElement, name: "x" | "y"): number {
  const inside = elementsOf(shape).map((child) => Number.parseFloat(attribute(child, name) ?? ""));
  const own = Number.parseFloat(attribute(shape, name) ?? "");
  return Number.isNaN(own) ? Math.min(...inside.filter((each) => !Number.isNaN(each)), 1e6) : own;
}

function isChinese(text: string): boolean {
  return [...text].some((character) => isHan(character.charCodeAt(0)));
}
