/**
 * The lines of a page -> blocks. Pages often number their parts in plain paragraphs (一、…, （一）…), so these become
 * headings and items as they do in plain text.
 */

import { type BlockWriter, blockWriter, type Piece } from "../block-writer.ts";
import { listTracker } from "../lists.ts";
import { headingLevel, type Marker, markerOf, plainLines } from "../plain/plain-lines.ts";
import { toolsInside } from "./chrome-forms.ts";
import type { HtmlLine } from "./html-line.ts";

/** Headings of HTML have levels 1 to 6; those told by their numbers stand below all of them. */
const LOWEST_OF_HTML = 6;

/** A line of links is the site's, also below an introduction. */
const MOSTLY_LINKS = 0.5;

export function writeHtmlLines(lines: readonly HtmlLine[], title?: string): ReturnType<BlockWriter["finish"]> {
  const writer = blockWriter();
  const written = new Map<HtmlLine, number>();
  const headings: { readonly level: number; readonly text: string }[] = [];
  const lists = listTracker();
  let untitled = title;

  for (const line of lines) {
    const level = levelOf(line);
    const marker = level === null && line.kind === "paragraph" ? numberOf(line.text) : undefined;
    if (level !== null) while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
    const given = line.leadIn === null ? null : (written.get(line.leadIn) ?? null);
    const isPlain = level === null && line.kind === "paragraph" && marker === undefined && given === null;
    const offered = isPlain && line.linked < MOSTLY_LINKS ? lists.offerLine(line.text) : null;
    const isLine = offered?.is === "item";
    const told = marker === undefined ? (isLine ? offered.leadIn : null) : lists.leadInOf(marker, 0, line.text);
    const leadIn = given ?? told;
    const text = writer.add({
      kind: level !== null ? "heading" : marker !== undefined || isLine ? "list-item" : line.kind,
      pieces: withoutTools(line),
      section: headings.map((heading) => heading.text),
      leadIn,
      ...(line.group === null ? {} : { group: line.group }),
    });
    if (text === "") continue;
    const index = writer.count - 1;
    written.set(line, index);
    if (level !== null) {
      headings.push({ level, text });
      lists.wroteHeading(index);
    } else if (marker !== undefined) lists.wroteItem(index, marker, 0, leadIn, text);
    else if (offered !== null) {
      const first = lists.wroteLine(index, text, offered);
      if (first !== null) writer.makeItem(first, offered.leadIn);
    } else lists.wroteParagraph(index, text);
  }
  return writer.finish();

  /** The level of a heading, or null. Many pages have their title in a plain element. */
  function levelOf({ kind, level, text }: HtmlLine): number | null {
    if (untitled !== undefined && text === untitled && kind !== "code") {
      untitled = undefined;
      return 1;
    }
    if (kind === "heading") return level;
    const [plain] = kind === "paragraph" ? plainLines(text) : [];
    const told = plain === undefined ? null : headingLevel(plain, false);
    return told === null ? null : LOWEST_OF_HTML + told;
  }
}

/** Bullets are drawn by lists; in a paragraph only a number or a box makes an item. */
function numberOf(text: string): Marker | undefined {
  const marker = markerOf(text.slice(0, 80));
  return marker?.number === null && marker.kind !== "box" ? undefined : marker;
}

/** A line of facts without the tools in it, which may go over several pieces. */
function withoutTools({ pieces, text, kind }: HtmlLine): readonly Piece[] {
  if (kind === "code" || toolsInside(text).length === 0) return pieces;
  const whole = pieces
    .map((piece) => piece.text)
    .join("")
    .replace(/\s/g, " ");
  const tools = toolsInside(whole);
  const kept: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    let from = 0;
    for (const { start, end } of tools) {
      const [cutFrom, cutTo] = [start - at, end - at].map((offset) =>
        Math.min(Math.max(offset, from), piece.text.length),
      );
      if (cutFrom === undefined || cutTo === undefined || cutTo <= cutFrom) continue;
      kept.push(slice(piece, from, cutFrom));
      from = cutTo;
    }
    kept.push(slice(piece, from, piece.text.length));
    at += piece.text.length;
  }
  return kept;
}

function slice({ text, source }: Piece, from: number, to: number): Piece {
  return { text: text.slice(from, to), source: source === null ? null : source + from };
}
