/** Messages that people write: new messages of many kinds, and edits of them. */

import type { Chat, Message, MessageEntity, User } from "@grammyjs/types";
import { commandsFor } from "../profile.ts";
import { threadOf } from "../replies.ts";
import type { Room } from "../rooms.ts";
import { type ShownMessage, type State, sendMessageUpdate, shown, unixTime } from "../state.ts";
import { detectEntities } from "../text/detect.ts";
import { byPlace } from "../text/nesting.ts";
import { asReplied, replaceMessage, writeMessage } from "../write-message.ts";
import { roomFor } from "./chats.ts";
import { botSees } from "./visible.ts";

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

interface Saying {
  readonly text?: string;
  /** Under a photo, a voice message or a document. */
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

/** As it stands on the wire: what people are shown has more fields. */
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
