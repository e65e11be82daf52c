/** The text of a message as a bot gives it -> the text and the entities that people see, or Telegram's refusal. */

import type { MessageEntity } from "@grammyjs/types";
import { badRequest } from "../calls.ts";
import { byPlace, detectEntities, type FindUser, givenEntities, markedEntities, nestEntities } from "./entities.ts";
import { parseHtml, parseMarkdown } from "./parse-mode.ts";

/** Code points, after entities are parsed. https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4_096;
/** Code points. https://core.telegram.org/bots/api#senddocument */
const MAX_CAPTION = 1_024;
/** Bytes before anything is parsed. */
const MAX_RAW_BYTES = 1 << 15;
/** More are ignored. https://core.telegram.org/bots/api#messageentity, measured by many */
const MAX_ENTITIES = 100;

export interface FormattedText {
  readonly text: string;
  /** Entities in order: those that were given, and those that Telegram found. */
  readonly entities: readonly MessageEntity[];
  /** Entities that Telegram found. */
  readonly detected: readonly MessageEntity[];
}

/** A text as it comes in a call, in any place where one may stand. */
interface GivenText {
  readonly text: string;
  readonly parseMode: string;
  readonly entities: readonly unknown[];
}

export interface TextRules {
  readonly maxCodePoints: number;
  readonly mayBeEmpty: boolean;
  readonly tooLong: string;
}

export const MESSAGE_RULES: TextRules = { maxCodePoints: MAX_TEXT, mayBeEmpty: false, tooLong: "message is too long" };
export const DRAFT_RULES: TextRules = { ...MESSAGE_RULES, mayBeEmpty: true };
export const CAPTION_RULES: TextRules = {
  maxCodePoints: MAX_CAPTION,
  mayBeEmpty: true,
  tooLong: "message caption is too long",
};

export function formatText(given: GivenText, rules: TextRules, findUser: FindUser): FormattedText {
  if (given.text === "" && !rules.mayBeEmpty) throw badRequest("message text is empty");
  if (Buffer.byteLength(given.text) > MAX_RAW_BYTES) throw badRequest("text is too long");
  const parsed = parse(given, findUser);
  const { text, items } = cleanText(parsed.text, parsed.entities);
  if (isInvisible(text)) {
    if (rules.mayBeEmpty) return { text: "", entities: [], detected: [] };
    throw badRequest("text must be non-empty");
  }
  if (text.length > rules.maxCodePoints && [...text].length > rules.maxCodePoints) throw badRequest(rules.tooLong);
  const nested = nestEntities(items).slice(0, MAX_ENTITIES);
  const detected = detectEntities(text, nested).slice(0, MAX_ENTITIES - nested.length);
  return { text, entities: [...nested, ...detected].sort(byPlace), detected };
}

function parse(
  { text, parseMode, entities }: GivenText,
  findUser: FindUser,
): { text: string; entities: MessageEntity[] } {
  switch (parseMode.toLowerCase()) {
    case "":
    case "none": {
      // Telegram looks at the ranges of all, also of those that it then finds by itself.
      cleanText(text, givenEntities(entities, findUser));
      return { text, entities: markedEntities(entities, findUser) };
    }
    case "html":
      return parseHtml(text, findUser);
    case "markdownv2":
      return parseMarkdown(text, findUser);
    default:
      throw badRequest("unsupported parse_mode");
  }
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

interface Cleaned<Item extends Range> {
  readonly text: string;
  readonly items: readonly Item[];
}

/**
 * Text as Telegram stores it: control characters become spaces, a few invisible ones go, and what stands at both ends
 * goes too. Entities move with their words; a range that is not one of whole characters inside the text is refused.
 * @throws ApiFailure for a range that leaves the text or cuts a character
 */
function cleanText<Item extends Range>(given: string, items: readonly Item[]): Cleaned<Item> {
  if (!given.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  assertRanges(given, items);
  const { text, placeOf } = withoutOddCharacters(given);
  const moved = items.map((item) => {
    const offset = placeOf(item.offset);
    return { ...item, offset, length: placeOf(item.offset + item.length) - offset };
  });
  return trimmed(text, moved);
}

function assertRanges(text: string, items: readonly Range[]): void {
  for (const { offset, length } of items) {
    if (offset > text.length || (offset === text.length && length > 0))
      throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    if (cutsCharacter(text, offset))
      throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset)}`);
    const end = offset + length;
    if (end > text.length)
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
      );
    if (cutsCharacter(text, end))
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, end)}`,
      );
  }
}

/** True inside a surrogate pair. */
function cutsCharacter(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff && place > 0;
}

function bytesBefore(text: string, place: number): number {
  return Buffer.byteLength(text.slice(0, place + 1).toWellFormed());
}

/** Tests quickly for characters that are not kept as they are; true also of a few that are. */
const ODD = /\p{Cc}|[\u2028-\u202e]|\u0333|\u033f|\u030a/u;
/** Marks that stack on other characters without end. */
const STACKING: ReadonlySet<number> = new Set([0x0333, 0x033f, 0x030a]);

/** Control characters become spaces; carriage returns and marks that turn the direction of text go. */
function replacementOf(unit: number): "" | " " | null {
  if (unit === 0x0d || (unit >= 0x2028 && unit <= 0x202e) || STACKING.has(unit)) return "";
  return unit < 0x20 && unit !== 0x0a ? " " : null;
}

function withoutOddCharacters(given: string): { text: string; placeOf: (place: number) => number } {
  if (!ODD.test(given)) return { text: given, placeOf: (place) => place };
  const places = new Uint32Array(given.length + 1);
  let text = "";
  for (let place = 0; place < given.length; place++) {
    places[place] = text.length;
    text += replacementOf(given.charCodeAt(place)) ?? given.charAt(place);
  }
  places[given.length] = text.length;
  return { text, placeOf: (place) => places[place] ?? text.length };
}

/** The end is cut through entities; the start only as far as the first entity. */
function trimmed<Item extends Range>(text: string, items: readonly Item[]): Cleaned<Item> {
  const end = text.length - (/[ \n]*$/u.exec(text)?.[0].length ?? 0);
  const kept = items
    .map((item) => ({ ...item, length: Math.min(item.offset + item.length, end) - item.offset }))
    .filter(({ length }) => length > 0);
  const spaces = /^[ \n]*/u.exec(text)?.[0].length ?? 0;
  const start = Math.min(spaces, end, ...kept.map(({ offset }) => offset));
  return { text: text.slice(start, end), items: kept.map((item) => ({ ...item, offset: item.offset - start })) };
}

/** Spaces, and characters of no width, which Telegram does not take for a text. */
const NOTHING_TO_SEE =
  /^[\s\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\u{e0000}-\u{e007f}]*$/u;

function isInvisible(text: string): boolean {
  return NOTHING_TO_SEE.test(text);
}
