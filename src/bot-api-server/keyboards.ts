/**
 * `reply_markup`, checked as Telegram checks it. Two points are stricter than Telegram, which mends such buttons in
 * silence: a label must not be empty, and a button does one thing.
 */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { type ApiFailure, badRequest, type Fields, isFields, type Parameters } from "./calls.ts";
import { checkLink } from "./text/entities.ts";

/** UTF-8. https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_CALLBACK_BYTES = 64;
const MAX_COPY_CHARACTERS = 256;
const MAX_BUTTONS = 100;

const KINDS = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "disabled",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
] as const;

export interface ReplyMarkup {
  /** Hangs under the message. */
  readonly inline: InlineKeyboardMarkup | null;
  /** Changes what the reader writes with: a keyboard of its own, its end, or a reply that is begun. */
  readonly interface: Fields | null;
}

export function replyMarkup(parameters: Parameters, chatIsPrivate = true): ReplyMarkup {
  const given = parameters.object("reply_markup");
  if (given === null || Object.keys(given).length === 0) return { inline: null, interface: null };
  for (const flag of [
    "force_reply",
    "remove_keyboard",
    "selective",
    "one_time_keyboard",
    "is_persistent",
    "resize_keyboard",
  ])
    if (given[flag] !== undefined && typeof given[flag] !== "boolean")
      throw badRequest(`field "${flag}" must be of type Boolean`);
  if (given.inline_keyboard !== undefined) return { inline: inlineKeyboard(given, chatIsPrivate), interface: null };
  if (given.keyboard !== undefined) rowsOf(given, "keyboard");
  return { inline: null, interface: given };
}

/** @returns null if no button is left */
export function inlineKeyboard(given: Fields, chatIsPrivate = true): InlineKeyboardMarkup | null {
  const rows = rowsOf(given, "inline_keyboard").filter((row) => row.length > 0);
  for (const button of rows.flat()) assertButton(button, chatIsPrivate);
  if (rows.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
  return rows.length === 0 ? null : ({ inline_keyboard: rows } as unknown as InlineKeyboardMarkup);
}

function rowsOf(given: Fields, field: string): readonly (readonly unknown[])[] {
  const rows = given[field];
  if (!Array.isArray(rows)) throw badRequest(`field "${field}" must be of type Array`);
  for (const row of rows) if (!Array.isArray(row)) throw badRequest(`field "${field}" must be an Array of Arrays`);
  return rows;
}

function assertButton(button: unknown, chatIsPrivate: boolean): void {
  if (!isFields(button)) throw cannotParse("Button must be an Object");
  if (button.text === undefined) throw cannotParse('Can\'t find field "text"');
  if (typeof button.text !== "string") throw cannotParse('Field "text" must be of type String');
  if (button.text.trim() === "") throw cannotParse("Button text must be non-empty");
  const kinds = KINDS.filter(
    (kind) => button[kind] !== undefined && !(kind === "callback_data" && button[kind] === ""),
  );
  const [kind, another] = kinds;
  if (kind === undefined) throw cannotParse("Text buttons are unallowed in the inline keyboard");
  if (another !== undefined) throw cannotParse(`Button has both "${kind}" and "${another}"`);
  switch (kind) {
    case "callback_data":
      if (Buffer.byteLength(String(button.callback_data)) > MAX_CALLBACK_BYTES) throw badRequest("BUTTON_DATA_INVALID");
      return;
    case "url": {
      const link = checkLink(String(button.url));
      if ("refused" in link) throw badRequest(`inline keyboard button ${link.refused}`);
      return;
    }
    case "copy_text": {
      const text = isFields(button.copy_text) ? String(button.copy_text.text ?? "") : "";
      if (text === "" || [...text].length > MAX_COPY_CHARACTERS) throw badRequest("BUTTON_COPY_TEXT_INVALID");
      return;
    }
    case "web_app": {
      const url = isFields(button.web_app) ? String(button.web_app.url ?? "") : "";
      if (!url.startsWith("https://"))
        throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
      if (!chatIsPrivate) throw badRequest("BUTTON_TYPE_INVALID");
      return;
    }
    case "login_url":
    case "callback_game":
    case "pay":
      throw badRequest("BUTTON_TYPE_INVALID");
    case "disabled":
    case "switch_inline_query":
    case "switch_inline_query_current_chat":
    case "switch_inline_query_chosen_chat":
      return;
    default:
      kind satisfies never;
  }
}

function cannotParse(why: string): ApiFailure {
  return badRequest(`can't parse inline keyboard button: ${why}`);
}
