/** An answer becomes an official one by a button under it; `/answers` lists them, and each is changed by a reply to it. */

import { Composer } from "grammy";
import type { Log } from "../../../operations/log.ts";
import { messageBack, messageChanged } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import type { OfficialAnswer, OfficialAnswers } from "../../conversation/official-answers.ts";
import type { Records } from "../../conversation/records.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { pageOfList, turnButtons } from "../../render/pages.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { shortened } from "../../render/reply-cut.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { asReplies, type Reply } from "../../render/reply-messages.ts";
import { answerPress, callsOf } from "../../render/reply-send.ts";
import { joined, plain, styled } from "../../render/reply-text.ts";
import { type Official, yearAfter } from "./official.ts";

export interface OfficialPressParts {
  readonly official: Official;
  readonly officialAnswers: OfficialAnswers;
  readonly records: Pick<Records, "unanswered">;
  readonly members: Pick<Members, "accessOf">;
  readonly today: () => string;
  readonly log: Log;
}

const PAGE_SIZE = 5;
const QUESTION_CHARACTERS = 200;
const MAX_ANSWER_CHARACTERS = 2_500;

export function officialHandlers(parts: OfficialPressParts): Composer<DocketContext> {
  const { official, officialAnswers, records, members, today, log } = parts;
  const composer = new Composer<DocketContext>();

  composer.callbackQuery(BUTTONS.deskOfficial.pattern, async (ctx) => {
    const question = records.unanswered.find(Number(ctx.match[1]));
    if (question === null || question.reply === null) return answerPress(ctx, log, ctx.say("button-stale"));
    const access = await members.accessOf({ id: question.person });
    const author = ctx.person.id;
    ctx.effects.decide(() => {
      const made = official.make(question, access, author);
      if (made === null) return [messageBack(ctx, ctx.say("official-is-one"))];
      const { id, until, collection } = made;
      const where = collection === "" ? "all" : "closed";
      return [messageBack(ctx, ctx.say("official-made", { id, until, where, collection: linkless(collection) }))];
    });
    await answerPress(ctx, log);
  });

  composer.command("answers", (ctx) => {
    ctx.effects.send(listMessage(ctx, 1, parts, false));
  });
  composer.callbackQuery(BUTTONS.deskAnswers.pattern, async (ctx) => {
    ctx.effects.send(listMessage(ctx, Number(ctx.match[1]), parts, true));
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskAnswer.pattern, async (ctx) => {
    const answer = officialAnswers.find(Number(ctx.match[1]));
    if (answer === null) return answerPress(ctx, log, ctx.say("button-stale"));
    for (const call of callsOf(ctx, [cardOf(answer, ctx.say, today())])) ctx.effects.send(call);
    await answerPress(ctx, log);
  });
  composer.callbackQuery([BUTTONS.deskRenew.pattern, BUTTONS.deskWithdraw.pattern], async (ctx) => {
    const answer = officialAnswers.find(Number(ctx.match[1]));
    if (answer === null || answer.state === "withdrawn") return answerPress(ctx, log, ctx.say("button-stale"));
    const isRenewal = BUTTONS.deskRenew.pattern.test(ctx.callbackQuery.data);
    const until = yearAfter(today());
    ctx.effects.decide(() => {
      if (isRenewal) official.renew(answer, until);
      else official.withdraw(answer);
      const { id } = answer;
      return [messageChanged(ctx, ctx.say(isRenewal ? "official-renewed" : "official-withdrawn", { id, until }))];
    });
    await answerPress(ctx, log);
  });

  composer.on("message:text", (ctx, next) => {
    const original = ctx.message.reply_to_message;
    const buttons = original?.from?.id === ctx.me.id ? (original.reply_markup?.inline_keyboard.flat() ?? []) : [];
    const id = buttons
      .map((one) => ("callback_data" in one ? BUTTONS.deskWithdraw.pattern.exec(one.callback_data)?.[1] : undefined))
      .find((found) => found !== undefined);
    if (id === undefined || !isAdmin(ctx.access) || ctx.message.text.startsWith("/")) return next();
    const answer = officialAnswers.find(Number(id));
    const text = ctx.message.text.trim().toWellFormed();
    if (answer === null || answer.state === "withdrawn")
      return ctx.effects.send(messageBack(ctx, ctx.say("button-stale")));
    if (text.length > MAX_ANSWER_CHARACTERS) {
      return ctx.effects.send(messageBack(ctx, ctx.say("desk-too-long", { most: MAX_ANSWER_CHARACTERS })));
    }
    ctx.effects.decide(() => {
      official.reword(answer, text, ctx.person.id);
      return [];
    });
    ctx.effects.send(messageBack(ctx, ctx.say("official-reworded", { id: answer.id })));
  });
  return composer;
}

function listMessage(
  ctx: DocketContext,
  wanted: number,
  { officialAnswers, today }: OfficialPressParts,
  isChange: boolean,
) {
  const { say } = ctx;
  const all = officialAnswers.list();
  const { page, pages, shown } = pageOfList(all, wanted, PAGE_SIZE);
  const lines = shown.map((answer) => `${lineOf(answer, say, today())}\n${questionOf(answer)}`);
  const title = all.length === 0 ? say("official-none") : say("official-list", { count: all.length, page, pages });
  const keyboard = [
    shown.map(({ id }) => button(String(id), BUTTONS.deskAnswer.data(id))),
    ...turnButtons(page, pages, (to) => BUTTONS.deskAnswers.data(to)),
  ].filter((row) => row.length > 0);
  const markup = { inline_keyboard: keyboard.map((row) => [...row]) };
  const text = [title, ...lines].join("\n\n");
  return isChange ? messageChanged(ctx, text, markup) : messageBack(ctx, text, markup);
}

function cardOf(answer: OfficialAnswer, say: Say, today: string): Reply {
  const { id, text, state } = answer;
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: styled("bold", lineOf(answer, say, today)), before: "" },
      { content: styled("blockquote", questionOf(answer)), before: "\n" },
      { content: plain(text), before: "\n\n" },
      { content: joined([styled("italic", say("official-how"))]), before: "\n\n" },
    ],
    state === "withdrawn"
      ? []
      : [
          [
            button(say(state === "suspended" ? "official-still-right" : "official-renew"), BUTTONS.deskRenew.data(id)),
            button(say("official-withdraw"), BUTTONS.deskWithdraw.data(id)),
          ],
        ],
  );
  return card;
}

function lineOf({ id, day, until, state, collection }: OfficialAnswer, say: Say, today: string): string {
  const shown = state === "current" && until < today ? "ended" : state;
  const where = collection === "" ? "all" : "closed";
  return say("official-line", { id, day, until, state: shown, where, collection: linkless(collection) });
}

function questionOf({ question }: OfficialAnswer): string {
  return linkless(shortened(question.replaceAll(/\s+/gu, " "), QUESTION_CHARACTERS));
}
