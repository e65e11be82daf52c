/**
 * Plain text -> blocks. It has no markup, so only what is evident becomes a heading or a list item; all else is a
 * paragraph. The text of a crawled web page is known by the menus and tools in it, which are left out.
 */

import { blockWriter, type Piece } from "../block-writer.ts";
import type { ReadResult } from "../document.ts";
import { chromeOf } from "../web/chrome.ts";
import { toolsInside } from "../web/chrome-forms.ts";
import { factsInLines } from "../web/web-facts.ts";
import { headingLevel, isMenu, readsAsTitle } from "./plain-lines.ts";
import { listTracker } from "./plain-lists.ts";
import { type PlainParagraph, plainParagraphs } from "./plain-paragraphs.ts";

export type PlainBlocks = ReadResult & Required<Pick<ReadResult, "sourceMap">>;

export interface PlainOptions {
  /** False for text that surely is no web page, such as a mail: then nothing is left out. */
  readonly mayBePage?: boolean;
}

/** @param source canonical text */
export function plainBlocks(source: string, { mayBePage = true }: PlainOptions = {}): PlainBlocks {
  const writer = blockWriter();
  const { paragraphs, isPage, chrome } = withoutChrome(plainParagraphs(source), mayBePage);
  const headings: { readonly level: number; readonly text: string }[] = [];
  const lists = listTracker();
  let group: object = {};

  for (const paragraph of paragraphs) {
    const level = paragraph.underline ?? headingLevel(paragraph.first, paragraph.standsAlone);
    const { marker } = paragraph;
    const { indent } = paragraph.first;
    const heading = paragraph.lines.length === 1 ? level : null;
    const isItem = heading === null && marker !== undefined;
    if (heading !== null) {
      while ((headings.at(-1)?.level ?? 0) >= heading) headings.pop();
    }
    const line = textOf(paragraph);
    const offered = heading === null && !isItem ? lists.offerLine(line) : null;
    const isLine = offered?.is === "item";
    const leadIn = isItem ? lists.leadInOf(marker, indent, line) : isLine ? offered.leadIn : null;
    const isListed = isItem || isLine;
    if (!isListed) group = {};
    const kind = heading !== null ? "heading" : isListed ? "list-item" : "paragraph";
    const section = headings.map((above) => above.text);
    const pieces = isPage ? withoutTools(piecesOf(paragraph)) : piecesOf(paragraph);
    const text = writer.add({ kind, pieces, section, leadIn, ...(isListed ? { group } : {}) });
    if (text === "") continue;
    const index = writer.count - 1;
    if (heading !== null) {
      headings.push({ level: heading, text });
      lists.wroteHeading(index);
    } else if (isItem) {
      lists.wroteItem(index, marker, indent, leadIn, text);
    } else if (offered !== null) {
      const first = lists.wroteLine(index, text, offered);
      if (first !== null) writer.makeItem(first, offered.leadIn);
    } else {
      lists.wroteParagraph(index, text);
    }
  }

  const { text, blocks, runs } = writer.finish();
  const title = titleOf(paragraphs);
  const facts = { ...(title === undefined ? {} : { title }), ...factsInLines(paragraphs.map(textOf), { isPage }) };
  return { text, blocks, facts, sourceMap: { source, runs }, warnings: chrome };
}

interface Cleaned {
  readonly paragraphs: readonly PlainParagraph[];
  readonly isPage: boolean;
  /** Warning for the secretariat. */
  readonly chrome: readonly string[];
}

/** Fewer signs than this may be chance, and then nothing is left out. */
const MIN_SIGNS_OF_PAGE = 2;

function withoutChrome(paragraphs: readonly PlainParagraph[], mayBePage: boolean): Cleaned {
  const { lines, signs } = chromeOf(paragraphs.map((paragraph) => ({ text: textOf(paragraph), linked: 0 })));
  if (!mayBePage || signs < MIN_SIGNS_OF_PAGE) return { paragraphs, isPage: false, chrome: [] };
  const chrome =
    lines.size === 0 ? [] : [`read as a crawled web page, without its menus and tools (lines: ${lines.size})`];
  return { paragraphs: paragraphs.filter((_, index) => !lines.has(index)), isPage: true, chrome };
}

/** A line of facts without the tools in it: "发布时间：2022-08-22 【打印】". */
function withoutTools(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(({ text, source }) => {
    const kept: Piece[] = [];
    let from = 0;
    for (const { start, end } of [...toolsInside(text), { start: text.length, end: text.length }]) {
      kept.push({ text: text.slice(from, start), source: source === null ? null : source + from });
      from = end;
    }
    return kept;
  });
}

function textOf({ lines }: PlainParagraph): string {
  return lines.map(({ text }) => text).join(" ");
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
