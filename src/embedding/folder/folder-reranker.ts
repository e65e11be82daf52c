/**
 * A reranker of one's own: a cross-encoder from a folder, which reads a question with a text and gives a score. It runs on
 * threads of this process; what its scores mean is for whoever asks (src/engine/answering/reranker.ts).
 */

import { availableParallelism } from "node:os";
import { z } from "zod";
import { threadRunning } from "../minilm/thread.ts";
import { modelThreads } from "../minilm/threads.ts";
import { fingerprintOf, type ModelFiles, OWN_FILE, POSITIONS, readingFolder, tokensRead } from "./model-folder.ts";
import type { RerankerScore } from "./reranker-worker.ts";

export interface Reranker {
  /** Names the model: scores of one id compare. */
  readonly id: string;
  /**
   * One finite score for each text, in their order; the higher, the likelier it answers. Its scale is the model's own.
   * @throws DocketError `embedding` when the model fails, `cancelled` when the signal fires
   */
  score(question: string, texts: readonly string[], signal?: AbortSignal): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface RerankerPair {
  readonly question: string;
  readonly text: string;
}

/** Each has a copy of the weights. */
const MOST_THREADS_BY_DEFAULT = 2;
const KEEP_IDLE_THREADS_MS = 30_000;
/** 512 tokens end far before it; what it spares is splitting text that nobody reads. */
const MAX_CHARACTERS = 8_192;

interface FolderRerankerOptions {
  readonly folder: string;
  /** Texts read at a time, each on a core of its own. */
  readonly threads?: number;
  /** Told once that question and text are longer than the model reads. */
  readonly onNotice?: (notice: string) => void;
}

/**
 * Reads the small files of the folder at once; the model is loaded when the first question comes.
 * @throws DocketError `configuration` with all that is wrong with the folder
 */
export function folderReranker({
  folder,
  threads = Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT),
  onNotice = () => undefined,
}: FolderRerankerOptions): Reranker {
  const files = readRerankerFolder(folder);
  const { name, maxTokens } = files;
  const workers = modelThreads<RerankerPair, RerankerPair, RerankerScore>({
    engine: "native",
    startThread: threadRunning(new URL("./reranker-worker.ts", import.meta.url), files),
    threads,
    keepIdleMs: KEEP_IDLE_THREADS_MS,
    onFallback: onNotice,
    prepare: (pair) => pair,
  });
  // A token has a letter at least: so the text has half of them.
  const mostOfQuestion = Math.floor(maxTokens / 2);
  let toldOfCut = false;
  return {
    id: `folder:${name}:${fingerprintOf(files, JSON.stringify([maxTokens]))}`,
    async score(question, texts, signal) {
      const asked = question.slice(-mostOfQuestion).toWellFormed();
      const pairs = texts.map((text) => ({ question: asked, text: text.slice(0, MAX_CHARACTERS).toWellFormed() }));
      const results = await workers.run(pairs, "question", signal);
      const cut = results.find((result) => result.cut !== null)?.cut ?? null;
      if (cut !== null && !toldOfCut) {
        toldOfCut = true;
        onNotice(
          `${name} reads ${maxTokens} tokens, and a question with a text has ${cut}: of such texts the rest is not read`,
        );
      }
      return results.map(({ score }) => score);
    },
    close: () => workers.close(),
  };
}

const text = z.string().max(1_000);
const configSchema = z.object({
  architectures: z.array(text).nullish(),
  id2label: z.record(z.string(), z.unknown()).nullish(),
  ...POSITIONS,
});
const ownSchema = z.object({ maxTokens: z.number().int().positive().optional() });

/** More labels say something else than whether a text answers. */
const MOST_LABELS = 2;

/** @throws DocketError `configuration` with every file that is missing or cannot be used, a line each */
function readRerankerFolder(path: string): ModelFiles {
  const folder = readingFolder(path, "RERANKER_MODEL_DIR");
  const own = folder.read(OWN_FILE, ownSchema);
  const config = folder.read("config.json", configSchema);
  const architectures = config?.architectures ?? [];
  if (architectures.length > 0 && !architectures.some((name) => name.endsWith("ForSequenceClassification"))) {
    folder.problems.push(
      `config.json: ${architectures.join(", ")} gives a question with a text no score: it is no reranker`,
    );
  }
  const labels = Object.keys(config?.id2label ?? {}).length;
  if (labels > MOST_LABELS) folder.problems.push(`config.json: ${labels} labels: one or two are possible`);
  return folder.files(tokensRead(folder, config, own?.maxTokens));
}
