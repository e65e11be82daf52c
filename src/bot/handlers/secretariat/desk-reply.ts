/**
 * A reply to a card is the answer: it is shown as it will look, with the questions that seem to ask the same, and goes out
 * when the admin has confirmed it, to everybody who asked and whose question is still open then.
 */

import type { Message } from "@grammyjs/types";
import { Composer } from "grammy";
import type { Embedder } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { DocketContext } from "../../context.ts";
import type { KeptAnswer } from "../../conversation/answers.ts";
import { likeQuestions } from "../../conversation/likeness.ts";
import { newId, type Records } from "../../conversation/records.ts";
import { type Draft, isOpen, type UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import {
  answerPress,
  asReplies,
  callsOf,
  messageBack,
  messageChanged,
  type Reply,
} from "../../render/reply-messages.ts";
import { linkless, plain, shortened, styled } from "../../render/reply-text.ts";
import { buttonsRepliedTo } from "../prompted.ts";
import { answerMessage } from "./card.ts";
import { closedText, type DeskParts, isAtDesk, takeUp } from "./desk-press.ts";

export interface DeskReplyParts extends DeskParts {
  readonly embedder: Embedder;
  readonly records: Records;
}

/** With the question and the words around it, one message. */
const MAX_ANSWER_CHARACTERS = 2_500;
const MAX_OFFERED = 5;
const OFFERED_CHARACTERS = 48;

export function deskReplyHandlers(parts: DeskReplyParts): Composer<DocketContext> {
  const { records, log } = parts;
  const { unanswered, desk } = records;
  const composer = new Composer<DocketContext>();

  // An answer that is mended before it is sent is shown anew.
  composer.on(["message", "edited_message"], async (ctx, next) => {
    const id = questionRepliedTo(ctx, ctx.msg, parts);
    // A command is a command, whatever it is a reply to.
    if (id === null || ctx.msg.text?.startsWith("/") === true) return next();
    if (!isAtDesk(ctx, records)) {
      // A member's word under a card is no question to the bot, and no answer.
      return isAdmin(ctx.access) ? next() : ctx.effects.send(messageBack(ctx, ctx.say("admin-only")));
    }
    const question = unanswered.find(id);
    if (question === null || !isOpen(question)) {
      return ctx.effects.send(messageBack(ctx, closedText(question, ctx, parts)));
    }
    const text = ctx.msg.text?.trim().toWellFormed() ?? "";
    if (text === "") return ctx.effects.send(messageBack(ctx, ctx.say("desk-text-only")));
    if (text.length > MAX_ANSWER_CHARACTERS) {
      return ctx.effects.send(messageBack(ctx, ctx.say("desk-too-long", { most: MAX_ANSWER_CHARACTERS })));
    }
    await preview(ctx, question, text, parts);
  });

  composer.callbackQuery(BUTTONS.deskTick.pattern, async (ctx) => {
    const draft = desk.draft(ctx.match[1] ?? "");
    const ticked = Number(ctx.match[2]);
    if (draft === null || !draft.offered.includes(ticked)) return answerPress(ctx, log, ctx.say("button-stale"));
    const also = draft.also.includes(ticked) ? draft.also.filter((id) => id !== ticked) : [...draft.also, ticked];
    const changed = { ...draft, also };
    ctx.effects.keep({ kind: "drafted", draft: changed });
    ctx.effects.send({
      method: "editMessageReplyMarkup",
      payload: {
        chat_id: ctx.chat?.id,
        message_id: ctx.msg?.message_id,
        reply_markup: { inline_keyboard: draftKeyboard(changed, ctx.say, parts) },
      },
      person: draft.person,
    });
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskDrop.pattern, async (ctx) => {
    const id = ctx.match[1] ?? "";
    ctx.effects.keep({ kind: "draft-dropped", draft: id });
    ctx.effects.send(messageChanged(ctx, ctx.say("draft-dropped")));
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskSend.pattern, async (ctx) => {
    const draft = desk.draft(ctx.match[1] ?? "");
    if (draft === null) return answerPress(ctx, log, ctx.say("button-stale"));
    await send(ctx, draft, parts);
    await answerPress(ctx, log);
  });
  return composer;
}

/** By the message's number; else by the buttons of the message, which are the bot's own, or of the prompt before it. */
function questionRepliedTo(ctx: DocketContext, message: Message, { records: { desk } }: DeskParts): number | null {
  const original = message.reply_to_message;
  const isOwn = original?.from?.id === ctx.me.id;
  const card = isOwn ? desk.cardAt(message.chat.id, original.message_id) : null;
  if (card !== null) return card.kind === "receipt" ? null : card.question;
  for (const data of buttonsRepliedTo(ctx)) {
    const [, id] = BUTTONS.deskTake.pattern.exec(data) ?? BUTTONS.deskDecline.pattern.exec(data) ?? [];
    if (id !== undefined) return Number(id);
  }
  return null;
}

async function preview(ctx: DocketContext, question: UnansweredQuestion, text: string, parts: DeskReplyParts) {
  const { records, sayTo, clock, randomBytes } = parts;
  const { say, person } = ctx;
  const like = await likeAsked(ctx, question, parts);
  const at = clock();
  const id = newId(randomBytes);
  ctx.effects.decide(() => {
    const offered = like.flatMap(({ number, missed }) => {
      if (number !== null) return number;
      return (missed === null ? null : takeUp(missed, { origin: "missed", nearest: [], at }, parts))?.id ?? [];
    });
    const draft: Draft = { id, person: person.id, question: question.id, text, at, offered, also: [] };
    records.desk.dropDrafts(person.id, question.id);
    records.desk.keepDraft(draft);
    const [reply] = asReplies(
      [
        { content: styled("bold", say("draft-preview", { id: question.id })), before: "" },
        { content: answerMessage(question, text, sayTo(question.person), at), before: "\n\n" },
        ...(offered.length > 0 ? [{ content: plain(say("draft-same")), before: "\n\n" }] : []),
      ],
      draftKeyboard(draft, say, parts),
    );
    return reply === undefined ? [] : callsOf(ctx, [reply], ctx.msg?.message_id);
  });
}

/** A question that seems to ask the same: one with a number, or one that was missed and gets one. */
interface AskedAlike {
  readonly id: number;
  readonly question: string;
  readonly person: number;
  readonly number: number | null;
  readonly missed: KeptAnswer | null;
}

/** Of each person one; none where the embedder fails, since the answer must not wait for it. */
async function likeAsked(
  ctx: DocketContext,
  asked: UnansweredQuestion,
  { records, embedder, log }: DeskReplyParts,
): Promise<readonly AskedAlike[]> {
  const open = records.unanswered
    .openOfAnyOrigin()
    .filter(({ id, answer }) => id !== asked.id && answer !== asked.answer);
  const taken = new Set(open.map(({ answer }) => answer));
  const people = new Set([asked, ...open].map(({ person }) => person));
  const missed = records
    .missed()
    .filter(({ id, person }) => id !== asked.answer && !taken.has(id) && !people.has(person));
  const others: AskedAlike[] = [
    ...open.map(({ id, question, person }) => ({ id, question, person, number: id, missed: null })),
    ...missed.map((answer) => ({
      id: 0,
      question: answer.question,
      person: answer.person,
      number: null,
      missed: answer,
    })),
  ];
  try {
    const like = await likeQuestions(asked.question, others, { embedder, signal: ctx.signal });
    const nearest = new Map(
      like.toReversed().map(({ question }) => [question.number ?? `of ${question.person}`, question]),
    );
    return [...nearest.values()].reverse().slice(0, MAX_OFFERED);
  } catch (thrown) {
    ctx.signal.throwIfAborted();
    log.warn("Questions that ask the same were not looked for", { reason: errorText(thrown) });
    return [];
  }
}

function draftKeyboard({ id, offered, also }: Draft, say: Say, { records }: DeskParts): Reply["keyboard"] {
  const questions = offered.flatMap((number) => records.unanswered.find(number) ?? []).filter(isOpen);
  return [
    ...questions.map((other) => {
      const words = linkless(shortened(other.question.replaceAll(/\s+/gu, " "), OFFERED_CHARACTERS));
      const tick = also.includes(other.id) ? "☑" : "☐";
      return [button(`${tick} ${other.id} · ${words}`, BUTTONS.deskTick.data(id, other.id))];
    }),
    [
      button(say("draft-send", { count: also.length + 1 }), BUTTONS.deskSend.data(id)),
      button(say("draft-drop"), BUTTONS.deskDrop.data(id)),
    ],
  ];
}

async function send(ctx: DocketContext, draft: Draft, parts: DeskReplyParts): Promise<void> {
  const { secretariat, records, members, sayTo, clock } = parts;
  const numbers = [draft.question, ...draft.also];
  const gone = new Set<number>();
  for (const number of numbers) {
    const question = records.unanswered.find(number);
    if (question !== null && (await members.accessOf({ id: question.person })).kind !== "member") gone.add(number);
  }
  const at = clock();
  ctx.effects.decide(() => {
    records.desk.dropDraft(draft.id);
    let sent = 0;
    const outgoing = numbers.flatMap((number): readonly Outgoing[] => {
      const question = records.unanswered.find(number);
      // Two answers never cross: whoever was quicker has closed it.
      const change = { state: "answered", handler: ctx.person.id, reply: draft.text } as const;
      const changed = question === null ? null : secretariat.change(number, change);
      if (question === null || changed === null) return [];
      if (gone.has(number)) return changed;
      sent += 1;
      const answer = answerMessage(question, draft.text, sayTo(question.person), at);
      return [secretariat.toAsker(question, answer), ...changed];
    });
    const closed = records.unanswered.find(draft.question);
    const told =
      sent === 0 && gone.size === 0
        ? `${ctx.say("draft-not-sent")} ${closedText(closed, ctx, parts)}`
        : ctx.say("draft-sent", { count: sent, left: gone.size });
    const official = [[button(ctx.say("official-make"), BUTTONS.deskOfficial.data(draft.question))]];
    return [...outgoing, messageChanged(ctx, told, { inline_keyboard: sent > 0 ? official : [] })];
  });
}
