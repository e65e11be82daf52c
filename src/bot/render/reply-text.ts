/**
 * Text of a reply: put together from parts with their entities, cut where a reader would, and freed of the links that
 * Telegram makes out of plain words. Positions count UTF-16 code units, as Telegram does.
 */

import type { MessageEntity } from "@grammyjs/types";
import { sentencesIn } from "../../language/sentences.ts";

type Style = "bold" | "underline" | "italic" | "blockquote" | "expandable_blockquote";

export interface RichText {
  readonly text: string;
  /** Outer ones before those inside them. */
  readonly entities: readonly MessageEntity[];
}

export function plain(text: string): RichText {
  return { text, entities: [] };
}

/** White space at the ends stays outside the entity, as Telegram wants it. */
export function styled(style: Style, content: RichText | string): RichText {
  const { text, entities } = typeof content === "string" ? plain(content) : content;
  const offset = text.length - text.trimStart().length;
  const length = text.trim().length;
  if (length === 0) return { text, entities };
  return { text, entities: [{ type: style, offset, length }, ...entities] };
}

export function joined(parts: readonly (RichText | string)[], separator = ""): RichText {
  let text = "";
  const entities: MessageEntity[] = [];
  parts.forEach((part, index) => {
    const { text: added, entities: inside } = typeof part === "string" ? plain(part) : part;
    if (index > 0) text += separator;
    for (const entity of inside) entities.push({ ...entity, offset: entity.offset + text.length });
    text += added;
  });
  return { text, entities };
}

/** Length of a message as Telegram counts it. */
export function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Said in place of what was left out. */
const ELLIPSIS = "…";
/** Enough to see that a sentence ends, and the next one begins. */
const LOOK_AHEAD = 40;

/**
 * Text cut to a length where a reader would: after a sentence, else between two letters as people see them. The text
 * in pieces of at most so many code points, without the white space between them.
 */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (isLonger(rest, most)) {
    const end = cutBefore(rest, most);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** The beginning of the text, in at most so many code points, the ellipsis included. */
export function beginningOf(text: string, most: number): string {
  const [first = "", ...others] = piecesOf(text, most);
  if (others.length === 0) return first;
  return `${piecesOf(text, most - ELLIPSIS.length - 1)[0] ?? ""} ${ELLIPSIS}`;
}

/** Shortens to what fits beside other things; whole characters, never half a pair. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}${ELLIPSIS}`;
}

/** The end of the text, likewise. */
export function endOf(text: string, most: number): string {
  const trimmed = text.trim();
  if (!isLonger(trimmed, most)) return trimmed;
  const sentences = sentencesIn(trimmed, Math.max(0, trimmed.length - most), trimmed.length);
  // The first may have begun before what was looked at.
  const start = sentences[1]?.start ?? trimmed.length;
  return `${ELLIPSIS} ${trimmed.slice(start)}`.trim();
}

/** A code point is one code unit or two, so most texts need no counting. */
function isLonger(text: string, most: number): boolean {
  return text.length > 2 * most || (text.length > most && codePointsIn(text) > most);
}

/** @returns the offset behind the last sentence that fits, or else behind the last letter */
function cutBefore(text: string, most: number): number {
  const furthest = offsetOf(text, most);
  // The last one is cut off where the looking ends.
  const sentences = sentencesIn(text, 0, furthest + LOOK_AHEAD).slice(0, -1);
  const sentence = sentences.findLast(({ end }) => end <= furthest);
  if (sentence !== undefined && sentence.end > furthest / 4 && !isInsideWord(text, sentence.end)) return sentence.end;
  const space = text.slice(0, furthest).search(/\s\S*$/u);
  if (space > furthest / 2) return space;
  const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const last = letters.segment(text).containing(furthest);
  return last === undefined || last.index === 0 ? furthest : last.index;
}

function isInsideWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{N}]{2}/u.test(text.slice(offset - 1, offset + 1));
}

/** Offset of the n-th code point. */
function offsetOf(text: string, codePoints: number): number {
  let offset = 0;
  for (let count = 0; count < codePoints && offset < text.length; count += 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

const JOINER = "\u2060";

/**
 * Telegram drops these from a message or turns them into spaces, and every entity after them would be off; the last
 * turn the direction of writing around. https://github.com/tdlib/td, `clean_input_string`
 */
const DROPPED = /\u030a|\u0333|\u033f|[\r\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const SPACED = /[^\P{Cc}\n]/gu;

/**
 * Places where Telegram begins to read something. By its own rules (TDLib, `MessageEntity.cpp`): `@name`, `/command`
 * and `$TAG` want a Latin letter or a digit behind them, `#tag` a letter of any script, an address a protocol, a known
 * ending (Chinese ones among them) or four numbers with dots between.
 */
const BEGINNINGS = new RegExp(
  [
    String.raw`(?<=(?<![\p{L}\p{N}_])@)(?=[A-Za-z0-9_])`,
    String.raw`(?<=(?<![\p{L}\p{N}_])\/)(?=[A-Za-z0-9_])`,
    String.raw`(?<=#)(?=[\p{L}\p{N}_\u200c\u00b7\u0d80-\u0dff])`,
    String.raw`(?<=\$)(?=[A-Z0-9])`,
    String.raw`(?<=:)(?=\/\/)`,
    String.raw`(?<=[^\s\u2060])(?=\.\p{L}[\p{L}\p{M}])`,
    String.raw`(?<=\d\.\d{1,3}\.\d{1,3})(?=\.\d)`,
  ].join("|"),
  "gu",
);

interface Linkless {
  readonly text: string;
  /** Place in the text of an offset of the original. */
  at(offset: number): number;
}

/**
 * Telegram makes links, mentions, hashtags and commands out of plain text by itself, inside quotes too, and no setting
 * stops it. Words of a document must never become one: who writes a document does not write what members tap. So an
 * invisible word joiner (U+2060) is put where Telegram would begin to read one, and nowhere else. It stays when text
 * is sent without entities, forwarded or copied; a zero-width non-joiner would not do, since Telegram takes it for a
 * letter of a hashtag and of an address. Where a quote must be had letter for letter, a button copies it. A document's
 * words as they may be put into a message. Doing it again changes nothing, but what is cut from the middle may begin
 * with what only was harmless behind other words: it is to be done for each piece.
 */
export function linkless(original: string): string {
  return original.replaceAll(DROPPED, "").replaceAll(SPACED, " ").replaceAll(BEGINNINGS, JOINER);
}

/** Escapes auto-links in text with a marked range in it. */
export function linklessWithOffsets(original: string): Linkless {
  const kept = replaced(original, DROPPED, "");
  const joined = replaced(kept.text.replaceAll(SPACED, " "), BEGINNINGS, JOINER);
  return { text: joined.text, at: (offset) => joined.at(kept.at(offset)) };
}

function replaced(original: string, pattern: RegExp, replacement: string): Linkless {
  const edits = [...original.matchAll(pattern)].map(({ index, 0: found }) => ({ index, length: found.length }));
  return {
    text: original.replaceAll(pattern, replacement),
    at: (offset) =>
      edits.reduce(
        (position, { index, length }) => (index < offset ? position + replacement.length - length : position),
        offset,
      ),
  };
}
