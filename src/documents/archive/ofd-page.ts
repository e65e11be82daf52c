/**
 * The text objects of a page of an OFD file -> its lines. Each object has a place on the page and an advance for each letter;
 * objects on one line of writing belong together, in the order in which they were drawn. GB/T 33190-2016, 11
 */

import type { HiddenReport } from "../hidden-report.ts";
import { attribute, elementsOf, textOf, type XmlElement } from "../office/xml.ts";

/** In millimetres. */
export interface OfdLine {
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

/** @param colors of drawing parameters by their id, which objects refer to */
export function linesOn(page: XmlElement, report: HiddenReport): OfdLine[] {
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

/** How much larger than its number the type is drawn. */
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
