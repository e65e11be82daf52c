/**
 * A prompt asks an admin for a reply, and is known by its button. Not everybody replies to the very message: the next
 * one in the private chat is taken for the reply, if it comes soon and asks nothing.
 */

import { Composer } from "grammy";
import type { DocketContext } from "../context.ts";
import type { Feedback } from "../conversation/feedback.ts";
import { isAdmin } from "../members/access.ts";
import { asksSomething } from "./feedback.ts";

const EXPECTED_MS = 10 * 60_000;

/** @param button data of the prompt's button */
export function expectReply({ effects, person, chat }: DocketContext, button: string, now: Date): void {
  const expected = { person: person.id, chat: chat?.id ?? person.id, button, until: replyUntil(now) };
  effects.keep({ kind: "reply-expected", expected });
}

export function replyUntil(now: Date): Date {
  return new Date(now.getTime() + EXPECTED_MS);
}

interface PromptParts {
  readonly feedback: Pick<Feedback, "expectedReply">;
  readonly clock: () => Date;
}

/** Stands before whatever asks for replies. */
export function promptedReplies({ feedback, clock }: PromptParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.chatType("private").on("message:text", (ctx, next) => {
    const { person, chat } = ctx;
    const button = feedback.expectedReply(person.id, chat.id, clock());
    if (button === null) return next();
    const { text, reply_to_message: original } = ctx.message;
    if (original === undefined && isAdmin(ctx.access) && !asksSomething(text)) ctx.promptedBy = button;
    ctx.effects.keep({ kind: "no-comment-expected", person: person.id, chat: chat.id });
    return next();
  });
  return composer;
}

/** Data of the buttons under the bot's own message that was replied to, or of the prompt that is answered. */
export function buttonsRepliedTo({ msg, me, promptedBy }: DocketContext): readonly string[] {
  if (promptedBy !== undefined) return [promptedBy];
  const original = msg?.reply_to_message;
  if (original?.from?.id !== me.id) return [];
  const buttons = original.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.flatMap((one) => ("callback_data" in one ? [one.callback_data] : []));
}
