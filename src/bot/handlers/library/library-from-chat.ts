/**
 * The library from chat: an admin sends a file, sees what was read in it, and adds it or puts it in the place of an older
 * version. The decision is one transaction with the order to write it; for a day it can be undone.
 */

import { Composer } from "grammy";
import {
  collectionName,
  type FileReading,
  firstFolder,
  type IngestReport,
  type Library,
  safePath,
} from "../../../engine/engine.ts";
import type { FileOrders } from "../../../operations/file-orders.ts";
import type { Log } from "../../../operations/log.ts";
import { messageBack, messageChanged } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import { newId } from "../../conversation/id.ts";
import type { LibraryChange, Proposal, Proposals } from "../../conversation/proposals.ts";
import type { Downloaded } from "../../delivery/download.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS } from "../../render/reply-buttons.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { messagePayload } from "../../render/reply-messages.ts";
import { answerPress, sendReplies } from "../../render/reply-send.ts";
import { libraryList } from "./library-list.ts";
import { collectionChoice, proposalCard, replacedBy, seenOf, shownPath, undoKeyboard } from "./proposal-card.ts";

export interface LibraryFromChatParts {
  readonly proposals: Proposals;
  readonly orders: Pick<FileOrders, "add">;
  readonly library: Pick<Library, "documents" | "version">;
  /** In a process of its own. */
  readonly reading: Pick<FileReading, "read">;
  readonly download: (fileId: string, signal: AbortSignal) => Promise<Downloaded>;
  /** The bytes at a path of the folder; null where nothing lies there. */
  readonly originalFile: (path: string) => Promise<Uint8Array | null>;
  readonly collections: () => ReadonlySet<string>;
  readonly restricted: () => ReadonlySet<string>;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: Log;
}

export const UNDO_MS = 24 * 3_600_000;

export function libraryFromChat(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { proposals, log, restricted } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  composer.use(libraryList(parts));
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
    ctx.effects.write(() => proposals.choose(proposal.id, collection));
    show(ctx, { ...proposal, collection });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileDrop.pattern, async (ctx) => {
    const proposal = await proposalOf(ctx, ctx.match[1]);
    if (proposal === null) return;
    ctx.effects.write(() => proposals.drop(proposal.id));
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
    const change = isAdmin(ctx.access) ? proposals.change(ctx.match[1] ?? "") : null;
    if (change === null || parts.clock().getTime() - change.at.getTime() > UNDO_MS) {
      return answerPress(ctx, log, ctx.say("button-stale"));
    }
    ctx.effects.decide(() => {
      // A second press finds nothing to undo.
      if (proposals.change(change.id) === null) return [];
      proposals.dropChange(change.id);
      parts.orders.add({ path: change.path, bytes: change.before, sidecar: null, person: ctx.person.id });
      return [messageChanged(ctx, ctx.say("file-undone", { path: shownPath(change.path) }))];
    });
    await answerPress(ctx, log);
  });
  return composer;
}

/** In this order the buttons name them. */
function choicesOf({ collections, restricted }: LibraryFromChatParts): readonly string[] {
  return [...new Set(["", ...[...collections()].map(collectionName), ...restricted()])].sort();
}

async function receive(ctx: DocketContext, parts: LibraryFromChatParts): Promise<void> {
  const { library, reading, proposals, clock, randomBytes, restricted } = parts;
  const { say, person, signal } = ctx;
  const { document } = ctx.message ?? {};
  if (document === undefined) return;
  const name = safePath("", document.file_name ?? "document");
  const file = await parts.download(document.file_id, signal);
  if ("problem" in file)
    return ctx.effects.send(messageBack(ctx, say(`file-${file.problem}`, { name: linkless(name) })));
  const { bytes } = file;
  const [outcome] = await reading.read(
    {
      path: name,
      sidecar: null,
      content: async function* () {
        yield bytes;
      },
    },
    signal,
  );
  signal.throwIfAborted();
  if (outcome === undefined || "reason" in outcome) {
    const reason = linkless((outcome?.reason ?? "").slice(0, 500));
    return ctx.effects.send(messageBack(ctx, say("file-unread", { name: linkless(name), reason })));
  }
  const known = { documents: library.documents(), versionOf: library.version };
  const replaced = replacedBy(outcome.document, name, known);
  const proposal: Proposal = {
    ...{ id: newId(randomBytes), person: person.id, name, bytes, at: clock() },
    seen: seenOf(outcome.document, replaced, known),
    collection: collectionName(replaced?.collection ?? ""),
    replaces: replaced?.path ?? null,
  };
  ctx.effects.write(() => proposals.keep(proposal));
  sendReplies(ctx, [proposalCard(proposal, say, restricted())], ctx.msg?.message_id);
}

async function add(
  ctx: DocketContext,
  proposal: Proposal,
  isReplacement: boolean,
  parts: LibraryFromChatParts,
): Promise<void> {
  const { proposals, orders, originalFile, clock, randomBytes } = parts;
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
  const [before, goneBytes] = await Promise.all([originalFile(path), gone === null ? null : originalFile(gone)]);
  const at = clock();
  const change = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id, at };
  const id = newId(randomBytes);
  const other = newId(randomBytes);
  ctx.effects.decide(() => {
    // A second press, or another admin's, finds it decided.
    if (proposals.find(proposal.id) === null) return [];
    proposals.drop(proposal.id);
    proposals.keepChange({ id, path, before, ...change });
    orders.add({ path, bytes: proposal.bytes, sidecar: null, person: ctx.person.id });
    if (gone !== null) {
      proposals.keepChange({ id: other, path: gone, before: goneBytes, ...change });
      orders.add({ path: gone, bytes: null, sidecar: null, person: ctx.person.id });
    }
    const text = ctx.say(isReplacement ? "file-replacing" : "file-adding", { path: shownPath(path) });
    return [messageChanged(ctx, text, { inline_keyboard: undoKeyboard(id, ctx.say) })];
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
  return proposals.told(paths).map((change) => toldOf(change, failed.get(change.path) ?? null, sayTo(change.person)));
}

function toldOf({ id, person, chat, path }: LibraryChange, reason: string | null, say: Say): Outgoing {
  const shown = { path: shownPath(path), reason: linkless((reason ?? "").slice(0, 500)) };
  const text = say(reason === null ? "file-read" : "file-read-failed", shown);
  const reply_markup = { inline_keyboard: undoKeyboard(id, say) };
  return { method: "sendMessage", payload: { chat_id: chat, text, reply_markup }, person };
}
