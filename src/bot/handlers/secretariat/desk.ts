/**
 * The secretariat's side of questions: cards, their buttons and answers, which stand behind the gate and before the
 * members'; and its lists, of open questions (`/unanswered`), of those that the documents did not answer (`/missed`),
 * and of answers that members found wrong (`/feedback`).
 */

import { Composer } from "grammy";
import type { Citation, Embedder } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { DocketContext } from "../../context.ts";
import type { KeptAnswer } from "../../conversation/answers.ts";
import type { Complaint } from "../../conversation/feedback.ts";
import { groupQuestions } from "../../conversation/likeness.ts";
import type { Records } from "../../conversation/records.ts";
import type { QuestionOrigin, UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { Say } from "../../i18n/words.ts";
import { sourceLine } from "../../render/reply.ts";
import { BUTTONS, button, pageOfList, turnButtons } from "../../render/reply-buttons.ts";
import { answerPress, messageBack, messageChanged, type Reply, topicOf } from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";
import { nameOf } from "../admin/admin-members.ts";
import { findAnswer } from "../find.ts";
import { replyUntil } from "../prompted.ts";
import { hasWords, NOTHING_SOUGHT, type Sought, type SoughtParts, soughtAgain, soughtWords } from "../sought.ts";
import { type NearestParts, nearestTo } from "./ask-secretariat.ts";
import { type DeskParts, deskGuard, deskPressHandlers, takeUp } from "./desk-press.ts";
import { type DeskReplyParts, deskReplyHandlers } from "./desk-reply.ts";
import { type OfficialPressParts, officialHandlers } from "./official.ts";

export function deskHandlers(parts: DeskListParts & DeskReplyParts & OfficialPressParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  const all = [
    deskGuard(parts),
    deskPressHandlers(parts),
    deskListHandlers(parts),
    officialHandlers(parts),
    deskReplyHandlers(parts),
  ];
  for (const handlers of all) composer.use(handlers);
  return composer;
}

interface DeskListParts extends DeskParts, NearestParts, SoughtParts {
  readonly records: Records;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly embedder: Embedder;
}

type DeskList = "unanswered" | "missed" | "feedback";

const GROUPS_A_PAGE = 5;
const COMPLAINTS_A_PAGE = 3;
/** A page of them, with names, stays under Telegram's 4,096 characters. */
const QUESTION_CHARACTERS = 500;
const ANSWER_CHARACTERS = 300;
const COMMENT_CHARACTERS = 300;
const MOST_QUOTES = 3;
const SHOWN_QUOTE_CHARACTERS = 120;

interface Page {
  /** From 1. */
  readonly page: number;
  readonly sought: Sought;
}

type Written = readonly [text: string, keyboard: Reply["keyboard"]];

/**
 * Lists for the secretariat: open questions (`/unanswered`), questions that the documents did not answer
 * (`/missed`), and answers that members found wrong (`/feedback`). Questions that ask the same stand together, with how
 * often and since when; in the last two lists nobody is named, since nobody put them to the secretariat.
 */
function deskListHandlers(parts: DeskListParts): Composer<DocketContext> {
  const { records, secretariat, clock, log } = parts;
  const composer = new Composer<DocketContext>();
  const written = (ctx: DocketContext, list: DeskList, page: Page): Promise<Written> => {
    switch (list) {
      case "unanswered":
        return unansweredPage(ctx, page, parts);
      case "missed":
        return missedPage(ctx, page, parts);
      case "feedback":
        return Promise.resolve(feedbackPage(ctx, page, parts));
      default:
        return list satisfies never;
    }
  };
  const markup = (keyboard: Reply["keyboard"]) => ({ inline_keyboard: keyboard.map((row) => [...row]) });

  for (const list of ["unanswered", "missed", "feedback"] as const) {
    composer.command(list, async (ctx) => {
      const sought = soughtWords(ctx, ctx.match, parts);
      const [text, keyboard] = await written(ctx, list, { page: 1, sought });
      ctx.effects.send(messageBack(ctx, text, markup(keyboard)));
    });
  }
  composer.callbackQuery(BUTTONS.deskList.pattern, async (ctx) => {
    const [, list = "", page = "", onButton = ""] = ctx.match;
    const sought = await soughtAgain(ctx, onButton, parts);
    if (sought === null) return answerPress(ctx, log, ctx.say("button-stale"));
    const [text, keyboard] = await written(ctx, list as DeskList, { page: Math.max(1, Number(page)), sought });
    // Page 0 is what leads here from another message, which stays.
    const isNew = page === "0";
    ctx.effects.send(isNew ? messageBack(ctx, text, markup(keyboard)) : messageChanged(ctx, text, markup(keyboard)));
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskTakeUp.pattern, async (ctx) => {
    const [, origin = "", answer = ""] = ctx.match;
    const kept = await findAnswer(answer, records);
    const { chat, say } = ctx;
    if (kept === null || chat === undefined) return answerPress(ctx, log, say("button-stale"));
    const nearest = await nearestTo(kept.question, ctx.signal, parts);
    ctx.effects.decide(() => {
      const at = clock();
      const taken = takeUp(kept, { origin: origin as QuestionOrigin, nearest, at }, parts);
      if (taken === null) return [];
      // An admin who chose to answer it is asked for no other press.
      if (origin === "feedback" && chat.type === "private") {
        const button = BUTTONS.deskTake.data(taken.id);
        records.feedback.expectReply({ person: ctx.person.id, chat: chat.id, button, until: replyUntil(at) });
      }
      return [secretariat.card(taken, chat.id, topicOf(ctx))];
    });
    await answerPress(ctx, log);
  });
  composer.callbackQuery([BUTTONS.deskFixed.pattern, BUTTONS.deskRead.pattern], async (ctx) => {
    const [, answer = ""] = ctx.match;
    const isFixed = BUTTONS.deskFixed.pattern.test(ctx.callbackQuery.data);
    ctx.effects.decide(() => {
      const told = isFixed ? secretariat.settleComplaints(answer) : [];
      if (!isFixed) records.feedback.settle(answer, clock());
      const [text, keyboard] = feedbackPage(ctx, { page: 1, sought: NOTHING_SOUGHT }, parts);
      return [...told, messageChanged(ctx, text, markup(keyboard))];
    });
    await answerPress(ctx, log, ctx.say(isFixed ? "feedback-fixed" : "feedback-read"));
  });
  return composer;
}

async function unansweredPage(ctx: DocketContext, wanted: Page, parts: DeskListParts): Promise<Written> {
  const { say } = ctx;
  const all = parts.records.unanswered.open();
  const open = all.filter(
    ({ id, question, name, username }) =>
      hasWords(`${question}\n${name}\n${username ?? ""}`, wanted.sought) || String(id) === wanted.sought.words,
  );
  if (open.length === 0) return [nothing("unanswered", wanted, say), []];
  const groups = await grouped(ctx, open, parts);
  const { shown, page, pages } = pageOfList(groups, wanted.page, GROUPS_A_PAGE);
  const lines = shown.map((group) => {
    const [{ id, person, name, username, question, at }] = group;
    const who = group.length === 1 ? nameOf({ id: person, name, username }) : timesText(group, say);
    const since = group.length === 1 ? ` · ${say.moment(at)}` : "";
    return `${id} · ${who}${since}\n${shownQuestion(question)}`;
  });
  const cards = shown.map(([{ id }]) => button(String(id), BUTTONS.deskShow.data(id)));
  const text = [say("unanswered-title", { count: open.length, page, pages }), ...lines].join("\n\n");
  return [text, [cards, ...turns("unanswered", { page, pages }, wanted)]];
}

async function missedPage(ctx: DocketContext, wanted: Page, parts: DeskListParts): Promise<Written> {
  const { say } = ctx;
  const missed = parts.records.missed().filter(({ question }) => hasWords(question, wanted.sought));
  if (missed.length === 0) return [nothing("missed", wanted, say), []];
  const groups = (await grouped(ctx, missed, parts)).toSorted((one, other) => other.length - one.length);
  const { shown, page, pages, first } = pageOfList(groups, wanted.page, GROUPS_A_PAGE);
  const lines = shown.map((group, index) => {
    const [{ question }] = group;
    return `${first + index + 1} · ${timesText(group, say)}\n${shownQuestion(question)}`;
  });
  const answer = shown.map(([{ id }], index) =>
    button(String(first + index + 1), BUTTONS.deskTakeUp.data("missed", id)),
  );
  const title = say("missed-title", { count: missed.length, groups: groups.length, page, pages });
  return [[title, ...lines].join("\n\n"), [answer, ...turns("missed", { page, pages }, wanted)]];
}

function feedbackPage(ctx: DocketContext, wanted: Page, { records }: DeskListParts): Written {
  const { say, chat, effects, person } = ctx;
  const complaints = records.feedback
    .complaints()
    .filter(({ question, text, comment }) => hasWords(`${question}\n${text}\n${comment ?? ""}`, wanted.sought));
  if (complaints.length === 0) return [nothing("feedback", wanted, say), []];
  const { shown, page, pages, first } = pageOfList(complaints, wanted.page, COMPLAINTS_A_PAGE);
  // All of a group reads along; an answer may quote what is for some members only.
  const isPrivate = chat?.type === "private";
  const lines = shown.map((complaint, index) => {
    const quotes = isPrivate ? quotesOf(complaint.answer, records) : [];
    effects.shows(
      quotes.map(({ document }) => document),
      person.id,
    );
    const open = isPrivate ? complaint : { ...complaint, text: "" };
    return complaintText(open, quotes, first + index + 1, say);
  });
  const buttons = shown.map(({ answer }, index) => {
    const number = first + index + 1;
    return [
      button(say("feedback-button-fix", { number }), BUTTONS.deskFix.data(answer)),
      button(say("feedback-button-fixed", { number }), BUTTONS.deskFixed.data(answer)),
      button(say("feedback-button-read", { number }), BUTTONS.deskRead.data(answer)),
    ];
  });
  const title = say("feedback-title", { count: complaints.length, page, pages });
  return [[title, ...lines].join("\n\n"), [...buttons, ...turns("feedback", { page, pages }, wanted)]];
}

/** Where the answer stands, with the words of it that the answer does not say itself. */
function quotesOf(answer: string, { answers, proofs }: Records): readonly Citation[] {
  const rests = answers.find(answer)?.rests ?? [];
  return rests.slice(0, MOST_QUOTES).flatMap(({ proof }) => proofs.find(proof)?.citation ?? []);
}

function quoteLine(citation: Citation, text: string, say: Say): string {
  const quote = citation.quote.replaceAll(/\s+/gu, " ").trim();
  const isSaid = text.replaceAll(/\s+/gu, " ").includes(quote);
  const words = isSaid ? "" : `\n  “${linkless(shortened(quote, SHOWN_QUOTE_CHARACTERS))}”`;
  return `• ${sourceLine(citation, say)}${words}`;
}

function complaintText(
  { reason, comment, question, text, at }: Complaint,
  quotes: readonly Citation[],
  number: number,
  say: Say,
): string {
  const why = reason === null ? "" : ` · ${say(`reason-${reason}`)}`;
  return [
    `${number} · 👎 ${say.moment(at)}${why}`,
    say("feedback-question", { text: shownQuestion(question) }),
    ...(text === "" ? [] : [say("feedback-answer", { text: linkless(shortened(text, ANSWER_CHARACTERS)) })]),
    ...quotes.map((citation) => quoteLine(citation, text, say)),
    ...(comment === null
      ? []
      : [say("feedback-comment-was", { text: linkless(shortened(comment, COMMENT_CHARACTERS)) })]),
  ].join("\n");
}

/** Each by itself where the embedder fails: a list must not wait for it. */
async function grouped<Question extends UnansweredQuestion | KeptAnswer>(
  { signal }: DocketContext,
  questions: readonly Question[],
  { embedder, log }: DeskListParts,
): Promise<readonly (readonly [Question, ...Question[]])[]> {
  try {
    return await groupQuestions(questions, { embedder, signal });
  } catch (thrown) {
    signal.throwIfAborted();
    log.warn("Questions that ask the same were not put together", { reason: errorText(thrown) });
    return questions.map((question) => [question] as const);
  }
}

/** How often, and since when; newest first. */
function timesText(group: readonly { readonly at: Date }[], say: Say): string {
  const [newest, oldest] = [group[0]?.at ?? new Date(0), group.at(-1)?.at ?? new Date(0)];
  const [since, last] = [say.day(oldest), say.day(newest)];
  return say("asked-times", { count: group.length, since, last, days: since === last ? "one" : "several" });
}

function shownQuestion(question: string): string {
  return linkless(shortened(question, QUESTION_CHARACTERS));
}

const NOTHING = { unanswered: "unanswered-none", missed: "missed-none", feedback: "feedback-none" } as const;

function nothing(list: DeskList, { sought }: Page, say: Say): string {
  return say(NOTHING[list], { words: linkless(sought.words), sought: sought.words === "" ? "no" : "yes" });
}

function turns(list: DeskList, { page, pages }: { page: number; pages: number }, { sought }: Page): Reply["keyboard"] {
  return turnButtons(page, pages, (to) => BUTTONS.deskList.data(list, to, sought.onButton));
}
