/**
 * Questions that the bot must answer within a time: the press of a button, an inline query, a guest's message. Telegram
 * forgets them soon; whoever asked then sees nothing.
 */

import type { InlineKeyboardMarkup, InlineQueryResult, InlineQueryResultArticle, User } from "@grammyjs/types";
import { badRequest, type Fields, isFields } from "./calls.ts";
import { inlineKeyboard } from "./keyboards.ts";
import type { State } from "./state.ts";
import { type FormattedText, formatText, MESSAGE_RULES } from "./text/formatted-text.ts";

/** About how long Telegram's apps wait; Telegram itself names no figure. */
const QUERY_MS = 15_000;

export const QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid";

interface OpenQuery<Answer> {
  readonly id: string;
  readonly from: User;
  /** Where it was asked. */
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

  /** Also when it is answered already. */
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
