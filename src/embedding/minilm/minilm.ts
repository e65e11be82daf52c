/**
 * The embedder that needs no key and no network, all-MiniLM-L6-v2, and the selector's model beside it, on threads that
 * their owner starts, watches and ends. Chinese is turned into English words first, so that one space holds both
 * languages. A thread that answers has a line to the first of the models' threads, over which a question goes there and
 * back and nowhere else.
 */

import { availableParallelism } from "node:os";
import type { MessagePort } from "node:worker_threads";
import { DocketError, errorText } from "../../errors.ts";
import { containsHan, type Gloss, type LazyGloss } from "../../language/zh/gloss.ts";
import { type Calls, callsOverPort, lend } from "../../rpc.ts";
import { REFERENCE_SPACE } from "../calibration.ts";
import type { Embedder, EmbeddingRole } from "../embedder.ts";
import { DIMENSIONS } from "./bert.ts";
import type { EngineChoice } from "./engine.ts";
import type { SelectorPassage } from "./selecting.ts";
import { threadRunning } from "./thread.ts";
import { LONGEST_TASK_MS, modelThreads } from "./threads.ts";

/** The first takes 140 MB of memory and each further one 100 MB; 240 and 220 MB with WebAssembly. */
const MOST_THREADS_BY_DEFAULT = 4;

export const THREADS_BY_DEFAULT = Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT);

/** 256 tokens end far before it; what it spares is the glossing and splitting of text that nobody embeds. */
const MAX_CHARACTERS = 4_096;

interface MinilmOptions extends Partial<Omit<ModelOptions, "embeds">> {
  /** Its id is part of the embedder's; it is loaded when the first Chinese text comes. */
  readonly gloss: LazyGloss;
  /** Whoever gave it closes it; absent: one of its own. */
  readonly model?: Model;
}

/**
 * The model reads 256 tokens, about 180 English words or 140 Chinese characters; the rest of a text changes nothing.
 * The id is the same whichever engine runs, because the vectors hardly differ (`engine.ts`).
 */
export function minilmEmbedder({
  gloss,
  model: given,
  threads = THREADS_BY_DEFAULT,
  ...options
}: MinilmOptions): Embedder {
  const model = given ?? ownModel({ threads, ...options });
  let loaded: Gloss | undefined;
  let closed = false;
  const prepare = (text: string): string => {
    const wellFormed = text.slice(0, MAX_CHARACTERS).toWellFormed();
    return loaded?.english(wellFormed) ?? wellFormed;
  };
  return {
    id: `${REFERENCE_SPACE}:${DIMENSIONS}:${gloss.id}`,
    dimensions: DIMENSIONS,
    async embed(texts, role, signal) {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      if (loaded === undefined && texts.some(containsHan)) loaded = await gloss.load();
      return await model.embed(texts, { role, signal, prepare });
    },
    async close() {
      closed = true;
      if (given === undefined) await model.close();
    },
  };
}

const KEEP_IDLE_THREADS_MS = 30_000;

/** Task: texts, or each passage's units. */
export type ModelTask =
  | { readonly kind: "embed"; readonly texts: readonly string[] }
  | { readonly kind: "select"; readonly question: string; readonly passages: readonly SelectorPassage[] };

interface EmbedOptions {
  readonly role: EmbeddingRole;
  readonly signal?: AbortSignal | undefined;
  /** Makes what the model reads, when a text's turn has come. */
  readonly prepare: (text: string) => string;
}

export interface Model {
  /** @throws DocketError `embedding` when the model fails, `cancelled` when the signal fires */
  embed(texts: readonly string[], options: EmbedOptions): Promise<Float32Array[]>;
  /**
   * A margin for each unit of each passage, all in English words.
   * @throws as `embed`
   */
  select(
    question: string,
    passages: readonly SelectorPassage[],
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]>;
  /** Frees threads and memory; later calls are rejected. */
  close(): Promise<void>;
}

export interface OwnModel extends Model {
  /** A line to a thread that runs, or is started now. @throws DocketError `embedding` when it does not start */
  line(): Promise<MessagePort>;
  /** Tells that the thread does not come back from what it was asked over its line: another one takes its place. */
  isStuck(): void;
}

