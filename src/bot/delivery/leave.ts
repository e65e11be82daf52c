/**
 * A message that waits in the outbox was allowed when it was made. A message that shows words of documents is asked
 * about once more when it leaves: a right that was taken back meanwhile is gone, also for "send it again" after a week.
 */

import type { Payload } from "../../storage/boxes.ts";
import type { OutboxCall } from "./boxes.ts";
import type { SayTo } from "./notices.ts";

/** A document whose words or title a message shows, as it was then. */
export interface Source {
  readonly id: string;
  readonly path: string;
  readonly collection: string;
}

export interface Shown {
  readonly documents: readonly Source[];
  /** Whoever asked for it; null where the message came of nobody's asking, such as a card of the secretariat. */
  readonly reader: number | null;
}

/** `later`: it cannot be told now, since Telegram cannot be asked who belongs to the members' group. */
type Leave = "yes" | "no" | "later";

/** @param chat whom it goes to: a person where it is above 0, else all who read along there */
export type MayLeave = (chat: number, shown: Shown) => Promise<Leave>;

/** Time until it is asked about again. */
export const ASK_AGAIN_MS = 30_000;

/** Says in its place that it is not for them any more. @returns null where there is nothing to be said in its place */
export function withheld(
  { method, payload, person }: OutboxCall,
  sayTo: SayTo,
): { method: string; payload: Payload } | null {
  const { chat_id, message_id, message_thread_id, direct_messages_topic_id, reply_parameters } = payload;
  if (chat_id === undefined || !["sendMessage", "sendDocument", "editMessageText"].includes(method)) return null;
  const isEdit = method === "editMessageText";
  return {
    method: isEdit ? method : "sendMessage",
    payload: {
      chat_id,
      text: sayTo(person, null)("notice-withheld"),
      ...(isEdit ? { message_id } : {}),
      ...(message_thread_id === undefined ? {} : { message_thread_id }),
      ...(direct_messages_topic_id === undefined ? {} : { direct_messages_topic_id }),
      ...(reply_parameters === undefined ? {} : { reply_parameters }),
    },
  };
}
