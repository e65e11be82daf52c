/**
 * The way in. `introduce` finds out who an update is from, what they may do and how to speak to them; `membersOnly` stops
 * everybody who is not a member, politely, once a day and whenever they press Start. Between the two stands what is for
 * everybody: invitations, and one's own data. Nothing behind the gate ever sees a stranger.
 */

import type { MiddlewareFn } from "grammy";
import type { Update } from "grammy/types";
import { type Locale, languageOfQuestion } from "../../language/language.ts";
import { chineseScriptOf } from "../../language/zh/han.ts";
import { messageBack } from "../chat-message.ts";
import type { DocketContext } from "../context.ts";
import type { Seen } from "../delivery/signs.ts";
import type { Say } from "../i18n/words.ts";
import type { Access } from "../members/access.ts";
import type { Members } from "../members/members.ts";
import { localeOfWriter, senderOf, writtenBy } from "./gate-person.ts";
import { readMessage } from "./question-read.ts";
import { readByEverybody } from "./question-view.ts";

export interface GateParts {
  readonly members: Members;
  readonly sayIn: (locale: Locale) => Say;
}

type Middleware = MiddlewareFn<DocketContext>;

export function introduce({ members, sayIn }: GateParts): Middleware {
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
    const languageCode = person.languageCode ?? codeOf(ctx) ?? members.people.find(person.id)?.languageCode ?? null;
    ctx.say = sayIn(localeOfWriter(members.people.languageOf(person.id), languageCode, writtenBy(ctx)));
    if (languageCode !== null && person.languageCode === null) ctx.person = { ...person, languageCode };
    ctx.accessNow = async () => {
      const access = await members.accessOf(person);
      return readByAll(ctx) ? forEverybodyThere(access, members) : access;
    };
    ctx.access = await ctx.accessNow();
    await next();
  };
}

/** A member's question in private, which nobody but the two reads: an eye on it tells no stranger that there is a bot. */
export function seenAtOnce(members: Pick<Members, "accessOf">): (update: Update) => Promise<Seen | null> {
  return async ({ message }) => {
    if (message?.chat.type !== "private" || message.text === undefined || message.text.startsWith("/")) return null;
    const access = await members.accessOf({ id: message.chat.id });
    return access.kind === "member" ? { chat: message.chat.id, message: message.message_id } : null;
  };
}

export function membersOnly({ members, sayIn }: GateParts): Middleware {
  return async (ctx, next) => {
    const { access, person } = ctx;
    if (access.kind === "stranger") {
      await refuse(ctx, access, { members, sayIn });
      return;
    }
    ctx.effects.keep({ kind: "member-seen", person });
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
function readByAll(ctx: DocketContext): boolean {
  return ctx.chat !== undefined && ctx.chat.type !== "private";
}

function forEverybodyThere(access: Access, members: Members): Access {
  return access.kind === "member" ? { ...access, ...readByEverybody(members) } : access;
}

async function refuse(
  ctx: DocketContext,
  access: Extract<Access, { kind: "stranger" }>,
  { members, sayIn }: GateParts,
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
  if (!addressed || !(unchecked || members.refusals.due(person.id, to))) return;
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
