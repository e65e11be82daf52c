/**
 * `/secretariat`: where questions go. `/secretariat here` in a group or topic sends them there, `/secretariat off` to each
 * admin again; and what happens to that chat: the bot is put out, or the group gets another number.
 */

import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import type { Records } from "../../conversation/records.ts";
import { messageBack, topicOf } from "../../render/reply-messages.ts";
import type { Secretariat } from "./secretariat.ts";

export interface DeskChatParts {
  readonly records: Pick<Records, "desk" | "unanswered">;
  readonly secretariat: Pick<Secretariat, "lost">;
}

/** Behind the guard of the admins' commands. */
export function deskChatHandlers({ records: { desk, unanswered } }: DeskChatParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("secretariat", (ctx) => {
    const { say, chat } = ctx;
    const reply = (text: string): void => ctx.effects.send(messageBack(ctx, text));
    const word = ctx.match.trim().toLowerCase();
    if (HERE.has(word)) {
      if (chat.type === "private") return reply(say("desk-here-private"));
      const place = { chat: chat.id, topic: topicOf(ctx), language: say.language };
      ctx.effects.keep({ kind: "secretariat-chat", chat: place });
      return reply(say("desk-here", { count: unanswered.count() }));
    }
    if (OFF.has(word)) {
      ctx.effects.keep({ kind: "secretariat-chat", chat: null });
      return reply(say("desk-off"));
    }
    reply(say("desk-where", { set: desk.chat() === null ? "no" : desk.chat()?.chat === chat.id ? "here" : "yes" }));
  });
  return composer;
}

const HERE: ReadonlySet<string> = new Set(["here", "这里", "此处"]);
const OFF: ReadonlySet<string> = new Set(["off", "关闭"]);

/** Stands before the gate: such an update is about the chat, not from somebody. */
export function deskChatUpdates({ secretariat }: Pick<DeskChatParts, "secretariat">): Composer<DocketContext> {
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
