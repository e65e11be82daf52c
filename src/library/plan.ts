/**
 * Plans an ingest: compares the folder with the library. Only files whose size or date changed are opened, and
 * only those whose bytes changed are read as documents.
 */

import { join, resolve } from "node:path";
import type { FileReading } from "../documents/reading/file-reading.ts";
import { DocketError } from "../errors.ts";
import { type CorpusFile, type CorpusListing, listCorpus } from "./corpus-folder.ts";
import { type FirstRead, largeLast, type Portion } from "./first-read.ts";
import type { Library } from "./library.ts";
import {
  type Failure,
  isOfAnotherFolder,
  type KnownFile,
  knownFailures,
  knownFiles,
  pipelineOf,
} from "./library-writer.ts";
import {
  type ReadFile,
  type RecognitionOptions,
  readFiles,
  recognisedPages,
  type StagedDocument,
} from "./read-files.ts";
import { identified, type Rename, renamesAmong } from "./renames.ts";

/**
 * Names the code that turns files into passages and words. Change it whenever readers, splitting or words give other
 * results: the next ingest then reads every file again, and embeds only the texts that came out different.
 */
const PIPELINE = "11";

interface PlanOptions {
  readonly corpusDir: string;
  /** Folder of the samples; a test's own. */
  readonly shippedFolder?: string;
  readonly library: Library;
  readonly reading: FileReading;
  readonly gloss: { readonly id: string };
  readonly clock: () => Date;
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
  /** Null: recognition is off. */
  readonly recognition: RecognitionOptions | null;
  /** Scanned pages that are not known are recognised, and do not wait. */
  readonly recognise?: boolean;
  readonly onRecognised?: (done: number, total: number) => void;
  /** Portion of a first read, which is planned portion by portion; absent: all files are read. */
  readonly portion?: Portion;
  /** Files that this ingest has read already. */
  readonly settled?: ReadonlySet<string>;
}

export interface PlanReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Files that could not be read; an older version of them still answers where `kept` says so. */
  readonly failed: readonly { readonly path: string; readonly reason: string; readonly kept: boolean }[];
  /** Files with scanned pages whose text is still to be recognised. */
  readonly waiting: readonly { readonly path: string; readonly pages: number }[];
  readonly warnings: readonly { readonly path: string; readonly warning: string }[];
  /** Documents that have another name now; the old one goes on working where others refer to it. */
  readonly renamed: readonly Rename[];
}

export interface Plan {
  readonly added: readonly StagedDocument[];
  /** Ids of documents that are gone or are replaced. */
  readonly removed: readonly string[];
  readonly touched: readonly KnownFile[];
  /** All that cannot be read as things are. */
  readonly failures: readonly Failure[];
  /** False where neither documents nor failures are others than before. */
  readonly changes: boolean;
  readonly pipeline: string;
  /** Paths of the files that were read for it. */
  readonly read: readonly string[];
  /** Progress of the folder's read, where this is not all of it. */
  readonly firstRead: FirstRead | null;
  readonly report: PlanReport;
}

/** The corpus as it is and as it was. */
interface Comparison {
  readonly listing: CorpusListing;
  readonly known: ReadonlyMap<string, KnownFile>;
  readonly failuresBefore: readonly Failure[];
  /** Failures of files that have not changed since, and would fail again. */
  readonly failing: readonly Failure[];
  readonly suspects: readonly CorpusFile[];
}

/** @throws DocketError `vanished`, `storage` */
export async function planChanges(options: PlanOptions): Promise<Plan> {
  const { database } = options.library;
  const pipeline = pipelineFor(options);
  const sameCode = pipelineOf(database) === pipeline;
  const comparison = compare(options, sameCode);
  refuseIfVanished(comparison, options);
  const { known } = comparison;
  const suspects = options.portion === undefined ? comparison.suspects : largeLast(comparison.suspects);
  const incomplete = new Set(comparison.failuresBefore.map(({ file }) => file));
  // A file with an attachment that failed is read again even if only its date changed.
  const hashOf = ({ path }: CorpusFile) => (sameCode && !incomplete.has(path) ? known.get(path)?.hash : undefined);
  const { recognition, recognise, onRecognised: onPage } = options;
  const mode = recognise === true ? "now" : "known";
  const recognised =
    recognition === null
      ? undefined
      : recognisedPages({ ...recognition, database, mode, ...(onPage === undefined ? {} : { onPage }) });
  const read = await readFiles(suspects, { ...options, database, hashOf, recognised });
  const gone = vanishedFiles(comparison);
  const plan = planOf(read, gone, comparison);
  const renamed = renamedIn(plan, gone, options.library);
  const total = comparison.listing.files.length;
  const left = suspects.length - read.length;
  const firstRead = left === 0 ? null : { read: total - left, total };
  const paths = read.map(({ file }) => file.path);
  return { ...plan, report: { ...plan.report, renamed }, pipeline, read: paths, firstRead };
}

