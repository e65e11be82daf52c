/**
 * The embedder that needs no key and no network: all-MiniLM-L6-v2 on the threads of this process, with Chinese turned
 * into English words first, so that one space holds both languages.
 */

import { availableParallelism } from "node:os";
import { containsHan, type Gloss, type LazyGloss } from "../../language/zh/gloss.ts";
import { REFERENCE_SPACE } from "../calibration.ts";
import type { Embedder } from "../embedder.ts";
import { DIMENSIONS } from "./bert.ts";
import type { EngineChoice } from "./engine.ts";
import { threadRunning } from "./thread.ts";
import { modelThreads } from "./threads.ts";

/** The first takes 140 MB of memory and each further one 100 MB; 240 and 220 MB with WebAssembly. */
const MOST_THREADS_BY_DEFAULT = 4;

const KEEP_IDLE_THREADS_MS = 30_000;

/** 256 tokens end far before it; what it spares is the glossing and splitting of text that nobody embeds. */
const MAX_CHARACTERS = 4_096;

export interface MinilmOptions {
  /** Its id is part of the embedder's; it is loaded when the first Chinese text comes. */
  readonly gloss: LazyGloss;
  readonly engine?: EngineChoice;
  /** Texts embedded at a time, each on a core of its own. One thread is started at first, the others under load. */
  readonly threads?: number;
  /** Told once why the native engine does not run here and the WebAssembly one, some twenty times slower, does. */
  readonly onFallback?: (reason: string) => void;
}

/**
 * Nothing is loaded before the first text comes: then it takes 0.2 s. A process may end while the embedder is idle.
 * The model reads 256 tokens, about 180 English words or 140 Chinese characters; the rest of a text changes nothing.
 * The id is the same whichever engine runs, because the vectors hardly differ (`engine.ts`).
 */
export function minilmEmbedder({
  gloss,
  engine = "auto",
  threads = Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT),
  onFallback = () => undefined,
}: MinilmOptions): Embedder {
  let loaded: Gloss | undefined;
  const workers = modelThreads<string, string, Float32Array>({
    engine,
    startThread: threadRunning(new URL("./worker.ts", import.meta.url)),
    threads,
    keepIdleMs: KEEP_IDLE_THREADS_MS,
    onFallback,
    prepare: (text) => {
      const wellFormed = text.slice(0, MAX_CHARACTERS).toWellFormed();
      return loaded?.english(wellFormed) ?? wellFormed;
    },
  });
  return {
    id: `${REFERENCE_SPACE}:${DIMENSIONS}:${gloss.id}`,
    dimensions: DIMENSIONS,
    async embed(texts, role, signal) {
      if (loaded === undefined && texts.some(containsHan)) loaded = await gloss.load();
      return workers.run(texts, role, signal);
    },
    close: () => workers.close(),
  };
}
