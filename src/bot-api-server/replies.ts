/** Where in a chat a new message stands: its topic, and the message that it replies to, with the words that it quotes. */

import type { Message } from "@grammyjs/types";
import { badRequest } from "./failure.ts";
import type { Fields, Parameters } from "./parameters.ts";
import type { Room } from "./rooms.ts";
import { asReplied } from "./write-message.ts";

/** https://core.telegram.org/bots/api#replyparameters */
const EPHEMERAL_REPLY_S = 15;
/** Code points. */
const MAX_QUOTE = 1_024;

/** @param now in seconds since 1970 */
export function placeOf(parameters: Parameters, room: Room, now: number): Partial<Message> {
  const reply = replyOf(parameters, room, now);
  const given = parameters.integer("message_thread_id");
  // The general topic has no number that could be given. https://github.com/tdlib/telegram-bot-api/issues/798
  if (given !== null && !room.topics.has(given)) throw badRequest("message thread not found");
  return { ...reply, ...threadOf(room, given, reply.reply_to_message) };
}

/**
 * Replies stay in the topic of what they reply to. Outside of topics they make a thread of their own in supergroups, by
 * the number of its first message: it is no topic, and nothing can be sent to it.
 */
export function threadOf(
  { chat }: Room,
  topic: number | null,
  replied: Message["reply_to_message"],
): Pick<Message, "message_thread_id" | "is_topic_message"> {
  if (topic !== null) return { message_thread_id: topic, is_topic_message: true };
  if (replied === undefined || chat.type !== "supergroup") return {};
  const message_thread_id = replied.message_thread_id ?? replied.message_id;
  return replied.is_topic_message === true ? { message_thread_id, is_topic_message: true } : { message_thread_id };
}

function replyOf(parameters: Parameters, room: Room, now: number): Partial<Message> {
  const given = parameters.object("reply_parameters");
  const old = parameters.integer("reply_to_message_id");
  if (given === null) return old === null ? {} : replyTo(room, old, parameters.flag("allow_sending_without_reply"));
  const withoutReply = given.allow_sending_without_reply === true;
  if (given.ephemeral_message_id !== undefined) {
    // Such an answer is for the same eyes only.
    if (!parameters.has("ephemeral_message_parameters")) throw badRequest("message to be replied not found");
    ephemeralQuestion(room, Number(given.ephemeral_message_id), now);
    return {};
  }
  if (given.message_id === undefined) throw badRequest('can\'t find field "message_id"');
  const elsewhere = given.chat_id !== undefined && Number(given.chat_id) !== room.chat.id;
  const reply = elsewhere ? notFound(withoutReply) : replyTo(room, Number(given.message_id), withoutReply);
  return { ...reply, ...quoteOf(given, reply.reply_to_message) };
}

/** @throws ApiFailure unless the message came to the bot a short time ago */
function ephemeralQuestion(room: Room, id: number, now: number): void {
  const message = room.ephemeral.get(id)?.message;
  const toBot = message?.receiver_user?.is_bot === true;
  if (!toBot || now - message.date > EPHEMERAL_REPLY_S) throw badRequest("message to be replied not found");
}

function replyTo(room: Room, id: number, withoutReply: boolean): Pick<Message, "reply_to_message"> {
  const target = room.messages.get(id);
  return target === undefined ? notFound(withoutReply) : asReplied(target.message);
}

function notFound(withoutReply: boolean): Record<string, never> {
  if (withoutReply) return {};
  throw badRequest("message to be replied not found");
}

function quoteOf(given: Fields, target: Message | undefined): Pick<Message, "quote"> {
  const quote = typeof given.quote === "string" ? given.quote : "";
  if (quote === "" || target === undefined) return {};
  const text = target.text ?? target.caption ?? "";
  const wanted = typeof given.quote_position === "number" ? given.quote_position : 0;
  const position = text.startsWith(quote, wanted) ? wanted : text.indexOf(quote);
  if ([...quote].length > MAX_QUOTE) throw badRequest("message quote is too long");
  if (position < 0) throw badRequest("QUOTE_TEXT_INVALID");
  return { quote: { text: quote, position, is_manual: true } };
}
