/**
 * The person that an admin's command means: an id, an @name that the bot has seen, or the writer of the message replied
 * to.
 */

import type { Message } from "@grammyjs/types";
import type { People } from "../../members/people.ts";

/** @returns null where nobody is named, or nobody of that name was seen */
export function personMeant(words: string, message: Message | undefined, people: People): number | null {
  const [word = ""] = words.trim().split(/\s+/u);
  if (/^\d{1,15}$/u.test(word)) return Number(word);
  if (word !== "") return people.named(word.replace(/^@/u, ""))?.id ?? null;
  const replied = message?.reply_to_message;
  // Telegram has every message of a topic reply to the topic's opening; whoever opened it is not meant.
  if (replied?.forum_topic_created !== undefined) return null;
  const origin = replied?.forward_origin;
  if (origin !== undefined) return origin.type === "user" ? origin.sender_user.id : null;
  const writer = replied?.from;
  return writer === undefined || writer.is_bot ? null : writer.id;
}
