/**
 * The way in. `introduce` finds out who an update is from, what they may do and how to speak to them; `membersOnly` stops
 * everybody who is not a member, politely, once a day and whenever they press Start. Between the two stands what is for
 * everybody: invitations, and one's own data. Nothing behind the gate ever sees a stranger.
 */

import type { Context, MiddlewareFn } from "grammy";
import type { Update } from "grammy/types";
import { LRUCache } from "lru-cache";
import { type Locale, languageOfQuestion, tellsNoLanguage } from "../../language/language.ts";
import { chineseLocaleFor, chineseScriptOf } from "../../language/zh/han.ts";
import type { DocketContext } from "../context.ts";
import type { Seen } from "../delivery/signs.ts";
import type { Say } from "../i18n/words.ts";
import type { Access, Person } from "../members/access.ts";
import type { Members } from "../members/members.ts";
import { isRefusalDue } from "../members/people.ts";
import { messageBack } from "../render/reply-messages.ts";
import { readMessage } from "./question-read.ts";

interface GateParts {
  readonly members: Members;
  readonly sayIn: (locale: Locale) => Say;
  readonly clock: () => Date;
}

type Middleware = MiddlewareFn<DocketContext>;

export function introduce({ members, sayIn }: Omit<GateParts, "clock">): Middleware {
  return async (ctx, next) => {
    const sender = senderOf(ctx);
    switch (sender.kind) {
      case "nobody":
        return;
      case "anonymous":
        if (isAsking(ctx)) sendUnnamed(ctx, `${sayIn("en")("gate-anonymous")}\n\n${sayIn("zh")("gate-anonymous")}`);
        return;
      case "person":
        break;
      default:
        return sender satisfies never;
    }
    const { person } = sender;
    ctx.person = person;
    const readers = readersOf(ctx);
    const { access, known } = await members.standingOf(person, readers);
    const languageCode = person.languageCode ?? codeOf(ctx) ?? known?.languageCode ?? null;
    const of = { chosen: known?.language ?? null, spoken: known?.spoken ?? null, languageCode };
    ctx.say = sayIn(localeOfWriter(of, writtenBy(ctx)));
    if (languageCode !== null && person.languageCode === null) ctx.person = { ...person, languageCode };
    ctx.accessNow = () => members.accessOf(person, readers);
    ctx.access = access;
    await next();
  };
}

/** A member's question or file in private, which nobody but the two reads: an eye on it tells no stranger that there is a bot. */
export function seenAtOnce(members: Pick<Members, "accessOf">): (update: Update) => Promise<Seen | null> {
  return async ({ message }) => {
    if (message?.chat.type !== "private") return null;
    // Reading a file takes longer than answering; a command takes no time.
    const isWaitedFor = message.document !== undefined || (message.text !== undefined && !message.text.startsWith("/"));
    if (!isWaitedFor) return null;
    const access = await members.accessOf({ id: message.chat.id });
    return access.kind === "member" ? { chat: message.chat.id, message: message.message_id } : null;
  };
}

export function membersOnly(parts: GateParts): Middleware {
  return async (ctx, next) => {
    const { access, person } = ctx;
    if (access.kind === "stranger") {
      await refuse(ctx, access, parts);
      return;
    }
    const { locale } = ctx.say;
    const spoken = locale === localeFor(null, person.languageCode) ? null : locale;
    ctx.effects.keep({ kind: "member-seen", person, spoken });
    await next();
  };
}

/** Of whoever has a client that does not tell: the language that they write. */
function codeOf({ message, editedMessage }: DocketContext): string | null {
  const text = message?.text ?? message?.caption ?? editedMessage?.text ?? "";
  // A command or a name alone is written alike in all languages.
  if (!/\p{Script=Han}|[\p{L}\p{M}]+\P{L}+\p{L}/u.test(text) || /^\/\w+\s*$/u.test(text)) return null;
  const language = languageOfQuestion(text);
  return language === "zh" && chineseScriptOf(text) === "zh-Hant" ? "zh-hant" : language;
}

/** All of a group reads what stands in it, whatever the asker alone may see. */
function readersOf(ctx: DocketContext): "one" | "all" {
  return ctx.chat === undefined || ctx.chat.type === "private" ? "one" : "all";
}

async function refuse(
  ctx: DocketContext,
  access: Extract<Access, { kind: "stranger" }>,
  { members, sayIn, clock }: GateParts,
): Promise<void> {
  const { person, say } = ctx;
  const unchecked = access.unchecked === true;
  const inShort = (speak: Say): string => speak(unchecked ? "gate-unchecked-short" : "gate-stranger-short");
  if (ctx.callbackQuery !== undefined) {
    await ctx.answerCallbackQuery({ text: inShort(say), show_alert: true }).catch(() => undefined);
    return;
  }
  if (ctx.inlineQuery !== undefined) {
    const button = { text: say("gate-inline"), start_parameter: "hello" };
    await ctx.answerInlineQuery([], { cache_time: 0, is_personal: true, button }).catch(() => undefined);
    return;
  }
  const inPrivate = ctx.chat?.type === "private";
  const addressed = inPrivate ? ctx.message !== undefined : isAsking(ctx);
  // The short words in groups, and the button of an inline query, send people to Start to read how to join.
  const to = inPrivate && ctx.hasCommand("start") ? "start" : "words";
  if (!addressed) return;
  if (!unchecked && !isRefusalDue((await members.standingOf(person)).refusedAt, to, clock())) return;
  const atLength = (speak: Say): string =>
    unchecked ? speak("gate-unchecked") : speak("gate-stranger", { id: String(person.id) });
  const languages = person.languageCode === null ? [sayIn("en"), sayIn("zh")] : [say];
  // The id is what the secretariat needs to let somebody in; in a group it is nobody's business.
  ctx.effects.send(messageBack(ctx, languages.map(inPrivate ? atLength : inShort).join("\n\n")));
  if (!unchecked) ctx.effects.keep({ kind: "stranger-told", person: person.id });
}

