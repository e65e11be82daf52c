/** Whom an update is from, and in which language to speak to them. Pure. */

import type { Context } from "grammy";
import type { Language } from "../documents/document.ts";
import type { Person } from "../members/access.ts";

/** What of Telegram's users and private chats is looked at. */
interface NamedUser {
  readonly id: number;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export type Sender =
  | { readonly kind: "person"; readonly person: Person }
  /** An admin who hides behind the group, or somebody who writes as a channel: nobody knows who it is. */
  | { readonly kind: "anonymous" }
  /** Another bot, Telegram itself, or no one. */
  | { readonly kind: "nobody" };

export function senderOf(ctx: Context): Sender {
  // A button's message is the bot's own: what it was sent as says nothing of who pressed.
  const written = ctx.message ?? ctx.editedMessage ?? ctx.guestMessage;
  if (written?.sender_chat !== undefined) {
    return { kind: written.is_automatic_forward === true ? "nobody" : "anonymous" };
  }
  // Stop is pressed in private chats only, and comes with nothing but the chat.
  const user = ctx.from ?? ctx.stoppedMessageGeneration?.chat;
  if (user === undefined || ("is_bot" in user && user.is_bot)) return { kind: "nobody" };
  return { kind: "person", person: personOf(user) };
}

function personOf(user: NamedUser): Person {
  return {
    id: user.id,
    name: [user.first_name, user.last_name].filter((part) => part !== undefined && part !== "").join(" "),
    username: user.username ?? null,
    languageCode: user.language_code ?? null,
  };
}

/** @param languageCode IETF tag of the person's client; null where it was not told */
export function languageFor(chosen: Language | null, languageCode: string | null): Language {
  return chosen ?? (languageCode !== null && /^zh\b/iu.test(languageCode) ? "zh" : "en");
}
