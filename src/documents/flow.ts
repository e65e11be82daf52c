/**
 * Writes formats that give paragraphs and rows one after the other, with little to say what each is: a paragraph that is
 * numbered like an item or a heading becomes one, as in plain text.
 */

import type { Block, Locator } from "./document.ts";
import { outline } from "./outline.ts";
import { headingLevel, markerOf, plainLines } from "./plain/plain-lines.ts";
import { writeFlowTable } from "./tables/flow-table.ts";

export interface FlowRow {
  readonly kind: "row";
  readonly cells: readonly string[];
  /** Where the cells begin, and where the last one ends, in any unit: a row of fewer cells has wider ones. */
  readonly edges?: readonly number[];
  /** Of the cells, whether each goes on with the one above it, whose text it has. */
  readonly goOn?: readonly boolean[];
  /** Of the head, which is printed again on each page. */
  readonly isHead?: boolean;
}

export type FlowPart =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** A list item that the format marks. */
  | { readonly kind: "item"; readonly depth: number; readonly text: string }
  | FlowRow
  /** What is said at a number in the paragraph above. */
  | { readonly kind: "note"; readonly text: string };

/** Headings of styles have levels 1 to 9; those told by their numbers stand below all of them. */
const LOWEST_OF_STYLES = 9;

export interface Flow {
  add(part: FlowPart, place?: Locator | null): void;
  finish(): { readonly text: string; readonly blocks: readonly Block[]; readonly warnings: readonly string[] };
}

export function flow(): Flow {
  const blocks = outline();
  let rows: { readonly row: FlowRow; readonly place: Locator | null }[] = [];

  function endTable(): void {
    if (rows.length > 0) writeFlowTable(blocks, rows);
    rows = [];
  }

  function paragraph(text: string, place: Locator | null): void {
    const [line] = plainLines(text.replace(/\s+/g, " "));
    if (line === undefined) return;
    const level = headingLevel(line, false);
    const marker = markerOf(line.text);
    if (level !== null) blocks.heading(LOWEST_OF_STYLES + level, line.text, place);
    else if (marker === undefined || marker.kind === "dash") blocks.paragraph(text, place);
    else
      blocks.item(
        0,
        marker.number === null && marker.kind !== "box" ? line.text.slice(marker.length) : line.text,
        place,
      );
  }

  return {
    add(part, place = null) {
      if (part.kind !== "row") endTable();
      switch (part.kind) {
        case "heading":
          blocks.heading(part.level, part.text, place);
          return;
        case "paragraph":
          paragraph(part.text, place);
          return;
        case "item":
          blocks.item(part.depth, part.text, place);
          return;
        case "row":
          rows.push({ row: part, place });
          return;
        case "note":
          blocks.paragraph(part.text, place, blocks.count - 1);
          return;
        default:
          part satisfies never;
      }
    },
    finish() {
      endTable();
      return blocks.finish();
    },
  };
}
