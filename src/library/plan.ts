/**
 * What an ingest has to do: the folder compared with the library. Only files whose size or date changed are opened, and
 * only those whose bytes changed are read as documents.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Document } from "../documents/document.ts";
import { type Reader, readDocument } from "../documents/read.ts";
import { DocketError, messageOf } from "../errors.ts";
import { type CorpusFile, type CorpusListing, listCorpus } from "./corpus-folder.ts";
import type { Library } from "./library.ts";
import { type KnownFile, knownFiles, type NewDocument, pipelineOf } from "./library-writer.ts";
import { splitDocument } from "./split.ts";

/**
 * Names the code that turns files into passages and words. Change it whenever readers, splitting or words give other
 * results: the next ingest then reads every file again, and embeds only the texts that came out different.
 */
const PIPELINE = "1";

/** More than this share of the documents gone at once looks like a folder that was not mounted. */
const VANISHED_SHARE = 0.3;

export interface PlanOptions {
  readonly corpusDir: string;
  readonly library: Library;
  readonly readers: readonly Reader[];
  readonly gloss: { readonly id: string };
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
}

export interface PlanReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Files that could not be read; an older version of them still answers where `kept` says so. */
  readonly failed: readonly { readonly path: string; readonly reason: string; readonly kept: boolean }[];
  readonly warnings: readonly { readonly path: string; readonly warning: string }[];
}

export interface Plan {
  readonly added: readonly NewDocument[];
  /** Ids of documents that are gone or are replaced. */
  readonly removed: readonly string[];
  readonly touched: readonly KnownFile[];
  readonly pipeline: string;
  readonly report: PlanReport;
}

/** What `readFiles` needs to know of the files as they were. */
interface Before {
  readonly known: ReadonlyMap<string, KnownFile>;
  /** False when files must be read again although they have not changed. */
  readonly sameCode: boolean;
}

/** @throws DocketError `vanished`, `storage` */
export async function planChanges(options: PlanOptions): Promise<Plan> {
  const listing = listCorpus(options.corpusDir);
  const pipeline = `${PIPELINE}/${options.gloss.id}`;
  const sameCode = pipelineOf(options.library.database) === pipeline;
  const known = new Map(knownFiles(options.library.database).map((file) => [file.path, file]));
  const isUnchanged = (file: CorpusFile): boolean => {
    const before = known.get(file.path);
    return sameCode && before !== undefined && before.size === file.size && before.modified === file.modified;
  };
  const suspects = listing.files.filter((file) => !isUnchanged(file));
  const read = await readFiles(suspects, { ...options, known, sameCode });
  const gone = vanishedFiles(listing, known);
  refuseIfVanished(gone, read, known.size, options);
  return { ...planOf(read, gone, known, listing), pipeline };
}

interface ReadFile {
  readonly file: CorpusFile;
  readonly hash: string;
  /** A document, the reason why there is none, or "same" where only the date changed. */
  readonly outcome: Document | { readonly reason: string } | "same";
}

async function readFiles(files: readonly CorpusFile[], options: PlanOptions & Before): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  for (const [index, file] of files.entries()) {
    options.signal?.throwIfAborted();
    read.push(await readOne(file, options));
    options.onRead?.(index + 1, files.length);
  }
  return read;
}

async function readOne(file: CorpusFile, options: PlanOptions & Before): Promise<ReadFile> {
  let hash = "";
  try {
    const bytes = await readFile(file.absolutePath);
    hash = createHash("sha256").update(bytes).digest("hex");
    if (options.sameCode && options.known.get(file.path)?.hash === hash) return { file, hash, outcome: "same" };
    const document = await readDocument({ path: file.path, bytes, readers: options.readers });
    return { file, hash, outcome: document };
  } catch (thrown) {
    return { file, hash, outcome: { reason: messageOf(thrown) } };
  }
}

/** Documents of the library whose file is no longer there. */
function vanishedFiles(listing: CorpusListing, known: ReadonlyMap<string, KnownFile>): KnownFile[] {
  const present = new Set(listing.files.map(({ path }) => path));
  const unreadable = listing.problems.map(({ path }) => path);
  return [...known.values()].filter(
    ({ path }) => !present.has(path) && !unreadable.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  );
}

function refuseIfVanished(
  gone: readonly KnownFile[],
  read: readonly ReadFile[],
  documents: number,
  options: PlanOptions,
): void {
  const arrived = new Set(read.map(({ hash }) => hash));
  const lost = gone.filter(({ hash }) => !arrived.has(hash));
  if (options.force === true || lost.length <= documents * VANISHED_SHARE) return;
  throw new DocketError(
    "vanished",
    `${options.corpusDir}: ${lost.length} of ${documents} documents are gone (${lost[0]?.path}${lost.length > 1 ? ", …" : ""}): ` +
      "nothing was changed; check that the folder is mounted, or use `npm run ingest -- --force` if they are to be removed",
  );
}

function planOf(
  read: readonly ReadFile[],
  gone: readonly KnownFile[],
  known: ReadonlyMap<string, KnownFile>,
  listing: CorpusListing,
): Omit<Plan, "pipeline"> {
  const removed = new Set(gone.map(({ id }) => id));
  const added: NewDocument[] = [];
  const touched: KnownFile[] = [];
  const failed: { path: string; reason: string; kept: boolean }[] = [];
  const replaced = new Set(
    read.filter(({ outcome }) => isDocument(outcome)).map(({ file }) => known.get(file.path)?.id),
  );
  const owners = new Map(
    [...known.values()].filter(({ id }) => !removed.has(id) && !replaced.has(id)).map(({ id, path }) => [id, path]),
  );
  for (const { path, reason } of listing.problems) failed.push({ path, reason, kept: known.has(path) });
  for (const { file, hash, outcome } of read) {
    const before = known.get(file.path);
    const mark = { hash, size: file.size, modified: file.modified };
    if (outcome === "same") {
      if (before !== undefined) touched.push({ ...before, ...mark });
    } else if (isDocument(outcome)) {
      const owner = owners.get(outcome.id);
      if (owner !== undefined) {
        const reason = `its id "${outcome.id}" belongs to ${owner}: give it another id in its front matter`;
        failed.push({ path: file.path, reason, kept: false });
      } else {
        owners.set(outcome.id, file.path);
        added.push({ document: outcome, passages: splitDocument(outcome), file: mark });
      }
      if (before !== undefined) removed.add(before.id);
    } else {
      failed.push({ path: file.path, reason: outcome.reason, kept: before !== undefined });
    }
  }
  const paths = added.map(({ document }) => document.path);
  return {
    added,
    removed: [...removed],
    touched,
    report: {
      added: paths.filter((path) => !known.has(path)),
      changed: paths.filter((path) => known.has(path)),
      removed: gone.map(({ path }) => path),
      unchanged: listing.files.length - read.length + touched.length,
      failed,
      warnings: added.flatMap(({ document }) => document.warnings.map((warning) => ({ path: document.path, warning }))),
    },
  };
}

function isDocument(outcome: ReadFile["outcome"]): outcome is Document {
  return outcome !== "same" && "text" in outcome;
}
