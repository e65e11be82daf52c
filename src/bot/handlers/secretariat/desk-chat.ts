/**
 * `/secretariat`: where questions go. `/secretariat here` in a group or topic sends them there, `/secretariat off` to each
 * admin again, `/secretariat remind 12` says after how many hours open ones are reminded of; and what happens to that chat: the bot is put out, or the group gets another number.
 */

import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import type { Records } from "../../conversation/records.ts";
import { messageBack, topicOf } from "../../render/reply-messages.ts";
import type { Secretariat } from "./secretariat.ts";

export interface DeskChatParts {
  readonly records: Pick<Records, "desk" | "unanswered">;
  readonly secretariat: Pick<Secretariat, "lost" | "remindsAfter">;
}

/** Handlers behind the guard of the admins' commands. */
export function deskChatHandlers({
  records: { desk, unanswered },
  secretariat,
}: DeskChatParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("secretariat", (ctx) => {
    const { say, chat } = ctx;
    const reply = (text: string): void => ctx.effects.send(messageBack(ctx, text));
    const word = ctx.match.trim().toLowerCase();
    if (HERE.has(word)) {
      if (chat.type === "private") return reply(say("desk-here-private"));
      const place = { chat: chat.id, topic: topicOf(ctx), locale: say.locale };
      ctx.effects.keep({ kind: "secretariat-chat", chat: place });
      return reply(say("desk-here", { count: unanswered.count() }));
    }
    if (OFF.has(word)) {
      ctx.effects.keep({ kind: "secretariat-chat", chat: null });
      return reply(say("desk-off"));
    }
    if (REMIND.test(word)) {
      const hours = hoursIn(word.replace(REMIND, ""));
      if (hours === null) return reply(say("desk-reminder-how", { least: LEAST_HOURS, most: MOST_HOURS }));
      return ctx.effects.decide(() => [
        messageBack(ctx, say("desk-reminder-set", { hours: secretariat.remindsAfter(hours) })),
      ]);
    }
    const set = desk.chat() === null ? "no" : desk.chat()?.chat === chat.id ? "here" : "yes";
    const hours = secretariat.remindsAfter();
    reply([say("desk-where", { set }), say("desk-reminder-is", { hours })].join("\n\n"));
  });
  return composer;
}

const HERE: ReadonlySet<string> = new Set(["here", "这里", "此处"]);
const OFF: ReadonlySet<string> = new Set(["off", "关闭"]);

const REMIND = /^(?:remind(?:er)?s?|提醒)(?=\s|\d|$)\s*/u;
/** Limits as `SECRETARIAT_REMINDER_HOURS` allows. */
const [LEAST_HOURS, MOST_HOURS] = [1, 720] as const;
const HOURS_A_DAY = 24;

/** Null where it is no such time, or too short or long. */
function hoursIn(words: string): number | null {
  const { number = "", days } =
    /^(?<number>\d{1,4})\s*(?:(?<days>d(?:ays?)?|天|日)|h(?:ours?)?|小时|小時)?$/u.exec(words)?.groups ?? {};
  const hours = Number(number) * (days === undefined ? 1 : HOURS_A_DAY);
  return hours >= LEAST_HOURS && hours <= MOST_HOURS ? hours : null;
}

/** Stands before the gate: such an update is about the chat, not from somebody. */
export function deskChatUpdates({
  secretariat,
}: {
  readonly secretariat: Pick<Secretariat, "lost">;
}): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.on("my_chat_member", (ctx, next) => {
    const { chat, new_chat_member: now } = ctx.myChatMember;
    const isOut = now.status === "left" || now.status === "kicked";
    if (isOut && chat.type !== "private") ctx.effects.decide(() => secretariat.lost(chat.id));
    return next();
  });
  composer.on("message:migrate_to_chat_id", (ctx) => {
    const { chat, migrate_to_chat_id: to } = ctx.message;
    ctx.effects.keep({ kind: "chat-moved", from: chat.id, to });
  });
  return composer;
}
