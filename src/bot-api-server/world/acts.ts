/**
 * Acts of people in chats: they write and edit messages of many kinds, press buttons, react, and use the bot where it
 * is not a member.
 */

import type {
  Chat,
  InlineKeyboardButton,
  InlineQuery,
  InlineQueryResult,
  Message,
  MessageEntity,
  ReactionType,
  User,
} from "@grammyjs/types";
import { inlineMessage } from "../queries.ts";
import { isAdministrator, type Kept, type Room } from "../rooms.ts";
import { asReplied, replaceMessage, threadOf, writeMessage } from "../sending.ts";
import {
  announce,
  type CallbackAnswer,
  commandsFor,
  type InlineAnswer,
  type ShownMessage,
  type State,
  sendMessageUpdate,
  sendUpdate,
  shown,
  unixTime,
} from "../state.ts";
import { byPlace, detectEntities } from "../text/entities.ts";
import { botSees, roomFor } from "./chats.ts";

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

interface Saying {
  readonly text?: string;
  /** Caption under a photo, a voice message or a document. */
  readonly caption?: string;
  readonly photo?: true;
  readonly voice?: true;
  readonly sticker?: true;
  readonly document?: SentFile;
  /** Pictures that are sent together share it. */
  readonly album?: string;
  readonly reply_to?: Message;
  /** Words of the message that is replied to. */
  readonly quote?: string;
  /** The number of a topic, see `topic`. */
  readonly thread?: number;
  readonly forward_from?: User;
  readonly via_bot?: User;
  /** Entities that the writer marked; links, mentions and commands are found besides. */
  readonly entities?: readonly MessageEntity[];
}

export interface SayingOfTheWorld {
  say(person: User, chat: Chat, saying: string | Saying): ShownMessage;
  edit(person: User, message: Message, text: string): ShownMessage;
}

/** Telegram's stand-in for a group's anonymous administrators. */
const ANONYMOUS: User = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

export function sayingOfTheWorld(state: State): SayingOfTheWorld {
  const send = (room: Room, message: Message, edited: boolean) => {
    if (!botSees(state.bot, room, message)) return;
    const kind = room.chat.type === "channel" ? "channel_post" : "message";
    sendMessageUpdate(state, message, edited ? `edited_${kind}` : kind);
  };

  return {
    say(person, chat, saying) {
      const room = roomFor(state, chat);
      const said: Saying = typeof saying === "string" ? { text: saying } : saying;
      const { content, detected } = contentOf(state, said);
      const kept = writeMessage(state, room, {
        from: room.chat.type === "channel" ? null : room.anonymous.has(person.id) ? ANONYMOUS : person,
        detected,
        ...(isEphemeral(state, room, person, content) && { receiver: state.bot, seenBy: person }),
        content: { ...senderOf(room, person), ...content, ...placeOf(state, room, said) },
      });
      send(room, kept.message, false);
      return shown(kept);
    },

    edit(person, { chat, message_id }, text) {
      const room = roomFor(state, chat);
      const kept = room.messages.get(message_id);
      if (kept === undefined) throw new Error(`no message ${message_id} in chat ${chat.id}: it was deleted`);
      if (kept.author === state.bot.id) throw new Error(`${person.first_name} cannot edit what the bot wrote`);
      const captioned = kept.message.text === undefined;
      const { text: _t, entities: _e, caption: _c, caption_entities: _ce, ...rest } = kept.message;
      const { content, detected } = wordsOf(text, [], captioned);
      const message = { ...rest, ...content, edit_date: unixTime(state) };
      const edited = { ...kept, message, detected };
      replaceMessage(state, room, edited);
      send(room, message, true);
      return shown(edited);
    },
  };
}

/** A command that the bot's menu marks so is seen by its sender and the bot alone. */
function isEphemeral(state: State, room: Room, person: User, { text = "", entities = [] }: Partial<Message>): boolean {
  const command = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (command === undefined || room.chat.type === "private" || room.chat.type === "channel") return false;
  const [name] = text.slice(1, command.length).split("@");
  return commandsFor(state.profile, room, person).some(
    ({ command: known, is_ephemeral }) => known === name && is_ephemeral,
  );
}

