/**
 * Failure notices, which tell a member of what went wrong and they cannot see: an answer that may not have arrived, one
 * that could not be sent, a message that could not be handled. Each is said once, and a notice may arrive twice: it
 * says so little that this does no harm, and saying nothing would.
 */

import type { Update } from "grammy/types";
import type { Say } from "../i18n/words.ts";
import type { OutboxCall } from "./boxes.ts";
import type { Outgoing } from "./effects.ts";
import { personOf, telegramMessage } from "./inbox-lane.ts";

/** Data of the button under a notice: the call's number in the outbox, which counts only in the call's own chat. */
export const SEND_AGAIN = /^o:(?<id>\d{1,15})$/u;

/** Words in a person's language; both are null where nobody is known. */
export type SayTo = (person: number | null, languageCode: string | null) => Say;

export type Trouble = "notice-unknown" | "notice-not-sent";
export type HandlingTrouble = "notice-not-handled" | "notice-too-slow";

/** @returns null where there is nobody to be told: nothing was to be read, or it was a notice itself */
export function noticeOfCall(call: OutboxCall, trouble: Trouble, sayTo: SayTo): Outgoing | null {
  const { chat_id, message_thread_id, direct_messages_topic_id, reply_parameters } = call.payload;
  const wasToBeRead = ["sendMessage", "sendDocument", "editMessageText"].includes(call.method);
  if (call.notice || !wasToBeRead || chat_id === undefined) return null;
  const say = sayTo(call.person, null);
  const button = { text: say("notice-send-again"), callback_data: `o:${call.lease.id}` };
  return {
    method: "sendMessage",
    person: call.person,
    payload: {
      ...{ chat_id, text: say(trouble) },
      ...(message_thread_id === undefined ? {} : { message_thread_id }),
      ...(direct_messages_topic_id === undefined ? {} : { direct_messages_topic_id }),
      // A reply to the same question says which answer is meant.
      ...(reply_parameters === undefined ? {} : { reply_parameters }),
      ...(trouble === "notice-unknown" ? { reply_markup: { inline_keyboard: [[button]] } } : {}),
    },
  };
}

/** @returns null where nobody waits for an answer: in a group, unless the bot was meant */
export function noticeOfUpdate(
  update: Update,
  trouble: HandlingTrouble,
  { sayTo, botId, botName }: { readonly sayTo: SayTo; readonly botId: number; readonly botName: string },
): Outgoing | null {
  const message = telegramMessage(update);
  const tap = update.callback_query;
  const chat = message?.chat ?? tap?.message?.chat;
  const person = personOf(update);
  // A guest message comes from a chat that the bot is not in.
  if (chat === undefined || person === null || person.is_bot || update.guest_message !== undefined) return null;
  const words = message?.text ?? message?.caption ?? "";
  const meant =
    tap !== undefined ||
    words.startsWith("/") ||
    words.toLowerCase().includes(`@${botName.toLowerCase()}`) ||
    message?.reply_to_message?.from?.id === botId;
  if (chat.type !== "private" && !meant) return null;
  const reply = { message_id: message?.message_id, allow_sending_without_reply: true };
  const direct = message?.direct_messages_topic;
  const thread = message?.is_topic_message === true ? message.message_thread_id : undefined;
  return {
    method: "sendMessage",
    person: person.id,
    payload: {
      ...{ chat_id: chat.id, text: sayTo(person.id, person.language_code ?? null)(trouble) },
      ...(message === undefined ? {} : { reply_parameters: reply }),
      ...(thread === undefined ? {} : { message_thread_id: thread }),
      ...(direct === undefined ? {} : { direct_messages_topic_id: direct.topic_id }),
    },
  };
}
