/**
 * Changes a document's facts from chat: title, number, issuer, dates, what it replaces, its name and its collection;
 * also of a file that is not added yet. What is written stands in the sidecar beside the file, so folder and chat stay
 * one truth, and is undone for a day.
 */

import { Composer } from "grammy";
import {
  EDITABLE_FACTS,
  type EditableFact,
  editedSidecar,
  type LibraryDocument,
  safePath,
} from "../../../engine/engine.ts";
import { foldedForm } from "../../../language/canonical.ts";
import { daysIn } from "../../../language/dates.ts";
import type { DocketContext } from "../../context.ts";
import type { FactsOfFile, Proposal } from "../../conversation/proposals.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import {
  answerPress,
  asReplies,
  messageBack,
  messageChanged,
  type Reply,
  sendReplies,
} from "../../render/reply-messages.ts";
import { joined, linkless, plain, shortened, styled } from "../../render/reply-text.ts";
import { documentKey } from "../documents-list.ts";
import { buttonsRepliedTo, expectReply } from "../prompted.ts";
import { inCollection, moveTo, newFolder, renamed } from "./file-places.ts";
import { planChange } from "./library-changes.ts";
import { newFolderButton, proposalCard, shownPath, undoKeyboard } from "./proposal-card.ts";
import { choicesOf, type LibraryFromChatParts, readProposed } from "./proposed-file.ts";

type Target =
  | { readonly of: "d"; readonly document: LibraryDocument }
  | { readonly of: "p"; readonly proposal: Proposal };

/** Length of a name or a title. */
const VALUE_CHARACTERS = 300;
const MOST_CHOICES = 30;

