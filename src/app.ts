/**
 * The composition root: the only file that chooses implementations, but for readers.ts. Everything else is given what
 * it works with. A new embedder or index is one new file and a line here, a new format one there.
 */

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { answerInThread } from "./answering-thread.ts";
import { calendarOf } from "./calendar.ts";
import type { Config } from "./config.ts";
import type { FileReading } from "./documents/reading/file-reading.ts";
import { readingProcess } from "./documents/reading/reading-process.ts";
import { cachedEmbedder } from "./embedding/cached.ts";
import type { Embedder } from "./embedding/embedder.ts";
import { minilmEmbedder } from "./embedding/minilm/minilm.ts";
import { englishVocabulary } from "./embedding/minilm/vocabulary.ts";
import { openaiClient, openaiEmbedder } from "./embedding/openai.ts";
import { createAnswering } from "./engine/answering/answering.ts";
import type { Answering, Detail } from "./engine/answering/over-port.ts";
import { createWriter, type Writer } from "./engine/generation/write.ts";
import { createEntailment } from "./engine/grounding/entailment.ts";
import { createBreaker } from "./engine/llm/breaker.ts";
import { createCalling } from "./engine/llm/calling.ts";
import { createLedger } from "./engine/llm/ledger.ts";
import { openaiChat } from "./engine/llm/openai-chat.ts";
import { createSearch } from "./engine/retrieval/search.ts";
import { minilmScorer, minilmSelector, type UnitScorer } from "./engine/selector/minilm-selector.ts";
import type { Selector } from "./engine/selector/selector.ts";
import { readPointer } from "./index/snapshot.ts";
import { vectraFormat } from "./index/vector/vectra-index.ts";
import { ingestInThread } from "./ingest-thread.ts";
import { type Glossary, type LazyGloss, lazyGloss } from "./language/zh/gloss.ts";
import { readGlossary } from "./language/zh/glossary.ts";
import { currentIndex } from "./library/current-index.ts";
import type { IngestOptions, IngestProgress, IngestReport } from "./library/ingest.ts";
import { type Library, openLibrary } from "./library/library.ts";
import type { Database } from "./storage/database.ts";
import { openState } from "./storage/state.ts";

export interface App extends Answering {
  readonly library: Library;
  readonly embedder: Embedder;
  /** In a thread of its own: answering goes on meanwhile. */
  ingest(options?: {
    readonly force?: boolean;
    readonly onProgress?: (progress: IngestProgress) => void;
    readonly signal?: AbortSignal;
  }): Promise<IngestReport>;
  /** Hears what somebody has to do before the language model writes again, once until it does; absent without one. */
  onModelTrouble?(listener: (trouble: string) => void): void;
  /** Something has been published: questions find what is in it. */
  hasIndex(): Promise<boolean>;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  /** Lines for the operator to know. */
  readonly onNotice: (notice: string) => void;
  /**
   * Answers in a thread of its own, for who has members to hear meanwhile; absent: in the caller's, which starts
   * sooner.
   */
  readonly inThread?: Detail;
  /** Instead of the configured one; then there is no selector either, unless one is given. */
  readonly embedder?: Embedder;
  /** Instead of the one that ships; not in a thread. Null: none. */
  readonly selector?: Selector | null;
  /** For the evaluation, which answers everything and refuses afterwards; not in a thread. */
  readonly confidenceToAnswer?: number;
}

/** @throws DocketError `storage` */
export function openApp({ config, onNotice, inThread, embedder: given, selector, ...options }: AppOptions): App {
  const library = openLibraryOf(config);
  const embedder = cachedEmbedder(given ?? chooseEmbedder(config, glossOf(config), onNotice), { capacity: 1_000 });
  const troubleListeners: ((trouble: string) => void)[] = [];
  const onTrouble = (trouble: string): void => {
    for (const hear of troubleListeners) hear(trouble);
  };
  const parts = { config, embedder, onNotice, onTrouble };
  const scorer = config.selector && given === undefined && selector === undefined ? minilmScorer() : null;
  const answering =
    inThread === undefined
      ? openAnswering({ ...parts, library, selector: selector ?? selectorOf(config, scorer), ...options })
      : answerInThread({ ...parts, scorer, detail: inThread });
  return {
    library,
    embedder,
    answer: answering.answer,
    find: answering.find,
    ingest: ({ force = false, onProgress = () => undefined, signal } = {}) =>
      ingestInThread({ config, embedder, force, onProgress, onNotice, signal }),
    onModelTrouble: (listener) => void troubleListeners.push(listener),
    hasIndex: async () => (await readPointer(pathsOf(config).snapshotsDir).catch(() => null)) !== null,
    async close() {
      await answering.close();
      await scorer?.close();
      await embedder.close();
      library.close();
    },
  };
}

export interface AnsweringParts extends Pick<AppOptions, "config" | "onNotice" | "confidenceToAnswer"> {
  readonly library: Library;
  readonly embedder: Embedder;
  /** Null: sentences are ranked, and answers decided on, by cosines and words alone. */
  readonly selector: Selector | null;
  readonly onTrouble: (trouble: string) => void;
}

