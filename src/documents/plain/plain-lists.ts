/**
 * Which numbered or marked paragraphs are items of one list, and what introduces it. Text without markup has only the
 * markers and the indents to tell.
 */

import { introducedLines, type OfferedLine } from "../introduced-lines.ts";
import { introducesList } from "../lead-in.ts";
import type { Marker, MarkerKind } from "./plain-lines.ts";

export interface ListTracker {
  /** The block that an item needs to be understood: the item that it is inside of, or what introduces its list. */
  leadInOf(marker: Marker, indent: number, text: string): number | null;
  /** Tells whether a line without a marker is an item of the introduction above. */
  offerLine(text: string): OfferedLine | null;
  /** To be told of each block that was written, by its index. */
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
      if (introduction !== null) return introduction;
      if (heading !== null && isFirstStep(kind, number, text)) return heading;
      if (kind === "box" && above !== null) return above;
      const list = lists.get(kind);
      if (list === undefined) return null;
      const follows =
        number === null ? next - list.last <= LONGEST_INTERRUPTION + 1 : number === (list.number ?? 0) + 1;
      return follows ? list.leadIn : null;
    },
    wroteItem(index, { kind, number }, indent, leadIn, text) {
      next = index + 1;
      items.push({ index, indent });
      lists.set(kind, { leadIn, number, last: index });
      introduction = introducesList(text) ? index : null;
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
      return lines.wroteLine(index, text, offered);
    },
    wroteParagraph(index, text) {
      next = index + 1;
      items = [];
      above = index;
      heading = null;
      lines.wroteParagraph(index, text);
      introduction = introducesList(text) ? index : null;
    },
    wroteHeading(index) {
      next = index + 1;
      heading = index;
      lines.end();
      items = [];
      introduction = null;
      above = null;
      lists.clear();
    },
  };
}
