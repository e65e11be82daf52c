/**
 * A new message from the bot, of whatever kind: the checks that all kinds share, in Telegram's order, and the two ways
 * in which it may go out, to all of a chat or to one member alone.
 */

import type { Message, MessageEntity, User } from "@grammyjs/types";
import { badRequest, type Fields, type Parameters } from "./calls.ts";
import { replyMarkup } from "./keyboards.ts";
import { QUERY_TOO_OLD } from "./queries.ts";
import { assertWritable, isAdministrator, isPresent, type Kept, type Room } from "./rooms.ts";
import { announce, roomOf, type State, shown, unixTime } from "./state.ts";
import { type FormattedText, formatText, type TextRules } from "./text/formatted-text.ts";

/** @param name "text" or "caption"; its entities and its parse mode are found by it */
export function textOf(
  state: State,
  parameters: Parameters,
  name: "text" | "caption",
  rules: TextRules,
): FormattedText {
  const given = {
    text: parameters.text(name),
    parseMode: parameters.text("parse_mode"),
    entities: parameters.list(name === "text" ? "entities" : "caption_entities") ?? [],
  };
  return formatText(given, rules, (id) => state.people.get(id));
}

interface Sending {
  readonly content: Partial<Message>;
  readonly text: FormattedText;
}

export function sendMessage(state: State, parameters: Parameters, { content, text }: Sending): Message {
  replyMarkup(parameters); // Telegram refuses a wrong keyboard before it looks for the chat.
  const room = roomOf(state, parameters);
  assertWritable(room, state.bot);
  const { inline, interface: reply_interface } = replyMarkup(parameters, room.chat.type === "private");
  const place = placeOf(parameters, room, unixTime(state));
  const ephemeral = parameters.object("ephemeral_message_parameters");
  const writing = {
    from: state.bot,
    detected: text.detected,
    reply_interface,
    content: {
      ...place,
      ...content,
      ...(inline !== null && { reply_markup: inline }),
      ...(parameters.flag("protect_content") && { has_protected_content: true as const }),
      ...linkPreview(parameters),
    },
  };
  if (ephemeral === null) return writeMessage(state, room, writing).message;
  const { receiver, inPlaceOf } = ephemeralTo(state, room, ephemeral, parameters);
  return writeMessage(state, room, { ...writing, receiver, inPlaceOf }).message;
}

function linkPreview(parameters: Parameters): Pick<Message, "link_preview_options"> {
  const options = parameters.object("link_preview_options");
  if (options === null) return {};
  if (options.is_disabled !== undefined && typeof options.is_disabled !== "boolean")
    throw badRequest('field "is_disabled" must be of type Boolean');
  return { link_preview_options: options };
}

/**
 * Only in groups, only to who is there; and unless the bot is an administrator, only to who has just pressed a button or
 * sent the bot an ephemeral message.
 */
function ephemeralTo(
  state: State,
  room: Room,
  given: Fields,
  parameters: Parameters,
): { receiver: User; inPlaceOf: number | null } {
  if (room.chat.type !== "supergroup" && room.chat.type !== "group") throw badRequest("BOT_NOT_ADMIN");
  const receiver = state.people.get(Number(given.receiver_user_id));
  if (receiver === undefined || !isPresent(room.members.get(receiver.id))) throw badRequest("user not found");
  const query =
    given.callback_query_id === undefined ? null : state.callbackQueries.recent(String(given.callback_query_id));
  const pressed = query !== null && query.from.id === receiver.id && query.chat === room.chat.id;
  if (given.callback_query_id !== undefined && !pressed) throw badRequest(QUERY_TOO_OLD);
  const question = room.ephemeral.get(Number(parameters.object("reply_parameters")?.ephemeral_message_id));
  const replies = question?.message.from?.id === receiver.id;
  if (!pressed && !replies && !isAdministrator(room.members.get(state.bot.id))) throw badRequest("BOT_NOT_ADMIN");
  const inPlaceOf = given.replace_callback_query_message === true && query !== null ? query.message : null;
  return { receiver, inPlaceOf };
}

interface Writing {
  readonly from: User | null;
  readonly content: Partial<Message>;
  readonly detected?: readonly MessageEntity[];
  readonly reply_interface?: Fields | null;
  /** Receiver of an ephemeral message: whom it is sent to, and who sees it if that is the bot. */
  readonly receiver?: User;
  readonly seenBy?: User | undefined;
  readonly inPlaceOf?: number | null;
}

/** Puts a new message into a chat, or the new state of one, and tells who looks on. */
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

/** https://core.telegram.org/bots/api#replyparameters */
const EPHEMERAL_REPLY_S = 15;
/** Code points. */
const MAX_QUOTE = 1_024;

/**
 * Place in a chat of a new message: its topic, and the message that it replies to, with the words that it quotes.
 * @param now in seconds since 1970
 */
function placeOf(parameters: Parameters, room: Room, now: number): Partial<Message> {
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
