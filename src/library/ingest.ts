/**
 * A corpus folder brought into the library: what changed is read, split and embedded, then everything changes at once,
 * then the new index is published. Killed at any moment, it leaves the old library or the new one, and the vectors made
 * so far. The first read of a folder alone does this portion by portion.
 */

import type { FileReading } from "../documents/reading/file-reading.ts";
import { isReference, measureUnrelated } from "../embedding/calibration.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { publishSnapshot, readPointer } from "../index/snapshot.ts";
import type { VectorIndexFormat } from "../index/vector/vector-index.ts";
import { containsHan, glossKeywords, type LazyGloss } from "../language/zh/gloss.ts";
import { acquireLock } from "../storage/lock.ts";
import { embedTexts, missingTexts } from "./embed-texts.ts";
import { type FirstReading, firstReading, type PortionState } from "./first-read.ts";
import { type IngestProgress, withPace } from "./ingest-progress.ts";
import type { Library } from "./library.ts";
import {
  applyChanges,
  indexContent,
  type NewDocument,
  noteFolder,
  pipelineOf,
  storeVectors,
  wordContent,
} from "./library-writer.ts";
import { type Plan, type PlanReport, planChanges } from "./plan.ts";
import { forgetPages, newDocuments, type RecognitionOptions, type StagedDocument } from "./read-files.ts";
import type { RelationProblem } from "./validity/relations.ts";

export interface IngestOptions {
  readonly corpusDir: string;
  /** Folder of the samples; a test's own. */
  readonly shippedFolder?: string;
  readonly library: Library;
  readonly embedder: Embedder;
  readonly reading: FileReading;
  /** English words of Chinese text, for keyword search across languages. */
  readonly gloss: LazyGloss;
  readonly indexFormat: VectorIndexFormat;
  readonly snapshotsDir: string;
  readonly lockPath: string;
  /** Recognition of scanned pages; null: off. */
  readonly recognition: RecognitionOptions | null;
  /**
   * False: scanned pages that are not known wait, and are in the report. True: they are recognised, for about a minute;
   * then what is done is published, and the report has the rest.
   */
  readonly recognise?: boolean;
  /** Empty the library even if most of its documents are gone. */
  readonly force?: boolean;
  readonly clock: () => Date;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly onNotice?: (notice: string) => void;
  readonly signal?: AbortSignal;
  /** Time after which a first read is published for the first time; a test's own. */
  readonly firstMs?: number;
}

export interface IngestReport extends PlanReport {
  /** Number of texts (passages and sentences) that had to be embedded. */
  readonly embedded: number;
  readonly documents: number;
  readonly passages: number;
  readonly revision: number;
  /** Statements of documents about each other that cannot be so; nothing where nothing changed. */
  readonly problems: readonly RelationProblem[];
  /** Replacements that seem to be meant, which change nothing until somebody says so; nothing where nothing changed. */
  readonly questions: readonly ReplacedQuestion[];
  /** Looking through the folder and reading what changed. */
  readonly readingMs: number;
  readonly totalMs: number;
}

/**
 * @throws DocketError `busy` while another ingest runs, `vanished` when too many documents are gone, `storage`,
 *   `embedding`, `cancelled`. Files that cannot be read are not errors: they are in the report.
 */
export async function ingest(given: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const { onProgress } = given;
  const options =
    onProgress === undefined ? given : { ...given, onProgress: withPace(onProgress, () => performance.now()) };
  const lock = acquireLock(
    options.lockPath,
    `an ingest (process ${process.pid}, since ${options.clock().toISOString()})`,
  );
  try {
    const { library } = options;
    const { reports, changes, revision, embedded, readingMs } = await readFolder(options);
    noteFolder(library.database, options.corpusDir);
    const report = asOne(reports);
    forgetPages(library.database, report.waiting.length > 0);
    return {
      ...report,
      embedded,
      documents: library.size().documents,
      passages: library.size().passages,
      revision,
      ...relationsTold(library, changes),
      readingMs,
      totalMs: performance.now() - started,
    };
  } finally {
    lock.release();
  }
}

