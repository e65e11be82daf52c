/**
 * Writes formats that give paragraphs and rows one after the other, with little to say what each is: a paragraph that is
 * numbered like an item or a heading becomes one, as in plain text.
 */

import type { Block, Locator } from "./document.ts";
import { outline, type Table } from "./outline.ts";
import { headingLevel, markerOf, plainLines } from "./plain/plain-lines.ts";

export type FlowPart =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** A list item that the format marks. */
  | { readonly kind: "item"; readonly depth: number; readonly text: string }
  | { readonly kind: "row"; readonly cells: readonly string[] }
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
  let table: Table | undefined;

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
      if (part.kind !== "row") table = undefined;
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
          table ??= blocks.table();
          table.row(part.cells, place);
          return;
        case "note":
          blocks.paragraph(part.text, place, blocks.count - 1);
          return;
        default:
          part satisfies never;
      }
    },
    finish: () => blocks.finish(),
  };
}