/** Recognition is part of it: whoever turns it on or off, or allows more pages, has all files read again. */
function pipelineFor({ gloss, recognition }: Pick<PlanOptions, "gloss" | "recognition">): string {
  const pages = recognition === null ? "none" : `${recognition.recogniser.id}/${recognition.pagesPerFile}`;
  return `${PIPELINE}/${gloss.id}/${pages}`;
}

function compare(
  { corpusDir, shippedFolder, settled, library: { database } }: PlanOptions,
  sameCode: boolean,
): Comparison {
  const listing = withoutSamples(listCorpus(corpusDir), corpusDir, shippedFolder);
  const known = knownFiles(database);
  const failuresBefore = knownFailures(database);
  const failing: Failure[] = [];
  const suspects = listing.files.filter((file) => {
    const own = failuresBefore.filter((failure) => failure.file === file.path);
    const before = [known.get(file.path), ...own].filter((mark) => mark !== undefined);
    const unchanged = before.every(({ size, modified }) => size === file.size && modified === file.modified);
    const isSettled = settled?.has(file.path) === true;
    if (!isSettled && (!sameCode || before.length === 0 || !unchanged || own.some(({ lasting }) => !lasting)))
      return true;
    failing.push(...own);
    return false;
  });
  return { listing, known, failuresBefore, failing, suspects };
}

/** Files that the library has documents of and that are no longer there. */
function vanishedFiles({ listing, known }: Comparison): KnownFile[] {
  const present = new Set(listing.files.map(({ path }) => path));
  const unreadable = listing.problems.map(({ path }) => path);
  return [...known.values()].filter(
    ({ path }) => !present.has(path) && !unreadable.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  );
}

/**
 * Less than this is work on the documents, and may be meant; nothing at all looks like a folder that was not mounted.
 */
function refuseIfVanished({ listing, known }: Comparison, { force, corpusDir, library }: PlanOptions): void {
  const isEmpty = listing.files.length === 0 && listing.problems.length === 0;
  if (force === true || !isEmpty || known.size === 0 || isOfAnotherFolder(library.database, corpusDir)) return;
  const [first] = known.keys();
  throw new DocketError(
    "vanished",
    `${corpusDir}: the folder is empty, and ${known.size} documents of it were read before (${first}${known.size > 1 ? ", …" : ""}): ` +
      "nothing was changed; check that the folder is mounted, or use `npm run ingest -- --force` if they are to be removed",
    { told: { key: "error-vanished", values: { folder: corpusDir, count: known.size, first: first ?? "" } } },
  );
}

