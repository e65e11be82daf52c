/**
 * Chats and what is in them: the one memory that the methods (the bot's side) and the world (the people's side) share.
 * Plain data; a message is replaced, never changed, so that whoever got one keeps it as it was.
 */

import type { Chat, ChatMember, Message, MessageEntity, ReactionType, User } from "@grammyjs/types";
import { badRequest, type Fields, forbidden } from "./calls.ts";

/** A message as it stands now, with what people see of it and the wire does not say. */
export interface Kept {
  /** Its place among all messages of the chat, ephemeral ones too. */
  readonly order: number;
  readonly message: Message;
  /** Its author. */
  readonly author: number;
  /** Entities that the text's writer did not set: Telegram made links, mentions and commands of plain words. */
  readonly detected: readonly MessageEntity[];
  readonly reactions: ReadonlyMap<number, readonly ReactionType[]>;
  /** Receiver of an ephemeral message, the only person who sees it. */
  readonly receiver: number | null;
  /** Message in whose place an ephemeral one is shown, which the receiver then does not see. */
  readonly inPlaceOf: number | null;
  /** Effect on the reader's own side: a keyboard to write with, its end, or a reply that is begun. */
  readonly reply_interface: Fields | null;
}

/** Text that appears while the answer is being made, and goes after 30 s or with the next message. */
export interface Draft {
  readonly id: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly can_stop: boolean;
  readonly keep_on_stop: boolean;
  readonly message_thread_id: number | null;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface Room {
  readonly chat: Chat;
  readonly members: Map<number, ChatMember>;
  readonly messages: Map<number, Kept>;
  /** Messages by the ephemeral message's own number. */
  readonly ephemeral: Map<number, Kept>;
  /** Names of a forum's topics by the message that opened them. */
  readonly topics: Map<number, string>;
  readonly takeEphemeralId: () => number;
  readonly takeOrder: () => number;
  readonly takeId: () => number;
  draft: Draft | null;
  /** Drafts that the reader stopped; what the bot still adds to them is not shown. */
  readonly stopped: Set<number>;
  /** The bot's chat action ("typing"), and until when it is shown, in milliseconds since 1970. */
  action: { readonly action: string; readonly until: number } | null;
  /** The person blocked the bot. */
  blocked: boolean;
  /** The list of its members is kept from bots that are no administrators. */
  readonly hiddenMembers: boolean;
  /** Members who speak as the group itself. */
  readonly anonymous: ReadonlySet<number>;
  /** The group became another one. */
  movedTo: number | null;
}

export interface RoomOptions {
  readonly chat: Chat;
  readonly members: readonly ChatMember[];
  readonly takeId: () => number;
  readonly hiddenMembers?: boolean;
  readonly anonymous?: ReadonlySet<number>;
}

export function createRoom({ chat, members, takeId, hiddenMembers = false, anonymous = new Set() }: RoomOptions): Room {
  return {
    chat,
    members: new Map(members.map((member) => [member.user.id, member])),
    messages: new Map(),
    ephemeral: new Map(),
    topics: new Map(),
    takeEphemeralId: counter(),
    takeOrder: counter(),
    stopped: new Set(),
    takeId,
    hiddenMembers,
    anonymous,
    draft: null,
    action: null,
    blocked: false,
    movedTo: null,
  };
}

export function counter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

/** Rights of the people in a group, by their status. */
export function isPresent(member: ChatMember | undefined): boolean {
  switch (member?.status) {
    case "creator":
    case "administrator":
    case "member":
      return true;
    case "restricted":
      return member.is_member;
    default:
      return false;
  }
}

export function isAdministrator(member: ChatMember | undefined): boolean {
  return member?.status === "creator" || member?.status === "administrator";
}

/** @throws ApiFailure where the bot cannot write to this chat */
export function assertWritable(room: Room, bot: User): void {
  if (room.movedTo !== null) throw badRequest("group chat was upgraded to a supergroup chat");
  if (room.chat.type === "private") {
    if (room.blocked) throw forbidden("bot was blocked by the user");
    return;
  }
  const member = room.members.get(bot.id);
  const kind = room.chat.type;
  if (member?.status === "kicked") throw forbidden(`bot was kicked from the ${kind} chat`);
  if (!isPresent(member)) throw forbidden(`bot is not a member of the ${kind} chat`);
}
