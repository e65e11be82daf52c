/**
 * The engine's door: what the bot, the preview, the commands and operations know of it. Nothing behind it knows chats.
 */

import type { Config } from "../config.ts";
import { cachedEmbedder, type Embedder } from "../embedding/embedder.ts";
import { errorText } from "../errors.ts";
import { readPointer } from "../index/snapshot.ts";
import { type Glossary, glossId } from "../language/zh/gloss.ts";
import type { IngestReport } from "../library/ingest.ts";
import type { IngestProgress } from "../library/ingest-progress.ts";
import type { Library } from "../library/library.ts";
import { isDamage } from "../storage/database.ts";
import type { Selector } from "./answering/selector.ts";
import { type Answering, answerInThread, type Detail } from "./answering-thread.ts";
import {
  chooseEmbedder,
  embeddedModelOf,
  glossaryOf,
  glossOf,
  openAnswering,
  openLibraryOf,
  pathsOf,
  QUESTIONS_REMEMBERED,
  rerankerOf,
  selectorOf,
} from "./engine-parts.ts";
import { ingestInThread } from "./ingest-thread.ts";

export type {
  Block,
  Document,
} from "../documents/document.ts";
export { collectionName, collectionsNeeded, firstFolder } from "../documents/document.ts";
export { EDITABLE_FACTS, type EditableFact, editedSidecar } from "../documents/front-matter.ts";
export type { FileReading, FileRecognition, ReadOutcome } from "../documents/reading/file-reading.ts";
export type { Recogniser } from "../documents/recognition/recogniser.ts";
export type { Embedder } from "../embedding/embedder.ts";
export { parsedTerm, withTerm } from "../language/zh/gloss.ts";
export {
  type CorpusFile,
  type CorpusWrite,
  foldersOf,
  listCorpus,
  originalFile,
  safePath,
  sidecarBeside,
  writeIntoCorpus,
} from "../library/corpus-folder.ts";
export type { IngestReport } from "../library/ingest.ts";
export type { IngestProgress } from "../library/ingest-progress.ts";
export type { Library, LibraryDocument, StoredVersion } from "../library/library.ts";
export { readAnew } from "../library/read-files.ts";
export {
  type AccessScope,
  isInForce,
  type Validity,
  type ValidityOf,
  validityByDates,
} from "../library/validity/validity.ts";
export { watchFolder } from "../library/watch.ts";
export {
  type Answer,
  answerText,
  type Citation,
  type Claim,
  citationsOf,
  claimsOf,
  type DocumentValidity,
} from "./answering/answer.ts";
export type {
  AnswerQuestion,
  AnswerRequest,
  AnswerResult,
  AnswerTimings,
  ProgressStage,
} from "./answering/answering.ts";
export { askedBy } from "./answering/asked.ts";
export { CONFIDENCE_TO_ANSWER } from "./answering/confidence.ts";
export { isForeign, keyFacts, type ToldTerm } from "./answering/foreign-quotes.ts";
export {
  dateText,
  dayText,
  factKey,
  factsKnown,
  type KnownFact,
  namesText,
  originKey,
  placeText,
  validitySentence,
  validityText,
} from "./answering/wording.ts";
export { fileReading, pageRecogniser, seenFileReading, setDamagedLibraryAside } from "./engine-parts.ts";
export type { Notice } from "./generation/write.ts";
export { type Budget, createBudget } from "./llm/budget.ts";
export type { Evidence, RankedScore } from "./retrieval/evidence.ts";
export type { Turn } from "./retrieval/follow-up.ts";
export { asQuestion, type QuestionProblem } from "./retrieval/question.ts";
export type { Find } from "./retrieval/search.ts";

export interface Engine extends Answering {
  readonly library: Library;
  readonly embedder: Embedder;
  /** The terms that are in use: those of the glossary's files when the last ingest began. Absent: there are none. */
  terms?(): Glossary;
  /** Runs in a thread of its own: answering goes on meanwhile. */
  ingest(options?: {
    readonly force?: boolean;
    /** Scanned pages that wait are recognised: `IngestOptions`. */
    readonly recognise?: boolean;
    readonly onProgress?: (progress: IngestProgress) => void;
    readonly signal?: AbortSignal;
  }): Promise<IngestReport>;
  /** Hears what somebody has to do before the language model writes again, once until it does; absent without one. */
  onModelTrouble?(listener: (trouble: string) => void): void;
  /** Hears why questions are answered by words alone, and, with null, when they are not any more; absent: never. */
  onEmbedderAway?(listener: (reason: string | null) => void): void;
  /** Something has been published: questions find what is in it. */
  hasIndex(): Promise<boolean>;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly config: Config;
  /** Lines for the operator to know. */
  readonly onNotice: (notice: string) => void;
  /**
   * Answers in a thread of its own, for who has members to hear meanwhile; absent: in the caller's, which starts
   * sooner.
   */
  readonly inThread?: Detail;
  /** Hears once that pages of the library are damaged: it is built again at the next start. */
  readonly onDamage?: (reason: string) => void;
  /** Replaces the configured one; then there is no selector either, unless one is given. */
  readonly embedder?: Embedder;
  /** Replaces the one that ships; not in a thread. Null: none. */
  readonly selector?: Selector | null;
  /** Threshold for the evaluation, which answers everything and refuses afterwards; not in a thread. */
  readonly confidenceToAnswer?: number;
}

