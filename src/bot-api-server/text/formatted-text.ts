/** The text of a message as a bot gives it -> the text and the entities that people see, or Telegram's refusal. */

import type { MessageEntity } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { cleanText, isInvisible } from "./clean-text.ts";
import { detectEntities } from "./detect.ts";
import { type FindUser, givenEntities, markedEntities } from "./given-entities.ts";
import { parseHtml } from "./html.ts";
import { parseMarkdown } from "./markdown.ts";
import { byPlace, nestEntities } from "./nesting.ts";

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
  /** In order: those that were given, and those that Telegram found. */
  readonly entities: readonly MessageEntity[];
  /** Of the entities those that Telegram found. */
  readonly detected: readonly MessageEntity[];
}

/** A text as it comes in a call, in any place where one may stand. */
export interface GivenText {
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
