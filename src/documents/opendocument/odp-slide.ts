/** One slide of OpenDocument -> blocks, from top to bottom and from left to right. */

import { isHan } from "../../language/zh/han.ts";
import { attribute, childOf, elementsOf, textOf, type XmlElement } from "../office/xml.ts";
import { type OdfWriting, writeOdf } from "./odf-blocks.ts";
import { odfParagraph } from "./odf-text.ts";

const TITLES = new Set(["title", "subtitle"]);
/** Placeholders that repeat on each slide. */
const REPEATED = new Set(["page-number", "date-time", "footer", "header", "page"]);
/** Centimetres: shapes that stand about as high as each other are read from left to right. */
const SAME_HEIGHT = 0.5;

/** @returns the title of the slide, if it has one */
export function writeOdfSlide(page: XmlElement, writing: OdfWriting, number: number): string | undefined {
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

/** In centimetres, or in whatever the whole file uses. */
function positionOf(shape: XmlElement, name: "x" | "y"): number {
  const inside = elementsOf(shape).map((child) => Number.parseFloat(attribute(child, name) ?? ""));
  const own = Number.parseFloat(attribute(shape, name) ?? "");
  return Number.isNaN(own) ? Math.min(...inside.filter((each) => !Number.isNaN(each)), 1e6) : own;
}

function isChinese(text: string): boolean {
  return [...text].some((character) => isHan(character.charCodeAt(0)));
}
