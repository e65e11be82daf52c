/** The results of an inline query, or the one of a guest's, checked as Telegram checks them. Articles only. */

import type { InlineKeyboardMarkup, InlineQueryResult, InlineQueryResultArticle } from "@grammyjs/types";
import { badRequest } from "./failure.ts";
import { inlineKeyboard } from "./keyboards.ts";
import { type Fields, isFields } from "./parameters.ts";
import type { State } from "./state.ts";
import { type FormattedText, formatText, MESSAGE_RULES } from "./text/formatted-text.ts";

/** https://core.telegram.org/bots/api#answerinlinequery */
const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;

export interface InlineMessage {
  readonly text: FormattedText;
  readonly keyboard: InlineKeyboardMarkup | null;
}

/** @throws ApiFailure for what Telegram would not take */
export function checkedResults(state: State, given: readonly unknown[]): readonly InlineQueryResult[] {
  if (given.length > MAX_RESULTS) throw badRequest("RESULTS_TOO_MUCH");
  const ids = new Set<string>();
  return given.map((item) => {
    const result = articleOf(item);
    if (Buffer.byteLength(result.id) < 1 || Buffer.byteLength(result.id) > MAX_ID_BYTES)
      throw badRequest("RESULT_ID_INVALID");
    if (ids.has(result.id)) throw badRequest("RESULT_ID_DUPLICATE");
    ids.add(result.id);
    inlineMessage(state, result);
    return result;
  });
}

/** Message that is sent when the result is chosen. */
export function inlineMessage(state: State, result: InlineQueryResult): InlineMessage {
  const content: Fields =
    "input_message_content" in result && isFields(result.input_message_content) ? result.input_message_content : {};
  if (typeof content.message_text !== "string")
    throw badRequest("can't parse inline query result: Can't find field \"message_text\"");
  const given = {
    text: content.message_text,
    parseMode: typeof content.parse_mode === "string" ? content.parse_mode : "",
    entities: Array.isArray(content.entities) ? content.entities : [],
  };
  const text = formatText(given, MESSAGE_RULES, (id) => state.people.get(id));
  const markup = "reply_markup" in result && isFields(result.reply_markup) ? result.reply_markup : null;
  return { text, keyboard: markup === null ? null : inlineKeyboard(markup, false) };
}

export function articleOf(item: unknown): InlineQueryResultArticle {
  if (!isFields(item)) throw badRequest("can't parse inline query result: expected an Object");
  if (item.type !== "article")
    throw badRequest(`can't parse inline query result: type "${String(item.type)}" is not known here`);
  if (typeof item.id !== "string") throw badRequest("can't parse inline query result: Can't find field \"id\"");
  if (typeof item.title !== "string" || item.title.trim() === "") throw badRequest("ARTICLE_TITLE_EMPTY");
  return item as unknown as InlineQueryResultArticle;
}
