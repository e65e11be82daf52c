/** The files that look changed -> documents, one file at a time. What cannot be read is an outcome, never an end. */

import { createHash, type Hash } from "node:crypto";
import { MAX_OFFICE_FILE_BYTES } from "../documents/limits.ts";
import type { FileReading, ReadOutcome } from "../documents/reading/file-reading.ts";
import type { Sidecar } from "../documents/sidecar.ts";
import { messageOf } from "../errors.ts";
import type { Database } from "../storage/database.ts";
import { bytesOf, type CorpusFile } from "./corpus-folder.ts";
import { type StagedDocument, stageDocument } from "./staged-documents.ts";

export interface ReadFilesOptions {
  readonly reading: FileReading;
  readonly database: Database;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
  /** Hash of a file as it was read last by this same code; undefined: it is read whatever it holds. */
  readonly hashOf: (file: CorpusFile) => string | undefined;
}

export interface ReadFile {
  readonly file: CorpusFile;
  readonly hash: string;
  /** "same" where only the date changed. */
  readonly outcome: readonly StagedOutcome[] | "same";
}

/** What became of a file, or of an attachment in it. */
export type StagedOutcome =
  | { readonly path: string; readonly staged: StagedDocument }
  | Extract<ReadOutcome, { readonly reason: string }>;

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

async function readOne(file: CorpusFile, options: ReadFilesOptions): Promise<ReadFile> {
  const { reading, database, clock, signal, hashOf } = options;
  if (file.size > MAX_OFFICE_FILE_BYTES) {
    const [size, most] = [file.size, MAX_OFFICE_FILE_BYTES].map((bytes) => `${Math.round(bytes / 1e6)} MB`);
    return failed(file, "", `${size}, more than the ${most} that are read: split it into several files`, true);
  }
  let hash = "";
  let sidecar: Sidecar | null = null;
  try {
    const hasher = createHash("sha256");
    for await (const bytes of bytesOf(file.absolutePath)) hasher.update(bytes);
    sidecar = await sidecarOf(file, hasher);
    hash = hasher.digest("hex");
  } catch (thrown) {
    return failed(file, "", `the file cannot be read (${messageOf(thrown)})`, false);
  }
  if (hashOf(file) === hash) return { file, hash, outcome: "same" };
  const content = () => bytesOf(file.absolutePath);
  const outcomes = await reading.read({ path: file.path, sidecar, content }, signal);
  const mark = { hash, size: file.size, modified: file.modified };
  const outcome = outcomes.map((result): StagedOutcome => {
    if (!("document" in result)) return result;
    const attachment = result.path === file.path ? {} : { attachedTo: file.path };
    const added = { document: result.document, file: mark, ...attachment };
    return { path: result.path, staged: stageDocument(database, added, clock()) };
  });
  return { file, hash, outcome };
}

/** A sidecar is a page of text; one that is far longer is cut, and then refused as what it is. */
const LONGEST_SIDECAR = 65_536;

async function sidecarOf({ sidecar }: CorpusFile, hasher: Hash): Promise<Sidecar | null> {
  if (sidecar === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(sidecar.absolutePath)) pieces.push(piece);
  const bytes = Buffer.concat(pieces).subarray(0, LONGEST_SIDECAR);
  hasher.update("\0facts\0").update(bytes);
  return { name: sidecar.name, bytes };
}

function failed(file: CorpusFile, hash: string, reason: string, lasting: boolean): ReadFile {
  return { file, hash, outcome: [{ path: file.path, reason, lasting }] };
}