function planOf(
  read: readonly ReadFile[],
  gone: readonly KnownFile[],
  { listing, known, failuresBefore, failing }: Comparison,
): Omit<Plan, "pipeline" | "read" | "firstRead" | "report"> & { readonly report: Omit<PlanReport, "renamed"> } {
  const knownDocuments = [...known.values()].flatMap(({ documents }) => documents);
  const removed = new Set(gone.flatMap(({ documents }) => documents.map(({ id }) => id)));
  for (const { file, outcome } of read) {
    const replaced = outcome !== "same" && outcome.some((part) => part.path === file.path && "staged" in part);
    if (replaced) for (const { id } of known.get(file.path)?.documents ?? []) removed.add(id);
  }
  const owners = new Map(knownDocuments.filter(({ id }) => !removed.has(id)).map(({ id, path }) => [id, path]));
  const added: StagedDocument[] = [];
  const touched: KnownFile[] = [];
  const failures = [...failing];
  const waiting: { readonly path: string; readonly pages: number }[] = [];
  for (const { path, reason } of listing.problems)
    failures.push(failureOf({ path, size: 0, modified: 0 }, path, reason));
  for (const { file, hash, outcome } of read) {
    const before = known.get(file.path);
    const { size, modified } = file;
    if (outcome === "same") {
      if (before !== undefined) touched.push({ ...before, hash, size, modified });
      continue;
    }
    for (const part of outcome) {
      if ("reason" in part) {
        failures.push({ ...failureOf(file, part.path, part.reason), lasting: part.lasting });
        if (part.waiting !== undefined) waiting.push({ path: part.path, pages: part.waiting });
        continue;
      }
      const { id } = part.staged.document;
      const owner = owners.get(id);
      if (owner === undefined) {
        owners.set(id, part.path);
        added.push(part.staged);
      } else {
        const reason = `its id "${id}" belongs to ${owner}: give it another id in its front matter`;
        failures.push(failureOf(file, part.path, reason));
      }
    }
  }
  failures.sort((one, other) => (one.path < other.path ? -1 : 1));
  const later = new Set(waiting.map(({ path }) => path));
  const failed = new Set(failures.map(({ path }) => path));
  const kept = new Set(knownDocuments.filter(({ id }) => !removed.has(id)).map(({ path }) => path));
  const before = new Set(knownDocuments.map(({ path }) => path));
  const paths = new Set(added.map(({ document }) => document.path));
  return {
    added,
    removed: [...removed],
    touched,
    failures,
    changes:
      added.length + removed.size + touched.length > 0 || JSON.stringify(failures) !== JSON.stringify(failuresBefore),
    report: {
      added: [...paths].filter((path) => !before.has(path)),
      changed: [...paths].filter((path) => before.has(path)),
      removed: [...before].filter((path) => !paths.has(path) && !kept.has(path)),
      unchanged: [...kept].filter((path) => !failed.has(path)).length,
      failed: failures
        .filter(({ path }) => !later.has(path))
        .map(({ path, reason }) => ({ path, reason, kept: kept.has(path) })),
      waiting,
      warnings: added.flatMap(({ document }) => document.warnings.map((warning) => ({ path: document.path, warning }))),
    },
  };
}

function renamedIn(
  { added, report }: { readonly added: readonly StagedDocument[]; readonly report: Pick<PlanReport, "added"> },
  gone: readonly KnownFile[],
  library: Library,
): readonly Rename[] {
  const paths = new Set(report.added);
  return renamesAmong({
    gone: identified(
      library.database,
      gone.flatMap(({ documents }) => documents.map(({ id }) => id)),
    ),
    come: added
      .filter(({ document }) => paths.has(document.path))
      .map(({ document: { path, collection, title, version }, file }) => ({
        path,
        collection,
        title,
        version,
        hash: file.hash,
      })),
    textOf: (version) => library.version(version)?.text ?? "",
  });
}

/** A failure whose cause may go without the file being touched, such as another document's id. */
function failureOf(file: Pick<CorpusFile, "path" | "size" | "modified">, path: string, reason: string): Failure {
  return { path, file: file.path, reason, lasting: false, size: file.size, modified: file.modified };
}

const SHIPPED_FOLDER = join(import.meta.dirname, "../../corpus");

export const SAMPLES: ReadonlySet<string> = new Set([
  "13th-five-year-materials-symposium.md",
  "13th-five-year-materials-symposium.zh.md",
  "electronic-components-action-plan-2021-2023.md",
  "electronic-components-action-plan-2021-2023.zh.md",
  "epidemic-prevention-proposal.md",
  "epidemic-prevention-proposal.zh.md",
  "nanhu-photomask-project.md",
  "nanhu-photomask-project.zh.md",
  "yangtze-river-delta-integrated-circuits.md",
  "yangtze-river-delta-integrated-circuits.zh.md",
]);

/**
 * The documents that ship with Docket, so that it can be tried at once. They are there until somebody puts documents
 * of their own beside them: then they would only be in the way of those. In any other folder they are documents like
 * others.
 * @param shipped the folder that they ship in; a test's own elsewhere
 */
function withoutSamples(listing: CorpusListing, folder: string, shipped = SHIPPED_FOLDER): CorpusListing {
  if (resolve(folder) !== resolve(shipped)) return listing;
  const own = listing.files.filter(({ path }) => !SAMPLES.has(path));
  return own.length === 0 ? listing : { ...listing, files: own };
}