export function factsFromChat(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  const targetOf = async (ctx: DocketContext, of: string | undefined, id: string | undefined) => {
    const target = findTarget(ctx, of, id, parts);
    if (target === null) await answerPress(ctx, log, ctx.say("button-stale"));
    return target;
  };

  inPrivate.callbackQuery(BUTTONS.libraryFacts.pattern, async (ctx) => {
    const target = await targetOf(ctx, ctx.match[1], ctx.match[2]);
    if (target === null) return;
    sendReplies(ctx, [factsCard(idOf(target), target.of, factsOf(known(target)), ctx.say)]);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryFact.pattern, async (ctx) => {
    const target = await targetOf(ctx, ctx.match[1], ctx.match[2]);
    if (target === null) return;
    const fact = ctx.match[3] as AskedFor;
    sendReplies(ctx, [promptFor(target, fact, ctx.say)]);
    expectReply(ctx, promptData(target, fact), parts.clock());
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryFactAsStated.pattern, async (ctx) => {
    const target = await targetOf(ctx, ctx.match[1], ctx.match[2]);
    const fact = EDITABLE_FACTS.find((one) => one === ctx.match[3]);
    if (target === null) return;
    if (fact === undefined) ctx.effects.send(messageChanged(ctx, ctx.say("fix-dropped")));
    else await state(ctx, target, fact, null, parts);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryMove.pattern, async (ctx) => {
    const target = await targetOf(ctx, "d", ctx.match[1]);
    if (target?.of !== "d") return;
    const choices = choicesOf(parts).slice(0, MOST_CHOICES);
    const inline_keyboard = choices.map((name, index) => [
      button(
        name === "" ? ctx.say("file-top") : linkless(shortened(name, 40)),
        BUTTONS.libraryMoveTo.data(idOf(target), index),
      ),
    ]);
    inline_keyboard.push([newFolderButton("d", idOf(target), ctx.say)]);
    ctx.effects.send(
      messageBack(ctx, ctx.say("facts-move", { path: shownPath(target.document.path) }), { inline_keyboard }),
    );
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryMoveTo.pattern, async (ctx) => {
    const target = await targetOf(ctx, "d", ctx.match[1]);
    const collection = choicesOf(parts)[Number(ctx.match[2])];
    if (target?.of !== "d") return;
    if (collection === undefined) return answerPress(ctx, log, ctx.say("button-stale"));
    await moveTo(ctx, target.document, inCollection(target.document.path, collection), parts);
    await answerPress(ctx, log);
  });

  inPrivate.on("message:text", async (ctx, next) => {
    const asked = isAdmin(ctx.access) ? promptRepliedTo(ctx) : null;
    if (asked === null || ctx.message.text.startsWith("/")) return next();
    const target = findTarget(ctx, asked.of, asked.id, parts);
    if (target === null) return ctx.effects.send(messageBack(ctx, ctx.say("button-stale")));
    const text = ctx.message.text.replaceAll(/\s+/gu, " ").trim().slice(0, VALUE_CHARACTERS).toWellFormed();
    if (asked.fact === "collection") return putInto(ctx, target, text, parts);
    if (asked.fact !== "name") return state(ctx, target, asked.fact, text, parts);
    if (target.of === "d") await moveTo(ctx, target.document, renamed(target.document.path, text), parts);
  });
  return composer;
}

function findTarget(
  { access, effects, person }: DocketContext,
  of: string | undefined,
  id: string | undefined,
  { library, proposals }: LibraryFromChatParts,
): Target | null {
  if (!isAdmin(access)) return null;
  if (of === "p") {
    const proposal = proposals.find(id ?? "");
    return proposal === null ? null : { of, proposal };
  }
  const document = library.documents().find(({ path }) => documentKey(path) === id);
  if (document === undefined) return null;
  effects.shows([document], person.id);
  return { of: "d", document };
}

function idOf(target: Target): string {
  return target.of === "d" ? documentKey(target.document.path) : target.proposal.id;
}

function known(target: Target) {
  if (target.of === "d") return { ...target.document, name: target.document.path };
  const { seen, name, collection } = target.proposal;
  return { ...seen, supersedes: seen.supersedes ?? [], name: safePath(collection, name) };
}

function promptData(target: Target, fact: AskedFor): string {
  return BUTTONS.libraryFactAsStated.data(target.of, idOf(target), fact);
}

function promptFor(target: Target, fact: AskedFor, say: Say) {
  const isStated = EDITABLE_FACTS.some((one) => one === fact);
  const asStated = button(say(isStated ? "facts-as-stated" : "fix-no"), promptData(target, fact));
  if (fact === "collection") return { text: say("folder-new-prompt"), entities: [], keyboard: [[asStated]] };
  const facts = factsOf(known(target));
  const now = shownFact(facts[fact], say);
  const text = say("facts-prompt", {
    fact: say(`fact-${fact.replaceAll("_", "-")}`),
    title: shownFact(facts.title, say),
    now,
    kind: kindOf(fact),
  });
  return { text, entities: [], keyboard: [[asStated]] };
}

export function kindOf(fact: FactName): "day" | "document" | "words" {
  if (fact === "supersedes") return "document";
  return fact === "published" || fact === "effective_from" || fact === "effective_until" ? "day" : "words";
}

/** The bot's own message, by its button. */
function promptRepliedTo(ctx: DocketContext) {
  for (const data of buttonsRepliedTo(ctx)) {
    const [, of = "", id = "", fact] = BUTTONS.libraryFactAsStated.pattern.exec(data) ?? [];
    if (fact !== undefined) return { of, id, fact: fact as AskedFor };
  }
  return null;
}

/** @param text null: what the document itself says counts */
async function state(
  ctx: DocketContext,
  target: Target,
  fact: EditableFact,
  text: string | null,
  parts: LibraryFromChatParts,
): Promise<void> {
  const { say } = ctx;
  const value = text === null ? null : writtenValue(fact, text, parts.library.documents());
  if (value === undefined) {
    expectReply(ctx, promptData(target, fact), parts.clock());
    return ctx.effects.send(messageBack(ctx, say("facts-wrong", { kind: kindOf(fact), text: linkless(text ?? "") })));
  }
  const before = target.of === "d" ? await parts.sidecarBeside(target.document.path) : target.proposal.facts;
  const edited = editedSidecar(before, fact, value);
  if ("problem" in edited) {
    const kind = edited.problem === "sidecar" ? "sidecar" : kindOf(fact);
    return ctx.effects.send(messageBack(ctx, say("facts-wrong", { kind, text: linkless(text ?? "") })));
  }
  if (target.of === "p") return restate(ctx, target.proposal, edited.text, parts);
  const { path } = target.document;
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange([{ path, bytes: "as it is", sidecar: edited.text }], by, parts);
  ctx.effects.decide(() => {
    change.order();
    const shown = {
      path: shownPath(path),
      fact: say(`fact-${fact.replaceAll("_", "-")}`),
      value: shownFact(value, say),
    };
    const keyboard = { inline_keyboard: undoKeyboard(change.batch, say) };
    return [messageBack(ctx, say("facts-stated", { ...shown, stated: value === null ? "no" : "yes" }), keyboard)];
  });
}

/** Undefined where it is none. */
export function writtenValue(
  fact: EditableFact,
  text: string,
  documents: readonly LibraryDocument[],
): string | undefined {
  const kind = kindOf(fact);
  switch (kind) {
    case "words":
      return text;
    case "day": {
      const [day, other] = daysIn(foldedForm(text));
      const typed = /^\d{4}(?:-\d{2}){0,2}$/u.test(text) ? text : undefined;
      return typed ?? (other === undefined ? day?.date : undefined);
    }
    case "document": {
      const words = text.toLowerCase();
      const exact = documents.filter(({ id, number, title, path }) => [id, number, title, path].includes(text));
      const near = documents.filter(({ title, path, number }) =>
        `${title}\n${path}\n${number ?? ""}`.toLowerCase().includes(words),
      );
      const [found] = [exact, near].find(({ length }) => length === 1) ?? [];
      return found?.id;
    }
    default:
      return kind satisfies never;
  }
}

/** A file that is not added yet is read again with its facts: the card shows what the library will. */
async function restate(ctx: DocketContext, proposal: Proposal, text: string, parts: LibraryFromChatParts) {
  const facts = text === "" ? null : text;
  const read = await readProposed({ ...proposal, facts }, parts, ctx.signal);
  if ("reason" in read) return ctx.effects.send(messageBack(ctx, ctx.say("button-stale")));
  const { proposals, restricted } = parts;
  ctx.effects.decide(() => {
    if (proposals.find(proposal.id) === null) return [messageBack(ctx, ctx.say("button-stale"))];
    proposals.stateFacts(proposal.id, facts, read.seen);
    return [];
  });
  sendReplies(ctx, [proposalCard({ ...proposal, facts, seen: read.seen }, ctx.say, restricted())]);
}

/** A file that is not added yet is shown again, with the folder that it is to go to. */
function putInto(ctx: DocketContext, target: Target, text: string, parts: LibraryFromChatParts): Promise<void> | void {
  const collection = newFolder(text);
  if (collection === null) {
    expectReply(ctx, promptData(target, "collection"), parts.clock());
    return ctx.effects.send(messageBack(ctx, ctx.say("facts-wrong", { kind: "words", text: linkless(text) })));
  }
  if (target.of === "d") return moveTo(ctx, target.document, inCollection(target.document.path, collection), parts);
  ctx.effects.keep({ kind: "collection-chosen", proposal: target.proposal.id, collection });
  sendReplies(ctx, [proposalCard({ ...target.proposal, collection }, ctx.say, parts.restricted())]);
}

/** `name` is that of the file. */
type FactName = EditableFact | "name";
/** `collection` is a new folder's name. */
type AskedFor = FactName | "collection";

type ShownFacts = Readonly<Record<FactName, string | null>>;
const BUTTONS_A_ROW = 3;

interface KnownOfDocument extends FactsOfFile {
  readonly supersedes: readonly string[];
  /** Facts that the text states; they count where nobody says otherwise. */
  readonly stated?: LibraryDocument["stated"];
  /** The path. */
  readonly name: string;
}

/** Facts of a document, with a button to change each. */
export function factsOf({
  supersedes,
  stated = [],
  effectiveFrom,
  effectiveUntil,
  ...known
}: KnownOfDocument): ShownFacts {
  const { title, number, publisher, published, name } = known;
  const dates = { published, effective_from: effectiveFrom, effective_until: effectiveUntil };
  const inText = stated.filter(({ kind }) => kind === "supersedes").map(({ value }) => value);
  const replaced = [...new Set(supersedes.length > 0 ? supersedes : inText)];
  return { title, number, publisher, ...dates, supersedes: replaced.length > 0 ? replaced.join(", ") : null, name };
}

export function factsCard(id: string, of: "d" | "p", facts: ShownFacts, say: Say): Reply {
  const names = (Object.keys(facts) as FactName[]).filter((name) => of === "d" || name !== "name");
  const lines = names.map((name) => ({
    content: joined([
      styled("bold", say(`fact-${name.replaceAll("_", "-")}`)),
      say("help-is"),
      shownFact(facts[name], say),
    ]),
    before: "\n",
  }));
  const buttons = names.map((name) =>
    button(say(`fact-${name.replaceAll("_", "-")}`), BUTTONS.libraryFact.data(of, id, name)),
  );
  const rows = Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_, row) =>
    buttons.slice(row * BUTTONS_A_ROW, (row + 1) * BUTTONS_A_ROW),
  );
  const move = of === "d" ? [[button(say("file-button-collection"), BUTTONS.libraryMove.data(id))]] : [];
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    [{ content: plain(say("facts-title")), before: "" }, ...lines],
    [...rows, ...move],
  );
  return card;
}

export function shownFact(value: string | null, say: Say): string {
  return value === null ? say("facts-unknown") : linkless(shortened(value, VALUE_CHARACTERS));
}
