/**
 * `/collection`: which folders of documents are for whom. Alone it lists them; with a name it shows who may see that one;
 * `/collection board allow @ada` restricts it to a list of people.
 */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import { collectionName, type LibraryDocument } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { FoldersAsked } from "../../members/collections.ts";
import type { Members } from "../../members/members.ts";
import { asReplies, messageBack, messageChanged, type Reply } from "../../render/reply-messages.ts";
import { linkless, plain, shortened } from "../../render/reply-text.ts";
import { nameOrId, personMeant } from "./admin-members.ts";

export interface CollectionParts {
  readonly members: Members;
  readonly libraryDocuments: () => readonly Pick<LibraryDocument, "collection">[];
}

/** Name for the documents that are in no folder. */
const TOP = "/";

const VERBS: ReadonlyMap<string, "restrict" | "open" | "allow" | "deny"> = new Map([
  ["restrict", "restrict"],
  ["限制", "restrict"],
  ["open", "open"],
  ["开放", "open"],
  ["開放", "open"],
  ["allow", "allow"],
  ["允许", "allow"],
  ["允許", "allow"],
  ["deny", "deny"],
  ["移除", "deny"],
]);

export function collectionHandlers({ members, libraryDocuments }: CollectionParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  const { standings } = members;

  composer.command("collection", async (ctx) => {
    const { say } = ctx;
    const reply = (text: string): void => ctx.effects.send(messageBack(ctx, text));
    const list = (heading: string, lines: readonly string[], end = ""): void => {
      for (const { text } of listed(heading, lines, end)) reply(text);
    };
    const lists = await members.collectionLists();
    const counts = countByCollection(libraryDocuments(), [...lists.keys()]);
    const words = ctx.match.trim();
    if (words === "") {
      return counts.size === 0 ? reply(say("collections-none")) : list(...allOf(counts, lists, say));
    }
    const collection = collectionMeant(words, [...counts.keys()]) ?? collectionToBe(words);
    if (collection === null) return reply(say("collection-unknown", { name: shortened(words, 60) }));
    const shown = shownName(collection);
    const [verb = "", ...rest] = words.slice(shown.length).trim().split(/\s+/u);
    if (verb === "") return list(...(await listOf(collection, members, say)));
    const action = VERBS.get(verb.toLowerCase());
    switch (action) {
      case undefined:
        return reply(say("collection-help", { name: shown }));
      case "open":
        await standings.change({ kind: "opened", collection });
        break;
      case "restrict":
        await standings.change({ kind: "restricted", collection });
        break;
      case "allow":
      case "deny": {
        const person = await personMeant(rest.join(" "), ctx.message, members);
        if (person === null) return reply(say("collection-whom"));
        if (action === "deny" && lists.get(collection)?.includes(person) !== true) {
          return reply(say("collection-not-on-list", { name: shown, who: await nameOrId(members, person) }));
        }
        await standings.change({ kind: action === "allow" ? "allowed" : "disallowed", collection, person });
        break;
      }
      default:
        return action satisfies never;
    }
    list(...(await listOf(collection, members, say)));
  });
  return composer;
}

function countByCollection(
  documents: readonly Pick<LibraryDocument, "collection">[],
  restricted: readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(restricted.map((name) => [name, 0]));
  for (const { collection } of documents) {
    const name = collectionName(collection);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].sort(([one], [other]) => one.localeCompare(other)));
}

/** Folders may have spaces in their names, so the longest name that the words begin with is meant. */
function collectionMeant(words: string, names: readonly string[]): string | null {
  const fitting = names.filter((name) => `${words} `.startsWith(`${shownName(name)} `));
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? null;
}

/** A folder is best restricted before its documents are read for the first time. */
function collectionToBe(words: string): string | null {
  return /^(?<name>[^/]+?)\s+(?:restrict|限制|allow|允许|允許)(?:\s|$)/iu.exec(words)?.groups?.name ?? null;
}

function shownName(collection: string): string {
  return collection === "" ? TOP : collection;
}

type List = readonly [heading: string, lines: readonly string[], end?: string];

/** All of it, in as many messages as it takes: what is not shown might be thought not to be there. */
function listed(heading: string, lines: readonly string[], end: string): readonly Reply[] {
  return asReplies([
    { content: plain(heading), before: "" },
    ...lines.map((line) => ({ content: plain(`• ${line}`), before: "\n" })),
    { content: plain(end), before: "\n\n" },
  ]);
}

type Lists = Awaited<ReturnType<Members["collectionLists"]>>;

function allOf(counts: ReadonlyMap<string, number>, lists: Lists, say: Say): List {
  const lines = [...counts].map(([collection, documents]) => {
    const list = lists.get(collection);
    const whose = list === undefined ? say("collection-open") : say("collection-restricted", { count: list.length });
    return `${shortened(shownName(collection), 60)} · ${say("collection-documents", { count: documents })} · ${whose}`;
  });
  return [say("collections-title", { count: counts.size }), lines, say("collections-how")];
}

async function listOf(collection: string, members: Members, say: Say): Promise<List> {
  const list = (await members.collectionLists()).get(collection);
  const name = shownName(collection);
  if (list === undefined) return [say("collection-is-open", { name }), []];
  const lines = await Promise.all(list.map((person) => nameOrId(members, person)));
  return [say("collection-is-restricted", { name, count: list.length }), lines];
}

export interface FolderParts {
  readonly members: Members;
  readonly folders: FoldersAsked;
}

const MAX_NAME = 60;

/** Asks the admins whether a folder whose name says restricted is for all members; until then it is for the admins. */
export function folderHandlers({ members: { collections }, folders }: FolderParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(/^adm:folder:(\d{1,9}):(open|keep)$/u, (ctx) => {
    const [, id, decision] = ctx.match;
    const collection = folders.folder(Number(id));
    if (collection === null) return;
    const name = linkless(shortened(collection, MAX_NAME));
    const open = decision === "open";
    ctx.effects.decide(() => {
      if (open) collections.open(collection);
      return [messageChanged(ctx, ctx.say(open ? "folder-opened" : "folder-kept", { name }))];
    });
  });
  return composer;
}

/** Asks each admin. */
export function askAboutFolder(
  { id, collection }: { readonly id: number; readonly collection: string },
  admins: readonly number[],
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  return admins.map((admin) => {
    const say = sayTo(admin);
    const reply_markup: InlineKeyboardMarkup = {
      inline_keyboard: [
        [
          { text: say("folder-keep"), callback_data: `adm:folder:${id}:keep` },
          { text: say("folder-open"), callback_data: `adm:folder:${id}:open` },
        ],
      ],
    };
    const text = say("folder-ask", { name: linkless(shortened(collection, MAX_NAME)) });
    return { method: "sendMessage", payload: { chat_id: admin, text, reply_markup }, person: admin };
  });
}