/** @throws DocketError `storage` */
export function openEngine({
  config,
  onNotice,
  inThread,
  onDamage,
  embedder: given,
  selector,
  ...options
}: EngineOptions): Engine {
  const library = openLibraryOf(config);
  const troubleListeners: ((trouble: string) => void)[] = [];
  const onTrouble = (trouble: string): void => {
    for (const hear of troubleListeners) hear(trouble);
  };
  const awayListeners: ((reason: string | null) => void)[] = [];
  const onEmbedderAway = (reason: string | null): void => {
    onNotice(reason === null ? "The embedder is back" : `Questions are answered by words alone: ${reason}`);
    for (const hear of awayListeners) hear(reason);
  };
  const model = given === undefined ? embeddedModelOf(config, onNotice) : null;
  const reranker = given === undefined ? rerankerOf(config, onNotice) : null;
  const chosenSelector = selector === undefined ? selectorOf(config, model, reranker) : selector;
  const open = (formerTerms?: Glossary) => {
    const terms = glossaryOf(config);
    const chosen = given ?? chooseEmbedder(config, glossOf(config), onNotice, model);
    const embedder = cachedEmbedder(chosen, QUESTIONS_REMEMBERED);
    const parts = { config, embedder, onNotice, onTrouble, ...(formerTerms === undefined ? {} : { formerTerms }) };
    const answering =
      inThread === undefined
        ? openAnswering({ ...parts, library, selector: chosenSelector, ...options })
        : answerInThread({
            ...parts,
            model,
            detail: inThread,
            onEmbedderAway,
            // The embedded selector's model is called over a line of its own.
            selector: reranker === null ? null : chosenSelector,
          });
    return { terms, embedder, answering };
  };
  const inUse = replaceable(open(), async ({ answering, embedder }) => {
    await answering.close();
    // One that was given is whoever's gave it, until the engine ends.
    if (given === undefined) await embedder.close();
  });
  /** Texts are glossed anew: until that is published, the index before answers, as the terms before have it. */
  const followGlossary = (): void => {
    const { terms } = inUse.current();
    if (glossId(glossaryOf(config)) !== glossId(terms)) inUse.replace(open(terms));
  };
  const watched = async <Result>(result: Promise<Result>): Promise<Result> => {
    try {
      return await result;
    } catch (fault) {
      if (isDamage(fault)) onDamage?.(errorText(fault));
      throw fault;
    }
  };
  return {
    library,
    embedder: {
      get id() {
        return inUse.current().embedder.id;
      },
      get dimensions() {
        return inUse.current().embedder.dimensions;
      },
      embed: (texts, role, signal) => inUse.use(({ embedder }) => embedder.embed(texts, role, signal)),
      close: () => inUse.current().embedder.close(),
    },
    terms: () => inUse.current().terms,
    answer: (request) => watched(inUse.use(({ answering }) => answering.answer(request))),
    find: (request) => watched(inUse.use(({ answering }) => answering.find(request))),
    async ingest({ force = false, recognise = false, onProgress = () => undefined, signal } = {}) {
      followGlossary();
      const order = { config, force, recognise, onProgress, onNotice, signal };
      return await watched(inUse.use(({ embedder }) => ingestInThread({ ...order, embedder })));
    },
    onEmbedderAway: (listener) => void awayListeners.push(listener),
    onModelTrouble: (listener) => void troubleListeners.push(listener),
    hasIndex: async () => (await readPointer(pathsOf(config).snapshotsDir).catch(() => null)) !== null,
    async close() {
      await inUse.close();
      await model?.close();
      await reranker?.close();
      await given?.close();
      library.close();
    },
  };
}

interface Replaceable<Value> {
  current(): Value;
  /** @param work is given what is current when it begins, which stays open until it ends */
  use<Result>(work: (value: Value) => Promise<Result>): Promise<Result>;
  replace(next: Value): void;
  close(): Promise<void>;
}

interface InUse<Value> {
  readonly value: Value;
  running: number;
  isLeft: boolean;
}

/** Something in use that another one takes the place of: calls under way end with the one that they began with. */
function replaceable<Value>(first: Value, close: (value: Value) => Promise<void>): Replaceable<Value> {
  const inUse = (value: Value): InUse<Value> => ({ value, running: 0, isLeft: false });
  let current = inUse(first);
  return {
    current: () => current.value,
    async use(work) {
      const one = current;
      one.running += 1;
      try {
        return await work(one.value);
      } finally {
        one.running -= 1;
        if (one.isLeft && one.running === 0) void close(one.value);
      }
    },
    replace(next) {
      const before = current;
      current = inUse(next);
      before.isLeft = true;
      if (before.running === 0) void close(before.value);
    },
    close: () => close(current.value),
  };
}
