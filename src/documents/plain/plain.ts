/** Reads plain text, the text of crawled web pages included. */

import { canonicalText } from "../../language/canonical.ts";
import { isHan } from "../../language/zh/han.ts";
import { blockWriter, type Piece } from "../block-writer.ts";
import { decodeText } from "../decode.ts";
import type { ReadResult } from "../document.ts";
import { MAX_TEXT_FILE_BYTES } from "../limits.ts";
import { listTracker } from "../lists.ts";
import type { Reader } from "../read.ts";
import { chromeOf } from "../web/chrome.ts";
import { toolsInside } from "../web/chrome-forms.ts";
import { factsInLines } from "../web/web-facts.ts";
import {
  endsWithStop,
  headingLevel,
  isMenu,
  isRule,
  type Marker,
  markerOf,
  type PlainLine,
  plainLines,
  readsAsTitle,
} from "./plain-lines.ts";

export function plainReader(): Reader {
  return {
    format: "plain",
    extensions: [".txt", ".text"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const { text: source, warnings } = canonicalText(decoded.text);
      const result = plainBlocks(source);
      return { ...result, warnings: [...decoded.warnings, ...warnings, ...result.warnings] };
    },
  };
}

type PlainBlocks = ReadResult & Required<Pick<ReadResult, "sourceMap">>;

interface PlainOptions {
  /** False for text that surely is no web page, such as a mail: then nothing is left out. */
  readonly mayBePage?: boolean;
}

/**
 * Plain text -> blocks. It has no markup, so only what is evident becomes a heading or a list item; all else is a
 * paragraph. The text of a crawled web page is known by the menus and tools in it, which are left out.
 * @param source canonical text
 */
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

interface PlainParagraph {
  readonly lines: PlainLine[];
  readonly first: PlainLine;
  readonly marker: Marker | undefined;
  /** Nothing directly above and below; what stands so may be a heading. */
  readonly standsAlone: boolean;
  /** 1 under `=====`, 2 under `-----`. */
  readonly underline: number | null;
}

type Draft = { -readonly [Key in keyof PlainParagraph]: PlainParagraph[Key] };

/** A dash that a word follows at once is a bullet only in company: `——Author` stands alone. */
const MIN_DASHES = 2;

/**
 * The lines of a plain text -> its paragraphs: wrapped lines are put together, dividers fall away, underlined lines
 * are known as headings. A text was wrapped at a fixed width where the first word of the next line would not have
 * fitted on a line; else each line is a paragraph.
 */
function plainParagraphs(source: string): readonly PlainParagraph[] {
  const lines = plainLines(source);
  const width = wrapWidth(lines);
  const dashes = lines.filter(({ text }) => markerOf(text)?.kind === "dash").length;
  const paragraphs: Draft[] = [];
  /** The paragraph of the line directly above. */
  let above: Draft | undefined;
  for (const line of lines) {
    if (line.text === "" || isRule(line.text)) {
      if (above !== undefined && underlines(line, above)) above.underline = line.text.startsWith("=") ? 1 : 2;
      above = undefined;
      continue;
    }
    const found = markerOf(line.text);
    const marker = found?.kind === "dash" && dashes < MIN_DASHES ? undefined : found;
    if (above !== undefined && marker === undefined && belongsTo(above, line, width)) {
      above.lines.push(line);
      continue;
    }
    if (above !== undefined) above.standsAlone = false;
    above = { lines: [line], first: line, marker, standsAlone: above === undefined, underline: null };
    paragraphs.push(above);
  }
  return paragraphs;
}

/** @param width that the text is wrapped at; null where each line is a paragraph */
function belongsTo({ lines, marker }: Draft, line: PlainLine, width: number | null): boolean {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return false;
  if (isBrokenInBrackets(last.text, line.text)) return true;
  if (width === null) return false;
  if (headingLevel(line, false) !== null || headingLevel(last, false) !== null) return false;
  const hanging = marker !== undefined && line.indent > first.indent;
  if (line.indent > last.indent + 1 && !hanging) return false;
  return goesOn(last, line, width);
}

/** A rule of about the same length, directly below a single line. */
function underlines(rule: PlainLine, { lines, first }: Draft): boolean {
  return (
    lines.length === 1 &&
    /^[-=~]+$/.test(rule.text) &&
    Math.abs(rule.width - first.width) <= Math.max(3, first.width / 4)
  );
}

