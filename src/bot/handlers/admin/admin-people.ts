/** People as admins read them, and as admins name them: an id, an @name that the bot knows, or a message replied to. */

import type { Message } from "@grammyjs/types";
import type { KnownPerson, People } from "../../members/people.ts";
import { shortened } from "../../render/reply-cut.ts";
import { linkless } from "../../render/reply-linkless.ts";

/** Telegram takes 129; nobody is told apart by what comes after so many. */
const MAX_NAME = 40;

/**
 * `Ada Lovelace (@ada, 123)`: the id is what settings and commands take, so it is never cut off. What people call
 * themselves becomes no link, and does not turn around what stands beside it.
 */
export function nameOf({ id, name, username }: Pick<KnownPerson, "id" | "name" | "username">): string {
  return `${linkless(shortened(name, MAX_NAME))} (${username === null ? "" : `@${username}, `}${id})`;
}

export function nameOrId(people: People, id: number): string {
  const known = people.find(id);
  return known === null ? String(id) : nameOf(known);
}

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
