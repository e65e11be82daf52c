/**
 * The buttons of a card: who takes the question, whether a document answers it, whether it is for the secretariat at all.
 * Only admins' presses count, in private or in the secretariat's chat; rights are looked up with every press.
 */

import { Composer } from "grammy";
import type { Citation, Library } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import type { KeptAnswer } from "../../conversation/answers.ts";
import { newId, type Records } from "../../conversation/records.ts";
import { isOpen, type QuestionOrigin, type UnansweredQuestion } from "../../conversation/unanswered.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { BUTTONS, DESK_BUTTONS } from "../../render/reply-buttons.ts";
import { addressOf, answerPress, keyboardChanged, messageBack, topicOf } from "../../render/reply-messages.ts";
import { linkless } from "../../render/reply-text.ts";
import { expectReply } from "../prompted.ts";
import { maySeeCited } from "../question-view.ts";
import { type NearestParts, nearestTo } from "./ask-secretariat.ts";
import { cardKeyboard, declinedMessage, declineKeyboard, pointKeyboard, pointMessage } from "./card.ts";
import { receiptOfCall, type Secretariat } from "./secretariat.ts";

export interface DeskParts extends NearestParts {
  readonly secretariat: Secretariat;
  readonly records: Pick<Records, "unanswered" | "desk" | "proofs">;
  readonly members: Pick<Members, "accessOf" | "people">;
  readonly library: Pick<Library, "document" | "editions">;
  readonly sayTo: (person: number) => Say;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** An admin, where the secretariat is: in private, or in its chat. */
export function isAtDesk({ access, chat }: DocketContext, { desk }: Pick<Records, "desk">): boolean {
  return isAdmin(access) && chat !== undefined && (chat.type === "private" || desk.chat()?.chat === chat.id);
}

export function deskGuard({ records, log }: DeskParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(DESK_BUTTONS).use(async (ctx, next) => {
    if (isAtDesk(ctx, records)) return next();
    await ctx.answerCallbackQuery({ text: ctx.say("admin-only"), show_alert: true }).catch(() => undefined);
    log.debug("A press on a card does not count", { admin: isAdmin(ctx.access) });
  });
  return composer;
}

export function deskPressHandlers(parts: DeskParts): Composer<DocketContext> {
  const { secretariat, records, log } = parts;
  const { unanswered } = records;
  const composer = new Composer<DocketContext>();

  const openQuestion = (ctx: DocketContext, id: string | undefined) => openQuestionOf(ctx, id, parts);
  const viewHere = (ctx: DocketContext, question: UnansweredQuestion) =>
    secretariat.view(question, ctx.chat?.id ?? ctx.person.id);

  composer.callbackQuery(BUTTONS.deskTake.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    if (!(await take(ctx, question, parts))) return;
    if (ctx.chat?.type === "private") expectReply(ctx, BUTTONS.deskTake.data(question.id), parts.clock());
    await answerPress(ctx, log);
  });

  composer.callbackQuery(BUTTONS.deskSeen.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    const handler = ctx.person.id;
    ctx.effects.decide(() => {
      // Somebody may have taken it meanwhile, which says more.
      const isWaiting = unanswered.find(question.id)?.state === "waiting";
      return (isWaiting ? secretariat.change(question.id, { state: "seen", handler }) : null) ?? [];
    });
    await answerPress(ctx, log, ctx.say("desk-seen"));
  });

  composer.callbackQuery(BUTTONS.deskDecline.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    ctx.effects.send(keyboardChanged(ctx, declineKeyboard(question, ctx.say)));
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskDeclineYes.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    const handler = ctx.person.id;
    const isAsked = question.origin === "asked";
    const told = isAsked
      ? [secretariat.toAsker(question, declinedMessage(question, parts.sayTo(question.person)))]
      : [];
    const change = { state: "declined", handler } as const;
    ctx.effects.decide(() => changed(ctx, question, change, parts, (edits) => [...told, ...edits]));
    await answerPress(ctx, log, ctx.say(isAsked ? "desk-declined" : "desk-aside"));
  });

  composer.callbackQuery(BUTTONS.deskDocument.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    const nearest = await nearestTo(question.question, ctx.signal, parts);
    ctx.effects.decide(() => {
      const edits = secretariat.renew(question.id, nearest);
      const now = unanswered.find(question.id) ?? question;
      return [...edits, keyboardChanged(ctx, pointKeyboard(now, viewHere(ctx, now)))];
    });
    await answerPress(ctx, log, ctx.say("desk-which"));
  });
  composer.callbackQuery(BUTTONS.deskBack.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    ctx.effects.send(keyboardChanged(ctx, cardKeyboard(question, viewHere(ctx, question))));
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskPoint.pattern, async (ctx) => {
    const question = await openQuestion(ctx, ctx.match[1]);
    if (question === null) return;
    await answerPress(ctx, log, await point(ctx, question, Number(ctx.match[2]), parts));
  });

  composer.callbackQuery(BUTTONS.deskShow.pattern, async (ctx) => {
    const question = unanswered.find(Number(ctx.match[1]));
    if (question === null || ctx.chat === undefined) return answerPress(ctx, log, ctx.say("button-stale"));
    ctx.effects.send(secretariat.card(question, ctx.chat.id, topicOf(ctx)));
    await answerPress(ctx, log);
  });
  return composer;
}

