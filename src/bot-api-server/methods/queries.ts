/** answerCallbackQuery, answerInlineQuery, answerGuestQuery. */

import { badRequest, type Methods } from "../calls.ts";
import { articleOf, checkedResults, inlineMessage } from "../queries.ts";
import { writeMessage } from "../sending.ts";
import { shown } from "../state.ts";
import { textContent } from "./messages.ts";

/** Characters. https://core.telegram.org/bots/api#answercallbackquery */
const MAX_CALLBACK_TEXT = 200;
/** https://core.telegram.org/bots/api#inlinequeryresultsbutton */
const START_PARAMETER = /^[A-Za-z0-9_-]{1,64}$/u;
const DEFAULT_CACHE_S = 300;

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
