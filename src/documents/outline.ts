/**
 * Writes the blocks of formats that have headings, lists and tables but no source text to map to: it remembers the
 * headings above, what introduces a list, and the header row of a table, so that a reader only says what comes next.
 */

import { canonicalText } from "../language/canonical.ts";
import { startsWithBox } from "../language/check-boxes.ts";
import { type BlockWriter, blockWriter, type Piece } from "./block-writer.ts";
import type { Block, Locator } from "./document.ts";
import { introducedLines, type OfferedLine } from "./introduced-lines.ts";
import { introducesList } from "./lead-in.ts";
import { markerOf } from "./plain/plain-lines.ts";
import { isFirstStep } from "./plain/plain-lists.ts";
import { unitIn } from "./tables/unit-line.ts";

export interface Table {
  row(cells: readonly string[], place?: Locator | null): void;
}

export interface Outline {
  /** Number of blocks so far. */
  readonly count: number;
  /** @param level 1 is the outermost; @returns the heading as written, "" if there was nothing to see */
  heading(level: number, text: string, place?: Locator | null): string;
  /** @param leadIn index of the block that it belongs to, such as the paragraph of a footnote */
  paragraph(text: string, place?: Locator | null, leadIn?: number): string;
  /** @param depth of the list in the lists around it, 0 for none around */
  item(depth: number, text: string, place?: Locator | null): string;
  /** @param header whether the first row with something in it is needed to understand the others; true unless given */
  table(header?: boolean): Table;
  finish(): { readonly text: string; readonly blocks: readonly Block[]; readonly warnings: readonly string[] };
}

export function outline(writer: BlockWriter = blockWriter()): Outline {
  const headings: { readonly level: number; readonly text: string }[] = [];
  /** The items that directly precede, each inside of the one before it. */
  let items: { readonly depth: number; readonly index: number }[] = [];
  let introduction: number | null = null;
  /** The paragraph just above: boxes are ticked for it, whatever it ends with. */
  let above: number | null = null;
  /** The heading just above: numbered steps under it are its own. */
  let heading: number | null = null;
  const lines = introducedLines();
  let list: object = {};
  let invisible = 0;
  const section = () => headings.map(({ text }) => text);

  function plain(text: string): readonly Piece[] {
    const clean = canonicalText(text);
    if (clean.warnings.length > 0) invisible += 1;
    return [{ text: clean.text, source: null }];
  }

  function endList(): void {
    items = [];
    introduction = null;
    above = null;
    heading = null;
    lines.end();
    list = {};
  }

  /** A line without a mark under an introduction; the first of them stays a paragraph until another follows. */
  function writeLine(text: string, offered: OfferedLine, place: Locator | null): string {
    const isItem = offered.is === "item";
    const written = writer.add({
      ...{ kind: isItem ? "list-item" : "paragraph", pieces: plain(text), section: section(), place },
      ...{ leadIn: isItem ? offered.leadIn : null, group: list },
    });
    if (written === "") return "";
    if (!isItem) above = writer.count - 1;
    const first = lines.wroteLine(writer.count - 1, written, offered);
    if (first !== null) writer.makeItem(first, offered.leadIn);
    return written;
  }

  return {
    get count() {
      return writer.count;
    },
    heading(level, text, place = null) {
      const above = headings.filter((each) => each.level < level);
      const written = writer.add({
        kind: "heading",
        pieces: plain(text),
        section: above.map((each) => each.text),
        place,
      });
      if (written === "") return "";
      endList();
      headings.splice(0, headings.length, ...above, { level, text: written });
      heading = writer.count - 1;
      return written;
    },
    paragraph(text, place = null, leadIn) {
      // "Unit: yuan" between an introduction and its table belongs to both.
      const isUnit = introduction !== null && unitIn(text) !== undefined;
      const offered = leadIn === undefined && !isUnit ? lines.offer(text) : null;
      if (offered !== null) return writeLine(text, offered, place);
      const owner = leadIn ?? (isUnit ? introduction : null);
      const written = writer.add({ kind: "paragraph", pieces: plain(text), section: section(), place, leadIn: owner });
      if (written === "" || owner !== null) return written;
      endList();
      above = writer.count - 1;
      lines.wroteParagraph(above, written);
      if (introducesList(written)) introduction = above;
      return written;
    },
    item(depth, text, place = null) {
      const outer = items.filter((each) => each.depth < depth);
      lines.end();
      const marker = markerOf(text);
      const isStep = marker !== undefined && isFirstStep(marker.kind, marker.number, text);
      if (isStep && items.length === 0) introduction ??= heading;
      const leadIn = outer.at(-1)?.index ?? introduction ?? (startsWithBox(text) ? above : null);
      const written = writer.add({
        kind: "list-item",
        pieces: plain(text),
        section: section(),
        place,
        leadIn,
        group: list,
      });
      if (written !== "") items = [...outer, { depth, index: writer.count - 1 }];
      return written;
    },
    table(hasHeader = true) {
      let leadIn = items.length > 0 ? null : introduction;
      let rows = 0;
      const group = {};
      endList();
      return {
        row(cells, place = null) {
          const text = cells.some((cell) => cell.trim() !== "") ? cells.map((cell) => cell.trim()).join(" | ") : "";
          const block = { kind: "table-row", pieces: plain(text), section: section(), place } as const;
          if (writer.add({ ...block, leadIn, group }) === "") return;
          if (rows === 0 && hasHeader) leadIn = writer.count - 1;
          rows += 1;
        },
      };
    },
    finish() {
      const { text, blocks } = writer.finish();
      return {
        text,
        blocks,
        warnings: invisible === 0 ? [] : [`invisible characters were left out (places: ${invisible})`],
      };
    },
  };
}