/** The question of the pressed card, if it is open; else the card shows how it stands, and why nothing happens. */
async function openQuestionOf(
  ctx: DocketContext,
  id: string | undefined,
  parts: DeskParts,
): Promise<UnansweredQuestion | null> {
  const question = parts.records.unanswered.find(Number(id));
  if (question !== null && isOpen(question)) return question;
  await answerPress(ctx, parts.log, closedText(question, ctx, parts));
  return null;
}

/** @returns false where another admin has taken it, which the presser has been told */
async function take(ctx: DocketContext, question: UnansweredQuestion, parts: DeskParts): Promise<boolean> {
  const { secretariat, records } = parts;
  const { person, say } = ctx;
  const isTakenByOther = ({ state, handler }: UnansweredQuestion) => state === "taken" && handler !== person.id;
  const takenText = (taken: UnansweredQuestion): string => {
    const who = secretariat.view(taken, ctx.chat?.id ?? person.id).handler ?? "";
    return say("desk-taken", { who, since: say.moment(taken.changedAt) });
  };
  if (isTakenByOther(question)) {
    await ctx.answerCallbackQuery({ text: takenText(question), show_alert: true }).catch(() => undefined);
    return false;
  }
  ctx.effects.decide(() => {
    const now = records.unanswered.find(question.id);
    // Two may press at the same moment: one of them has it, and the other reads who.
    if (now !== null && isTakenByOther(now)) return [messageBack(ctx, takenText(now))];
    const taken = { state: "taken", handler: person.id } as const;
    return changed(ctx, question, taken, parts, (edits) => [promptFor(question, ctx), ...edits]);
  });
  return true;
}

function promptFor(question: UnansweredQuestion, ctx: DocketContext): Outgoing {
  const isPrivate = ctx.chat?.type === "private";
  // In a group it would open for everybody.
  const reply_markup = isPrivate ? { reply_markup: { force_reply: true } } : {};
  const where = isPrivate ? "private" : "group";
  const text = ctx.say("desk-prompt", { id: question.id, who: linkless(ctx.person.name), where });
  return {
    method: "sendMessage",
    payload: { ...addressOf(ctx, ctx.msg?.message_id), text, ...reply_markup },
    person: question.person,
    receipt: receiptOfCall("prompt", question.id),
  };
}

/** @returns what to tell the admin */
async function point(
  ctx: DocketContext,
  question: UnansweredQuestion,
  mark: number,
  parts: DeskParts,
): Promise<string> {
  const { secretariat, records, members, library, sayTo, clock, randomBytes } = parts;
  const view = secretariat.view(question, ctx.chat?.id ?? ctx.person.id);
  const citation = view.passages.find((passage) => passage.mark === mark);
  if (citation === undefined) return ctx.say("button-stale");
  const access = await members.accessOf({ id: question.person });
  // Where several read along, only what is open to all may be shown: the view has left out the rest in groups alone.
  const isForAll = secretariat.view(question, -1).passages.some((passage) => passage.mark === mark);
  const isSeen = maySeeCited(access, citation.document, library);
  if (!isSeen || (question.chat < 0 && !isForAll)) return ctx.say("desk-not-theirs");
  const at = clock();
  const shown = { ...citation, mark: 1 };
  const handler = ctx.person.id;
  const tell = (edits: readonly Outgoing[]): readonly Outgoing[] => {
    const known = records.proofs.idOf(shown);
    const proof = known ?? newId(randomBytes);
    if (known === null) records.proofs.keep({ id: proof, citation: shown, at });
    const words = pointMessage(question, shown, proof, sayTo(question.person));
    return [secretariat.toAsker(question, words, [shown]), ...edits];
  };
  ctx.effects.decide(() => changed(ctx, question, { state: "pointed", handler }, parts, tell));
  return ctx.say("desk-pointed");
}

/** Changes the question, or tells who was quicker: it may have been closed since the press was read. */
function changed(
  ctx: DocketContext,
  { id }: UnansweredQuestion,
  change: Parameters<Secretariat["change"]>[1],
  parts: DeskParts,
  sending: (edits: readonly Outgoing[]) => readonly Outgoing[] = (edits) => edits,
): readonly Outgoing[] {
  const edits = parts.secretariat.change(id, change);
  if (edits !== null) return sending(edits);
  return [messageBack(ctx, closedText(parts.records.unanswered.find(id), ctx, parts))];
}

export function closedText(
  question: UnansweredQuestion | null,
  { say }: DocketContext,
  { members, records: _ }: Pick<DeskParts, "members" | "records">,
): string {
  if (question === null) return say("button-stale");
  const { state, handler } = question;
  const who = handler === null ? "" : (members.people.find(handler)?.name ?? String(handler));
  return say("desk-closed", { state, who, known: handler === null ? "no" : "yes" });
}

/**
 * The secretariat takes up a question that nobody put to it: one that was missed, or one whose answer was found wrong.
 * Runs in a transaction. @returns the question, under the number that it has or gets; null where it cannot be kept
 */
export function takeUp(
  { id: answer, person, chat, topic, message, question, language }: KeptAnswer,
  { origin, nearest, at }: { origin: QuestionOrigin; nearest: readonly Citation[]; at: Date },
  { records: { unanswered }, members: { people } }: Pick<DeskParts, "records" | "members">,
): UnansweredQuestion | null {
  const known = people.find(person);
  const asker = { person, name: known?.name ?? String(person), username: known?.username ?? null };
  const put = { answer, ...asker, chat, topic, message, question, language, nearest, origin, at };
  const id = unanswered.put(put, at) ?? unanswered.idOf(answer);
  return id === null ? null : unanswered.find(id);
}
