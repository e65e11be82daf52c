/** Identifies the sender of an update, and their language. Pure. */

import type { Context } from "grammy";
import { type Locale, languageOfQuestion } from "../../language/language.ts";
import { chineseScriptOf } from "../../language/zh/han.ts";
import type { Person } from "../members/access.ts";

/** The fields of Telegram's users and private chats that are looked at. */
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
export function localeFor(chosen: Locale | null, languageCode: string | null): Locale {
  if (chosen !== null) return chosen;
  if (languageCode === null || !/^zh\b/iu.test(languageCode)) return "en";
  return /\b(?:hant|tw|hk|mo)\b/iu.test(languageCode) ? "zh-Hant" : "zh";
}

/**
 * A person who has not chosen a language is spoken to in the one that they write: Chinese whatever their client speaks,
 * and English where it says nothing.
 * @param written by them, or on the buttons that they were offered; null where there is nothing to tell it by
 */
export function localeOfWriter(chosen: Locale | null, languageCode: string | null, written: string | null): Locale {
  const otherwise = localeFor(chosen, languageCode);
  if (chosen !== null || written === null || !/\p{Script=Han}/u.test(written)) return otherwise;
  // A name in Chinese does not make a Chinese question.
  if (languageOfQuestion(written) === "en") return otherwise;
  return chineseScriptOf(written) ?? (otherwise === "en" ? "zh" : otherwise);
}

/**
 * Text that tells the language of a reader: their message, or the words on the buttons that one of them was pressed of.
 */
export function writtenBy(ctx: Context): string | null {
  const pressed = ctx.callbackQuery?.message;
  if (pressed === undefined) {
    const text = ctx.msg?.text ?? ctx.msg?.caption ?? ctx.inlineQuery?.query ?? null;
    // Other commands are followed by names and numbers.
    return text === null || /^\/(?!(?:ask|search)\b)/iu.test(text) ? null : text.replace(/^\/\S+/u, "");
  }
  const keyboard = "reply_markup" in pressed ? pressed.reply_markup?.inline_keyboard : undefined;
  return keyboard?.flatMap((row) => row.map(({ text }) => text)).join(" ") ?? null;
}
