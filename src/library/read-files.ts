/** The files that look changed -> documents, one file at a time. What cannot be read is an outcome, never an end. */

import { createHash } from "node:crypto";
import type { Block, Document } from "../documents/document.ts";
import type { Sidecar } from "../documents/front-matter.ts";
import { MAX_OFFICE_FILE_BYTES } from "../documents/limits.ts";
import type { FileReading, FileRecognition, ReadOutcome } from "../documents/reading/file-reading.ts";
import type { PageName } from "../documents/reading/reading-child.ts";
import type { Recogniser, Recognition } from "../documents/recognition/recogniser.ts";
import { DocketError, errorText } from "../errors.ts";
import type { Database } from "../storage/database.ts";
import { bytesOf, type CorpusFile } from "./corpus-folder.ts";
import type { Portion } from "./first-read.ts";
import { type NewDocument, storeVersion } from "./library-writer.ts";
import { splitDocument } from "./split.ts";

interface ReadFilesOptions {
  readonly reading: FileReading;
  readonly database: Database;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
  /** Hash of a file as it was read last by this same code; undefined: it is read whatever it holds. */
  readonly hashOf: (file: CorpusFile) => string | undefined;
  /** Absent where recognition is off. */
  readonly recognised?: RecognisedPages | undefined;
  /** Portion of a first read, which reads a portion of the files; absent: all are read. */
  readonly portion?: Portion;
}

export interface ReadFile {
  readonly file: CorpusFile;
  readonly hash: string;
  /** "same" where only the date changed. */
  readonly outcome: readonly StagedOutcome[] | "same";
}

/** Outcome of reading a file, or an attachment in it. */
type StagedOutcome = { readonly path: string; readonly staged: StagedDocument } | Unread;

/** @throws DocketError `storage` when the disk or the process that reads fails, which no other file would survive */
export async function readFiles(files: readonly CorpusFile[], options: ReadFilesOptions): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  const { portion } = options;
  let end = portion === undefined ? files.length : 0;
  const more = async (): Promise<number> =>
    (await portion?.({ staged: stagedIn(read), read: files.slice(0, end), left: files.slice(end) })) ?? 0;
  for (const [index, file] of files.entries()) {
    if (index === end) end += await more();
    if (index === end) break;
    options.signal?.throwIfAborted();
    read.push(await readOne(file, options));
    options.onRead?.(index + 1, files.length);
  }
  // The last ones are embedded too.
  if (end >= files.length) await portion?.({ staged: stagedIn(read), read: files, left: [] });
  return read;
}

function stagedIn(read: readonly ReadFile[]): readonly StagedDocument[] {
  return read.flatMap(({ outcome }) =>
    outcome === "same" ? [] : outcome.flatMap((part) => ("staged" in part ? [part.staged] : [])),
  );
}

/**
 * Reads one file as an ingest would, and keeps nothing of it.
 * @throws DocketError `storage` when the process that reads does not come up, and Error of the file system
 */
export async function readAnew(
  file: CorpusFile,
  reading: FileReading,
  recognition?: FileRecognition,
): Promise<readonly ReadOutcome[]> {
  const large = tooLarge(file);
  if (large !== undefined) return [large];
  const sidecar = await sidecarOf(file);
  const content = () => bytesOf(file.absolutePath);
  return reading.read({ path: file.path, sidecar, content, ...(recognition === undefined ? {} : { recognition }) });
}

async function readOne(file: CorpusFile, options: ReadFilesOptions): Promise<ReadFile> {
  const { reading, database, clock, signal, hashOf } = options;
  const large = tooLarge(file);
  if (large !== undefined) return { file, hash: "", outcome: [large] };
  let [hash, contentHash] = ["", ""];
  let sidecar: Sidecar | null = null;
  try {
    const hasher = createHash("sha256");
    for await (const bytes of bytesOf(file.absolutePath)) hasher.update(bytes);
    contentHash = hasher.copy().digest("hex");
    sidecar = await sidecarOf(file);
    if (sidecar !== null) hasher.update("\0facts\0").update(sidecar.bytes);
    hash = hasher.digest("hex");
  } catch (thrown) {
    const reason = `the file cannot be read (${errorText(thrown)})`;
    return { file, hash: "", outcome: [{ path: file.path, reason, lasting: false }] };
  }
  if (hashOf(file) === hash) return { file, hash, outcome: "same" };
  const content = () => bytesOf(file.absolutePath);
  const recognition = options.recognised?.ofFile(file.path, contentHash);
  const help = recognition === undefined ? {} : { recognition };
  const outcomes = await reading.read({ path: file.path, sidecar, content, ...help }, signal);
  const mark = { hash, size: file.size, modified: file.modified };
  const outcome = outcomes.map((result): StagedOutcome => {
    if (!("document" in result)) return result;
    const attachment = result.path === file.path ? {} : { attachedTo: file.path };
    const added = { document: result.document, file: mark, ...attachment };
    return { path: result.path, staged: stageDocument(database, added, clock()) };
  });
  return { file, hash, outcome };
}

type Unread = Extract<ReadOutcome, { readonly reason: string }>;

/** Outcome for a file that no reader takes, whatever is in it. */
function tooLarge({ path, size: bytes }: CorpusFile): Unread | undefined {
  if (bytes <= MAX_OFFICE_FILE_BYTES) return undefined;
  const [size, most] = [bytes, MAX_OFFICE_FILE_BYTES].map((count) => `${Math.round(count / 1e6)} MB`);
  const reason = `${size}, more than the ${most} that are read: split it into several files`;
  return { path, reason, lasting: true };
}

