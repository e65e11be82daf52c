/**
 * The library from chat: an admin sends a file, sees what was read in it, and adds it or puts it in the place of an
 * older version; `/library [words]` lists what is there, each document with its original file and the way out. The
 * decision is one transaction with the order to write it; for a day it can be undone.
 */

import { basename } from "node:path/posix";
import { Composer } from "grammy";
import { type IngestReport, type LibraryDocument, safePath } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import type { LibraryChange, Proposal, Proposals } from "../../conversation/proposals.ts";
import { newId } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button, pageOfList, turnButtons } from "../../render/reply-buttons.ts";
import {
  answerPress,
  messageBack,
  messageChanged,
  messagePayload,
  type Reply,
  sendReplies,
} from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";
import { documentKey } from "../documents-list.ts";
import { hasWords, type Sought, soughtAgain, soughtWords } from "../sought.ts";
import { worksAmong } from "../works.ts";
import { albumHandlers, albumOf } from "./albums.ts";
import { factsFromChat } from "./facts-from-chat.ts";
import { planChange, undoChange } from "./library-changes.ts";
import { collectionChoice, proposalCard, shownPath, undoKeyboard } from "./proposal-card.ts";
import {
  addFiles,
  choicesOf,
  collectionAtFirst,
  type LibraryFromChatParts,
  proposeFile,
  readProposed,
  toldOfDecision,
} from "./proposed-file.ts";

