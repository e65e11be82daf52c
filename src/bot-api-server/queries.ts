/**
 * Questions that the bot must answer within a time: the press of a button, an inline query, a guest's message. Telegram
 * forgets them soon; whoever asked then sees nothing.
 */

import type { InlineKeyboardMarkup, InlineQueryResult, InlineQueryResultArticle, User } from "@grammyjs/types";
import { badRequest, type Fields, isFields, type Methods } from "./calls.ts";
import { inlineKeyboard } from "./keyboards.ts";
import { textContent } from "./methods/messages.ts";
import { writeMessage } from "./sending.ts";
import { type State, shown } from "./state.ts";
import { type FormattedText, formatText, MESSAGE_RULES } from "./text/formatted-text.ts";

/** Time that Telegram's apps wait, about; Telegram itself names no figure. */
const QUERY_MS = 15_000;

export const QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid";

interface OpenQuery<Answer> {
  readonly id: string;
  readonly from: User;
  /** Chat in which it was asked. */
  readonly chat: number;
  /** The message whose button was pressed, if it was a press. */
  readonly message: number | null;
  readonly answer: (answer: Answer) => void;
}

export class OpenQueries<Answer> {
  readonly #open = new Map<string, OpenQuery<Answer> & { readonly giveUp: () => void }>();
  /** Those whose time is not over, answered or not. */
  readonly #recent = new Map<string, OpenQuery<Answer>>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** @returns the query's id, and what the bot answers: null if it does not in time */
  ask(
    from: User,
    chat: number,
    message: number | null = null,
  ): { readonly id: string; readonly answered: Promise<Answer | null> } {
    const id = String(Math.floor((1 + this.#random()) * 1_000_000_000_000_000));
    const answered = new Promise<Answer | null>((resolve) => {
      const settle = (answer: Answer | null) => {
        this.#open.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.#recent.delete(id);
        settle(null);
      }, QUERY_MS);
      timer.unref();
      const query = { id, from, chat, message, answer: settle };
      this.#recent.set(id, query);
      this.#open.set(id, { ...query, giveUp: () => settle(null) });
    });
    return { id, answered };
  }

  /** Finds a query also when it is answered already. */
  recent(id: string): OpenQuery<Answer> | null {
    return this.#recent.get(id) ?? null;
  }

  /** @throws ApiFailure if there was no such query or its time is over */
  require(id: string): OpenQuery<Answer> {
    const query = this.#open.get(id);
    if (query === undefined) throw badRequest(QUERY_TOO_OLD);
    return query;
  }

  giveUp(): void {
    for (const { giveUp } of [...this.#open.values()]) giveUp();
  }
}

/** https://core.telegram.org/bots/api#answerinlinequery */
const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;

interface InlineMessage {
  readonly text: FormattedText;
  readonly keyboard: InlineKeyboardMarkup | null;
}

/**
 * The results of an inline query, or the one of a guest's, checked as Telegram checks them. Articles only.
 * @throws ApiFailure for what Telegram would not take
 */
function checkedResults(state: State, given: readonly unknown[]): readonly InlineQueryResult[] {
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

function articleOf(item: unknown): InlineQueryResultArticle {
  if (!isFields(item)) throw badRequest("can't parse inline query result: expected an Object");
  if (item.type !== "article")
    throw badRequest(`can't parse inline query result: type "${String(item.type)}" is not known here`);
  if (typeof item.id !== "string") throw badRequest("can't parse inline query result: Can't find field \"id\"");
  if (typeof item.title !== "string" || item.title.trim() === "") throw badRequest("ARTICLE_TITLE_EMPTY");
  return item as unknown as InlineQueryResultArticle;
}

/** Characters. https://core.telegram.org/bots/api#answercallbackquery */
const MAX_CALLBACK_TEXT = 200;
/** https://core.telegram.org/bots/api#inlinequeryresultsbutton */
const START_PARAMETER = /^[A-Za-z0-9_-]{1,64}$/u;
const DEFAULT_CACHE_S = 300;

/** answerCallbackQuery, answerInlineQuery, answerGuestQuery. */
export const queryMethods: Methods = {
  answerCallbackQuery({ parameters, state }) {
    const query = state.callbackQueries.require(parameters.text("callback_query_id"));
    const text = parameters.text("text");
    if ([...text].length > MAX_CALLBACK_TEXT) throw badRequest("MESSAGE_TOO_LONG");
    const url = parameters.text("url");
    if (url !== "" && !new RegExp(`^(?:https://)?t\\.me/${state.bot.username}\\?`, "iu").test(url))
      throw badRequest("URL_INVALID");
    query.answer({
      text: text === "" ? null : text,
      show_alert: parameters.flag("show_alert"),
      url: url === "" ? null : url,
    });
    return true;
  },

  answerInlineQuery({ parameters, state }) {
    const query = state.inlineQueries.require(parameters.text("inline_query_id"));
    const results = checkedResults(state, parameters.list("results") ?? []);
    const button = parameters.object("button");
    if (button !== null && button.web_app === undefined && !START_PARAMETER.test(String(button.start_parameter ?? "")))
      throw badRequest("START_PARAM_INVALID");
    const next_offset = parameters.text("next_offset");
    if (Buffer.byteLength(next_offset) > 64) throw badRequest("NEXT_OFFSET_INVALID");
    query.answer({
      results,
      cache_time: parameters.integer("cache_time") ?? DEFAULT_CACHE_S,
      is_personal: parameters.flag("is_personal"),
      next_offset,
      button: button === null ? null : { ...button, text: String(button.text ?? "") },
    });
    return true;
  },

  answerGuestQuery({ parameters, state }) {
    const query = state.guestQueries.require(parameters.text("guest_query_id"));
    const result = articleOf(parameters.object("result") ?? undefined);
    const { text, keyboard } = inlineMessage(state, result);
    const room = state.rooms.get(query.chat);
    if (room === undefined) throw badRequest("chat not found");
    const kept = writeMessage(state, room, {
      from: state.bot,
      detected: text.detected,
      content: {
        ...textContent(text),
        guest_bot_caller_user: query.from,
        ...(keyboard !== null && { reply_markup: keyboard }),
      },
    });
    const inline_message_id = `guest-${query.id}`;
    state.inlineMessages.set(inline_message_id, { room, message_id: kept.message.message_id });
    query.answer(shown(kept));
    return { inline_message_id };
  },
};
