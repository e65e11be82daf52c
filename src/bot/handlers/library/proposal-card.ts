/**
 * A file that was sent, as it would stand in the library: what it is, what it is to the documents that are there, and what
 * can be done with it. Pure.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import {
  type Document,
  dayText,
  type LibraryDocument,
  type ReadOutcome,
  type StoredVersion,
  validityByDates,
  validityText,
} from "../../../engine/engine.ts";
import type { Proposal, SeenFile, SeenInside } from "../../conversation/proposals.ts";
import type { Say } from "../../i18n/words.ts";
import type { Person } from "../../members/access.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { asReplies, type Reply } from "../../render/reply-messages.ts";
import { linkless, plain, shortened, styled } from "../../render/reply-text.ts";
import { nameOf } from "../admin/admin-members.ts";

const TITLE_CHARACTERS = 300;
const WORDS_CHARACTERS = 200;
const MOST_CHOICES = 30;
const MOST_INSIDE = 15;
const INSIDE_CHARACTERS = 80;

/** @param by who proposes it; absent where an admin sent it */
export function proposalCard(proposal: Proposal, say: Say, restricted: ReadonlySet<string>, by?: Person): Reply {
  const { id, seen, name, collection } = proposal;
  const isVersion = replacedPaths(proposal).length > 0;
  const cut = (text: string): string => linkless(shortened(text, WORDS_CHARACTERS));
  const facts = [
    seen.number,
    seen.publisher,
    seen.published,
    // The words of its validity name the one day or the other.
    ...(seen.effectiveFrom === null || seen.standing?.kind === "not-yet-in-force"
      ? []
      : [say("file-from", { day: seen.effectiveFrom })]),
    ...(seen.effectiveUntil === null || seen.standing?.kind === "expired"
      ? []
      : [say("file-until", { day: seen.effectiveUntil })]),
    seen.standing === undefined ? null : validityText(seen.standing, say.locale),
    seen.language === "zh" ? "中文" : "English",
    say("file-size", { pages: seen.pages ?? 0, characters: seen.characters }),
  ];
  // Until then the version that it replaces holds.
  const isForLater = isVersion && seen.standing?.kind === "not-yet-in-force";
  const replace = button(say("file-button-replace"), BUTTONS.fileReplace.data(id));
  const add = button(say(isVersion ? "file-button-beside" : "file-button-add"), BUTTONS.fileAdd.data(id));
  const lines = [
    facts
      .filter((fact) => fact !== null)
      .map(cut)
      .join(" · "),
    whereText(collection, restricted, say),
    noteOf(proposal, say),
    ...(isForLater && seen.effectiveFrom !== null
      ? [say("file-not-yet", { day: dayText(seen.effectiveFrom, say.locale) })]
      : []),
    ...insideLines(seen, say),
    ...((seen.supersedes ?? []).length > 0
      ? [say("file-supersedes", { titles: (seen.supersedes ?? []).map(cut).join(", ") })]
      : []),
    ...(seen.changed.length > 0 ? [say("file-changed"), ...seen.changed.map((heading) => `• ${cut(heading)}`)] : []),
    ...(seen.warnings.length > 0
      ? [say("file-warnings"), ...seen.warnings.map((warning) => `• ${cut(say.problem(warning))}`)]
      : []),
  ];
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: styled("bold", linkless(shortened(seen.title, TITLE_CHARACTERS))), before: "" },
      { content: plain(linkless(name)), before: "\n" },
      ...(by === undefined ? [] : [{ content: plain(say("propose-by", { who: nameOf(by) })), before: "\n" }]),
      { content: plain(lines.join("\n")), before: "\n\n" },
    ],
    [
      isVersion ? (isForLater ? [add, replace] : [replace, add]) : [add],
      [
        button(say("file-button-collection"), BUTTONS.fileCollections.data(id)),
        button(say("file-button-supersedes"), BUTTONS.libraryFact.data("p", id, "supersedes")),
      ],
      [
        button(say("facts-button"), BUTTONS.libraryFacts.data("p", id)),
        button(say("draft-drop"), BUTTONS.fileDrop.data(id)),
      ],
    ],
  );
  return card;
}

export function whereText(collection: string, restricted: ReadonlySet<string>, say: Say): string {
  const where = restricted.has(collection) ? "closed" : "all";
  return collection === ""
    ? say("file-where-top", { where })
    : say("file-where", { where, collection: linkless(collection) });
}

/** Paths of what it can take the place of: of its own older version, else of those of the files in it. */
export function replacedPaths({ seen, replaces }: Pick<Proposal, "seen" | "replaces">): readonly string[] {
  if (replaces !== null) return [replaces];
  const inside = (seen.inside ?? []).filter(({ is, isFile }) => is === "version" && isFile === true);
  return [...new Set(inside.map(({ of }) => of))];
}

/** Its relation to the documents that are there. */
export function noteOf(file: Pick<Proposal, "seen" | "replaces">, say: Say): string {
  const { seen, replaces } = file;
  if (seen.copyOf !== null) return say("file-copy", { title: linkless(shortened(seen.copyOf, WORDS_CHARACTERS)) });
  const path = shownPath(replacedPaths(file).join(", "));
  if (path === "") return say("file-new");
  return say(replaces === null ? "file-version-inside" : "file-version", { path });
}

/** A line for each file of an archive, or each attachment. */
function insideLines({ inside = [] }: SeenFile, say: Say): string[] {
  const lines = inside.slice(0, MOST_INSIDE).map(({ name, is, of }) => {
    const shown = {
      name: linkless(shortened(name, INSIDE_CHARACTERS)),
      of: linkless(shortened(is === "unread" ? say.problem(of) : of, INSIDE_CHARACTERS)),
    };
    return `• ${say("file-inside", { ...shown, is })}`;
  });
  const rest = inside.length - lines.length;
  if (inside.length === 0) return [];
  return [
    say("file-insides", { count: inside.length }),
    ...lines,
    ...(rest > 0 ? [say("ingest-more", { count: rest })] : []),
  ];
}

