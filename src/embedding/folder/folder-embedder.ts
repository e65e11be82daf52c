/**
 * An embedder of one's own: a model from a folder, on threads of this process as the embedded one is. Its cosines are brought
 * to the embedded model's scale as any other embedder's are (calibration.ts).
 */

import { availableParallelism } from "node:os";
import type { Embedder } from "../embedder.ts";
import { threadRunning } from "../minilm/thread.ts";
import { modelThreads } from "../minilm/threads.ts";
import type { FolderVector } from "./folder-model.ts";
import { readModelFolder } from "./model-folder.ts";

/** Each has a copy of the weights. */
const MOST_THREADS_BY_DEFAULT = 2;
const KEEP_IDLE_THREADS_MS = 30_000;
/** 512 tokens end far before it; what it spares is splitting text that nobody embeds. */
const MAX_CHARACTERS = 8_192;

export interface FolderEmbedderOptions {
  readonly folder: string;
  /** Texts embedded at a time, each on a core of its own. */
  readonly threads?: number;
  /** What the folder does not say, and, once, that a text is longer than the model reads. */
  readonly onNotice?: (notice: string) => void;
}

/**
 * Reads the small files of the folder at once; the model is loaded when the first text comes.
 * @throws DocketError `configuration` with all that is wrong with the folder
 */
export function folderEmbedder({
  folder,
  threads = Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT),
  onNotice = () => undefined,
}: FolderEmbedderOptions): Embedder {
  const model = readModelFolder(folder);
  const { name, dimensions, prefixes, maxTokens, fingerprint } = model;
  for (const notice of model.notices) onNotice(notice);
  const workers = modelThreads<string, string, FolderVector>({
    engine: "native",
    startThread: threadRunning(new URL("./worker.ts", import.meta.url), model),
    threads,
    keepIdleMs: KEEP_IDLE_THREADS_MS,
    onFallback: onNotice,
    prepare: (text) => text,
  });
  let toldOfCut = false;
  return {
    id: `folder:${name}:${dimensions}:${fingerprint}`,
    dimensions,
    async embed(texts, role, signal) {
      const prefixed = texts.map((text) => `${prefixes[role]}${text.slice(0, MAX_CHARACTERS).toWellFormed()}`);
      const results = await workers.run(prefixed, role, signal);
      const cut = results.find((result) => result.cut !== null)?.cut ?? null;
      if (cut !== null && !toldOfCut) {
        toldOfCut = true;
        onNotice(
          `${name} reads ${maxTokens} tokens, and a ${role} has ${cut}: of such texts the rest is found by its words alone`,
        );
      }
      return results.map(({ vector }) => vector);
    },
    close: () => workers.close(),
  };
}
