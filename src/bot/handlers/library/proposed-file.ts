/**
 * A file that was sent in chat: a member proposes it, and nothing is kept of it before they say so; it is read in the
 * process that reads, with its facts beside it; what was decided on goes into the folder of documents.
 */

import { Composer } from "grammy";
import {
  collectionName,
  type FileReading,
  firstFolder,
  type Library,
  type LibraryDocument,
  safePath,
} from "../../../engine/engine.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import { OFFICIAL_FOLDER } from "../../conversation/official-answers.ts";
import type { Proposal, SeenFile } from "../../conversation/proposals.ts";
import { newId } from "../../conversation/records.ts";
import type { Downloaded } from "../../delivery/api.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import type { People } from "../../members/people.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { answerPress, messageChanged, messagePayload, sendReplies } from "../../render/reply-messages.ts";
import { linkless } from "../../render/reply-text.ts";
import type { SoughtParts } from "../sought.ts";
import { type LibraryChangeParts, planChange } from "./library-changes.ts";
import { insideOf, proposalCard, replacedBy, replacedPaths, seenOf, shownPath, undoKeyboard } from "./proposal-card.ts";

/** Number of one member's files, until they are decided on. */
const MOST_OPEN = 5;

export function proposeFile(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.on("message:document", (ctx, next) => {
    const { document, caption = "", media_group_id: album, message_id } = ctx.message;
    // A question under a picture of a page is a question; of an album one file at a time is proposed.
    if (isAdmin(ctx.access) || caption.trim() !== "" || album !== undefined) return next();
    const name = linkless(safePath("", document.file_name ?? "document"));
    const keyboard = [
      [
        button(ctx.say("propose-yes"), BUTTONS.propose.data("yes")),
        button(ctx.say("propose-no"), BUTTONS.propose.data("no")),
      ],
    ];
    sendReplies(ctx, [{ text: ctx.say("propose-ask", { name }), entities: [], keyboard }], message_id);
  });
  inPrivate.callbackQuery(BUTTONS.propose.pattern, async (ctx) => {
    const { say } = ctx;
    if (ctx.match[1] === "no") ctx.effects.send(messageChanged(ctx, say("propose-kept-nothing")));
    else await propose(ctx, parts);
    await answerPress(ctx, log);
  });
  return composer;
}

async function propose(ctx: DocketContext, parts: LibraryFromChatParts): Promise<void> {
  const { proposals, clock, randomBytes, restricted, admins, sayTo } = parts;
  const { say, person, signal } = ctx;
  const pressed = ctx.callbackQuery?.message;
  const sent = pressed !== undefined && "reply_to_message" in pressed ? pressed.reply_to_message : undefined;
  const change = (key: string, values: Readonly<Record<string, string | number>> = {}): void =>
    ctx.effects.send(messageChanged(ctx, say(key, values)));
  if (sent?.document === undefined || sent.from?.id !== person.id) return change("propose-lost");
  if (proposals.openOf(person.id) >= MOST_OPEN) return change("propose-too-many", { most: MOST_OPEN });
  const name = safePath("", sent.document.file_name ?? "document");
  const file = await parts.download(sent.document.file_id, signal);
  if ("problem" in file) return change(`file-${file.problem}`, { name: linkless(name) });
  const read = await readProposed({ name, bytes: file.bytes, facts: null }, parts, signal);
  if ("reason" in read) return change("propose-unread", { name: linkless(name) });
  const replaces = read.replaced?.path ?? null;
  const proposal: Proposal = {
    id: newId(randomBytes),
    person: person.id,
    name,
    bytes: file.bytes,
    seen: read.seen,
    facts: null,
    album: "",
    proposed: true,
    at: clock(),
    collection: collectionAtFirst({ seen: read.seen, replaces }, parts),
    replaces,
  };
  ctx.effects.decide((): readonly Outgoing[] => {
    // Pressed twice, it is proposed once.
    if (proposals.openOf(person.id, name) > 0) return [];
    proposals.keep(proposal);
    const cards = admins.map((admin): Outgoing => {
      const card = proposalCard(proposal, sayTo(admin), restricted(), person);
      return { method: "sendMessage", payload: { chat_id: admin, ...messagePayload(card) }, person: person.id };
    });
    return [...cards, messageChanged(ctx, say("propose-sent", { name: linkless(name) }))];
  });
}

export interface LibraryFromChatParts extends LibraryChangeParts {
  readonly library: Pick<Library, "documents" | "version" | "document" | "editions">;
  readonly records: SoughtParts["records"];
  /** Reading in a process of its own. */
  readonly reading: Pick<FileReading, "read">;
  readonly download: (fileId: string, signal: AbortSignal) => Promise<Downloaded>;
  readonly collections: () => ReadonlySet<string>;
  readonly restricted: () => ReadonlySet<string>;
  /** Day such as `2026-11-28`, where the organisation is. */
  readonly today: () => string;
  readonly admins: readonly number[];
  readonly people: Pick<People, "find">;
  /** Words in a person's language. */
  readonly sayTo: (person: number) => Say;
  /** A change was undone, and with it what it mended. Runs in the transaction. */
  readonly onUndone: (batch: string) => void;
  readonly log: Log;
}

/**
 * A file that was sent in chat, read in the process that reads, with its facts beside it; and what handlers of files
 * have. In this order the buttons name them.
 */