/** A sidecar is a page of text; one that is far longer is cut, and then refused as what it is. */
const LONGEST_SIDECAR = 65_536;

async function sidecarOf({ sidecar }: CorpusFile): Promise<Sidecar | null> {
  if (sidecar === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(sidecar.absolutePath)) pieces.push(piece);
  return { name: sidecar.name, bytes: Buffer.concat(pieces).subarray(0, LONGEST_SIDECAR) };
}

export interface RecognitionOptions {
  readonly recogniser: Recogniser;
  /** Pages of one file that are recognised at most. */
  readonly pagesPerFile: number;
}

interface RecognisedPagesOptions extends RecognitionOptions {
  readonly database: Database;
  /** "known": pages that are not known wait; "now": they are recognised. */
  readonly mode: "known" | "now";
  readonly onPage?: (done: number, total: number) => void;
}

interface RecognisedPages {
  /** @param hash of the file's bytes */
  ofFile(path: string, hash: string): FileRecognition;
}

/** A round of recognition begins no further file after this long, so that what is done is published. */
const ROUND_MS = 60_000;

/**
 * Pages that were recognised, and those that wait for it. Each page is stored as it comes, by the bytes of its file,
 * so that a recognition that was broken off goes on where it was, and reading a file again costs none.
 */
export function recognisedPages(options: RecognisedPagesOptions): RecognisedPages {
  const { database, recogniser, pagesPerFile, mode, onPage } = options;
  const started = performance.now();
  const count = database.prepare("SELECT count(*) AS n FROM recognised_pages WHERE result IS NULL");
  let total = mode === "now" ? Number(count.get()?.n ?? 0) : 0;
  let done = 0;
  const find = database.prepare(
    "SELECT result FROM recognised_pages WHERE file_hash = ? AND part = ? AND page = ? AND recogniser = ?",
  );
  const store = database.prepare("INSERT OR REPLACE INTO recognised_pages VALUES (?, ?, ?, ?, ?, ?)");
  return {
    ofFile(file, hash) {
      database.prepare("DELETE FROM recognised_pages WHERE file = ? AND file_hash <> ?").run(file, hash);
      database.prepare("UPDATE recognised_pages SET file = ? WHERE file_hash = ? AND file <> ?").run(file, hash, file);
      const waits = mode === "known" || performance.now() - started > ROUND_MS;
      const partOf = ({ path }: PageName) => path.slice(file.length);
      const seen = new Set<string>();
      return {
        known(name) {
          const [part, { page }] = [partOf(name), name];
          seen.add(`${part}#${page}`);
          if (seen.size > pagesPerFile) {
            return { failure: `more than the ${pagesPerFile} pages of a file that are recognised (OCR_PAGES)` };
          }
          const row = find.get(hash, part, page, recogniser.id);
          if (row !== undefined && row.result !== null) return JSON.parse(String(row.result)) as Recognition;
          if (!waits) return "render";
          if (row === undefined) store.run(hash, part, page, recogniser.id, file, null);
          return "later";
        },
        async recognise(name, raster, signal) {
          const recognition = await recogniser.recognise(raster, signal);
          store.run(hash, partOf(name), name.page, recogniser.id, file, JSON.stringify(recognition));
          done += 1;
          total = Math.max(total, done);
          onPage?.(done, total);
          return recognition;
        },
      };
    },
  };
}

/** Those of files that are gone, and once nothing waits any more those that were never asked for again. */
export function forgetPages(database: Database, isWaiting: boolean): void {
  database
    .prepare(
      "DELETE FROM recognised_pages WHERE file NOT IN (SELECT file FROM documents UNION SELECT file FROM failures)",
    )
    .run();
  if (!isWaiting) database.prepare("DELETE FROM recognised_pages WHERE result IS NULL").run();
}

/** All of a document but its text. */
export interface StagedDocument extends Pick<NewDocument, "file" | "attachedTo"> {
  readonly document: Omit<Document, "text" | "blocks">;
}

/**
 * Documents that were read and are not yet in the library. Their texts go to the disk at once, as versions, so that
 * thousands of new documents take no more memory than one; they are split each time that somebody goes through them.
 */
function stageDocument(database: Database, added: Omit<NewDocument, "passages">, now: Date): StagedDocument {
  storeVersion(database, added.document, now);
  const { text, blocks, ...document } = added.document;
  return { ...added, document };
}

/**
 * Split anew each time that they are gone through.
 * @throws DocketError `storage` where the library was changed behind our back
 */
export function newDocuments(database: Database, staged: readonly StagedDocument[]): Iterable<NewDocument> {
  const versions = database.prepare("SELECT text, blocks FROM versions WHERE hash = ?");
  return {
    *[Symbol.iterator]() {
      for (const added of staged) {
        const { path, version } = added.document;
        const row = versions.get(version);
        if (row === undefined) throw new DocketError("storage", `${path}: its text is gone: run the ingest again`);
        const blocks: readonly Block[] = JSON.parse(String(row.blocks));
        const document: Document = { ...added.document, text: String(row.text), blocks };
        yield { ...added, document, passages: splitDocument(document) };
      }
    },
  };
}
