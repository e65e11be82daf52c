/**
 * The composition root: the only file that chooses implementations. Everything else is given what it works with. A new
 * format, embedder or index is one new file and a line here.
 */

import { join } from "node:path";
import { type AnswerQuestion, createAnswering } from "./answering/answering.ts";
import type { Config } from "./config.ts";
import { markdownReader } from "./documents/markdown.ts";
import { plainReader } from "./documents/plain.ts";
import type { Reader } from "./documents/read.ts";
import { cachedEmbedder } from "./embedding/cached.ts";
import type { Embedder } from "./embedding/embedder.ts";
import { type LazyGloss, lazyGloss } from "./embedding/gloss.ts";
import { readGlossary } from "./embedding/glossary.ts";
import { minilmEmbedder } from "./embedding/minilm/minilm.ts";
import { openaiClient, openaiEmbedder } from "./embedding/openai.ts";
import { ingestInThread } from "./ingest-thread.ts";
import { currentIndex } from "./library/current-index.ts";
import type { IngestOptions, IngestProgress, IngestReport } from "./library/ingest.ts";
import { type Library, openLibrary } from "./library/library.ts";
import { createSearch, type Search } from "./search/search.ts";
import { vectraFormat } from "./search/vectors/vectra-index.ts";

export const readers: readonly Reader[] = [markdownReader(), plainReader()];

export interface App {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly search: Search;
  readonly answer: AnswerQuestion;
  /** In a thread of its own: answering goes on meanwhile. */
  ingest(options?: {
    readonly force?: boolean;
    readonly onProgress?: (progress: IngestProgress) => void;
  }): Promise<IngestReport>;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  /** What the operator should know, a line each. */
  readonly onNotice: (notice: string) => void;
  /** For the evaluation, which answers everything and refuses afterwards. */
  readonly confidenceToAnswer?: number;
}

/** @throws DocketError `storage` */
export function openApp({ config, onNotice, ...answering }: AppOptions): App {
  const { library: libraryPath, generationsDir, lockPath } = pathsOf(config);
  const library = openLibrary(libraryPath);
  const gloss = glossOf(config);
  const embedder = cachedEmbedder(chooseEmbedder(config, gloss, onNotice), { capacity: 1_000 });
  const index = currentIndex({ library, format: vectraFormat(), generationsDir, lockPath, embedder, onNotice });
  const search = createSearch({ library, embedder, index, gloss: gloss.load });
  return {
    library,
    embedder,
    search,
    answer: createAnswering({ search, library, ...answering }),
    ingest: ({ force = false, onProgress = () => undefined } = {}) =>
      ingestInThread({ config, embedder, force, onProgress, onNotice }),
    async close() {
      await embedder.close();
      library.close();
    },
  };
}

/** What an ingest works with, besides its embedder; made in the thread that it runs in. */
export function ingestPartsOf(
  config: Config,
): Pick<IngestOptions, "corpusDir" | "library" | "readers" | "gloss" | "indexFormat" | "generationsDir" | "lockPath"> {
  const { library, generationsDir, lockPath } = pathsOf(config);
  return {
    corpusDir: config.corpusDir,
    library: openLibrary(library),
    readers,
    gloss: glossOf(config),
    indexFormat: vectraFormat(),
    generationsDir,
    lockPath,
  };
}

function pathsOf({ libraryDir }: Config): { library: string; generationsDir: string; lockPath: string } {
  return {
    library: join(libraryDir, "library.sqlite"),
    generationsDir: join(libraryDir, "generations"),
    lockPath: join(libraryDir, "writing.lock"),
  };
}

function glossOf(config: Config): LazyGloss {
  const terms = config.glossaryFile === null ? {} : { terms: readGlossary(config.glossaryFile) };
  return lazyGloss({ modelsDir: join(config.dataDir, "models"), ...terms });
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
