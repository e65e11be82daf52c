/**
 * Short lines under an introduction are its items, though nothing marks them: opening hours one below the other, duties
 * that end with semicolons. One short line alone may as well be a title; what reads as running text ends them.
 */

import { isWideEastAsian } from "../language/zh/han.ts";
import { introducesList } from "./lead-in.ts";

/** What a line without a mark may be: an item, or the first line of which only the next one tells. */
export interface OfferedLine {
  readonly is: "item" | "first";
  /** The introduction. */
  readonly leadIn: number;
}

export interface IntroducedLines {
  offer(text: string): OfferedLine | null;
  /** @returns the block of the first line, where this line shows that it was an item */
  wroteLine(index: number, text: string, offered: OfferedLine): number | null;
  /** To be told of each other paragraph. */
  wroteParagraph(index: number, text: string): void;
  end(): void;
}

/** Columns; a Chinese character takes two. Longer lines are running text. */
const WIDEST = 80;
const WIDEST_CLAUSE = 240;
const MOST_LINES = 40;
const STOP = /[.。!！?？]["'”’)）]*$/u;
const GOES_ON = /[;；]$/u;

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