interface FolderRead {
  /** Reports of each portion of a first read; one of a later read. */
  readonly reports: readonly PlanReport[];
  readonly changes: boolean;
  readonly revision: number;
  readonly embedded: number;
  readonly readingMs: number;
}

/**
 * Brings the library up to date: what changed is read, embedded, stored and published: all at once, or, of a first
 * read, portion by portion.
 */
async function readFolder(options: IngestOptions): Promise<FolderRead> {
  const { library, onProgress } = options;
  const embedding = embeddingOf(options);
  const first = isFirstRead(library) ? firstReadingOf(options, embedding) : null;
  const reports: PlanReport[] = [];
  const settled = new Set<string>();
  let changes = false;
  let readingMs = 0;
  for (;;) {
    const [began, embeddedMs] = [performance.now(), embedding.ms()];
    const plan = await planChanges({
      ...options,
      settled,
      ...(first === null ? {} : { portion: first.portion }),
      onRead: (done, total) =>
        onProgress?.({ stage: "reading", done: settled.size + done, total: settled.size + total }),
      onRecognised: (done, total) => onProgress?.({ stage: "recognising", done, total }),
    });
    readingMs += performance.now() - began - (embedding.ms() - embeddedMs);
    // Those of a portion are embedded as they are read.
    if (first === null) await embedding.embed(plan.added, (texts) => texts);
    await keepCalibration(options);
    const revision = await store(options, plan);
    await publish(options, revision);
    reports.push(plan.report);
    changes ||= plan.changes;
    if (plan.firstRead === null) return { reports, changes, revision, embedded: embedding.count(), readingMs };
    first?.published(plan.read.length);
    for (const path of plan.read) settled.add(path);
  }
}

/** Nothing is there that could be repealed by what is unread, or what is there is an unfinished first read. */
function isFirstRead(library: Library): boolean {
  return library.size().documents === 0 || library.firstRead() !== null;
}

interface Embedding {
  /** @param estimate how many texts there will be in all, if there were so many until now */
  embed(staged: readonly StagedDocument[], estimate: (texts: number) => number): Promise<void>;
  /** Texts that were embedded, and how long it took. */
  count(): number;
  ms(): number;
}

function embeddingOf({ library: { database }, embedder, signal, onProgress }: IngestOptions): Embedding {
  let [count, ms] = [0, 0];
  return {
    async embed(staged, estimate) {
      const began = performance.now();
      const before = count;
      const missing = missingTexts(database, embedder.id, newDocuments(database, staged));
      const total = estimate(before + missing.count);
      await embedTexts({
        items: missing,
        embedder,
        store: (texts, vectors) => storeVectors(database, embedder.id, texts, vectors),
        onDone: (done) => onProgress?.({ stage: "embedding", done: before + done, total }),
        ...(signal === undefined ? {} : { signal }),
      });
      count += missing.count;
      ms += performance.now() - began;
    },
    count: () => count,
    ms: () => ms,
  };
}

/** Documents are embedded as their portion is read; how many texts there will be is told by the files' sizes. */
function firstReadingOf({ library, firstMs }: IngestOptions, embedding: Embedding): FirstReading {
  const bytesOf = (files: PortionState["read"]): number => files.reduce((sum, { size }) => sum + size, 0);
  let bytes = 0;
  return firstReading({
    known: library.firstRead()?.read ?? 0,
    now: () => performance.now(),
    ...(firstMs === undefined ? {} : { firstMs }),
    async embed({ staged, read, left }) {
      bytes += bytesOf(read);
      await embedding.embed(staged, (texts) => Math.round(texts * (1 + bytesOf(left) / Math.max(1, bytes))));
    },
  });
}

