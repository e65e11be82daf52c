/** *Fix* by what is known of a document: which one the wrong answer rests on, which fact of it, and what it is to be. */

import { Composer } from "grammy";
import { EDITABLE_FACTS, editedSidecar, type LibraryDocument } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import type { FixDraft } from "../../conversation/feedback.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { answerPress, messageBack, sendReplies } from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";
import { documentKey } from "../documents-list.ts";
import { findAnswer } from "../find.ts";
import { factsCard, factsOf, kindOf, shownFact, writtenValue } from "../library/facts-from-chat.ts";
import { shownPath } from "../library/proposal-card.ts";
import { buttonsRepliedTo, expectReply } from "../prompted.ts";
import { nearestTo } from "./ask-secretariat.ts";
import type { FixParts } from "./fix.ts";

const MOST_DOCUMENTS = 6;
const TITLE_CHARACTERS = 40;
const VALUE_CHARACTERS = 300;
const BUTTONS_A_ROW = 3;

export type ProposeFix = (
  ctx: DocketContext,
  draft: Pick<FixDraft, "answer" | "subject" | "fact" | "value">,
  text: string,
) => void;

export function fixFactsHandlers(parts: FixParts, propose: ProposeFix): Composer<DocketContext> {
  const { log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  const documentOf = async (ctx: DocketContext, key: string | undefined) => {
    const found = documentAt(ctx, key, parts);
    if (found === null) await answerPress(ctx, log, ctx.say("button-stale"));
    return found;
  };
  inPrivate.callbackQuery(BUTTONS.deskFixFacts.pattern, async (ctx) => {
    const answer = ctx.match[1] ?? "";
    const documents = await documentsOf(ctx, answer, parts);
    if (documents.length === 0) return answerPress(ctx, log, ctx.say("fix-no-document"));
    ctx.effects.shows(documents, ctx.person.id);
    const inline_keyboard = documents.map(({ title, path }) => [
      button(linkless(shortened(title, TITLE_CHARACTERS)), BUTTONS.deskFixDocument.data(answer, documentKey(path))),
    ]);
    ctx.effects.send(messageBack(ctx, ctx.say("fix-which"), { inline_keyboard }));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.deskFixDocument.pattern, async (ctx) => {
    const [, answer = "", key = ""] = ctx.match;
    const document = await documentOf(ctx, key);
    if (document === null) return;
    const facts = factsOf({ ...document, name: document.path });
    const buttons = EDITABLE_FACTS.map((fact, number) =>
      button(ctx.say(`fact-${fact.replaceAll("_", "-")}`), BUTTONS.deskFixFact.data(answer, key, number)),
    );
    const keyboard = Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_, row) =>
      buttons.slice(row * BUTTONS_A_ROW, (row + 1) * BUTTONS_A_ROW),
    );
    sendReplies(ctx, [{ ...factsCard(key, "d", facts, ctx.say), keyboard }]);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.deskFixFact.pattern, async (ctx) => {
    const [, answer = "", key = "", number = ""] = ctx.match;
    const fact = EDITABLE_FACTS[Number(number)];
    const document = await documentOf(ctx, key);
    if (document === null || fact === undefined) return;
    const { say } = ctx;
    const facts = factsOf({ ...document, name: document.path });
    const shown = { fact: say(`fact-${fact.replaceAll("_", "-")}`), title: shownFact(facts.title, say) };
    const text = say("facts-prompt", { ...shown, now: shownFact(facts[fact], say), kind: kindOf(fact) });
    const data = BUTTONS.deskFixAsStated.data(answer, key, Number(number));
    ctx.effects.send(messageBack(ctx, text, { inline_keyboard: [[button(say("facts-as-stated"), data)]] }));
    expectReply(ctx, data, parts.clock());
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.deskFixAsStated.pattern, async (ctx) => {
    const [, answer = "", key = "", number = ""] = ctx.match;
    const document = await documentOf(ctx, key);
    if (document === null) return;
    await proposeFact(ctx, { answer, document, number: Number(number), text: null }, parts, propose);
    await answerPress(ctx, log);
  });
  inPrivate.on("message:text", async (ctx, next) => {
    const asked = promptRepliedTo(ctx);
    if (asked === null || ctx.message.text.startsWith("/")) return next();
    const document = documentAt(ctx, asked.key, parts);
    if (document === null) return ctx.effects.send(messageBack(ctx, ctx.say("button-stale")));
    const text = ctx.message.text.replaceAll(/\s+/gu, " ").trim().slice(0, VALUE_CHARACTERS).toWellFormed();
    await proposeFact(ctx, { answer: asked.answer, document, number: asked.number, text }, parts, propose);
  });
  return composer;
}

/** Those that the answer rests on; of one that rests on none, those that are nearest to its question. */
async function documentsOf(ctx: DocketContext, answer: string, parts: FixParts): Promise<readonly LibraryDocument[]> {
  const { records, library } = parts;
  const kept = await findAnswer(answer, records);
  if (kept === null) return [];
  const rests = (kept.rests ?? []).flatMap(({ proof }) => records.proofs.find(proof)?.citation ?? []);
  const citations = rests.length > 0 ? rests : await nearestTo(kept.question, ctx.signal, parts);
  const documents = citations.flatMap(({ document }) => library.document(document.id) ?? []);
  return [...new Map(documents.map((document) => [document.path, document])).values()].slice(0, MOST_DOCUMENTS);
}

function documentAt(
  { access, effects, person }: DocketContext,
  key: string | undefined,
  { library }: FixParts,
): LibraryDocument | null {
  const isAdmin = access.kind === "member" && access.admin;
  const found = isAdmin ? library.documents().find(({ path }) => documentKey(path) === key) : undefined;
  if (found !== undefined) effects.shows([found], person.id);
  return found ?? null;
}

/** The bot's own message, by its button. */
function promptRepliedTo(ctx: DocketContext) {
  for (const data of buttonsRepliedTo(ctx)) {
    const [, answer = "", key = "", number] = BUTTONS.deskFixAsStated.pattern.exec(data) ?? [];
    if (number !== undefined) return { answer, key, number: Number(number) };
  }
  return null;
}

interface WrittenFact {
  readonly answer: string;
  readonly document: LibraryDocument;
  /** Number in `EDITABLE_FACTS`. */
  readonly number: number;
  /** Null: what the document itself says counts. */
  readonly text: string | null;
}

async function proposeFact(
  ctx: DocketContext,
  { answer, document, number, text }: WrittenFact,
  parts: FixParts,
  propose: ProposeFix,
): Promise<void> {
  const { say } = ctx;
  const fact = EDITABLE_FACTS[number];
  if (fact === undefined) return;
  const value = text === null ? null : writtenValue(fact, text, parts.library.documents());
  const before = await parts.sidecarBeside(document.path);
  const edited = value === undefined ? { problem: "value" as const } : editedSidecar(before, fact, value);
  if (value === undefined || "problem" in edited) {
    const kind = "problem" in edited && edited.problem === "sidecar" ? "sidecar" : kindOf(fact);
    return ctx.effects.send(messageBack(ctx, say("facts-wrong", { kind, text: linkless(text ?? "") })));
  }
  if (edited.text === (before ?? "")) return ctx.effects.send(messageBack(ctx, say("fix-same")));
  const shown = {
    path: shownPath(document.path),
    fact: say(`fact-${fact.replaceAll("_", "-")}`),
    value: shownFact(value, say),
    stated: value === null ? "no" : "yes",
  };
  propose(ctx, { answer, subject: document.path, fact, value }, say("fix-fact-preview", shown));
}
