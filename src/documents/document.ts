/**
 * A source file as read: clean text that a person can quote, and blocks that say what each part
 * of it is. Every offset in Docket counts UTF-16 code units of `Document.text`, start inclusive, end exclusive.
 */

import type { Language } from "../language/language.ts";
import type { StatedFact } from "./facts/facts-in-text.ts";

export type BlockKind = "heading" | "paragraph" | "list-item" | "table-row" | "code";

/**
 * The place that a reader of the original turns to, where the format has such places. Numbers are as the reader sees
 * them: the first page and the first slide are 1, a row has the number at the edge of its sheet, whose name is the
 * section.
 */
export interface Locator {
  readonly kind: "page" | "slide" | "row";
  readonly number: number;
  /** The text there was recognised in a picture, and may have errors; absent everywhere else. */
  readonly recognised?: true;
}

/** A slice of the text that a reader sees as one thing. Blocks are in order and never overlap. */
export interface Block {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
  /** The headings above the block, outermost first; a heading's own path ends with itself. */
  readonly section: readonly string[];
  readonly place: Locator | null;
  /**
   * Index of the block that this one needs to be understood: a list item's introducing paragraph ("The plan has four
   * safeguards:"), a nested item's parent item, a table row's header row.
   */
  readonly leadIn: number | null;
}

/**
 * Metadata of a document. Dates are as exact as the source: `2022-08-19`, `2022-08`, `2022`, or
 * `--02-27` where the source names no year; null where it says nothing.
 */
export interface DocumentFacts {
  readonly title: string;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly source: string | null;
  readonly number: string | null;
  readonly language: Language;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  /** Ids or document numbers of the documents that this one replaces whole. */
  readonly supersedes: readonly string[];
  /** The documents that this one changes in part. */
  readonly amends: readonly Amendment[];
  /**
   * Statements of the text on the document itself, in order, with their offsets; absent of documents read before it
   * was.
   */
  readonly stated?: readonly StatedFact[];
  /** Sources of the metadata; absent as above. */
  readonly origins?: FactOrigins;
  /**
   * Id or document number of the document that this one is an edition of, in another language; absent where it names
   * none.
   */
  readonly editionOf?: string;
}

/**
 * Origin of a fact. By hand: in front matter or a sidecar. File: its properties, or labels on a page. Text: its own
 * sentences.
 */
export type FactOrigin = "front matter" | "sidecar" | "file" | "text" | "file name";

/** Origins of the facts that are known. */
export type FactOrigins = Readonly<Partial<Record<OriginalFact, FactOrigin>>>;

export const ORIGINAL_FACTS = [
  ...(["title", "number", "publisher", "published", "effectiveFrom", "effectiveUntil"] as const),
  ...(["supersedes", "amends"] as const),
] as const;
export type OriginalFact = (typeof ORIGINAL_FACTS)[number];

/** A document's change of another one. */
export interface Amendment {
  /** Id or document number. */
  readonly document: string;
  /** The clause that it replaces, as people name it: `3.2`, `Article 7`, `第七条`; null where it names none. */
  readonly clause: string | null;
}

/** A reader's result for the bytes of one file. Readers know nothing of paths, collections or the library. */
export interface ReadResult {
  /** NFC, line feeds only, no control characters but line feed and tab. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Metadata in the file itself; the rest is filled in from its name and its text. */
  readonly facts: Partial<DocumentFacts> & { readonly id?: string; readonly collection?: string };
  /** One line each, fit to be shown to the secretariat: what was left out or is in doubt. */
  readonly warnings: readonly string[];
  /** Files that came inside of this one; each becomes a document of its own. */
  readonly attachments?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Place in the file of each part of `text`; see `SourceMap`. Absent where the format has no such notion. */
  readonly sourceMap?: SourceMap;
}

/**
 * Runs of the text that occur letter for letter in the decoded file, as pairs of offsets in rising order: `text[i]` to
 * `source[i]`. It lets a quote of the clean text be shown as the file has it, markup and all.
 */
export interface SourceMap {
  /** The file as text: NFC, line feeds only. */
  readonly source: string;
  readonly runs: readonly { readonly text: number; readonly source: number; readonly length: number }[];
}

export interface Document extends DocumentFacts {
  /** The front matter's `id`, else the path. Stable while the file stays where it is. */
  readonly id: string;
  /** Relative to the corpus, with forward slashes, NFC. */
  readonly path: string;
  /** The first folder of the path, "" at the top, and the one that the document names: see `collectionOf`. */
  readonly collection: string;
  /** The reader's name, for example `markdown`. */
  readonly format: string;
  /** SHA-256 (hex) over text and blocks: the address of this version. */
  readonly version: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly warnings: readonly string[];
}

/**
 * Collections: the unit of access. A document is in the first folder of its path. One that names another collection is
 * in both, written `board/notices`: whoever sees it needs the right on each, so that naming a collection can close a
 * document and never opens one.
 * @param stated what the document says; a name without slashes
 */
export function collectionOf(path: string, stated?: string): string {
  const folder = firstFolder(path);
  return stated === undefined || stated === folder ? folder : `${stated}/${folder}`;
}

/** @returns "" at the top */
export function firstFolder(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

/** The collections that somebody must be allowed to see. */
export function collectionsNeeded(collection: string): readonly string[] {
  return collection.split("/");
}

/** Name that people call it by: the one that the document names, else its folder. */
export function collectionName(collection: string): string {
  return collection.split("/", 1)[0] ?? "";
}

const LANGUAGE_FOLDER = /^(?:en|zh(?:-[a-z]+)?)$/iu;

/**
 * Documents of one collection may speak for each other. The folders `en` and `zh` beside each other are one place in two
 * languages.
 */
export function isOnePlace(one: string, other: string): boolean {
  return one === other || (LANGUAGE_FOLDER.test(one) && LANGUAGE_FOLDER.test(other));
}
