/**
 * Failure notices, which tell a member of what went wrong and they cannot see: an answer that may not have arrived, one
 * that could not be sent, a message that could not be handled. Each is said once, and a notice may arrive twice: it
 * says so little that this does no harm, and saying nothing would.
 */

import { type Api, Composer } from "grammy";
import type { Update } from "grammy/types";
import { LRUCache } from "lru-cache";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { OutboxStore } from "../../storage/boxes.ts";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import type { OutboxCall } from "./boxes.ts";
import type { Outgoing } from "./effects.ts";
import { personOf, type ReceivedUpdate, telegramMessage } from "./lanes.ts";
import type { Seen } from "./signs.ts";

/** Data of the button under a notice: the call's number in the outbox, which counts only in the call's own chat. */
const SEND_AGAIN = /^o:(?<id>\d{1,15})$/u;

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
      chat_id,
      text: say(trouble),
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
      chat_id: chat.id,
      text: sayTo(person.id, person.language_code ?? null)(trouble),
      ...(message === undefined ? {} : { reply_parameters: reply }),
      ...(thread === undefined ? {} : { message_thread_id: thread }),
      ...(direct === undefined ? {} : { direct_messages_topic_id: direct.topic_id }),
    },
  };
}

/**
 * The button under "may not have arrived": sends the message again, once, and only where it was to be sent at first.
 * To be put behind the gate: whoever may not ask any more gets no old answer either.
 */
export function resend(outbox: Pick<OutboxStore<never>, "isUnknown">): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(SEND_AGAIN, async (context) => {
    const { chat, effects, say, match } = context;
    const { message } = context.callbackQuery;
    if (chat === undefined || message === undefined || typeof match === "string") return;
    const id = Number(match.groups?.id);
    const isMissing = await outbox.isUnknown(id, String(chat.id));
    const text = say(isMissing ? "notice-sent-again" : "notice-nothing-missing");
    effects.sendAgain(id, String(chat.id));
    effects.send({
      method: "editMessageText",
      payload: { chat_id: chat.id, message_id: message.message_id, text },
      person: context.from.id,
    });
    // Only stops the button's clock: nothing is lost without it.
    await context.answerCallbackQuery().catch(() => undefined);
  });
  return composer;
}

interface DiskTroubleOptions {
  readonly api: Pick<Api, "sendMessage">;
  readonly sayTo: SayTo;
  /** The message of a member, in private; null of anything else. */
  readonly memberOf: (update: ReceivedUpdate) => Promise<Seen | null>;
  readonly log: Pick<Log, "debug">;
}

interface DiskTrouble {
  /** They are stored, and wait to be handled. */
  noted(updates: readonly ReceivedUpdate[]): void;
  /** It waits no longer. */
  handled(update: ReceivedUpdate): void;
  /** They could not be stored: Telegram delivers them again. */
  notNoted(updates: readonly ReceivedUpdate[]): void;
  /** Nothing can be written now of what is noted. */
  cannotGoOn(): void;
}

/** Chats that were told, and updates that wait. */
const MOST = 2_000;
const TOLD_FOR_MS = 10 * 60_000;

/**
 * Tells members, while nothing can be written, that their message is noted and is answered later, or that it is not,
 * and waits at Telegram. The outbox cannot hold it, so it is called directly, once in a while for each chat, and may
 * get lost.
 */
export function createDiskTrouble({ api, sayTo, memberOf, log }: DiskTroubleOptions): DiskTrouble {
  const told = new LRUCache<number, true>({ max: MOST, ttl: TOLD_FOR_MS });
  const waiting = new LRUCache<number, ReceivedUpdate>({ max: MOST });
  const tell = async (update: ReceivedUpdate, trouble: "notice-noted" | "notice-not-noted"): Promise<void> => {
    try {
      const seen = await memberOf(update);
      if (seen === null || told.has(seen.chat)) return;
      told.set(seen.chat, true);
      const say = sayTo(seen.chat, update.message?.from?.language_code ?? null);
      const reply_parameters = { message_id: seen.message, allow_sending_without_reply: true };
      await api.sendMessage(seen.chat, say(trouble), { reply_parameters });
    } catch (thrown) {
      log.debug("nobody was told of the disk", { problem: errorText(thrown) });
    }
  };
  return {
    noted: (updates) => updates.forEach((update) => void waiting.set(update.update_id, update)),
    handled: ({ update_id }) => void waiting.delete(update_id),
    notNoted: (updates) => updates.forEach((update) => void tell(update, "notice-not-noted")),
    cannotGoOn() {
      const left = [...waiting.values()];
      waiting.clear();
      for (const update of left) void tell(update, "notice-noted");
    },
  };
}