interface ModelOptions {
  readonly engine?: EngineChoice;
  /** Texts embedded at a time, each on a core of its own. One thread is started at first, the others under load. */
  readonly threads: number;
  /** Told once why the native engine does not run here and the WebAssembly one, some twenty times slower, does. */
  readonly onFallback?: (reason: string) => void;
  /** True if texts are embedded; else the memory for it is spared. @default true */
  readonly embeds?: boolean;
}

/**
 * The embedded models, whoever uses them: embedder and selector on threads that their owner starts, watches and ends. Another
 * thread that answers has a line to the first of these threads, over which a question goes there and back and nowhere else.
 * Nothing is loaded before the first text comes: then it takes 0.2 s. A process may end while it is idle.
 */
export function ownModel({ engine = "auto", threads, onFallback, embeds = true }: ModelOptions): OwnModel {
  const workers = modelThreads<() => ModelTask, ModelTask, readonly Float32Array[]>({
    engine,
    startThread: threadRunning(new URL("./worker.ts", import.meta.url), { embeds }),
    threads,
    keepIdleMs: KEEP_IDLE_THREADS_MS,
    onFallback: onFallback ?? (() => undefined),
    prepare: (make) => make(),
  });
  return {
    async embed(texts, { role, signal, prepare }) {
      const tasks = texts.map((text) => (): ModelTask => ({ kind: "embed", texts: [prepare(text)] }));
      return (await workers.run(tasks, role, signal)).flat();
    },
    async select(question, passages, signal) {
      return (await workers.run([() => ({ kind: "select", question, passages })], "question", signal)).flat();
    },
    line: () => workers.line(),
    isStuck: () => workers.giveUpFirst(),
    close: () => workers.close(),
  };
}

type Wanted = "line" | "stuck";

/** Lends it to one thread, which must have the port in its transfer list, until it is taken back. */
export function lendModel(model: OwnModel): { readonly port: MessagePort; takeBack(): void } {
  return lend<Wanted, MessagePort | null>(async (wanted) => {
    if (wanted === "line") return await model.line();
    model.isStuck();
    return null;
  });
}

type Line = Calls<ModelTask, readonly Float32Array[]>;

/**
 * Asks over a line of its own; where the thread at its end has ended, the next call has another one drawn.
 * @param port to the model's owner, who gives lines
 * @returns a model whose `close` closes the port and the line, and nothing at the other end
 */
export function modelOverLine(port: MessagePort, longestTaskMs: number = LONGEST_TASK_MS): Model {
  const cancelled = (cause: unknown) => new DocketError("cancelled", "embedding was cancelled", { cause });
  const closed = () => new DocketError("embedding", "the embedded model is closed");
  const gone = () => new DocketError("embedding", "the embedded model stopped: try again", { retryable: true });
  const owner = callsOverPort<Wanted, MessagePort | null>(port, { cancelled, closed, gone });
  let line: Promise<Line> | null = null;
  const draw = async (): Promise<Line> => {
    const drawn = await owner.call("line");
    if (drawn === null) throw gone();
    return callsOverPort(drawn, {
      cancelled,
      closed,
      gone() {
        line = null;
        return gone();
      },
    });
  };
  const ask = async (task: ModelTask, signal: AbortSignal | undefined): Promise<readonly Float32Array[]> => {
    line ??= draw().catch((fault: unknown) => {
      line = null;
      throw fault;
    });
    const drawn = line;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const patience = setTimeout(() => {
      reject(new DocketError("embedding", `a text took longer than ${longestTaskMs / 1_000} s`, { retryable: true }));
      if (line !== drawn) return;
      line = null;
      void owner.call("stuck").catch(() => undefined);
    }, longestTaskMs).unref();
    try {
      return await Promise.race([drawn.then(({ call }) => call(task, { signal })), late]);
    } catch (fault) {
      if (fault instanceof DocketError) throw fault;
      throw new DocketError("embedding", `the embedded model failed on a text: ${errorText(fault)}`);
    } finally {
      clearTimeout(patience);
    }
  };
  return {
    embed: async (texts, { signal, prepare }) => [...(await ask({ kind: "embed", texts: texts.map(prepare) }, signal))],
    select: (question, passages, signal) => ask({ kind: "select", question, passages }, signal),
    async close() {
      owner.close();
      (await line?.catch(() => null))?.close();
    },
  };
}
