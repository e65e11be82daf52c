/**
 * Writes the blocks of formats that have headings, lists and tables but no source text to map to: it remembers the
 * headings above, what introduces a list, and the header row of a table, so that a reader only says what comes next.
 */

import { canonicalText } from "../language/canonical.ts";
import { startsWithBox } from "../language/labels.ts";
import { type BlockWriter, blockWriter, type Piece } from "./block-writer.ts";
import type { Block, Locator } from "./document.ts";
import { introducedLines, introducesList, isFirstStep, type OfferedLine } from "./lists.ts";
import { markerOf } from "./plain/plain-lines.ts";
import { unitIn } from "./tables/table-unit.ts";

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
  /**
   * @param header whether the first row with something in it is needed to understand the others; true unless given
   * @param leadIn index of the block that it belongs to, such as the row of a table that it stands in
   */
  table(header?: boolean, leadIn?: number): Table;
  finish(): { readonly text: string; readonly blocks: readonly Block[]; readonly warnings: readonly string[] };
}

/** Lines above, that the next block may hang on. */
interface Above {
  /** The items that directly precede, each inside of the one before it. */
  items: readonly { readonly depth: number; readonly index: number }[];
  /** The paragraph that introduces a list or a table. */
  introduction: number | null;
  /** The paragraph just above: boxes are ticked for it, whatever it ends with. */
  paragraph: number | null;
  /** The heading just above: numbered steps under it are its own. */
  heading: number | null;
  /** List whose items they are. */
  readonly list: object;
}

interface State {
  readonly writer: BlockWriter;
  readonly headings: { readonly level: number; readonly text: string }[];
  readonly lines: ReturnType<typeof introducedLines>;
  above: Above;
  /** Texts with characters that nobody sees. */
  invisible: number;
}

export function outline(writer: BlockWriter = blockWriter()): Outline {
  const state: State = { writer, headings: [], lines: introducedLines(), above: nothingAbove(), invisible: 0 };
  return {
    get count() {
      return writer.count;
    },
    heading: (level, text, place = null) => writeHeading(state, level, text, place),
    paragraph: (text, place = null, leadIn) => writeParagraph(state, text, place, leadIn),
    item: (depth, text, place = null) => writeItem(state, depth, text, place),
    table: (hasHeader = true, leadIn) => writeTable(state, hasHeader, leadIn),
    finish() {
      const { text, blocks } = writer.finish();
      const { invisible } = state;
      return {
        text,
        blocks,
        warnings: invisible === 0 ? [] : [`invisible characters were left out (places: ${invisible})`],
      };
    },
  };
}

function nothingAbove(): Above {
  return { items: [], introduction: null, paragraph: null, heading: null, list: {} };
}

function endList(state: State): void {
  state.above = nothingAbove();
  state.lines.end();
}

function piecesOf(state: State, text: string): readonly Piece[] {
  const clean = canonicalText(text);
  if (clean.warnings.length > 0) state.invisible += 1;
  return [{ text: clean.text, source: null }];
}

function sectionOf({ headings }: State): string[] {
  return headings.map(({ text }) => text);
}

function writeHeading(state: State, level: number, text: string, place: Locator | null): string {
  const { writer, headings } = state;
  const outer = headings.filter((each) => each.level < level);
  const section = outer.map((each) => each.text);
  const written = writer.add({ kind: "heading", pieces: piecesOf(state, text), section, place });
  if (written === "") return "";
  endList(state);
  headings.splice(0, headings.length, ...outer, { level, text: written });
  state.above.heading = writer.count - 1;
  return written;
}

function writeParagraph(state: State, text: string, place: Locator | null, leadIn: number | undefined): string {
  const { writer, lines } = state;
  const { introduction } = state.above;
  // "Unit: yuan" between an introduction and its table belongs to both.
  const isUnit = introduction !== null && unitIn(text) !== undefined;
  const offered = leadIn === undefined && !isUnit ? lines.offer(text) : null;
  if (offered !== null) return writeLine(state, text, offered, place);
  const owner = leadIn ?? (isUnit ? introduction : null);
  const block = { kind: "paragraph", pieces: piecesOf(state, text), section: sectionOf(state), place } as const;
  const written = writer.add({ ...block, leadIn: owner });
  if (written === "" || owner !== null) return written;
  endList(state);
  const index = writer.count - 1;
  state.above.paragraph = index;
  lines.wroteParagraph(index, written);
  if (introducesList(written)) state.above.introduction = index;
  return written;
}

/** A line without a mark under an introduction; the first of them stays a paragraph until another follows. */
function writeLine(state: State, text: string, offered: OfferedLine, place: Locator | null): string {
  const { writer, lines, above } = state;
  const isItem = offered.is === "item";
  const written = writer.add({
    kind: isItem ? "list-item" : "paragraph",
    pieces: piecesOf(state, text),
    section: sectionOf(state),
    place,
    leadIn: isItem ? offered.leadIn : null,
    group: above.list,
  });
  if (written === "") return "";
  if (!isItem) above.paragraph = writer.count - 1;
  const first = lines.wroteLine(writer.count - 1, written, offered);
  if (first !== null) writer.makeItem(first, offered.leadIn);
  return written;
}

function writeItem(state: State, depth: number, text: string, place: Locator | null): string {
  const { writer, lines, above } = state;
  const outer = above.items.filter((each) => each.depth < depth);
  lines.end();
  const marker = markerOf(text);
  const isStep = marker !== undefined && isFirstStep(marker.kind, marker.number, text);
  if (isStep && above.items.length === 0) above.introduction ??= above.heading;
  const leadIn = outer.at(-1)?.index ?? above.introduction ?? (startsWithBox(text) ? above.paragraph : null);
  const block = { kind: "list-item", pieces: piecesOf(state, text), section: sectionOf(state), place } as const;
  const written = writer.add({ ...block, leadIn, group: above.list });
  if (written !== "") above.items = [...outer, { depth, index: writer.count - 1 }];
  return written;
}

function writeTable(state: State, hasHeader: boolean, owner: number | undefined): Table {
  const { writer, above } = state;
  let leadIn = owner ?? (above.items.length > 0 ? null : above.introduction);
  let rows = 0;
  const group = {};
  endList(state);
  return {
    row(cells, place = null) {
      const text = cells.some((cell) => cell.trim() !== "") ? cells.map((cell) => cell.trim()).join(" | ") : "";
      const block = { kind: "table-row", pieces: piecesOf(state, text), section: sectionOf(state), place } as const;
      if (writer.add({ ...block, leadIn, group }) === "") return;
      if (rows === 0 && hasHeader) leadIn = writer.count - 1;
      rows += 1;
    },
  };
}