/** Chosen once more, the collection that it has leads back. */
export function collectionChoice(
  { id, collection: own }: Proposal,
  collections: readonly string[],
  say: Say,
): InlineKeyboardButton[][] {
  const choices = collections
    .slice(0, MOST_CHOICES)
    .map((collection, index) => [
      button(
        collection === "" ? say("file-top") : linkless(shortened(collection, 40)),
        BUTTONS.fileCollection.data(id, index),
      ),
    ]);
  const at = collections.indexOf(own);
  const back = at < 0 ? [] : [[button(say("card-back"), BUTTONS.fileCollection.data(id, at))]];
  return [...choices, [newFolderButton("p", id, say)], ...back];
}

/** @param of `p` for a file that is not added yet, `d` for a document */
export function newFolderButton(of: "p" | "d", id: string, say: Say): InlineKeyboardButton {
  return button(say("folder-new"), BUTTONS.libraryFact.data(of, id, "collection"));
}

export function undoKeyboard(change: string, say: Say): InlineKeyboardButton[][] {
  return [[button(say("file-button-undo"), BUTTONS.fileUndo.data(change))]];
}

export function shownPath(path: string): string {
  return linkless(shortened(path, WORDS_CHARACTERS));
}

interface Known {
  readonly documents: readonly LibraryDocument[];
  readonly versionOf: (hash: string) => StoredVersion | null;
  /** Day such as `2026-11-28`. */
  readonly today: string;
}

const MOST_WARNINGS = 5;
const MOST_CHANGED = 6;

/** The document that it is a new version of: the same place, or the same number or title. */
export function replacedBy(
  document: Document,
  name: string,
  { documents }: Pick<Known, "documents">,
): LibraryDocument | null {
  const sameName = documents.filter(({ path }) => path === name || path.endsWith(`/${name}`));
  const sameNumber = documents.filter(({ number }) => number !== null && number === document.number);
  const sameTitle = documents.filter(({ title }) => title === document.title);
  const [found] = [sameName, sameNumber, sameTitle].filter((fitting) => fitting.length === 1).flat();
  return found ?? null;
}

export function seenOf(
  document: Document,
  replaced: LibraryDocument | null,
  { documents, versionOf, today }: Known,
): SeenFile {
  const { title, number, publisher, published, effectiveFrom, effectiveUntil, language, text, warnings } = document;
  const pages = document.blocks.map(({ place }) => place?.number ?? 0).reduce((most, page) => Math.max(most, page), 0);
  const old = replaced === null ? null : versionOf(replaced.version);
  return {
    title,
    number,
    publisher,
    published,
    effectiveFrom,
    effectiveUntil,
    language,
    pages: pages === 0 ? null : pages,
    characters: text.length,
    warnings: warnings.slice(0, MOST_WARNINGS),
    copyOf: documents.find(({ version }) => version === document.version)?.title ?? null,
    changed: old === null ? [] : changedSections(old, document).slice(0, MOST_CHANGED),
    supersedes: supersededBy(document, documents).slice(0, MOST_CHANGED),
    standing: validityByDates(document, today),
  };
}

/** Files in an archive, and attachments of a mail. */
export function insideOf(outcomes: readonly ReadOutcome[], { documents }: Pick<Known, "documents">): SeenInside[] {
  return outcomes.map((outcome): SeenInside => {
    const name = outcome.path.slice(outcome.path.lastIndexOf("/") + 1);
    if ("reason" in outcome) return { name, is: "unread", of: outcome.reason };
    const { document } = outcome;
    const copy = documents.find(({ version, path }) => version === document.version && path !== document.path);
    if (copy !== undefined) return { name: document.title, is: "copy", of: copy.title };
    const replaced = replacedBy(document, name, { documents });
    if (replaced === null) return { name: document.title, is: "new", of: "" };
    const isFile = !documents.some(({ path }) => replaced.path.startsWith(`${path}/`));
    return { name: document.title, is: "version", of: replaced.path, isFile };
  });
}

/**
 * Documents that it replaces, by its own words, surely or not, and by its sidecar: titles where the library has them,
 * else as they are named.
 */
function supersededBy({ supersedes, stated = [] }: Document, documents: readonly LibraryDocument[]): string[] {
  const named = [...supersedes, ...stated.filter(({ kind }) => kind === "supersedes").map(({ value }) => value)];
  const titles = named.map(
    (name) =>
      documents.find(({ id, number, title }) => id === name || number === name || title === name)?.title ?? name,
  );
  return [...new Set(titles)];
}

/** Headings under which the new text has a paragraph that the old one does not have, or the other way round. */
function changedSections(old: StoredVersion, now: StoredVersion): string[] {
  const paragraphs = ({ text, blocks }: StoredVersion) =>
    new Map(
      blocks
        .filter(({ kind }) => kind !== "heading")
        .map(({ start, end, section }) => [
          text.slice(start, end).replaceAll(/\s+/gu, " ").trim(),
          section.at(-1) ?? "",
        ]),
    );
  const [before, after] = [paragraphs(old), paragraphs(now)];
  const changed = [
    ...[...after].filter(([paragraph]) => !before.has(paragraph)),
    ...[...before].filter(([paragraph]) => !after.has(paragraph)),
  ];
  return [...new Set(changed.map(([paragraph, heading]) => heading || paragraph.slice(0, 40)))];
}
