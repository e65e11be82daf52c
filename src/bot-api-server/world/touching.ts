/** Acts on messages without writing: press a button, stop a draft, react. */

import type { Chat, InlineKeyboardButton, Message, ReactionType, User } from "@grammyjs/types";
import { isAdministrator, type Kept, type Room } from "../rooms.ts";
import { announce, type CallbackAnswer, type State, sendUpdate, shown, unixTime } from "../state.ts";
import { roomFor } from "./chats.ts";

export interface TouchingOfTheWorld {
  /**
   * @param button what is written on it, or callback data: such that is on no button too, as forged and old presses
   * have it
   * @returns what the bot said to it; null if it said nothing in time
   */
  press(person: User, message: Message, button: string): Promise<CallbackAnswer | null>;
  /** @returns false if no draft is there to be stopped */
  stop(person: User, chat: Chat): boolean;
  /** An emoji, or null to take the reaction back. */
  react(person: User, message: Message, emoji: string | null): void;
}

export function touchingOfTheWorld(state: State): TouchingOfTheWorld {
  return {
    press(person, { chat, message_id, ephemeral_message_id }, button) {
      const room = roomFor(state, chat);
      const kept =
        ephemeral_message_id === undefined ? room.messages.get(message_id) : room.ephemeral.get(ephemeral_message_id);
      const { id, answered } = state.callbackQueries.ask(person, chat.id, message_id);
      const query = { id, from: person, chat_instance: String(chat.id), data: dataOf(kept?.message, button) };
      sendUpdate(state, { callback_query: { ...query, ...placeOf(state, room, kept, message_id) } });
      return answered;
    },

    stop(person, chat) {
      const room = roomFor(state, chat);
      const { draft } = room;
      if (draft === null || !draft.can_stop || draft.expires <= state.now() || room.chat.type !== "private")
        return false;
      if (room.chat.id !== person.id) return false;
      room.stopped.add(draft.id);
      const thread = draft.message_thread_id === null ? {} : { message_thread_id: draft.message_thread_id };
      room.draft = draft.keep_on_stop ? { ...draft, can_stop: false } : null;
      announce(state, { kind: "draft", chat: room.chat, draft: room.draft });
      sendUpdate(state, { stopped_message_generation: { chat: room.chat, draft_id: draft.id, ...thread } });
      return true;
    },

    react(person, { chat, message_id }, emoji) {
      const room = roomFor(state, chat);
      const kept = room.messages.get(message_id);
      if (kept === undefined) throw new Error(`no message ${message_id} in chat ${chat.id}: it was deleted`);
      const old_reaction = [...(kept.reactions.get(person.id) ?? [])];
      const new_reaction = emoji === null ? [] : [{ type: "emoji", emoji } as ReactionType];
      const reactions = new Map(kept.reactions).set(person.id, new_reaction);
      if (emoji === null) reactions.delete(person.id);
      const changed = { ...kept, reactions };
      room.messages.set(message_id, changed);
      announce(state, { kind: "edited", chat: room.chat, message: shown(changed) });
      const tells = room.chat.type === "private" || isAdministrator(room.members.get(state.bot.id));
      const change = { chat: room.chat, message_id, user: person, date: unixTime(state), old_reaction, new_reaction };
      if (tells) sendUpdate(state, { message_reaction: change });
    },
  };
}

/** The message, or where it stood if it is gone; for a message that was sent through the bot, its inline id. */
function placeOf(state: State, room: Room, kept: Kept | undefined, message_id: number) {
  if (kept === undefined) return { message: { chat: room.chat, message_id, date: 0 as const } };
  const inline = state.inlineMessages
    .entries()
    .find(([, place]) => place.room === room && place.message_id === message_id);
  return inline === undefined ? { message: kept.message } : { inline_message_id: inline[0] };
}

function dataOf(message: Message | undefined, button: string): string {
  const buttons: InlineKeyboardButton[] = message?.reply_markup?.inline_keyboard.flat() ?? [];
  const named = buttons.find(({ text }) => text === button);
  return named !== undefined && "callback_data" in named ? named.callback_data : button;
}