/** Somebody waits for a word of this bot, and of no other that is there. */
function isAsking({ message, me }: DocketContext): boolean {
  if (message === undefined) return false;
  // An anonymous writer comes as a bot of Telegram's, and is told so; other bots do not come here.
  const { from: _, ...unsigned } = message;
  const { kind } = readMessage(unsigned, me);
  return kind === "question" || kind === "said";
}

function sendUnnamed(ctx: DocketContext, text: string): void {
  const { message } = ctx;
  if (message === undefined) return;
  const reply_parameters = { message_id: message.message_id, allow_sending_without_reply: true };
  const payload = { chat_id: message.chat.id, text, reply_parameters };
  ctx.effects.send({ method: "sendMessage", payload, person: null });
}

/** The fields of Telegram's users and private chats that are looked at. */
interface NamedUser {
  readonly id: number;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

type Sender =
  | { readonly kind: "person"; readonly person: Person }
  /** An admin who hides behind the group, or somebody who writes as a channel: nobody knows who it is. */
  | { readonly kind: "anonymous" }
  /** Another bot, Telegram itself, or no one. */
  | { readonly kind: "nobody" };

/** Identifies the sender of an update, and their language. */
function senderOf(ctx: Context): Sender {
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

interface KnownOfWriter {
  readonly chosen: Locale | null;
  /** In which they were spoken to last, where it is another than their client's. */
  readonly spoken: Locale | null;
  readonly languageCode: string | null;
}

/**
 * A person who has not chosen a language is spoken to in the one that they write: Chinese whatever their client speaks.
 * A command tells none, so it is answered as what they wrote before; and English where nothing is known.
 * @param written by them, or on the buttons that they were offered; null where there is nothing to tell it by
 */
export function localeOfWriter({ chosen, spoken, languageCode }: KnownOfWriter, written: string | null): Locale {
  const otherwise = localeFor(chosen, languageCode);
  if (chosen !== null) return otherwise;
  if (written === null) return spoken ?? otherwise;
  if (!/\p{Script=Han}/u.test(written)) return otherwise;
  // A name in Chinese does not make a Chinese question.
  if (languageOfQuestion(written) === "en") return otherwise;
  // Words that both scripts write alike tell none: the one that they wrote before counts.
  const before = spoken === null || spoken === "en" ? otherwise : spoken;
  return chineseLocaleFor(written, before);
}

/**
 * Text that tells the language of a reader: their message, or the words on the buttons that one of them was pressed of.
 */
function writtenBy(ctx: Context): string | null {
  const pressed = ctx.callbackQuery?.message;
  if (pressed === undefined) {
    const text = ctx.msg?.text ?? ctx.msg?.caption ?? ctx.inlineQuery?.query ?? null;
    // Other commands are followed by names and numbers.
    if (text === null || /^\/(?!(?:ask|search)\b)/iu.test(text)) return null;
    const words = text.replace(/^\/\S+/u, "");
    return tellsNoLanguage(words) ? null : words;
  }
  const keyboard = "reply_markup" in pressed ? pressed.reply_markup?.inline_keyboard : undefined;
  const words = keyboard?.flatMap((row) => row.map(({ text }) => text)).join(" ") ?? "";
  return /\p{L}/u.test(words) ? words : null;
}

/** More than anybody needs to come in, and to have what is theirs. */
const AN_HOUR = 20;
const HOUR_MS = 3_600_000;
/** People remembered. */
const CAPACITY = 10_000;

/**
 * Limits what stands before the gate: invitations and one's own data are for everybody, so that somebody who is no
 * member could make the bot look up, write files and talk as often as they like. To be put behind whoever finds out
 * who it is. Members pass; a stranger is heard so often, and then no more for a while.
 */
export function strangersLimit(): (ctx: DocketContext, next: () => Promise<void>) => Promise<void> {
  // By a clock that nobody sets.
  const heard = new LRUCache<number, { count: number }>({ max: CAPACITY, ttl: HOUR_MS });
  return async (ctx, next) => {
    if (ctx.access.kind === "stranger") {
      const times = heard.get(ctx.person.id) ?? { count: 0 };
      times.count += 1;
      // Counted from the first on: asking on and on does not lengthen it.
      if (times.count === 1) heard.set(ctx.person.id, times);
      if (times.count > AN_HOUR) return;
    }
    await next();
  };
}
