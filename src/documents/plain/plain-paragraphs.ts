/**
 * The lines of a plain text -> its paragraphs: wrapped lines are put together, dividers fall away, underlined lines are
 * known as headings. A text was wrapped at a fixed width where the first word of the next line would not have fitted on a
 * line; else each line is a paragraph.
 */

import { isHan } from "../../language/zh/han.ts";
import {
  endsWithStop,
  headingLevel,
  isRule,
  type Marker,
  markerOf,
  type PlainLine,
  plainLines,
} from "./plain-lines.ts";

export interface PlainParagraph {
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

export function plainParagraphs(source: string): readonly PlainParagraph[] {
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

/** In mid-sentence: lower case, or Chinese, which has no case. */
function startsInside(text: string): boolean {
  return isHan(text.charCodeAt(0)) || /^[\p{Ll}\d(“"]/u.test(text);
}

function columnsOf({ indent, width }: PlainLine): number {
  return indent + width;
}
