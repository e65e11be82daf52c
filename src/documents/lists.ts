/**
 * Tells which numbered or marked paragraphs are items of one list, and what introduces it. Text without markup has only
 * the markers and the indents to tell.
 */

import { isWideEastAsian } from "../language/zh/han.ts";
import type { Marker, MarkerKind } from "./plain/plain-lines.ts";

export interface ListTracker {
  /** The block that an item needs to be understood: the item that it is inside of, or what introduces its list. */
  leadInOf(marker: Marker, indent: number, text: string): number | null;
  /** Tells whether a line without a marker is an item of the introduction above. */
  offerLine(text: string): OfferedLine | null;
  /** Must be told of each block that was written, by its index. */
  wroteItem(index: number, marker: Marker, indent: number, leadIn: number | null, text: string): void;
  /** @returns the block of the first such line, where this one shows that it was an item */
  wroteLine(index: number, text: string, offered: OfferedLine): number | null;
  wroteParagraph(index: number, text: string): void;
  /** @param index of its block */
  wroteHeading(index: number): void;
}

/** Paragraphs that may stand between two items of a bullet list: items are often explained in some. */
const LONGEST_INTERRUPTION = 6;

/** Longer "steps" are clauses, each of which says enough by itself. */
const LONGEST_STEP = 120;

/** The first of a few short numbered lines, which a heading such as "How to apply" introduces. */
export function isFirstStep(kind: MarkerKind, number: number | null, text: string): boolean {
  return number === 1 && text.length <= LONGEST_STEP && (kind === "number" || kind === "step" || kind === "circled");
}

interface OpenItem {
  readonly index: number;
  readonly indent: number;
}

interface OpenList {
  readonly leadIn: number | null;
  readonly number: number | null;
  readonly last: number;
}

export function listTracker(): ListTracker {
  const lists = new Map<MarkerKind, OpenList>();
  /** The items that directly precede, each inside of the one before it. */
  let items: OpenItem[] = [];
  let introduction: number | null = null;
  /** Its own marker, where the introduction is an item: what has the next number stands beside it. */
  let introducing: Marker | null = null;
  /** The paragraph just above: boxes are ticked for it, whatever it ends with. */
  let above: number | null = null;
  /** The heading just above: numbered steps under it are its own. */
  let heading: number | null = null;
  const lines = introducedLines();
  let next = 0;

  return {
    offerLine: lines.offer,
    leadInOf({ kind, number }, indent, text) {
      while ((items.at(-1)?.indent ?? -1) >= indent) items.pop();
      const parent = items.at(-1);
      if (parent !== undefined && parent.indent + 1 < indent) return parent.index;
      const isBeside = introducing !== null && introducing.kind === kind && number === (introducing.number ?? 0) + 1;
      if (introduction !== null && !isBeside) return introduction;
      if (heading !== null && isFirstStep(kind, number, text)) return heading;
      if (kind === "box" && above !== null) return above;
      const list = lists.get(kind);
      if (list === undefined) return null;
      const follows =
        number === null ? next - list.last <= LONGEST_INTERRUPTION + 1 : number === (list.number ?? 0) + 1;
      return follows ? list.leadIn : null;
    },
    wroteItem(index, marker, indent, leadIn, text) {
      const { kind, number } = marker;
      next = index + 1;
      items.push({ index, indent });
      lists.set(kind, { leadIn, number, last: index });
      introduction = introducesList(text) ? index : null;
      introducing = introduction !== null && number !== null ? marker : null;
      above = null;
      heading = null;
      lines.end();
    },
    wroteLine(index, text, offered) {
      next = index + 1;
      items = [];
      above = index;
      heading = null;
      introduction = null;
      introducing = null;
      return lines.wroteLine(index, text, offered);
    },
    wroteParagraph(index, text) {
      next = index + 1;
      items = [];
      above = index;
      heading = null;
      lines.wroteParagraph(index, text);
      introduction = introducesList(text) ? index : null;
      introducing = null;
    },
    wroteHeading(index) {
      next = index + 1;
      heading = index;
      lines.end();
      items = [];
      introduction = null;
      introducing = null;
      above = null;
      lists.clear();
    },
  };
}

/** A line without a mark, which may be either: an item, or the first line of which only the next one tells. */
export interface OfferedLine {
  readonly is: "item" | "first";
  /** The introduction. */
  readonly leadIn: number;
}

interface IntroducedLines {
  offer(text: string): OfferedLine | null;
  /** @returns the block of the first line, where this line shows that it was an item */
  wroteLine(index: number, text: string, offered: OfferedLine): number | null;
  /** Must be told of each other paragraph. */
  wroteParagraph(index: number, text: string): void;
  end(): void;
}

/** Columns; a Chinese character takes two. Longer lines are running text. */
const WIDEST = 80;
const WIDEST_CLAUSE = 240;
const MOST_LINES = 40;
const STOP = /[.。!！?？]["'”’)）]*$/u;
const GOES_ON = /[;；]$/u;

/**
 * Short lines under an introduction are its items, though nothing marks them: opening hours one below the other,
 * duties that end with semicolons. One short line alone may as well be a title; what reads as running text ends them.
 */
export function introducedLines(): IntroducedLines {
  let open: { readonly index: number; lines: number; clauses: number; first: number | null } | null = null;
  return {
    offer(text) {
      const line = text.trim();
      if (open === null || open.lines >= MOST_LINES || !/[\p{L}\p{N}]/u.test(line) || introducesList(line)) return null;
      const item: OfferedLine = { is: "item", leadIn: open.index };
      if (GOES_ON.test(line)) return widthOf(line) <= WIDEST_CLAUSE ? item : null;
      // "…; and …." ends a list of clauses; a sentence alone is running text.
      if (STOP.test(line)) return open.clauses > 0 && widthOf(line) <= WIDEST_CLAUSE ? item : null;
      if (widthOf(line) > WIDEST) return null;
      return open.lines > 0 ? item : { ...item, is: "first" };
    },
    wroteLine(index, text, { is }) {
      if (open === null) return null;
      open.lines += 1;
      if (is === "first") {
        open.first = index;
        return null;
      }
      const { first } = open;
      open.first = null;
      if (GOES_ON.test(text)) open.clauses += 1;
      if (STOP.test(text)) open = null;
      return first;
    },
    wroteParagraph(index, text) {
      open = introducesList(text) ? { index, lines: 0, clauses: 0, first: null } : null;
    },
    end() {
      open = null;
    },
  };
}

function widthOf(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index += 1) if (isWideEastAsian(text.charCodeAt(index))) width += 1;
  return width;
}

const COLON = /[:：]["'”’)）]*$/;
const PROMISE = /\b(?:as follows|(?:the|these) following|following (?:are|is))\b|如下|下列|以下/i;
/**
 * Longer than "shall meet each of the following conditions and requirements"; promises further back are about the text.
 */
const LAST_WORDS = 60;

/**
 * Tells whether a paragraph introduces the list after it. "The plan has four safeguards:" is half of what each of the
 * four items says, so an item keeps a pointer to it. A paragraph that merely comes before a list is none: it ends with
 * a colon, or its last words promise what follows.
 */
export function introducesList(paragraph: string): boolean {
  if (COLON.test(paragraph.slice(-8))) return true;
  const lastSentence =
    paragraph
      .slice(-LAST_WORDS)
      .replace(/[.。]$/, "")
      .split(/[.!?。！？]/)
      .at(-1) ?? "";
  return PROMISE.test(lastSentence);
}
