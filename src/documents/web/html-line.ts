/** A line of a page as its reader sees it, and what it is to the lines around it. */

import type { Piece } from "../block-writer.ts";
import type { BlockKind } from "../document.ts";
import { groupedByLabels } from "../label-lines.ts";
import { introducesList } from "../lists.ts";
import { unitIn } from "../tables/table-unit.ts";

export interface HtmlLine {
  readonly kind: BlockKind;
  readonly pieces: readonly Piece[];
  /** With single spaces. */
  readonly text: string;
  /** Share of the text that is links. */
  readonly linked: number;
  /** 1 to 6 for headings, else 0. */
  readonly level: number;
  readonly leadIn: HtmlLine | null;
  /** The list or table that it is a row of. */
  readonly group: object | null;
}

/** The end of a line that a paragraph goes on after. */
export const BREAK: Piece = { text: " ", source: null };

/** The lines of a paragraph that stand by themselves, as each has a label before it; or the paragraph. */
export function labelLines(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece === BREAK) lines.push([]);
    lines.at(-1)?.push(piece);
  }
  const groups = groupedByLabels(lines, (line) => line.map(({ text }) => text).join(""));
  return groups.map((group) => group.flat());
}

/** The line that introduces what comes next; the unit of a table may stand between them, and belongs to both. */
export function introducing(lines: HtmlLine[]): HtmlLine | null {
  const [before, last] = lines.slice(-2).length === 2 ? lines.slice(-2) : [undefined, lines.at(-1)];
  const introduces = (line: HtmlLine | undefined): line is HtmlLine =>
    line !== undefined && line.kind === "paragraph" && introducesList(line.text);
  if (introduces(last) && unitIn(last.text) === undefined) return last;
  if (last === undefined || last.kind !== "paragraph" || unitIn(last.text) === undefined || !introduces(before))
    return null;
  lines[lines.length - 1] = { ...last, leadIn: before };
  return before;
}
