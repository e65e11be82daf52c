/** The bot outside its own chats: inline queries, results that are dropped into a chat, and the bot as a guest. */

import type { Chat, InlineQuery, InlineQueryResult, User } from "@grammyjs/types";
import { inlineMessage } from "../inline-results.ts";
import { threadOf } from "../replies.ts";
import { type InlineAnswer, type ShownMessage, type State, sendMessageUpdate, sendUpdate, shown } from "../state.ts";
import { detectEntities } from "../text/detect.ts";
import { writeMessage } from "../write-message.ts";
import { roomFor } from "./chats.ts";
import { botSees } from "./visible.ts";

export interface InlineOfTheWorld {
  /** Sends the words after the bot's name. @returns the bot's results; null if there are none in time */
  inline(
    person: User,
    query: string,
    options?: { readonly offset?: string; readonly chat_type?: NonNullable<InlineQuery["chat_type"]> },
  ): Promise<InlineAnswer | null>;
  /** Drops a result into a chat, or a topic of it, as the person's own message through the bot. */
  choose(
    person: User,
    chat: Chat,
    result: InlineQueryResult,
    options?: { readonly query?: string; readonly thread?: number | null },
  ): ShownMessage;
  /** Calls the bot in a chat that it is not in. @returns its one answer; null if there is none in time */
  summon(person: User, chat: Chat, text: string): Promise<ShownMessage | null>;
}

export function inlineOfTheWorld(state: State): InlineOfTheWorld {
  return {
    inline(person, query, { offset = "", chat_type = "sender" } = {}) {
      const { id, answered } = state.inlineQueries.ask(person, person.id);
      sendUpdate(state, { inline_query: { id, from: person, query: query.slice(0, 256), offset, chat_type } });
      return answered;
    },

    choose(person, chat, result, { query = "", thread = null } = {}) {
      const room = roomFor(state, chat);
      const { text, keyboard } = inlineMessage(state, result);
      const kept = writeMessage(state, room, {
        from: person,
        detected: text.detected,
        content: {
          text: text.text,
          ...threadOf(room, thread, undefined),
          via_bot: state.bot,
          ...(text.entities.length > 0 && { entities: [...text.entities] }),
          ...(keyboard !== null && { reply_markup: keyboard }),
        },
      });
      const { message } = kept;
      const inline_message_id = `inline-${chat.id}-${message.message_id}`;
      if (keyboard !== null) state.inlineMessages.set(inline_message_id, { room, message_id: message.message_id });
      const chosen = { result_id: result.id, from: person, query, ...(keyboard !== null && { inline_message_id }) };
      sendUpdate(state, { chosen_inline_result: chosen });
      if (botSees(state.bot, room, message)) sendMessageUpdate(state, message);
      return shown(kept);
    },

    summon(person, chat, text) {
      const room = roomFor(state, chat);
      const detected = detectEntities(text);
      const content = { text, ...(detected.length > 0 && { entities: detected }) };
      const { message } = writeMessage(state, room, { from: person, detected, content });
      const { id, answered } = state.guestQueries.ask(person, chat.id, message.message_id);
      sendMessageUpdate(state, { ...message, guest_query_id: id }, "guest_message");
      return answered;
    },
  };
}