/** @param reports of the portions of one ingest, in their order */
function asOne(reports: readonly PlanReport[]): PlanReport {
  const [first] = reports;
  const last = reports.at(-1);
  if (first === undefined || last === undefined) throw new TypeError("an ingest has a report");
  const all = <Item>(of: (report: PlanReport) => readonly Item[]): readonly Item[] => reports.flatMap(of);
  const waiting = all((report) => report.waiting);
  const later = new Set(waiting.map(({ path }) => path));
  return {
    added: all((report) => report.added),
    changed: all((report) => report.changed),
    removed: all((report) => report.removed),
    unchanged: first.unchanged,
    // A file that failed once is in each later report.
    failed: last.failed.filter(({ path }) => !later.has(path)),
    waiting,
    warnings: all((report) => report.warnings),
    renamed: all((report) => report.renamed),
  };
}

/** Two documents by id and path. */
interface ReplacedQuestion {
  readonly by: NamedDocument;
  readonly of: NamedDocument;
  /** The words that make it seem so; null where titles alone do. */
  readonly quote: string | null;
}

interface NamedDocument {
  readonly id: string;
  readonly path: string;
  readonly title: string;
}

function relationsTold(library: Library, changes: boolean): Pick<IngestReport, "problems" | "questions"> {
  if (!changes) return { problems: [], questions: [] };
  const validity = library.validityIndex();
  const named = ({ id, path, title }: NamedDocument): NamedDocument => ({ id, path, title });
  return {
    problems: validity.problems(),
    questions: validity.questions().map(({ by, of, quote }) => ({ by: named(by), of: named(of), quote })),
  };
}

/** Measured once for each embedder: thresholds mean the same with all of them. */
async function keepCalibration({ embedder, library, signal }: IngestOptions): Promise<void> {
  if (isReference(embedder) || library.unrelatedCosine(embedder.id) !== null) return;
  const unrelated = await measureUnrelated(embedder, signal);
  library.database
    .prepare("INSERT OR REPLACE INTO calibrations (embedder, unrelated) VALUES (?, ?)")
    .run(embedder.id, unrelated);
}

async function store(options: IngestOptions, plan: Plan): Promise<number> {
  const { database } = options.library;
  const isAsBefore = !plan.changes && pipelineOf(database) === plan.pipeline;
  if (isAsBefore && plan.firstRead === options.library.firstRead()) return options.library.revision();
  options.signal?.throwIfAborted();
  options.onProgress?.({ stage: "storing", done: 0, total: plan.added.length });
  const gloss = hasChinese(newDocuments(database, plan.added)) ? await options.gloss.load() : null;
  return applyChanges(database, {
    ...plan,
    renamed: plan.report.renamed,
    added: newDocuments(database, plan.added),
    gloss: (text) => (gloss !== null && containsHan(text) ? glossKeywords(gloss, text) : ""),
    now: options.clock(),
  });
}

function hasChinese(added: Iterable<NewDocument>): boolean {
  for (const { document } of added) if (containsHan(document.text)) return true;
  return false;
}

async function publish(options: IngestOptions, revision: number): Promise<void> {
  const { embedder, snapshotsDir, library, indexFormat } = options;
  // A damaged pointer is no reason to stop: publishing writes it anew.
  const pointer = await readPointer(snapshotsDir).catch(() => null);
  if (pointer?.revision === revision && pointer.embedderId === embedder.id) return;
  if (pointer !== null && pointer.embedderId !== embedder.id) {
    options.onNotice?.(`the embedder changed from ${pointer.embedderId} to ${embedder.id}: the index is built anew`);
  }
  const content = indexContent(library.database, embedder.id, embedder.dimensions);
  const words = wordContent(library.database);
  options.onProgress?.({ stage: "publishing", done: 0, total: content.size });
  await publishSnapshot({ folder: snapshotsDir, revision, format: indexFormat, content, words });
}
