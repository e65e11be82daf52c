/**
 * The library from chat: an admin sends a file, sees what was read in it, and adds it or puts it in the place of an older
 * version. The decision is one transaction with the order to write it; for a day it can be undone.
 */

import { Composer } from "grammy";
import { collectionName, firstFolder, type IngestReport, safePath } from "../../../engine/engine.ts";
import { messageBack, messageChanged } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import { newId } from "../../conversation/id.ts";
import type { LibraryChange, Proposal, Proposals } from "../../conversation/proposals.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS } from "../../render/reply-buttons.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { messagePayload } from "../../render/reply-messages.ts";
import { answerPress, sendReplies } from "../../render/reply-send.ts";
import { factsFromChat } from "./facts-from-chat.ts";
import { planChange, undoChange } from "./library-changes.ts";
import { libraryList } from "./library-list.ts";
import { collectionChoice, proposalCard, shownPath, undoKeyboard } from "./proposal-card.ts";
import { choicesOf, type LibraryFromChatParts, readProposed } from "./proposed-file.ts";

export function libraryFromChat(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { proposals, log, restricted } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  composer.use(libraryList(parts));
  composer.use(factsFromChat(parts));
  inPrivate.on("message:document", (ctx, next) => (isAdmin(ctx.access) ? receive(ctx, parts) : next()));

  /** The proposal of a pressed button, which is whoever's sent it. */
  const proposalOf = async (ctx: DocketContext, id: string | undefined): Promise<Proposal | null> => {
    const proposal = isAdmin(ctx.access) ? proposals.find(id ?? "") : null;
    if (proposal === null) await answerPress(ctx, log, ctx.say("button-stale"));
    return proposal;
  };
  const show = (ctx: DocketContext, proposal: Proposal): void => {
    const reply = proposalCard(proposal, ctx.say, restricted());
    const payload = { chat_id: ctx.chat?.id, message_id: ctx.msg?.message_id, ...messagePayload(reply) };
    ctx.effects.send({ method: "editMessageText", payload, person: ctx.person.id });
  };

  inPrivate.callbackQuery(BUTTONS.fileCollections.pattern, async (ctx) => {
    const proposal = await proposalOf(ctx, ctx.match[1]);
    if (proposal === null) return;
    const reply_markup = { inline_keyboard: collectionChoice(proposal, choicesOf(parts), ctx.say) };
    const payload = { chat_id: ctx.chat?.id, message_id: ctx.msg?.message_id, reply_markup };
    ctx.effects.send({ method: "editMessageReplyMarkup", payload, person: ctx.person.id });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileCollection.pattern, async (ctx) => {
    const proposal = await proposalOf(ctx, ctx.match[1]);
    const collection = choicesOf(parts)[Number(ctx.match[2])];
    if (proposal === null) return;
    if (collection === undefined) return answerPress(ctx, log, ctx.say("button-stale"));
    ctx.effects.keep({ kind: "collection-chosen", proposal: proposal.id, collection });
    show(ctx, { ...proposal, collection });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileDrop.pattern, async (ctx) => {
    const proposal = await proposalOf(ctx, ctx.match[1]);
    if (proposal === null) return;
    ctx.effects.keep({ kind: "proposal-dropped", proposal: proposal.id });
    ctx.effects.send(messageChanged(ctx, ctx.say("file-dropped", { name: linkless(proposal.name) })));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery([BUTTONS.fileAdd.pattern, BUTTONS.fileReplace.pattern], async (ctx) => {
    const proposal = await proposalOf(ctx, ctx.match[1]);
    if (proposal === null) return;
    await add(ctx, proposal, BUTTONS.fileReplace.pattern.test(ctx.callbackQuery.data), parts);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileUndo.pattern, async (ctx) => {
    const batch = ctx.match[1] ?? "";
    if (!isAdmin(ctx.access) || proposals.changesOf(batch).length === 0) {
      return answerPress(ctx, log, ctx.say("button-stale"));
    }
    ctx.effects.decide(() => {
      // A second press finds nothing to undo.
      const undone = undoChange(batch, ctx.person.id, parts);
      const paths = (undone ?? []).map(shownPath).join(", ");
      return [messageChanged(ctx, undone === null ? ctx.say("button-stale") : ctx.say("file-undone", { path: paths }))];
    });
    await answerPress(ctx, log);
  });
  return composer;
}

async function receive(ctx: DocketContext, parts: LibraryFromChatParts): Promise<void> {
  const { clock, randomBytes, restricted } = parts;
  const { say, person, signal } = ctx;
  const { document } = ctx.message ?? {};
  if (document === undefined) return;
  const name = safePath("", document.file_name ?? "document");
  const file = await parts.download(document.file_id, signal);
  if ("problem" in file)
    return ctx.effects.send(messageBack(ctx, say(`file-${file.problem}`, { name: linkless(name) })));
  const { bytes } = file;
  const read = await readProposed({ name, bytes, facts: null }, parts, signal);
  if ("reason" in read) {
    const reason = linkless(read.reason.slice(0, 500));
    return ctx.effects.send(messageBack(ctx, say("file-unread", { name: linkless(name), reason })));
  }
  const { seen, replaced } = read;
  const proposal: Proposal = {
    ...{ id: newId(randomBytes), person: person.id, name, bytes, seen, facts: null, at: clock() },
    collection: collectionName(replaced?.collection ?? ""),
    replaces: replaced?.path ?? null,
  };
  ctx.effects.keep({ kind: "file-proposed", proposal });
  sendReplies(ctx, [proposalCard(proposal, say, restricted())], ctx.msg?.message_id);
}

async function add(
  ctx: DocketContext,
  proposal: Proposal,
  isReplacement: boolean,
  parts: LibraryFromChatParts,
): Promise<void> {
  const { proposals, originalFile } = parts;
  const endings = [proposal.name, proposal.replaces ?? ""].map((name) =>
    /\.[A-Za-z0-9]+$/u.exec(name)?.[0].toLowerCase(),
  );
  // Under the old name the document stays the same one, and its older version goes on standing behind old quotes. One that
  // was in the collection by its own words is not: what takes its place need not say them.
  const inPlace =
    isReplacement &&
    proposal.replaces !== null &&
    endings[0] === endings[1] &&
    firstFolder(proposal.replaces) === proposal.collection;
  const path = inPlace && proposal.replaces !== null ? proposal.replaces : await freePath(proposal, originalFile);
  const gone = isReplacement && !inPlace ? proposal.replaces : null;
  const writes = [
    { path, bytes: proposal.bytes, sidecar: proposal.facts },
    ...(gone === null ? [] : [{ path: gone, bytes: null, sidecar: null }]),
  ];
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange(writes, by, parts);
  ctx.effects.decide(() => {
    // A second press, or another admin's, finds it decided.
    if (proposals.find(proposal.id) === null) return [];
    proposals.drop(proposal.id);
    change.order();
    const text = ctx.say(isReplacement ? "file-replacing" : "file-adding", { path: shownPath(path) });
    return [messageChanged(ctx, text, { inline_keyboard: undoKeyboard(change.batch, ctx.say) })];
  });
}

/** Nothing is written over that was not meant to be. */
async function freePath(
  { name, collection }: Proposal,
  originalFile: LibraryFromChatParts["originalFile"],
): Promise<string> {
  const [, stem = name, ending = ""] = /^(?<stem>.*?)(?<ending>\.[A-Za-z0-9]{1,8})?$/u.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const path = safePath(collection, number === 1 ? name : `${stem} (${number})${ending}`);
    if ((await originalFile(path)) === null) return path;
  }
}

/** Runs in the caller's transaction, after an ingest. @returns what whoever sent a file is told of it */
export function tellOfFiles(
  report: Pick<IngestReport, "added" | "changed" | "failed">,
  { proposals, sayTo }: { readonly proposals: Proposals; readonly sayTo: (person: number) => Say },
): readonly Outgoing[] {
  const failed = new Map(report.failed.map(({ path, reason }) => [path, reason]));
  const paths = [...report.added, ...report.changed, ...failed.keys()];
  return [...Map.groupBy(proposals.told(paths), ({ batch }) => batch).values()].flatMap((changes) => {
    const read = changes.filter(({ path }) => !failed.has(path));
    const unread = changes.filter(({ path }) => failed.has(path));
    return [
      ...(read.length === 0 ? [] : [toldOf(read, null, sayTo)]),
      ...unread.map((change) => toldOf([change], failed.get(change.path) ?? "", sayTo)),
    ];
  });
}

function toldOf(changes: readonly LibraryChange[], reason: string | null, sayTo: (person: number) => Say): Outgoing {
  const [{ batch, person, chat } = { batch: "", person: 0, chat: 0 }] = changes;
  const say = sayTo(person);
  const path = changes.map((change) => shownPath(change.path)).join(", ");
  const text = say(reason === null ? "file-read" : "file-read-failed", {
    ...{ path, reason: linkless((reason ?? "").slice(0, 500)) },
  });
  const reply_markup = { inline_keyboard: undoKeyboard(batch, say) };
  return { method: "sendMessage", payload: { chat_id: chat, text, reply_markup }, person };
}
