/**
 * Reads OFD, the fixed layout of Chinese administrations: the text of its pages in the order in which it was drawn, lines put
 * together to paragraphs where they fill the page, gaps in a line taken for columns.
 */

import { DocketError } from "../../errors.ts";
import { joinsWithoutSpace } from "../../language/zh/han.ts";
import { flow } from "../flow.ts";
import { type HiddenReport, hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { attribute, elementsOf, textOf, type XmlElement } from "../office/xml.ts";
import type { Reader } from "../read.ts";

const MOST_PAGES = 2_000;
/** A line that ends closer to the edge than so many letters goes on in the next one. */
const RAGGED = 1.6;
/** A title is set larger than the text by this. */
const LARGER = 1.25;
const SAVE_AS = "save it as .pdf";

export function ofdReader(): Reader {
  return {
    format: "ofd",
    extensions: [".ofd"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openOfficePackage } = await import("../office/office-package.ts");
      const { attribute, childOf, descendantsOf, textOf } = await import("../office/xml.ts");
      const { tree } = openOfficePackage(bytes);
      const root = tree("OFD.xml");
      const main = partPath("", textOf(descendantsOf(root, "DocRoot")[0]));
      const document = tree(main);
      if (root === undefined || document === undefined)
        throw new DocketError("document", `a damaged OFD file: ${SAVE_AS}`);
      const report = hiddenReport();
      const pages: OfdLine[][] = [];
      for (const page of descendantsOf(childOf(document, "Pages"), "Page").slice(0, MOST_PAGES)) {
        const content = tree(partPath(main, attribute(page, "BaseLoc") ?? ""));
        pages.push(content === undefined ? [] : linesOn(content, report).filter(({ cells }) => cells.length > 0));
      }
      if (pages.every((lines) => lines.length === 0)) {
        throw new DocketError("document", `no text on ${pages.length} pages (scanned?): run OCR first`);
      }
      const blocks = flow();
      const usual = usualSize(pages.flat());
      let title: string | undefined;
      for (const [index, lines] of pages.entries()) {
        const place = { kind: "page", number: index + 1 } as const;
        for (const { text, cells, size } of paragraphsOf(lines)) {
          const isTitle = cells.length === 1 && size > usual * LARGER && text.length <= 120;
          if (isTitle && title === undefined) title = text;
          if (cells.length > 1) blocks.add({ kind: "row", cells }, place);
          else blocks.add(isTitle ? { kind: "heading", level: 1, text } : { kind: "paragraph", text }, place);
        }
      }
      const { text, blocks: written, warnings } = blocks.finish();
      const named = textOf(descendantsOf(root, "Title")[0]).replace(/\s+/g, " ").trim().slice(0, 300).toWellFormed();
      const stated = title ?? (named === "" ? undefined : named);
      return {
        text,
        blocks: written,
        facts: stated === undefined ? {} : { title: stated },
        warnings: [...report.warnings(), ...warnings],
      };
    },
  };
}

/** Parts are named from the folder of the one that names them, or from the top with a slash before. */
function partPath(from: string, name: string): string {
  const own = name.trim();
  const steps = own.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of own.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** The size in which most letters are set. */
function usualSize(lines: readonly OfdLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, cells } of lines) {
    const rounded = Math.round(size * 10) / 10;
    letters.set(rounded, (letters.get(rounded) ?? 0) + cells.join("").length);
  }
  return [...letters].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

interface Paragraph {
  readonly text: string;
  readonly cells: readonly string[];
  readonly size: number;
}

function paragraphsOf(lines: readonly OfdLine[]): Paragraph[] {
  const right = lines.reduce((most, line) => Math.max(most, line.right), 0);
  const left = lines.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY);
  const paragraphs: Paragraph[] = [];
  let before: OfdLine | undefined;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const text = line.cells.join(" ");
    const goesOn =
      before !== undefined &&
      before.cells.length === 1 &&
      line.cells.length === 1 &&
      Math.abs(before.size - line.size) < line.size * 0.1 &&
      before.right > right - before.size * RAGGED &&
      line.left < left + line.size * RAGGED &&
      right - left > line.size * 12;
    if (goesOn && last !== undefined) {
      const whole = `${last.text}${joinsWithoutSpace(last.text, text) ? "" : " "}${text}`;
      paragraphs[paragraphs.length - 1] = { ...last, text: whole, cells: [whole] };
    } else paragraphs.push({ text, cells: line.cells, size: line.size });
    before = line;
  }
  return paragraphs;
}

/** A line, measured in millimetres. */
interface OfdLine {
  readonly cells: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly size: number;
}

interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
}

const MOST_PIECES = 200_000;
/** Sizes of type, up to which a gap is between two words, and from which on it is between two columns. */
const WORD_GAP = 0.25;
const COLUMN_GAP = 1.8;
/** Share of the size by which pieces of a line stand higher or lower. */
const SAME_LINE = 0.4;
const SMALLEST = 0.7;

/**
 * The text objects of a page of an OFD file -> its lines. Each object has a place on the page and an advance for each
 * letter; objects on one line of writing belong together, in the order in which they were drawn. GB/T 33190-2016, 11
 * @param colors of drawing parameters by their id, which objects refer to
 */