export function choicesOf({ collections, restricted }: LibraryFromChatParts): readonly string[] {
  const all = new Set(["", ...[...collections()].map(collectionName), ...restricted()]);
  // The files of that folder are written under /answers.
  return [...all].filter((name) => name !== OFFICIAL_FOLDER).sort((one, other) => (one < other ? -1 : 1));
}

type ReadProposed =
  | { readonly seen: SeenFile; readonly replaced: LibraryDocument | null }
  | { readonly reason: string };

/** Reads it in the process that reads, with its facts beside it. */
export async function readProposed(
  { name, bytes, facts }: Pick<Proposal, "name" | "bytes" | "facts">,
  { library, reading, today }: Pick<LibraryFromChatParts, "library" | "reading" | "today">,
  signal: AbortSignal,
): Promise<ReadProposed> {
  const sidecar = facts === null ? null : { name: `${name}.meta.yaml`, bytes: Buffer.from(facts) };
  const content = async function* () {
    yield bytes;
  };
  const [outcome, ...inside] = await reading.read({ path: name, sidecar, content }, signal);
  signal.throwIfAborted();
  if (outcome === undefined || "reason" in outcome) return { reason: outcome?.reason ?? "" };
  const known = { documents: library.documents(), versionOf: library.version, today: today() };
  const replaced = replacedBy(outcome.document, name, known);
  const seen = seenOf(outcome.document, replaced, known);
  return { seen: inside.length === 0 ? seen : { ...seen, inside: insideOf(inside, known) }, replaced };
}

/** The collection that it goes to at first: that of what it replaces, a restricted one where that is in several. */
export function collectionAtFirst(
  file: Pick<Proposal, "seen" | "replaces">,
  { library, restricted }: Pick<LibraryFromChatParts, "library" | "restricted">,
): string {
  const replaced = new Set(replacedPaths(file));
  const collections = library
    .documents()
    .filter(({ path }) => replaced.has(path))
    .map(({ collection }) => collectionName(collection));
  return collections.find((collection) => restricted().has(collection)) ?? collections[0] ?? "";
}

/**
 * Files that were decided on go into the folder of documents, all that one press adds as one change.
 * @param isReplacement in the place of the versions that they replace, where they replace any
 */
export async function addFiles(
  ctx: DocketContext,
  files: readonly Proposal[],
  isReplacement: boolean,
  parts: LibraryFromChatParts,
): Promise<void> {
  const { proposals } = parts;
  const taken = new Set<string>();
  const writes: Parameters<typeof planChange>[0][number][] = [];
  for (const file of files) writes.push(...(await writesOf(file, isReplacement, taken, parts)));
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange(writes, by, parts);
  ctx.effects.decide(() => {
    // A second press, or another admin's, finds it decided.
    if (files.some(({ id }) => proposals.find(id) === null)) return [];
    for (const { id } of files) proposals.drop(id);
    change.order();
    const path = writes.flatMap((write) => (write.bytes === null ? [] : [shownPath(write.path)])).join(", ");
    const isOne = isReplacement && files.length === 1;
    const text = ctx.say(isOne ? "file-replacing" : "file-adding", { path, count: files.length });
    const keyboard = { inline_keyboard: undoKeyboard(change.batch, ctx.say) };
    return [messageChanged(ctx, text, keyboard), ...toldOfDecision(files, "added", parts.sayTo)];
  });
}

/** Whoever proposed a file hears what became of it. */
export function toldOfDecision(
  files: readonly Proposal[],
  decision: "added" | "dropped",
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  return files
    .filter(({ proposed }) => proposed)
    .map(({ person, name }) => ({
      method: "sendMessage",
      payload: { chat_id: person, text: sayTo(person)(`propose-${decision}`, { name: linkless(name) }) },
      person,
    }));
}

async function writesOf(
  proposal: Proposal,
  isReplacement: boolean,
  taken: Set<string>,
  { originalFile }: LibraryFromChatParts,
) {
  const { replaces, name, collection, bytes, facts } = proposal;
  const endings = [name, replaces ?? ""].map((one) => /\.[A-Za-z0-9]+$/u.exec(one)?.[0].toLowerCase());
  // The document, under the old name, stays the same one, and its older version goes on standing behind old quotes. One
  // that was in the collection by its own words is not: what takes its place need not say them.
  const inPlace =
    isReplacement && replaces !== null && endings[0] === endings[1] && firstFolder(replaces) === collection;
  const path = inPlace ? replaces : await freePath(proposal, taken, originalFile);
  taken.add(path);
  const gone = isReplacement && !inPlace ? replacedPaths(proposal) : [];
  return [{ path, bytes, sidecar: facts }, ...gone.map((old) => ({ path: old, bytes: null, sidecar: null }))];
}

/** Nothing is written over that was not meant to be. */
async function freePath(
  { name, collection }: Proposal,
  taken: ReadonlySet<string>,
  originalFile: LibraryFromChatParts["originalFile"],
): Promise<string> {
  const [, stem = name, ending = ""] = /^(?<stem>.*?)(?<ending>\.[A-Za-z0-9]{1,8})?$/u.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const path = safePath(collection, number === 1 ? name : `${stem} (${number})${ending}`);
    if (!taken.has(path) && (await originalFile(path)) === null) return path;
  }
}
