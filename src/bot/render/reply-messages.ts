/**
 * Replies to messages that Telegram takes whole, and where they go: into the outbox, for the chat and the topic that
 * the update came from. What only answers a tap, and is of no use later, is said directly.
 */

import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from "@grammyjs/types";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { ConversationKey } from "../../storage/conversations.ts";
import type { DocketContext } from "../context.ts";
import type { Outgoing } from "../delivery/effects.ts";
import { codePointsIn, joined, type RichText } from "./reply-text.ts";

/** One message. */
export interface Reply {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons; none is none. */
  readonly keyboard: readonly (readonly InlineKeyboardButton[])[];
}

/** Something that stays in one message: at most MAX_BLOCK_CODE_POINTS long. */
export interface Block {
  readonly content: RichText;
  /** Separator from the block before, in the same message. */
  readonly before: string;
}

/** Limit after entities are parsed. https://core.telegram.org/bots/api#sendmessage */
const MAX_MESSAGE_CODE_POINTS = 4_096;
/** Telegram ignores those beyond. https://core.telegram.org/api/config */
const MAX_ENTITIES = 100;
export const MAX_BLOCK_CODE_POINTS = 3_500;

/** @param keyboard under the last message, which is the one in sight */
export function asReplies(blocks: readonly Block[], keyboard: Reply["keyboard"] = []): Reply[] {
  const messages: RichText[] = [];
  let current: RichText = { text: "", entities: [] };
  for (const { content, before } of blocks.filter((block) => block.content.text.trim() !== "")) {
    const longer = current.text === "" ? content : joined([current, content], before);
    const fits = codePointsIn(longer.text) <= MAX_MESSAGE_CODE_POINTS && longer.entities.length <= MAX_ENTITIES;
    if (!fits && current.text !== "") messages.push(current);
    current = fits ? longer : content;
  }
  messages.push(current);
  return messages.map((message, index) => ({ ...message, keyboard: index === messages.length - 1 ? keyboard : [] }));
}

/** The parameters that say what is read, for sending as for editing. */
export function messagePayload({ text, entities, keyboard }: Reply): Readonly<Record<string, unknown>> {
  return {
    text,
    ...(entities.length === 0 ? {} : { entities }),
    link_preview_options: { is_disabled: true },
    ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
}

/**
 * The conversation that replies go to: into the outbox, for the chat and the topic that the update came from. What only
 * answers a tap, and is of no use later, is said directly. The conversation that the update is part of.
 */
export function conversationOf(ctx: DocketContext): ConversationKey {
  return { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id, topic: topicOf(ctx) };
}

/** 0 where the chat has no topics; below 0 where it is somebody's topic in the direct messages of a channel. */
export function topicOf({ msg }: DocketContext): number {
  if (msg?.direct_messages_topic !== undefined) return -msg.direct_messages_topic.topic_id;
  return msg?.is_topic_message === true ? (msg.message_thread_id ?? 0) : 0;
}

/** @param answered the message that is replied to; it may be gone by now */
export function sendReplies(ctx: DocketContext, replies: readonly Reply[], answered?: number): void {
  for (const call of callsOf(ctx, replies, answered)) ctx.effects.send(call);
}

/** Calls for whoever decides on them in the transaction. */
export function callsOf(ctx: DocketContext, replies: readonly Reply[], answered?: number): readonly Outgoing[] {
  return replies.map((reply, index) => {
    const payload = { ...addressOf(ctx, index === 0 ? answered : undefined), ...messagePayload(reply) };
    return { method: "sendMessage", payload, person: ctx.person.id };
  });
}

/** Words of the bot's own; in a group as a reply to whoever they are for. */
export function sendWords(ctx: DocketContext, text: string, keyboard: Reply["keyboard"] = []): void {
  const inGroup = ctx.chat?.type !== "private" && ctx.callbackQuery === undefined;
  sendReplies(ctx, [{ text, entities: [], keyboard }], inGroup ? ctx.msg?.message_id : undefined);
}

/** Shows something else in the message whose button was pressed. */
export function changeMessage(ctx: DocketContext, reply: Reply): void {
  const payload = { chat_id: ctx.chat?.id, message_id: ctx.msg?.message_id, ...messagePayload(reply) };
  ctx.effects.send({ method: "editMessageText", payload, person: ctx.person.id });
}

/** Ends the wait of whoever pressed a button; they may have gone meanwhile. */
export async function answerPress(ctx: DocketContext, log: Log, text?: string): Promise<void> {
  await ctx
    .answerCallbackQuery(text === undefined ? {} : { text })
    .catch((thrown: unknown) => log.debug("press not answered", { problem: errorText(thrown) }));
}

/** Parameter by which a call names a topic of `topicOf`. */
export function topicParameter(topic: number): Readonly<Record<string, number>> {
  if (topic === 0) return {};
  return topic > 0 ? { message_thread_id: topic } : { direct_messages_topic_id: -topic };
}

export function addressOf(ctx: DocketContext, answered?: number): Readonly<Record<string, unknown>> {
  const { chat, topic } = conversationOf(ctx);
  return {
    chat_id: chat,
    ...topicParameter(topic),
    ...(answered === undefined
      ? {}
      : { reply_parameters: { message_id: answered, allow_sending_without_reply: true } }),
  };
}

/**
 * A plain message to where an update came from: the chat, its topic, and in groups as a reply.
 * @param text within Telegram's 4,096 characters: the caller's texts are short or paged
 */
export function messageBack(ctx: DocketContext, text: string, keyboard?: InlineKeyboardMarkup): Outgoing {
  const answered = ctx.chat?.type === "private" ? undefined : ctx.message?.message_id;
  return {
    method: "sendMessage",
    payload: {
      ...addressOf(ctx, answered),
      text,
      link_preview_options: { is_disabled: true },
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    },
    person: ctx.person.id,
  };
}

/** Shows other buttons under the message whose button was pressed. */
export function keyboardChanged(ctx: DocketContext, keyboard: Reply["keyboard"]): Outgoing {
  const message = { chat_id: ctx.chat?.id, message_id: ctx.msg?.message_id };
  const payload = { ...message, reply_markup: { inline_keyboard: keyboard } };
  return { method: "editMessageReplyMarkup", payload, person: null };
}

/** Shows other words and buttons in the message whose button was pressed. */
export function messageChanged(ctx: DocketContext, text: string, keyboard?: InlineKeyboardMarkup): Outgoing {
  return {
    method: "editMessageText",
    payload: {
      chat_id: ctx.chat?.id ?? ctx.person.id,
      message_id: ctx.callbackQuery?.message?.message_id,
      text,
      link_preview_options: { is_disabled: true },
      reply_markup: keyboard ?? { inline_keyboard: [] },
    },
    person: ctx.person.id,
  };
}