/** Nobody wraps wider; longer lines are paragraphs. */
const WIDEST = 120;
/** Nobody wraps running text narrower; shorter lines are lists, verses and addresses. */
const NARROWEST = 45;
/** Chinese running text is wrapped at as little as twelve characters; a list of names is told by having no punctuation. */
const NARROWEST_CHINESE = 24;
const MIN_RUNNING_SHARE = 0.5;
const MIN_FLOWING_NARROW = 3;
/** A bracket that is open for longer than this is a slip. */
const LONGEST_IN_BRACKETS = 120;
/** Share of lines over `WIDEST`, such as long addresses, that wrapped text may have. */
const MAX_LONG_SHARE = 0.02;
/** Share of the pairs of lines in which the second must visibly go on with the first. */
const MIN_FLOWING_SHARE = 0.3;
/** Chinese is wrapped a character or two early, since no line begins with a full stop. */
const CHINESE_SLACK = 4;
/** A line that ends in mid-sentence goes on if it fills this share of the width: some people wrap by hand. */
const FILLED_BY_HAND = 0.7;
const DEEPLY_INDENTED = 0.3;

/** The width in columns, or null where each line is a paragraph. */
function wrapWidth(lines: readonly PlainLine[]): number | null {
  const columns = lines.filter(({ text }) => text !== "").map(columnsOf);
  const long = columns.filter((count) => count > WIDEST).length;
  if (long > Math.max(1, columns.length * MAX_LONG_SHARE)) return null;
  const width = columns.reduce((widest, count) => (count > widest && count <= WIDEST ? count : widest), 0);
  if (width < NARROWEST && !isRunningChinese(lines, width)) return null;
  let pairs = 0;
  let flowing = 0;
  let sure = false;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line.text === "" || next === undefined || next.text === "" || markerOf(next.text) !== undefined) continue;
    pairs += 1;
    if (!isFull(line, next, width) || endsWithStop(line.text) || !startsInside(next.text)) continue;
    flowing += 1;
    // A Chinese sentence from a full line into the next one, which ends it: one is enough, as in a short notice.
    sure ||= isHan(next.text.charCodeAt(0)) && /[，；、]/.test(line.text) && /[。；]$/.test(next.text);
  }
  if (sure) return width;
  const least = width < NARROWEST ? MIN_FLOWING_NARROW : Math.min(2, pairs);
  return flowing >= least && flowing >= 1 && flowing >= pairs * MIN_FLOWING_SHARE ? width : null;
}

/** Most lines have punctuation inside: sentences, and no names, verses or cells. */
function isRunningChinese(lines: readonly PlainLine[], width: number): boolean {
  const written = lines.filter(({ text }) => text !== "");
  const running = written.filter(({ text }) => /[\p{Script=Han}][，。；、：][\p{Script=Han}“《]/u.test(text));
  return width >= NARROWEST_CHINESE && running.length >= written.length * MIN_RUNNING_SHARE;
}

/**
 * Tells whether a Chinese line was broken inside a title, a quotation or a remark that the next one closes, whatever
 * the width.
 */
function isBrokenInBrackets(before: string, after: string): boolean {
  const open = before.slice(-LONGEST_IN_BRACKETS);
  if (!/\p{Script=Han}/u.test(open) || /^[，。、；：！？》）”』」】]/u.test(after)) return /\p{Script=Han}/u.test(open);
  return ["《》", "“”", "（）", "「」", "『』", "〔〕"].some((pair) => {
    const at = open.lastIndexOf(pair.charAt(0));
    if (at === -1 || at < open.lastIndexOf(pair.charAt(1))) return false;
    const closes = after.slice(0, LONGEST_IN_BRACKETS).indexOf(pair.charAt(1));
    return closes !== -1 && !after.slice(0, closes).includes(pair.charAt(0));
  });
}

/** Tells whether a line goes on with the one before it, in text that is wrapped at this width. */
function goesOn(before: PlainLine, line: PlainLine, width: number): boolean {
  // Set to the right or in the middle: who signs, and when.
  if (line.indent > width * DEEPLY_INDENTED) return false;
  if (isFull(before, line, width)) return true;
  return columnsOf(before) >= width * FILLED_BY_HAND && !endsWithStop(before.text) && startsInside(line.text);
}

function isFull(line: PlainLine, next: PlainLine, width: number): boolean {
  if (isHan(next.text.charCodeAt(0))) return columnsOf(line) + 2 > width - CHINESE_SLACK;
  const word = /^\S{1,40}/.exec(next.text)?.[0] ?? "";
  return columnsOf(line) + 1 + word.length > width;
}

/** True of a beginning in mid-sentence: lower case, or Chinese, which has no case. */
function startsInside(text: string): boolean {
  return isHan(text.charCodeAt(0)) || /^[\p{Ll}\d(“"]/u.test(text);
}

function columnsOf({ indent, width }: PlainLine): number {
  return indent + width;
}
