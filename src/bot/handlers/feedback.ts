/**
 * Feedback on an answer. Thumbs down asks what was wrong, and takes a comment: the member's next message, in a
 * group their next reply to the bot, unless it is a command or a question.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import { Composer } from "grammy";
import { documentWantedIn } from "../../language/document-wanted.ts";
import { answerTalkIn } from "../../language/talk.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { KeptAnswer } from "../conversation/answers.ts";
import { REASONS, type Reason } from "../conversation/feedback.ts";
import type { Records } from "../conversation/records.ts";
import { BUTTONS, button } from "../render/reply-buttons.ts";
import { answerPress, changeMessage, sendReplies, sendWords } from "../render/reply-messages.ts";
import { answerHere } from "./find.ts";

export interface FeedbackParts {
  readonly records: Records;
  readonly clock: () => Date;
  readonly log: Log;
  /** Told of each vote, for metrics. */
  readonly onFeedback: (verdict: "good" | "bad") => void;
}

const COMMENT_MS = 10 * 60_000;
/** Time for a reason: a member who says what was wrong without choosing one does so at once. */
const REASON_MS = 2 * 60_000;
/** Length of a comment, as much as anybody writes about one answer. */
const MAX_COMMENT_CHARACTERS = 2_000;

export function feedbackHandlers({ records, clock, log, onFeedback }: FeedbackParts): Composer<DocketContext> {
  const { feedback } = records;
  const composer = new Composer<DocketContext>();

  composer.callbackQuery([BUTTONS.good.pattern, BUTTONS.bad.pattern], async (ctx) => {
    const { say, person } = ctx;
    const kept = await answerHere(ctx, ctx.match[1], records);
    if (kept === null) return answerPress(ctx, log, say("button-stale"));
    const verdict = BUTTONS.good.pattern.test(ctx.callbackQuery.data) ? "good" : "bad";
    const at = clock();
    const until = new Date(at.getTime() + REASON_MS);
    const about = { answer: kept.id, person: person.id };
    ctx.effects.keep(
      { kind: "judged", verdict: { ...about, verdict, at } },
      verdict === "good"
        ? { kind: "no-comment-expected", person: person.id, chat: kept.chat }
        : { kind: "comment-expected", expected: { ...about, chat: kept.chat, until } },
    );
    if (verdict === "bad") {
      const reasons = REASONS.map((reason) => button(say(`reason-${reason}`), BUTTONS.reason.data(kept.id, reason)));
      const keyboard = [reasons.slice(0, 2), reasons.slice(2), ...secretariatRow(kept, ctx)];
      sendReplies(ctx, [{ text: say("feedback-what"), entities: [], keyboard }], ctx.msg?.message_id);
    }
    // Others have a vote as well in a group.
    if (ctx.chat?.type === "private") showVote(ctx, kept.id, verdict);
    onFeedback(verdict);
    await answerPress(ctx, log, say(verdict === "good" ? "feedback-good" : "feedback-bad"));
  });

  composer.callbackQuery(BUTTONS.reason.pattern, async (ctx) => {
    const { say, person } = ctx;
    const kept = await answerHere(ctx, ctx.match[1], records);
    const reason = REASONS.find((known): known is Reason => known === ctx.match[2]);
    if (kept === null || reason === undefined) return answerPress(ctx, log, say("button-stale"));
    const at = clock();
    const until = new Date(at.getTime() + COMMENT_MS);
    const about = { answer: kept.id, person: person.id };
    ctx.effects.keep(
      { kind: "explained", explanation: { ...about, reason, at } },
      { kind: "comment-expected", expected: { ...about, chat: kept.chat, until } },
    );
    const keyboard = [[button(say("button-no-comment"), BUTTONS.noComment.data())], ...secretariatRow(kept, ctx)];
    changeMessage(ctx, { text: say("feedback-comment", { reason: say(`reason-${reason}`) }), entities: [], keyboard });
    await answerPress(ctx, log);
  });

  composer.callbackQuery(BUTTONS.noComment.pattern, async (ctx) => {
    const { person, say, chat } = ctx;
    if (chat !== undefined) ctx.effects.keep({ kind: "no-comment-expected", person: person.id, chat: chat.id });
    changeMessage(ctx, { text: say("feedback-kept"), entities: [], keyboard: [] });
    await answerPress(ctx, log);
  });

  composer.on("message:text", (ctx, next) => {
    const { chat, text, reply_to_message: original } = ctx.message;
    const answer = feedback.expectedComment(ctx.person.id, chat.id, clock());
    const addressed = chat.type === "private" || original?.from?.id === ctx.me.id;
    if (answer === null || !addressed || asksSomething(text)) return next();
    const comment = text.slice(0, MAX_COMMENT_CHARACTERS).toWellFormed();
    const person = ctx.person.id;
    ctx.effects.keep(
      { kind: "commented", comment: { answer, person, comment } },
      { kind: "no-comment-expected", person, chat: chat.id },
    );
    sendWords(ctx, ctx.say("feedback-kept"));
  });
  return composer;
}

/** The vote that was given cannot be given again, the other one can. */
function showVote(ctx: DocketContext, id: string, verdict: "good" | "bad"): void {
  const { message } = ctx.callbackQuery ?? {};
  const rows = message !== undefined && "reply_markup" in message ? message.reply_markup?.inline_keyboard : undefined;
  if (message === undefined || rows === undefined) return;
  const votes: Readonly<Record<string, InlineKeyboardButton>> = {
    "👍": verdict === "good" ? { text: "👍", disabled: {} } : button("👍", BUTTONS.good.data(id)),
    "👎": verdict === "bad" ? { text: "👎", disabled: {} } : button("👎", BUTTONS.bad.data(id)),
  };
  const inline_keyboard = rows.map((row) => row.map((one) => votes[one.text] ?? one));
  const payload = { chat_id: message.chat.id, message_id: message.message_id, reply_markup: { inline_keyboard } };
  ctx.effects.send({ method: "editMessageReplyMarkup", payload, person: ctx.person.id });
}

/** A wrong answer may have a right one; it is the question of whoever asked, and of nobody else. */
function secretariatRow({ id, person }: KeptAnswer, ctx: DocketContext): InlineKeyboardButton[][] {
  return person === ctx.person.id ? [[button(ctx.say("button-ask-secretariat"), BUTTONS.askSecretariat.data(id))]] : [];
}

/** A command, a question, or talk that is answered: no words about what was asked before. */
export function asksSomething(text: string): boolean {
  return text.startsWith("/") || isQuestion(text) || isAnswered(text);
}

/** "More" and "in English please" ask for something that is done, and would be a poor reason. */
function isAnswered(text: string): boolean {
  const talk = answerTalkIn(text)?.kind;
  return (
    talk === "more" || talk === "again" || talk === "speak" || talk === "translate" || documentWantedIn(text) !== null
  );
}

/** Better to answer a comment than to put a question away as one: many people write neither capital nor question mark. */
function isQuestion(text: string): boolean {
  return /[?？吗呢]\s*$/u.test(text) || ASKS.test(text.trim());
}

const ASKS =
  /^(?:(?:and|but|so|then|ok(?:ay)?),? )?(?:what|who|whom|whose|which|when|where|why|how|tell me|show me)\b|^(?:is|are|was|were|do|does|did|can|could|will|may|has|have) (?:the|there|it|we|i|you|they|this|that|any)\b|什么时候|多少|谁|哪[里儿个些位家年天]|怎么|如何|为什么|是什么|有什么|几[个位家次年天月]|请问/iu;
