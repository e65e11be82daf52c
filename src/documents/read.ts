/**
 * A file of the corpus -> a document: the reader of its format is chosen, what the file does not say of itself is filled
 * in from the file beside it and from its name, and nothing over the limits gets through.
 */

import { createHash } from "node:crypto";
import { DocketError } from "../errors.ts";
import { languageOf } from "../language/language.ts";
import { type Block, collectionOf, type Document, type ReadResult } from "./document.ts";
import { factsInText, knownFacts } from "./facts/facts-in-text.ts";
import { endingFor, extensionOf } from "./format-of.ts";
import type { Sidecar } from "./front-matter.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "./limits.ts";
import type { Raster, Recognition } from "./recognition/recogniser.ts";

/** Told how many pages a file has before they are read: who waits for it gives longer files more time. */
export type OnPages = (pages: number) => void;

/** "later": all other files come first. */
export type PageText = Recognition | "later";

/** The text of pages that are pictures. */
export interface PageRecognition {
  /** @param number from 1 @param render gives the page's pixels; called only where they are wanted */
  page(number: number, render: () => Promise<Raster>): Promise<PageText>;
}

interface ReaderHelp {
  readonly onPages?: OnPages | undefined;
  /** Absent where recognition is off. */
  readonly recognition?: PageRecognition | undefined;
}

/**
 * The seam between bytes and text. A reader knows one format and nothing of paths, collections or the library; plain
 * data goes in and plain data comes out, so that it may as well run in another process.
 */
export interface Reader {
  /** The format's name, for example `markdown`; it is kept with the document. */
  readonly format: string;
  /** Endings of the file names that it reads: lower case, with the dot. What is inside counts more: see format-of.ts. */
  readonly extensions: readonly string[];
  /** Larger files are refused before they are read. */
  readonly maxBytes: number;
  /** @throws DocketError `document` when the bytes cannot be read; the message says what to do, and names no path. */
  read(bytes: Uint8Array, help?: ReaderHelp): Promise<ReadResult>;
}

export interface ReadDocumentOptions extends ReaderHelp {
  /** Relative to the corpus, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly readers: readonly Reader[];
  /** Its facts win over those of the file itself. */
  readonly sidecar?: Sidecar | null;
  /** Wins over the collection that the document states, and over the first folder of the path. */
  readonly collection?: string;
  readonly limits?: DocumentLimits;
}

export interface DocumentAndAttachments {
  readonly document: Document;
  readonly attachments: NonNullable<ReadResult["attachments"]>;
}

/** @throws DocketError `document`; its message names no path, since whoever reads many files shows it after one. */
export async function readDocument(options: ReadDocumentOptions): Promise<Document> {
  return (await readWithAttachments(options)).document;
}

/** @throws DocketError `document`, as `readDocument` does */
export async function readWithAttachments(options: ReadDocumentOptions): Promise<DocumentAndAttachments> {
  const { bytes, readers, limits = DOCUMENT_LIMITS, sidecar = null } = options;
  const path = options.path.normalize("NFC");
  const named = extensionOf(path);
  const ending = endingFor(path, bytes);
  const reader = readerOf(ending, readers);
  if (bytes.length > reader.maxBytes) {
    const [size, most] = [bytes.length, reader.maxBytes].map((count) => `${(count / 1e6).toFixed(1)} MB`);
    throw new DocketError("document", `${size}, more than the ${most} that are read: split it into several files`);
  }
  const { text, blocks, facts: own, warnings, attachments = [] } = await reader.read(bytes, options);
  if (blocks.length === 0) throw new DocketError("document", "no text: put text into the file, or remove it");
  if (text.length > limits.textLength || blocks.length > limits.blocks) {
    const size = `${text.length.toLocaleString("en")} characters in ${blocks.length.toLocaleString("en")} blocks`;
    throw new DocketError("document", `${size} are too many: split it into several files`);
  }
  // Loaded where there is one: its YAML and schema are a third of what most files need to be read.
  const beside =
    sidecar === null ? { facts: {}, warnings: [] } : (await import("./front-matter.ts")).readSidecar(sidecar);
  const facts = { ...own, ...beside.facts };
  const stated = factsInText({ text, blocks, title: facts.title ?? titleFromPath(path) });
  const { known, origins } = knownFacts({ own, beside: beside.facts, stated, format: reader.format });
  const misnamed = reader.extensions.includes(named)
    ? []
    : [`named ${named || "without an ending"}, but read as ${ending}, which it is`];
  const document = {
    id: facts.id ?? path,
    path,
    collection: options.collection ?? collectionOf(path, facts.collection),
    format: reader.format,
    version: versionOf(text, blocks),
    title: known.title ?? titleFromPath(path),
    publisher: known.publisher ?? null,
    published: known.published ?? null,
    source: facts.source ?? null,
    number: known.number ?? null,
    language: facts.language ?? languageOf(text),
    effectiveFrom: known.effectiveFrom ?? null,
    effectiveUntil: known.effectiveUntil ?? null,
    supersedes: facts.supersedes ?? [],
    amends: facts.amends ?? [],
    stated,
    origins,
    ...(facts.editionOf === undefined ? {} : { editionOf: facts.editionOf }),
    text,
    blocks,
    warnings: [...misnamed, ...warnings, ...beside.warnings],
  };
  return { document, attachments };
}

/** The reader that the name asks for. @throws DocketError `document` where no reader knows its ending. */
export function readerFor(path: string, readers: readonly Reader[]): Reader {
  return readerOf(extensionOf(path), readers);
}

function readerOf(ending: string, readers: readonly Reader[]): Reader {
  const reader = readers.find(({ extensions }) => extensions.includes(ending));
  if (reader !== undefined) return reader;
  const known = readers.map(({ extensions }) => extensions[0]).join(", ");
  const what = ending === "" ? "a file without an ending" : ending;
  throw new DocketError("document", `no reader for ${what}: save it as one of ${known}`);
}

/** `notices/2022-08_action-plan_v1.2.md` -> `2022-08 action plan v1.2`: hyphens between digits are a date's. */
function titleFromPath(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stem = name.slice(0, name.length - extensionOf(name).length);
  const title = stem
    .replace(/_+|(?<!\d)-+|-+(?!\d)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return title === "" ? name : title;
}

/** Covers all that offsets point into, and nothing that may be mended without a new version, such as a title. */
function versionOf(text: string, blocks: readonly Block[]): string {
  const parts = blocks.map(({ kind, start, end, section, place, leadIn }) =>
    JSON.stringify([kind, start, end, section, place, leadIn]),
  );
  // One string: a call of the hash for each block takes longer than hashing it.
  return createHash("sha256")
    .update(`${JSON.stringify(text)}${parts.join("")}`)
    .digest("hex");
}
