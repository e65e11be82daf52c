/**
 * Which updates wait for which. Messages of one chat are handled in order. A tap on a button or an inline query asks for
 * something that stands already, so it has a lane beside the chat's and need not wait for an answer that is being made;
 * and whoever presses Stop must not wait for what is to be stopped.
 */

import type { Update } from "grammy/types";

export type ReceivedUpdate = Update;

/** Every kind that Docket handles. Telegram remembers what was asked for last, and sends some kinds only when asked. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "channel_post",
  "guest_message",
  "callback_query",
  "inline_query",
  "chosen_inline_result",
  "stopped_message_generation",
  "chat_member",
  "my_chat_member",
] as const satisfies readonly Exclude<keyof Update, "update_id">[];

export function laneOf(update: Update): string {
  const { callback_query: tap, inline_query: inline, chosen_inline_result: chosen } = update;
  if (tap !== undefined) return `tap ${tap.message?.chat.id ?? tap.from.id}`;
  if (inline !== undefined) return `inline ${inline.from.id}`;
  if (chosen !== undefined) return `inline ${chosen.from.id}`;
  if (update.stopped_message_generation !== undefined) return `stop ${update.stopped_message_generation.chat.id}`;
  return `chat ${telegramMessage(update)?.chat.id ?? membershipOf(update)?.chat.id ?? 0}`;
}

/** The sender of an update, where it has one. */
export function personOf(update: Update) {
  return (
    telegramMessage(update)?.from ??
    update.callback_query?.from ??
    update.inline_query?.from ??
    update.chosen_inline_result?.from ??
    membershipOf(update)?.from ??
    null
  );
}

/** The message that an update brings. */
export function telegramMessage(update: Update) {
  return update.message ?? update.edited_message ?? update.guest_message ?? update.channel_post;
}

function membershipOf(update: Update) {
  return update.chat_member ?? update.my_chat_member;
}
