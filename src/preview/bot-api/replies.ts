/** Where in a chat a new message stands: its topic, and the message that it replies to, with the words that it quotes. */

import type { Message } from "@grammyjs/types";
import { badRequest } from "./failure.ts";
import type { Fields, Parameters } from "./parameters.ts";
import type { Room } from "./rooms.ts";
import { asReplied } from "./write-message.ts";

/** The topic that a forum always has; its messages carry no topic. */
const GENERAL_TOPIC = 1;
/** https://core.telegram.org/bots/api#replyparameters */
const EPHEMERAL_REPLY_S = 15;
/** Code points. */
const MAX_QUOTE = 1_024;

/** @param now in seconds since 1970 */
export function placeOf(parameters: Parameters, room: Room, now: number): Partial<Message> {
  const reply = replyOf(parameters, room, now);
  const given = parameters.integer("message_thread_id");
  const thread = given ?? reply.reply_to_message?.message_thread_id ?? null;
  if (given !== null && given !== GENERAL_TOPIC && !room.topics.has(given))
    throw badRequest("message thread not found");
  if (thread === null || thread === GENERAL_TOPIC) return reply;
  return { ...reply, message_thread_id: thread, is_topic_message: true };
}

function replyOf(parameters: Parameters, room: Room, now: number): Partial<Message> {
  const given = parameters.object("reply_parameters");
  const old = parameters.integer("reply_to_message_id");
  if (given === null) return old === null ? {} : replyTo(room, old, parameters.flag("allow_sending_without_reply"));
  const withoutReply = given.allow_sending_without_reply === true;
  if (given.ephemeral_message_id !== undefined) {
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