function senderOf(room: Room, person: User): Partial<Message> {
  if (room.chat.type === "channel") return { sender_chat: room.chat, author_signature: person.first_name };
  return room.anonymous.has(person.id) ? { sender_chat: room.chat } : {};
}

function placeOf(state: State, room: Room, said: Saying): Partial<Message> {
  const { album, quote, thread, forward_from, via_bot } = said;
  const replied = repliedOf(room, said);
  const position = quote === undefined ? 0 : (replied?.text ?? replied?.caption ?? "").indexOf(quote);
  return {
    ...threadOf(room, thread ?? null, replied),
    ...(album !== undefined && { media_group_id: album }),
    ...(replied !== undefined && { reply_to_message: replied }),
    ...(quote !== undefined && { quote: { text: quote, position, is_manual: true } }),
    ...(forward_from !== undefined && {
      forward_origin: { type: "user", date: unixTime(state), sender_user: forward_from },
    }),
    ...(via_bot !== undefined && { via_bot }),
  };
}

/** The message as it stands on the wire: what people are shown has more fields. */
function repliedOf(room: Room, { reply_to }: Saying): Message["reply_to_message"] {
  if (reply_to === undefined) return undefined;
  const { message_id, ephemeral_message_id } = reply_to;
  const kept =
    ephemeral_message_id === undefined ? room.messages.get(message_id) : room.ephemeral.get(ephemeral_message_id);
  if (kept === undefined) throw new Error(`no message ${message_id} in chat ${room.chat.id}: it was deleted`);
  return asReplied(kept.message).reply_to_message;
}

interface Content {
  readonly content: Partial<Message>;
  readonly detected: readonly MessageEntity[];
}

function contentOf(state: State, said: Saying): Content {
  const media = mediaOf(state, said);
  const words = said.text ?? said.caption ?? "";
  if (words === "") return { content: media ?? {}, detected: [] };
  const { content, detected } = wordsOf(words, said.entities ?? [], media !== null);
  return { content: { ...media, ...content }, detected };
}

function wordsOf(words: string, given: readonly MessageEntity[], captioned: boolean): Content {
  const detected = detectEntities(words, given);
  const entities = [...given, ...detected].sort(byPlace);
  const content = captioned
    ? { caption: words, ...(entities.length > 0 && { caption_entities: entities }) }
    : { text: words, ...(entities.length > 0 && { entities }) };
  return { content, detected };
}

function mediaOf({ files }: State, { photo, voice, sticker, document }: Saying): Partial<Message> | null {
  const file = (name: string) => files.add({ name, type: "", bytes: new Uint8Array([0]) });
  if (document !== undefined) return { document: files.add({ type: "", ...document }) };
  if (photo === true) {
    const { file_id, file_unique_id, file_size = 1 } = file("photo.jpg");
    return { photo: [{ file_id, file_unique_id, file_size, width: 640, height: 480 }] };
  }
  if (voice === true) {
    const { file_id, file_unique_id, file_size = 1 } = file("voice.ogg");
    return { voice: { file_id, file_unique_id, file_size, duration: 3, mime_type: "audio/ogg" } };
  }
  if (sticker !== true) return null;
  const { file_id, file_unique_id } = file("sticker.webp");
  const size = { width: 512, height: 512 };
  return { sticker: { file_id, file_unique_id, type: "regular", ...size, is_animated: false, is_video: false } };
}

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

/** Acts on messages without writing: press a button, stop a draft, react. */
export function touchingOfTheWorld(state: State): TouchingOfTheWorld {
  return {
    press(person, { chat, message_id, ephemeral_message_id }, button) {
      const room = roomFor(state, chat);
      const kept =
        ephemeral_message_id === undefined ? room.messages.get(message_id) : room.ephemeral.get(ephemeral_message_id);
      const { id, answered } = state.callbackQueries.ask(person, chat.id, message_id);
      const query = { id, from: person, chat_instance: String(chat.id), data: dataOf(kept?.message, button) };
      sendUpdate(state, { callback_query: { ...query, ...messageAt(state, room, kept, message_id) } });
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
function messageAt(state: State, room: Room, kept: Kept | undefined, message_id: number) {
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

/** The bot outside its own chats: inline queries, results that are dropped into a chat, and the bot as a guest. */
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