/** Made in the thread that it runs in. Closing it leaves library and embedder open. */
export function openAnswering(parts: AnsweringParts): Answering & { close(): void } {
  const { config, library, embedder, selector, onNotice, onTrouble, ...options } = parts;
  const { snapshotsDir, lockPath } = pathsOf(config);
  const index = currentIndex({ library, format: vectraFormat(), snapshotsDir, lockPath, embedder, onNotice });
  const search = createSearch({
    ...{ library, embedder, index },
    gloss: glossOf(config).load,
    vocabulary: englishVocabulary,
  });
  const { writer, close } = openWriting(config, { onFailure: onNotice, onTrouble });
  return {
    answer: createAnswering({ search, library, writer, selector, onNotice, ...options }),
    find: async (request) => (await search(request)).evidence,
    close,
  };
}

/** The selector that ships, over a scorer in this thread or another. */
export function selectorOf(config: Config, scorer: UnitScorer | null): Selector | null {
  return scorer === null ? null : minilmSelector({ scorer, gloss: glossOf(config) });
}

/** @throws DocketError `storage` */
export function openLibraryOf(config: Config): Library {
  return openLibrary(pathsOf(config).library);
}

/** Gives an ingest its parts but for the embedder; made in the thread that it runs in. */
export function ingestPartsOf(
  config: Config,
): Pick<IngestOptions, "corpusDir" | "library" | "reading" | "gloss" | "indexFormat" | "snapshotsDir" | "lockPath"> {
  const { snapshotsDir, lockPath } = pathsOf(config);
  return {
    corpusDir: config.corpusDir,
    library: openLibraryOf(config),
    reading: fileReading(),
    gloss: glossOf(config),
    indexFormat: vectraFormat(),
    snapshotsDir,
    lockPath,
  };
}

/** Reads in a process of its own, which runs reading-worker.ts with the readers of readers.ts. */
export function fileReading(): FileReading {
  const here = (path: string): URL => new URL(path, import.meta.url);
  const code = [here("./"), here("../node_modules/"), here("../package.json")];
  return readingProcess({ entry: here("./documents/reading/reading-worker.ts"), code });
}

/** Of the time for an answer; the rest is for search, a follow-up, and the quotes if nothing comes of it. */
const WRITING_SHARE = 0.6;
/** Of the same time, for judging what is written. */
const GROUNDING_SHARE = 0.2;

function openWriting(
  config: Config,
  {
    onFailure,
    onTrouble,
  }: { readonly onFailure: (message: string) => void; readonly onTrouble: (message: string) => void },
): { readonly writer: Writer | null; close(): void } {
  const { model } = config;
  if (model === null) return { writer: null, close: () => undefined };
  const now = () => Date.now();
  const { dayOf } = calendarOf(config.timeZone);
  let state: Database | undefined;
  const client = openaiClient(config.openai);
  // Each model has a breaker of its own: one that cannot be asked does not silence the other.
  const callTo = (name: string) =>
    createCalling({
      model: openaiChat({ client, model: name, now }),
      breaker: createBreaker({ now, onTrouble }),
      ledger: {
        // At the first call: whoever only reads documents needs no such file.
        reserve: (wanted) => {
          state ??= openState(pathsOf(config).state);
          return createLedger(state, model, () => dayOf(new Date())).reserve(wanted);
        },
      },
      sleep: (ms, signal) => delay(ms, undefined, { signal }),
    });
  const { answerDeadlineMs } = config.limits;
  const parts = { randomBytes, onFailure };
  const judging = { ...parts, deadlineMs: answerDeadlineMs * GROUNDING_SHARE };
  const { groundingName } = model;
  const judge = groundingName === null ? null : createEntailment({ ...judging, call: callTo(groundingName) });
  const writing = { ...parts, deadlineMs: answerDeadlineMs * WRITING_SHARE, glossary: glossaryOf(config), judge };
  return {
    writer: createWriter({ ...writing, call: callTo(model.name) }),
    close: () => state?.close(),
  };
}

function pathsOf({ dataDir, libraryDir }: Config) {
  return {
    state: join(dataDir, "state.sqlite"),
    library: join(libraryDir, "library.sqlite"),
    snapshotsDir: join(libraryDir, "generations"),
    lockPath: join(libraryDir, "writing.lock"),
  };
}

function glossOf(config: Config): LazyGloss {
  return lazyGloss({ modelsDir: join(config.dataDir, "models"), terms: glossaryOf(config) });
}

function glossaryOf({ glossaryFile }: Config): Glossary {
  return glossaryFile === null ? new Map() : readGlossary(glossaryFile);
}

function chooseEmbedder(config: Config, gloss: LazyGloss, onFallback: (notice: string) => void): Embedder {
  switch (config.embedder) {
    case "minilm":
      return minilmEmbedder({ gloss, onFallback });
    case "openai": {
      const { apiKey, baseUrl, embeddingModel, embeddingDimensions } = config.openai;
      const client = openaiClient({ apiKey, baseUrl });
      return openaiEmbedder({ client, model: embeddingModel, dimensions: embeddingDimensions });
    }
    default:
      return config.embedder satisfies never;
  }
}
