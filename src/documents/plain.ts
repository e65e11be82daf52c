/**
 * Reads plain text. It has no markup, so only what is evident becomes a heading or a list item; all else is a
 * paragraph.
 */

import { blockWriter, type Piece } from "./block-writer.ts";
import { canonicalText } from "./canonical.ts";
import { decodeText } from "./decode.ts";
import type { ReadResult } from "./document.ts";
import { introducesList } from "./lead-in.ts";
import { MAX_TEXT_FILE_BYTES } from "./limits.ts";
import { headingLevel, isMenu, type Marker, type MarkerKind, readsAsTitle } from "./plain-lines.ts";
import { type PlainParagraph, plainParagraphs } from "./plain-paragraphs.ts";
import type { Reader } from "./read.ts";

export function plainReader(): Reader {
  return {
    format: "plain",
    extensions: [".txt", ".text"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const { text: source, warnings } = canonicalText(decoded.text);
      return { ...plainBlocks(source), warnings: [...decoded.warnings, ...warnings] };
    },
  };
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

function plainBlocks(source: string): Omit<ReadResult, "warnings"> {
  const writer = blockWriter();
  const paragraphs = plainParagraphs(source);
  const headings: { readonly level: number; readonly text: string }[] = [];
  const lists = new Map<MarkerKind, OpenList>();
  /** The items that directly precede, each inside of the one before it. */
  let items: OpenItem[] = [];
  let group: object = {};
  let introduction: number | null = null;

  for (const paragraph of paragraphs) {
    const level = paragraph.underline ?? headingLevel(paragraph.first, paragraph.standsAlone);
    const { marker } = paragraph;
    const heading = paragraph.lines.length === 1 ? level : null;
    const isItem = heading === null && marker !== undefined;
    if (!isItem) {
      items = [];
      group = {};
    }
    if (heading !== null) {
      while ((headings.at(-1)?.level ?? 0) >= heading) headings.pop();
      lists.clear();
    }
    const leadIn = isItem ? leadInOf(marker, paragraph.first.indent) : null;
    const kind = heading !== null ? "heading" : isItem ? "list-item" : "paragraph";
    const section = headings.map((above) => above.text);
    const text = writer.add({ kind, pieces: piecesOf(paragraph), section, leadIn, ...(isItem ? { group } : {}) });
    if (text === "") continue;
    const index = writer.count - 1;
    if (heading !== null) headings.push({ level: heading, text });
    if (isItem) {
      items.push({ index, indent: paragraph.first.indent });
      lists.set(marker.kind, { leadIn, number: marker.number, last: index });
    }
    introduction = heading === null && introducesList(text) ? index : null;
  }

  /** An item inside of another needs that one; an item of a list needs what introduces the list. */
  function leadInOf({ kind, number }: Marker, indent: number): number | null {
    while ((items.at(-1)?.indent ?? -1) >= indent) items.pop();
    const parent = items.at(-1);
    if (parent !== undefined && parent.indent + 1 < indent) return parent.index;
    if (introduction !== null) return introduction;
    const list = lists.get(kind);
    if (list === undefined) return null;
    const follows =
      number === null ? writer.count - list.last <= LONGEST_INTERRUPTION + 1 : number === (list.number ?? 0) + 1;
    return follows ? list.leadIn : null;
  }

  const { text, blocks, runs } = writer.finish();
  const title = titleOf(paragraphs);
  return { text, blocks, facts: title === undefined ? {} : { title }, sourceMap: { source, runs } };
}

/** A bullet is left away, a number is part of the text. */
function piecesOf({ lines, marker }: PlainParagraph): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, { text, source }] of lines.entries()) {
    const hidden = index === 0 ? (marker?.length ?? 0) : 0;
    if (index > 0) pieces.push({ text: "\n", source: null });
    pieces.push({ text: text.slice(hidden), source: source + hidden });
  }
  return pieces;
}

/** The first line that is no menu, if it stands as a line of its own and reads like a title. */
function titleOf(paragraphs: readonly PlainParagraph[]): string | undefined {
  const paragraph = paragraphs.find(({ first }) => !isMenu(first));
  if (paragraph === undefined || paragraph.lines.length > 1 || !readsAsTitle(paragraph.first)) return undefined;
  return paragraph.first.text.replace(/\s+/g, " ");
}
