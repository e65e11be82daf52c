/**
 * *Fix* under an answer that members found wrong: answer it, add a term to the glossary, or correct what is known of a
 * document that it rests on. The last two are written, shown, confirmed and undone here; the members who found the answer
 * wrong are told once the documents are read with it.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import { Composer } from "grammy";
import { editedSidecar, type LibraryDocument, parsedTerm } from "../../../engine/engine.ts";
import type { GlossaryOrders } from "../../../operations/file-orders.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import type { Fix, FixDraft, Fixes } from "../../conversation/feedback.ts";
import { newId, type Records } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { answerPress, messageBack, messageChanged } from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";
import { findAnswer } from "../find.ts";
import { shownFact } from "../library/facts-from-chat.ts";
import { type LibraryChangeParts, planChange, UNDO_MS } from "../library/library-changes.ts";
import { shownPath, undoKeyboard } from "../library/proposal-card.ts";
import { buttonsRepliedTo, expectReply } from "../prompted.ts";
import type { NearestParts } from "./ask-secretariat.ts";
import { fixFactsHandlers } from "./fix-facts.ts";
import type { Secretariat } from "./secretariat.ts";

export interface FixParts extends LibraryChangeParts, NearestParts {
  readonly fixes: Fixes;
  readonly glossary: Pick<GlossaryOrders, "add" | "englishOf">;
  readonly records: Pick<Records, "conversations" | "answers" | "proofs" | "feedback">;
  readonly library: { document(id: string): LibraryDocument | null; documents(): readonly LibraryDocument[] };
  readonly log: Log;
}

const QUESTION_CHARACTERS = 500;
const TERM_CHARACTERS = 200;

/** Handlers behind the guard of the secretariat's buttons. */
export function fixHandlers(parts: FixParts): Composer<DocketContext> {
  const { fixes, records, clock, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.deskFix.pattern, async (ctx) => {
    const kept = await findAnswer(ctx.match[1] ?? "", records);
    if (kept === null) return answerPress(ctx, log, ctx.say("button-stale"));
    const { say, chat } = ctx;
    const { id: answer } = kept;
    const isPrivate = chat?.type === "private";
    const question = linkless(shortened(kept.question, QUESTION_CHARACTERS));
    // Facts of documents are not for all of a group.
    const inline_keyboard = [
      [button(say("fix-answer"), BUTTONS.deskTakeUp.data("feedback", answer))],
      ...(isPrivate ? [[button(say("fix-term"), BUTTONS.deskFixTerm.data(answer))]] : []),
      ...(isPrivate ? [[button(say("fix-facts"), BUTTONS.deskFixFacts.data(answer))]] : []),
    ];
    ctx.effects.send(
      messageBack(ctx, say("fix-how", { question, where: isPrivate ? "private" : "group" }), { inline_keyboard }),
    );
    await answerPress(ctx, log);
  });
  const inPrivate = composer.chatType("private");
  inPrivate.callbackQuery(BUTTONS.deskFixTerm.pattern, async (ctx) => {
    const answer = ctx.match[1] ?? "";
    const known = (await findAnswer(answer, records)) !== null;
    if (!known) return answerPress(ctx, log, ctx.say("button-stale"));
    const no = button(ctx.say("fix-no"), BUTTONS.deskFixNo.data(answer));
    ctx.effects.send(messageBack(ctx, ctx.say("fix-term-prompt"), { inline_keyboard: [[no]] }));
    expectReply(ctx, BUTTONS.deskFixNo.data(answer), clock());
    await answerPress(ctx, log);
  });
  inPrivate.on("message:text", (ctx, next) => {
    const answer = termPromptRepliedTo(ctx);
    if (answer === null || ctx.message.text.startsWith("/")) return next();
    const found = parsedTerm(ctx.message.text.slice(0, TERM_CHARACTERS).toWellFormed());
    if (found === null) {
      expectReply(ctx, BUTTONS.deskFixNo.data(answer), clock());
      return ctx.effects.send(messageBack(ctx, ctx.say("fix-term-wrong")));
    }
    const { term, english } = found;
    const before = parts.glossary.englishOf(term);
    if (before === english) return ctx.effects.send(messageBack(ctx, ctx.say("fix-same")));
    const shown = { ...shownTerm(term, english), before: linkless(before ?? ""), had: before === null ? "no" : "yes" };
    propose(ctx, { answer, subject: term, fact: null, value: english }, ctx.say("fix-term-preview", shown), parts);
  });
  composer.use(fixFactsHandlers(parts, (ctx, draft, text) => propose(ctx, draft, text, parts)));

  composer.callbackQuery(BUTTONS.deskFixNo.pattern, async (ctx) => {
    const id = ctx.match[1] ?? "";
    ctx.effects.decide(() => {
      fixes.dropDraft(id);
      return [messageChanged(ctx, ctx.say("fix-dropped"))];
    });
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskFixYes.pattern, async (ctx) => {
    const draft = fixes.draft(ctx.match[1] ?? "");
    if (draft === null) return answerPress(ctx, log, ctx.say("button-stale"));
    if (draft.fact === null) addTerm(ctx, draft, parts);
    else await stateFact(ctx, draft, draft.fact, parts);
    await answerPress(ctx, log);
  });
  composer.callbackQuery(BUTTONS.deskFixUndo.pattern, async (ctx) => {
    const batch = ctx.match[1] ?? "";
    ctx.effects.decide(() => {
      const fix = fixes.find(batch);
      if (fix === null || fix.term === null || clock().getTime() - fix.at.getTime() > UNDO_MS) {
        return [messageChanged(ctx, ctx.say("button-stale"))];
      }
      parts.glossary.add(fix.term, fix.before);
      undoFix(batch, parts);
      return [messageChanged(ctx, ctx.say("fix-term-undone", shownTerm(fix.term, fix.english ?? "")))];
    });
    await answerPress(ctx, log);
  });
  return composer;
}

/** The answer that the prompt replied to is about: the bot's own message, by its button. */
function termPromptRepliedTo(ctx: DocketContext): string | null {
  const [only, ...others] = isAdmin(ctx.access) ? buttonsRepliedTo(ctx) : [];
  return only === undefined || others.length > 0 ? null : (BUTTONS.deskFixNo.pattern.exec(only)?.[1] ?? null);
}

/** Shown as it will be, to be confirmed. */
function propose(
  ctx: DocketContext,
  draft: Pick<FixDraft, "answer" | "subject" | "fact" | "value">,
  text: string,
  { fixes, clock, randomBytes }: FixParts,
): void {
  const id = newId(randomBytes);
  const yes = button(ctx.say("fix-yes"), BUTTONS.deskFixYes.data(id));
  const no = button(ctx.say("fix-no"), BUTTONS.deskFixNo.data(id));
  ctx.effects.decide(() => {
    fixes.keepDraft({ ...draft, id, person: ctx.person.id, at: clock() });
    return [messageBack(ctx, text, { inline_keyboard: [[yes, no]] })];
  });
}

function addTerm(ctx: DocketContext, { id, answer, subject: term, value: english }: FixDraft, parts: FixParts): void {
  const { fixes, glossary, clock, randomBytes } = parts;
  const batch = newId(randomBytes);
  ctx.effects.decide(() => {
    // A second press finds nothing to confirm.
    if (fixes.draft(id) === null || english === null) return [];
    fixes.dropDraft(id);
    const before = glossary.englishOf(term);
    fixes.keep({ batch, answer, person: ctx.person.id, term, english, before, at: clock() });
    glossary.add(term, english);
    return [messageChanged(ctx, ctx.say("fix-term-added", shownTerm(term, english)), undoTerm(batch, ctx.say))];
  });
}

async function stateFact(
  ctx: DocketContext,
  { id, answer, subject: path, value }: FixDraft,
  fact: string,
  parts: FixParts,
): Promise<void> {
  const { fixes, clock } = parts;
  const edited = editedSidecar(await parts.sidecarBeside(path), fact as Parameters<typeof editedSidecar>[1], value);
  if ("problem" in edited) return ctx.effects.send(messageChanged(ctx, ctx.say("button-stale")));
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange([{ path, bytes: "as it is", sidecar: edited.text }], by, parts);
  ctx.effects.decide(() => {
    if (fixes.draft(id) === null) return [];
    fixes.dropDraft(id);
    change.order();
    fixes.keep({
      batch: change.batch,
      answer,
      person: by.person,
      term: null,
      english: null,
      before: null,
      at: clock(),
    });
    const shown = {
      path: shownPath(path),
      fact: ctx.say(`fact-${fact.replaceAll("_", "-")}`),
      value: shownFact(value, ctx.say),
      stated: value === null ? "no" : "yes",
    };
    return [
      messageChanged(ctx, ctx.say("fix-fact-stated", shown), { inline_keyboard: undoKeyboard(change.batch, ctx.say) }),
    ];
  });
}

/** Undoes a mending, so that all is as wrong as before, in the transaction that undoes it. */
export function undoFix(batch: string, { fixes, records }: Pick<FixParts, "fixes" | "records">): void {
  const fix = fixes.find(batch);
  if (fix === null) return;
  fixes.drop(batch);
  if (fix.isTold) records.feedback.reopen(fix.answer);
}

interface FixTelling {
  readonly fixes: Fixes;
  readonly secretariat: Pick<Secretariat, "settleComplaints">;
  readonly sayTo: (person: number) => Say;
}

/** Runs in the caller's transaction, when what was changed has been read. @returns what members are told */
export function tellOfFix(batch: string, { fixes, secretariat }: Omit<FixTelling, "sayTo">): readonly Outgoing[] {
  const fix = fixes.find(batch);
  if (fix === null || fix.isTold) return [];
  fixes.told(batch);
  return secretariat.settleComplaints(fix.answer);
}

/** Runs in the caller's transaction, after an ingest. @param terms those in use; @returns what is told of those fixed by one */
export function tellOfTerms(terms: ReadonlyMap<string, readonly string[]>, parts: FixTelling): readonly Outgoing[] {
  const inUse = ({ term, english }: Fix): boolean => terms.get(term ?? "")?.join(" / ") === english;
  return parts.fixes
    .termsToTell()
    .filter(inUse)
    .flatMap(({ batch, person, term, english }) => [
      ...(person === null
        ? []
        : [toldOfTerm(person, batch, shownTerm(term ?? "", english ?? ""), parts.sayTo(person))]),
      ...tellOfFix(batch, parts),
    ]);
}

function toldOfTerm(person: number, batch: string, shown: ReturnType<typeof shownTerm>, say: Say): Outgoing {
  const payload = { chat_id: person, text: say("fix-term-read", shown), reply_markup: undoTerm(batch, say) };
  return { method: "sendMessage", payload, person };
}

function undoTerm(batch: string, say: Say): { inline_keyboard: InlineKeyboardButton[][] } {
  return { inline_keyboard: [[button(say("file-button-undo"), BUTTONS.deskFixUndo.data(batch))]] };
}

function shownTerm(term: string, english: string): { readonly term: string; readonly english: string } {
  return { term: linkless(term), english: linkless(english) };
}