function linesOn(page: XmlElement, report: HiddenReport): OfdLine[] {
  const pieces: Piece[] = [];
  collect(page, pieces, report, 0);
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const [first] = last ?? [];
    const isSame =
      first !== undefined && Math.abs(first.base - piece.base) <= Math.max(first.size, piece.size) * SAME_LINE;
    if (last !== undefined && isSame && !goesBack(last, piece)) last.push(piece);
    else lines.push([piece]);
  }
  return lines.map(lineOf);
}

/** Text drawn over that of the same line stands beside or on it: another column, drawn anew. */
function goesBack(line: readonly Piece[], { left, size }: Piece): boolean {
  return left < (line.at(-1)?.left ?? 0) - size;
}

function lineOf(pieces: readonly Piece[]): OfdLine {
  const cells = [""];
  let right = pieces[0]?.left ?? 0;
  for (const { text, left, right: end, size } of pieces) {
    const gap = left - right;
    const last = cells.at(-1) ?? "";
    if (gap > size * COLUMN_GAP && last.trim() !== "") cells.push(text);
    else
      cells[cells.length - 1] = `${last}${gap > size * WORD_GAP && last !== "" && !/\s$/.test(last) ? " " : ""}${text}`;
    right = Math.max(right, end);
  }
  const sizes = pieces.map(({ size }) => size);
  return {
    cells: cells.map((cell) => cell.trim()).filter((cell) => cell !== ""),
    left: pieces[0]?.left ?? 0,
    right,
    size: Math.max(...sizes.slice(0, 1_000)),
  };
}

function collect(element: XmlElement, pieces: Piece[], report: HiddenReport, depth: number): void {
  for (const child of elementsOf(element)) {
    if (pieces.length >= MOST_PIECES) return;
    if (child.name !== "TextObject") {
      const isPart = /^(?:Page|Content|Layer|PageBlock|Template)$/.test(child.name);
      if (isPart && attribute(child, "Visible") !== "false" && depth < 50) collect(child, pieces, report, depth + 1);
      continue;
    }
    const reason = reasonToHide(child);
    const found = piecesOf(child);
    if (reason === undefined) pieces.push(...found);
    else if (found.some(({ text }) => text.trim() !== "")) report.add(reason);
  }
}

function reasonToHide(object: XmlElement): string | undefined {
  if (attribute(object, "Visible") === "false") return "hidden text";
  if (numbers(attribute(object, "Alpha") ?? "255")[0] === 0) return "text that is see-through";
  if (attribute(object, "Fill") === "false" && attribute(object, "Stroke") !== "true") return "invisible text";
  const size = Number(attribute(object, "Size") ?? 0) * scaleOf(object);
  if (size > 0 && size < SMALLEST) return "tiny text";
  const color = elementsOf(object).find(({ name }) => name === "FillColor");
  const value = numbers(attribute(color, "Value") ?? "");
  const isGiven = color !== undefined && attribute(color, "ColorSpace") === undefined && value.length >= 3;
  if (numbers(attribute(color, "Alpha") ?? "255")[0] === 0) return "text that is see-through";
  return isGiven && value.slice(0, 3).every((part) => part >= 0xf8) ? "white text" : undefined;
}

/** Factor by which the type is drawn larger than its number. */
function scaleOf(object: XmlElement): number {
  const [a = 1, , , d = 1] = numbers(attribute(object, "CTM") ?? "");
  return Math.abs(d) || Math.abs(a) || 1;
}

function piecesOf(object: XmlElement): Piece[] {
  const [x = 0, y = 0] = numbers(attribute(object, "Boundary") ?? "");
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(attribute(object, "CTM") ?? "");
  const size = Number(attribute(object, "Size") ?? 4) || 4;
  const pieces: Piece[] = [];
  let [codeX, codeY] = [0, 0];
  for (const code of elementsOf(object)) {
    if (code.name !== "TextCode") continue;
    const text = textOf(code);
    codeX = Number(attribute(code, "X") ?? codeX) || 0;
    codeY = Number(attribute(code, "Y") ?? codeY) || 0;
    const advances = deltas(attribute(code, "DeltaX") ?? "");
    const width = advances.slice(0, Math.max(0, text.length - 1)).reduce((sum, advance) => sum + advance, 0) + size;
    const [left, base] = [x + a * codeX + c * codeY + e, y + b * codeX + d * codeY + f];
    pieces.push({ text, left, right: left + width * Math.abs(a || 1), base, size: size * scaleOf(object) });
  }
  return pieces;
}

/** `g 3 4.2 5` is 4.2 three times, then 5. */
function deltas(text: string): number[] {
  const parts = text.slice(0, 100_000).split(/\s+/);
  const found: number[] = [];
  for (let index = 0; index < parts.length && found.length < 20_000; index += 1) {
    if (parts[index] === "g") {
      const count = Math.min(20_000, Number(parts[index + 1]) || 0);
      for (let time = 0; time < count; time += 1) found.push(Number(parts[index + 2]) || 0);
      index += 2;
    } else if (parts[index] !== "") found.push(Number(parts[index]) || 0);
  }
  return found;
}

function numbers(text: string): number[] {
  return text
    .trim()
    .split(/\s+/)
    .slice(0, 12)
    .filter((part) => part !== "")
    .map((part) => Number(part) || 0);
}
