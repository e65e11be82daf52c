/**
 * Decides which messages of a chat the bot sees. In groups, unless it is an administrator or its privacy mode is off,
 * that is only what is meant for it: commands, replies to it, mentions of it, and what is sent through it.
 */

import type { Message, UserFromGetMe } from "@grammyjs/types";
import { isAdministrator, isPresent, type Room } from "../rooms.ts";

export function botSees(bot: UserFromGetMe, room: Room, message: Message): boolean {
  if (room.chat.type === "private") return !room.blocked;
  const member = room.members.get(bot.id);
  if (!isPresent(member)) return false;
  if (room.chat.type === "channel" || isAdministrator(member) || bot.can_read_all_group_messages) return true;
  const text = message.text ?? message.caption;
  if (text === undefined && message.document === undefined && message.photo === undefined) return isService(message);
  if (message.reply_to_message?.from?.id === bot.id || message.via_bot?.id === bot.id) return true;
  const entities = message.entities ?? message.caption_entities ?? [];
  const self = `@${bot.username.toLowerCase()}`;
  return entities.some(({ type, offset, length }) => {
    const words = text?.slice(offset, offset + length).toLowerCase() ?? "";
    if (type === "bot_command") return offset === 0 && (!words.includes("@") || words.endsWith(self));
    return type === "mention" && words === self;
  });
}

/** Told to every bot: who came and went, new titles, pins, a move to another group. */
function isService(message: Message): boolean {
  return (
    message.new_chat_members !== undefined ||
    message.left_chat_member !== undefined ||
    message.new_chat_title !== undefined ||
    message.pinned_message !== undefined ||
    message.migrate_to_chat_id !== undefined ||
    message.migrate_from_chat_id !== undefined ||
    message.forum_topic_created !== undefined
  );
}
