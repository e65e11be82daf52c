/** Answers as a member gets them, with everything real but the embedder, and a server that plays the model. */

import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { calendarOf } from "../../../src/calendar.ts";
import type { FileReading } from "../../../src/documents/reading/file-reading.ts";
import { openaiClient } from "../../../src/embedding/openai.ts";
import { type AnswerRequest, type AnswerResult, createAnswering } from "../../../src/engine/answering/answering.ts";
import { createWriter } from "../../../src/engine/generation/write.ts";
import { createEntailment } from "../../../src/engine/grounding/entailment.ts";
import { type Budget, type BudgetLimits, createBudget } from "../../../src/engine/llm/budget.ts";
import { createBreaker, createCalling } from "../../../src/engine/llm/chat-model.ts";
import { openaiChat } from "../../../src/engine/llm/openai-chat.ts";
import { createSearch, type Search } from "../../../src/engine/retrieval/search.ts";
import { type Gloss, type Glossary, loadGloss } from "../../../src/language/zh/gloss.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { ingest } from "../../../src/library/ingest.ts";
import type { Library } from "../../../src/library/library.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteModelCalls } from "../../../src/storage/sqlite/model-calls.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { type ChatReply, type ChatServer, chatServer } from "../../support/chat-server.ts";
import { modelsDir } from "../../support/dictionary.ts";
import { ingestOptions } from "../../support/ingest-setting.ts";
import { API_KEY } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog } from "../../support/test-log.ts";
import { wordEmbedder } from "../../support/word-embedder.ts";

export interface WrittenLibrary {
  readonly library: Library;
  readonly search: Search;
}

export interface LibraryOptions {
  readonly documents: Readonly<Record<string, string | Uint8Array>>;
  readonly reading?: FileReading;
  /** For questions and documents in Chinese. */
  readonly gloss?: Gloss;
}

const NO_GLOSS: Gloss = { id: "none", english: () => "", words: () => [], pinyin: () => "" };

/** Ingested once for many tests, and gone after them. */
export async function writtenLibrary(
  whenDone: (close: () => void) => void,
  { documents, reading, gloss = NO_GLOSS }: LibraryOptions,
): Promise<WrittenLibrary> {
  const corpus = temporaryFolder(whenDone);
  for (const [path, content] of Object.entries(documents)) corpus.write(path, content);
  const lazy = { id: gloss.id, load: () => Promise.resolve(gloss) };
  const embedder = wordEmbedder();
  const options = {
    ...ingestOptions(corpus.path, temporaryFolder(whenDone).path, embedder),
    ...{ gloss: lazy, ...(reading === undefined ? {} : { reading }) },
  };
  const { library, snapshotsDir, lockPath, indexFormat: format } = options;
  whenDone(() => library.close());
  await ingest(options);
  const index = currentIndex({
    library,
    format,
    snapshotsDir,
    lockPath,
    embedder,
    onNotice: () => undefined,
  });
  return { library, search: createSearch({ library, embedder, index, gloss: lazy.load }) };
}

export interface WrittenSetting {
  readonly server: ChatServer;
  /** The one that judges. */
  readonly judging: ChatServer;
  /** Messages that the operator was told of answers that were not written. */
  readonly failures: readonly string[];
  /** Message that the admin was told. */
  readonly troubles: readonly string[];
  readonly budget: Budget;
  /** Milliseconds since 1970, for breaker and budget. */
  now: number;
  ask(question: string, request?: Partial<AnswerRequest>): Promise<AnswerResult>;
}

export interface WrittenSettingOptions {
  readonly replies?: readonly ChatReply[];
  readonly limits?: Partial<BudgetLimits>;
  readonly deadlineMs?: number;
  readonly glossary?: Glossary;
  /**
   * Replies of the judge of written sentences, one each, the last for ever; absent: the rules on words decide alone.
   */
  readonly verdicts?: readonly ChatReply[];
}

/** Call it inside a test: what it opens is closed when the test ends. */
export async function writtenSetting(
  { library, search }: WrittenLibrary,
  { replies = [], limits = {}, deadlineMs = 10_000, glossary = new Map(), verdicts }: WrittenSettingOptions = {},
): Promise<WrittenSetting> {
  const server = await chatServer(...replies);
  onTestFinished(() => server.close());
  const state = openDatabase(":memory:", STATE_SCHEMA);
  onTestFinished(() => state.close());
  const heard = new Set<string>();
  const log = testLog(heard);
  const failures: string[] = [];
  const troubles: string[] = [];
  const setting = { now: Date.parse("2026-11-22T10:00:00Z") };
  const now = () => setting.now;
  const most = { tokensPerMemberPerDay: 1e6, tokensPerDay: 1e7, costPerDay: null, priceInput: 0, priceOutput: 0 };
  const budget = createBudget(sqliteModelCalls(state), { ...most, ...limits }, () =>
    calendarOf("UTC").dayOf(new Date(setting.now)),
  );
  const judging = await chatServer(...(verdicts ?? []));
  onTestFinished(() => judging.close());
  const callTo = (baseUrl: string, model: string) =>
    createCalling({
      model: openaiChat({ client: openaiClient({ apiKey: API_KEY, baseUrl }), model, now }),
      breaker: createBreaker({
        now,
        onTrouble(trouble) {
          log.warn(trouble);
          troubles.push(trouble);
        },
      }),
      budget,
      // A tenth of a second stands for a second.
      sleep: (ms, signal) => delay(ms / 10, undefined, { signal }),
    });
  const onFailure = (message: string): void => {
    log.warn(message);
    failures.push(message);
  };
  const judge =
    verdicts === undefined
      ? null
      : createEntailment({
          call: callTo(judging.baseUrl, "judge"),
          deadlineMs: deadlineMs / 3,
          randomBytes,
          onFailure,
        });
  const call = callTo(server.baseUrl, "some-model");
  const writer = createWriter({ ...{ call, glossary, deadlineMs, randomBytes, judge }, onFailure });
  const answer = createAnswering({ search, library, writer, confidenceToAnswer: 0 });
  return Object.assign(setting, {
    ...{ server, judging, failures, troubles, budget },
    ask(question: string, request: Partial<AnswerRequest> = {}) {
      heard.add(question);
      return answer({ question, day: "2026-11-22", ...request });
    },
  });
}

/** A dictionary of some words, where the one that ships (a second to build) would say nothing more. */
export function smallGloss(meanings: Readonly<Record<string, string>>): Gloss {
  const words = Object.keys(meanings).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`${words.join("|")}|[\\s\\S]`, "gu");
  const glossed = (text: string) =>
    [...text.matchAll(pattern)].map(([word]) => {
      const meaning = meanings[word];
      return meaning === undefined
        ? ({ word, kind: "other", meanings: [] } as const)
        : ({ word, kind: "word", meanings: [meaning] } as const);
    });
  return {
    id: "small",
    english: (text) =>
      glossed(text)
        .map(({ word, meanings: [meaning = word] }) => ` ${meaning}`)
        .join(""),
    words: glossed,
    pinyin: (text) => text,
  };
}

/** The dictionary and the field's terms, as they ship. */
export function shippedGloss(terms: Glossary): Promise<Gloss> {
  return loadGloss({ modelsDir: modelsDir(), terms });
}

/** As a model writes it: sentences, each with the number of a passage and the words copied from it. */
export function written(
  ...claims: readonly (readonly [text: string, ...support: (readonly [number, string])[]])[]
): string {
  return JSON.stringify({
    claims: claims.map(([text, ...support]) => ({ text, support: support.map(([mark, quote]) => ({ mark, quote })) })),
  });
}
