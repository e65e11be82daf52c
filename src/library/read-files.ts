/** The files that look changed -> documents, one file at a time. What cannot be read is an outcome, never an end. */

import { createHash } from "node:crypto";
import type { Sidecar } from "../documents/front-matter.ts";
import { MAX_OFFICE_FILE_BYTES } from "../documents/limits.ts";
import type { FileReading, FileRecognition, ReadOutcome } from "../documents/reading/file-reading.ts";
import { errorText } from "../errors.ts";
import type { Database } from "../storage/database.ts";
import { bytesOf, type CorpusFile } from "./corpus-folder.ts";
import type { RecognisedPages } from "./recognised-pages.ts";
import { type StagedDocument, stageDocument } from "./staged-documents.ts";

export interface ReadFilesOptions {
  readonly reading: FileReading;
  readonly database: Database;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
  /** Hash of a file as it was read last by this same code; undefined: it is read whatever it holds. */
  readonly hashOf: (file: CorpusFile) => string | undefined;
  /** Absent where recognition is off. */
  readonly recognised?: RecognisedPages | undefined;
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
  for (const [index, file] of files.entries()) {
    options.signal?.throwIfAborted();
    read.push(await readOne(file, options));
    options.onRead?.(index + 1, files.length);
  }
  return read;
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