export function libraryFromChat(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { proposals, log, restricted } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  composer.use(libraryList(parts));
  composer.use(factsFromChat(parts));
  composer.use(albumHandlers(parts));
  composer.use(proposeFile(parts));
  inPrivate.on("message:document", (ctx, next) => (isAdmin(ctx.access) ? receive(ctx, parts) : next()));

  /** The proposal of a pressed button, which is whoever's sent it. */
  const proposalOf = async (ctx: DocketContext, id: string | undefined): Promise<Proposal | null> => {
    const proposal = isAdmin(ctx.access) ? proposals.find(id ?? "") : null;
    if (proposal === null) await answerPress(ctx, log, ctx.say("button-stale"));
    return proposal;
  };
  const show = (ctx: DocketContext, proposal: Proposal): void => {
    const by = proposal.proposed ? (parts.people.find(proposal.person) ?? undefined) : undefined;
    const reply = proposalCard(proposal, ctx.say, restricted(), by);
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
    ctx.effects.decide(() => {
      if (proposals.find(proposal.id) === null) return [];
      proposals.drop(proposal.id);
      const dropped = messageChanged(ctx, ctx.say("file-dropped", { name: linkless(proposal.name) }));
      return [dropped, ...toldOfDecision([proposal], "dropped", parts.sayTo)];
    });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery([BUTTONS.fileAdd.pattern, BUTTONS.fileReplace.pattern], async (ctx) => {
    const proposal = await proposalOf(ctx, ctx.match[1]);
    if (proposal === null) return;
    await addFiles(ctx, [proposal], BUTTONS.fileReplace.pattern.test(ctx.callbackQuery.data), parts);
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
      if (undone !== null) parts.onUndone(batch);
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
  const { document, media_group_id: group } = ctx.message ?? {};
  if (document === undefined) return;
  const name = safePath("", document.file_name ?? "document");
  const file = await parts.download(document.file_id, signal);
  if ("problem" in file)
    return ctx.effects.send(messageBack(ctx, say(`file-${file.problem}`, { name: linkless(name) })));
  const { bytes } = file;
  const read = await readProposed({ name, bytes, facts: null }, parts, signal);
  if ("reason" in read) {
    const reason = linkless(say.problem(read.reason).slice(0, 500));
    return ctx.effects.send(messageBack(ctx, say("file-unread", { name: linkless(name), reason })));
  }
  const { seen, replaced } = read;
  const replaces = replaced?.path ?? null;
  const proposal: Proposal = {
    id: newId(randomBytes),
    person: person.id,
    name,
    bytes,
    seen,
    facts: null,
    at: clock(),
    album: group === undefined ? "" : albumOf(person.id, group),
    proposed: false,
    collection: collectionAtFirst({ seen, replaces }, parts),
    replaces,
  };
  ctx.effects.keep({ kind: "file-proposed", proposal });
  // One of an album is shown with the others.
  if (group === undefined) sendReplies(ctx, [proposalCard(proposal, say, restricted())], ctx.msg?.message_id);
}

/** Runs in the caller's transaction, after an ingest. @returns what whoever sent a file is told of it */
export function tellOfFiles(
  report: Pick<IngestReport, "added" | "changed" | "failed">,
  parts: {
    readonly proposals: Proposals;
    readonly sayTo: (person: number) => Say;
    /** A change of what is known of documents has been read: what it mends is to be told. */
    readonly onRead: (batch: string) => readonly Outgoing[];
  },
): readonly Outgoing[] {
  const { proposals, sayTo, onRead } = parts;
  const failed = new Map(report.failed.map(({ path, reason }) => [path, reason]));
  const paths = [...report.added, ...report.changed, ...failed.keys()];
  return [...Map.groupBy(proposals.told(paths), ({ batch }) => batch)].flatMap(([batch, changes]) => {
    const read = changes.filter(({ path }) => !failed.has(path));
    const unread = changes.filter(({ path }) => failed.has(path));
    return [
      ...(read.length === 0 ? [] : [toldOf(read, null, sayTo), ...onRead(batch)]),
      ...unread.map((change) => toldOf([change], failed.get(change.path) ?? "", sayTo)),
    ];
  });
}

function toldOf(changes: readonly LibraryChange[], reason: string | null, sayTo: (person: number) => Say): Outgoing {
  const [{ batch, person, chat } = { batch: "", person: 0, chat: 0 }] = changes;
  const say = sayTo(person);
  const path = changes.map((change) => shownPath(change.path)).join(", ");
  const told = reason === null ? "" : say.problem(reason);
  const text = say(reason === null ? "file-read" : "file-read-failed", {
    path,
    count: changes.length,
    reason: linkless(told.slice(0, 500)),
  });
  const reply_markup = { inline_keyboard: undoKeyboard(batch, say) };
  return { method: "sendMessage", payload: { chat_id: chat, text, reply_markup }, person };
}

const PAGE_SIZE = 6;
const TITLE_CHARACTERS = 200;
const TEXT_CHARACTERS = 3_000;

/** `/library [words]`: the documents as the secretariat looks after them: each as it was read, its original file, and out. */
function libraryList(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { library, originalFile, log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  const markup = (keyboard: Reply["keyboard"]) => ({ inline_keyboard: keyboard.map((row) => [...row]) });
  /** The document of a pressed button; null where it is gone, or whoever pressed is no admin. */
  const documentOf = async (ctx: DocketContext, key: string | undefined): Promise<LibraryDocument | null> => {
    const found = isAdmin(ctx.access) ? library.documents().find(({ path }) => documentKey(path) === key) : undefined;
    if (found === undefined) await answerPress(ctx, log, ctx.say("button-stale"));
    else ctx.effects.shows([found], ctx.person.id);
    return found ?? null;
  };

  inPrivate.command("library", (ctx) => {
    const [text, keyboard] = page(ctx, 1, soughtWords(ctx, ctx.match, parts), parts);
    ctx.effects.send(messageBack(ctx, text, markup(keyboard)));
  });
  inPrivate.callbackQuery(BUTTONS.libraryPage.pattern, async (ctx) => {
    if (!isAdmin(ctx.access)) return answerPress(ctx, log, ctx.say("admin-only"));
    const sought = await soughtAgain(ctx, ctx.match[2] ?? "", parts);
    if (sought === null) return answerPress(ctx, log, ctx.say("button-stale"));
    const [text, keyboard] = page(ctx, Number(ctx.match[1]), sought, parts);
    ctx.effects.send(messageChanged(ctx, text, markup(keyboard)));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryOpen.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    const { say } = ctx;
    const key = documentKey(document.path);
    const text = library.version(document.version)?.text ?? "";
    const hasFile = (await originalFile(document.path)) !== null;
    const content = linkless(shortened(text, TEXT_CHARACTERS));
    const editions = library
      .editions()
      .of(document.id)
      .map(({ language, path }) =>
        button(say(`button-edition-${language}`), BUTTONS.libraryOpen.data(documentKey(path))),
      );
    const actions = [
      button(say("facts-button"), BUTTONS.libraryFacts.data("d", key)),
      button(say("button-file"), BUTTONS.libraryFile.data(key)),
      button(say("library-remove"), BUTTONS.libraryRemove.data(key)),
    ];
    const keyboard = [...(hasFile ? [actions] : []), ...(editions.length > 0 ? [editions] : [])];
    const heading = `${linkless(shortened(document.title, TITLE_CHARACTERS))}\n${shownPath(document.path)}`;
    ctx.effects.send(messageBack(ctx, `${heading}\n\n${content}`, markup(keyboard)));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryFile.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    const bytes = await originalFile(document.path);
    if (bytes === null) return answerPress(ctx, log, ctx.say("file-gone"));
    const name = basename(document.path);
    ctx.effects.send({
      method: "sendDocument",
      payload: { chat_id: ctx.chat.id },
      file: { name, bytes },
      person: ctx.person.id,
    });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryRemove.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    const yes = button(ctx.say("library-remove-yes"), BUTTONS.libraryRemoveYes.data(documentKey(document.path)));
    const text = ctx.say("library-remove-ask", { path: shownPath(document.path) });
    const no = button(ctx.say("remove-no"), BUTTONS.deskFixNo.data(documentKey(document.path)));
    ctx.effects.send(messageBack(ctx, text, markup([[yes, no]])));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryRemoveYes.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    await remove(ctx, document.path, parts);
    await answerPress(ctx, log);
  });
  return composer;
}

function page(
  { say }: DocketContext,
  wanted: number,
  sought: Sought,
  { library }: LibraryFromChatParts,
): readonly [text: string, keyboard: Reply["keyboard"]] {
  const found = worksAmong(library.documents(), library.editions(), say.language).filter(({ document, others }) => {
    const all = [document, ...others].map(({ title, path, number }) => `${title}\n${path}\n${number ?? ""}`);
    return hasWords(all.join("\n"), sought);
  });
  const { page: at, pages, first, shown } = pageOfList(found, wanted, PAGE_SIZE);
  const lines = shown.map(({ document: { title, path }, others }, index) =>
    [
      `${first + index + 1} · ${linkless(shortened(title, TITLE_CHARACTERS))}`,
      ...[path, ...others.map((other) => other.path)].map(shownPath),
    ].join("\n"),
  );
  const numbers = shown.map(({ document: { path } }, index) =>
    button(String(first + index + 1), BUTTONS.libraryOpen.data(documentKey(path))),
  );
  const title = say("library-title", { count: found.length, page: at, pages });
  const keyboard = [numbers, ...turnButtons(at, pages, (to) => BUTTONS.libraryPage.data(to, sought.onButton))];
  return [[title, ...lines].join("\n\n"), keyboard.filter((row) => row.length > 0)];
}

async function remove(ctx: DocketContext, path: string, parts: LibraryFromChatParts): Promise<void> {
  const isThere = (await parts.originalFile(path)) !== null;
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange([{ path, bytes: null, sidecar: null }], by, parts);
  ctx.effects.decide(() => {
    if (!isThere) return [messageChanged(ctx, ctx.say("file-gone"))];
    change.order();
    const text = ctx.say("library-removed", { path: shownPath(path) });
    return [messageChanged(ctx, text, { inline_keyboard: undoKeyboard(change.batch, ctx.say) })];
  });
}
