/** Puts a new message into a chat, or the new state of one, and tells who looks on. */

import type { Message, MessageEntity, User } from "@grammyjs/types";
import type { Fields } from "./parameters.ts";
import type { Kept, Room } from "./rooms.ts";
import { announce, type State, shown, unixTime } from "./state.ts";

export interface Writing {
  readonly from: User | null;
  readonly content: Partial<Message>;
  readonly detected?: readonly MessageEntity[];
  readonly reply_interface?: Fields | null;
  /** For ephemeral messages: whom it is sent to, and who sees it if that is the bot. */
  readonly receiver?: User;
  readonly seenBy?: User | undefined;
  readonly inPlaceOf?: number | null;
}

export function writeMessage(state: State, room: Room, writing: Writing): Kept {
  const {
    from,
    content,
    detected = [],
    reply_interface = null,
    receiver,
    seenBy = receiver,
    inPlaceOf = null,
  } = writing;
  const ephemeral =
    receiver === undefined ? {} : { ephemeral_message_id: room.takeEphemeralId(), receiver_user: receiver };
  const message: Message = {
    message_id: receiver === undefined ? room.takeId() : 0,
    ...ephemeral,
    ...(from !== null && { from }),
    chat: room.chat,
    date: unixTime(state),
    ...content,
  };
  const kept: Kept = {
    order: room.takeOrder(),
    message,
    author: from?.id ?? room.chat.id,
    detected,
    reactions: new Map(),
    receiver: seenBy?.id ?? null,
    inPlaceOf,
    reply_interface,
  };
  keep(room, kept);
  if (from?.id === state.bot.id) endDraft(state, room);
  announce(state, { kind: "message", chat: room.chat, message: shown(kept) });
  return kept;
}

export function replaceMessage(state: State, room: Room, kept: Kept): void {
  keep(room, kept);
  announce(state, { kind: "edited", chat: room.chat, message: shown(kept) });
}

export function removeMessage(state: State, room: Room, { message, receiver }: Kept): void {
  const ephemeral = receiver !== null;
  const message_id = ephemeral ? (message.ephemeral_message_id ?? 0) : message.message_id;
  (ephemeral ? room.ephemeral : room.messages).delete(message_id);
  announce(state, { kind: "deleted", chat: room.chat, message_id, ephemeral });
}

function keep(room: Room, kept: Kept): void {
  if (kept.receiver === null) room.messages.set(kept.message.message_id, kept);
  else room.ephemeral.set(kept.message.ephemeral_message_id ?? 0, kept);
}

/** A message from the bot takes the place of what it was seen to write, and of what it was seen to do. */
function endDraft(state: State, room: Room): void {
  room.action = null;
  room.stopped.clear();
  if (room.draft === null) return;
  room.draft = null;
  announce(state, { kind: "draft", chat: room.chat, draft: null });
}

/** A message as it stands inside its reply: without what it replies to itself. */
export function asReplied(message: Message): Pick<Message, "reply_to_message"> {
  const { reply_to_message: _nested, ...alone } = message;
  return { reply_to_message: alone as NonNullable<Message["reply_to_message"]> };
}
