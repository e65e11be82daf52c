/**
 * Short lines under an introduction are its items, though nothing marks them: opening hours one below the other, duties
 * that end with semicolons. What reads as running text ends them.
 */

import { isWideEastAsian } from "./han.ts";
import { introducesList } from "./lead-in.ts";

export interface IntroducedLines {
  /** The introduction that a line without a mark is an item of, or null. */
  leadInOf(text: string): number | null;
  /** To be told of each paragraph, and of each line that was taken for an item. */
  wroteParagraph(index: number, text: string): void;
  wroteLine(text: string): void;
  end(): void;
}

/** Columns; a Chinese character takes two. Longer lines are running text. */
const WIDEST = 80;
const WIDEST_CLAUSE = 240;
const MOST_LINES = 40;
const STOP = /[.。!！?？]["'”’)）]*$/u;
const GOES_ON = /[;；]$/u;

export function introducedLines(): IntroducedLines {
  let open: { readonly index: number; lines: number; clauses: number } | null = null;
  return {
    leadInOf(text) {
      const line = text.trim();
      if (open === null || open.lines >= MOST_LINES || !/[\p{L}\p{N}]/u.test(line) || introducesList(line)) return null;
      if (GOES_ON.test(line)) return widthOf(line) <= WIDEST_CLAUSE ? open.index : null;
      // "…; and …." ends a list of clauses; a sentence alone is running text.
      if (STOP.test(line)) return open.clauses > 0 && widthOf(line) <= WIDEST_CLAUSE ? open.index : null;
      return widthOf(line) <= WIDEST ? open.index : null;
    },
    wroteParagraph(index, text) {
      open = introducesList(text) ? { index, lines: 0, clauses: 0 } : null;
    },
    wroteLine(text) {
      if (open === null) return;
      open.lines += 1;
      if (GOES_ON.test(text)) open.clauses += 1;
      if (STOP.test(text)) open = null;
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
