/**
 * Which numbered or marked paragraphs are items of one list, and what introduces it. Text without markup has only the
 * markers and the indents to tell.
 */

import { introducedLines, type OfferedLine } from "../introduced-lines.ts";
import { introducesList } from "../lead-in.ts";
import type { Marker, MarkerKind } from "./plain-lines.ts";

export interface ListTracker {
  /** The block that an item needs to be understood: the item that it is inside of, or what introduces its list. */
  leadInOf(marker: Marker, indent: number): number | null;
  /** Whether a line without a marker is an item of the introduction above. */
  offerLine(text: string): OfferedLine | null;
  /** To be told of each block that was written, by its index. */
  wroteItem(index: number, marker: Marker, indent: number, leadIn: number | null, text: string): void;
  /** @returns the block of the first such line, where this one shows that it was an item */
  wroteLine(index: number, text: string, offered: OfferedLine): number | null;
  wroteParagraph(index: number, text: string): void;
  wroteHeading(): void;
}

/** Paragraphs that may stand between two items of a bullet list: items are often explained in some. */
const LONGEST_INTERRUPTION = 6;

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
  const lines = introducedLines();
  let next = 0;

  return {
    offerLine: lines.offer,
    leadInOf({ kind, number }, indent) {
      while ((items.at(-1)?.indent ?? -1) >= indent) items.pop();
      const parent = items.at(-1);
      if (parent !== undefined && parent.indent + 1 < indent) return parent.index;
      if (introduction !== null) return introduction;
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
      lines.end();
    },
    wroteLine(index, text, offered) {
      next = index + 1;
      items = [];
      above = index;
      introduction = null;
      return lines.wroteLine(index, text, offered);
    },
    wroteParagraph(index, text) {
      next = index + 1;
      items = [];
      above = index;
      lines.wroteParagraph(index, text);
      introduction = introducesList(text) ? index : null;
    },
    wroteHeading() {
      next += 1;
      lines.end();
      items = [];
      introduction = null;
      above = null;
      lists.clear();
    },
  };
}
