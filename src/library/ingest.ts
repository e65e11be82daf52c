/**
 * A corpus folder brought into the library: what changed is read, split and embedded, then everything changes at once,
 * then the new index is published. Killed at any moment, it leaves the old library or the new one, and the vectors made
 * so far.
 */

import type { FileReading } from "../documents/reading/file-reading.ts";
import { isReference, measureUnrelated } from "../embedding/calibration.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { publishSnapshot, readPointer } from "../index/snapshot.ts";
import type { VectorIndexFormat } from "../index/vector/vector-index.ts";
import { containsHan, glossKeywords, type LazyGloss } from "../language/zh/gloss.ts";
import { acquireLock } from "../storage/lock.ts";
import { embedTexts, missingTexts } from "./embed-texts.ts";
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
import { forgetPages, newDocuments, type RecognitionOptions } from "./read-files.ts";
import type { RelationProblem } from "./validity/relations.ts";

export interface IngestOptions {
  readonly corpusDir: string;
  /** Where the samples are; a test's own. */
  readonly shippedFolder?: string;
  readonly library: Library;
  readonly embedder: Embedder;
  readonly reading: FileReading;
  /** English words of Chinese text, for keyword search across languages. */
  readonly gloss: LazyGloss;
  readonly indexFormat: VectorIndexFormat;
  readonly snapshotsDir: string;
  readonly lockPath: string;
  /** Of scanned pages; null: off. */
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
}

export interface IngestProgress {
  /** Files, pages, texts, documents, index entries. */
  readonly stage: "reading" | "recognising" | "embedding" | "storing" | "publishing";
  readonly done: number;
  readonly total: number;
}

export interface IngestReport extends PlanReport {
  /** Number of texts (passages and sentences) that had to be embedded. */
  readonly embedded: number;
  readonly documents: number;
  readonly passages: number;
  readonly revision: number;
  /** What documents say of each other that cannot be so; nothing where nothing changed. */
  readonly problems: readonly RelationProblem[];
  /** What seems to replace what, and changes nothing until somebody says so; nothing where nothing changed. */
  readonly questions: readonly ReplacedQuestion[];
  /** Looking through the folder and reading what changed. */
  readonly readingMs: number;
  readonly totalMs: number;
}

/**
 * @throws DocketError `busy` while another ingest runs, `vanished` when too many documents are gone, `storage`,
 *   `embedding`, `cancelled`. Files that cannot be read are not errors: they are in the report.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const lock = acquireLock(
    options.lockPath,
    `an ingest (process ${process.pid}, since ${options.clock().toISOString()})`,
  );
  try {
    const { database } = options.library;
    const plan = await planChanges({
      ...options,
      onRead: (done, total) => options.onProgress?.({ stage: "reading", done, total }),
      onRecognised: (done, total) => options.onProgress?.({ stage: "recognising", done, total }),
    });
    const readingMs = performance.now() - started;
    const missing = missingTexts(database, options.embedder.id, newDocuments(database, plan.added));
    await embedTexts({
      items: missing,
      embedder: options.embedder,
      store: (texts, vectors) => storeVectors(database, options.embedder.id, texts, vectors),
      onDone: (done) => options.onProgress?.({ stage: "embedding", done, total: missing.count }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    await keepCalibration(options);
    const revision = await store(options, plan);
    noteFolder(database, options.corpusDir);
    forgetPages(database, plan.report.waiting.length > 0);
    await publish(options, revision);
    return {
      ...plan.report,
      embedded: missing.count,
      documents: options.library.size().documents,
      passages: options.library.size().passages,
      revision,
      ...relationsTold(options.library, plan.changes),
      readingMs,
      totalMs: performance.now() - started,
    };
  } finally {
    lock.release();
  }
}

/** Of documents by id and path. */
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
  if (!plan.changes && pipelineOf(database) === plan.pipeline) return options.library.revision();
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
