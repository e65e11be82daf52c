/** An ingest with everything real but the model: a corpus folder, a library, an index, and an embedder of words. */

import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readers } from "../../src/documents/readers.ts";
import { readInPlace } from "../../src/documents/reading/file-reading.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { vectraFormat } from "../../src/index/vector/vectra-index.ts";
import { type IngestOptions, type IngestReport, ingest } from "../../src/library/ingest.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";
import { type WordEmbedder, wordEmbedder } from "./word-embedder.ts";

export interface IngestSetting {
  readonly corpus: TemporaryFolder;
  readonly data: TemporaryFolder;
  readonly library: Library;
  readonly embedder: WordEmbedder;
  readonly options: IngestOptions;
  /** @returns the report, and which texts were embedded for it */
  run(changes?: Partial<IngestOptions>): Promise<IngestReport & { readonly texts: readonly string[] }>;
}

/** Everything real but the embedder. The library is open until its user closes it. */
export function ingestOptions(corpusDir: string, dataDir: string, embedder: Embedder): IngestOptions {
  return {
    ...{ corpusDir, embedder, reading: readInPlace(readers), recognition: null, indexFormat: vectraFormat() },
    library: openLibrary(join(dataDir, "library.sqlite")),
    gloss: {
      id: "none",
      load: () => Promise.resolve({ id: "none", english: () => "", words: () => [], pinyin: () => "" }),
    },
    snapshotsDir: join(dataDir, "generations"),
    lockPath: join(dataDir, "writing.lock"),
    clock: () => new Date("2026-01-02T03:04:05Z"),
  };
}

/** Call it inside a test: what it opens is closed when the test ends. */
export function ingestSetting({ documents = {} as Readonly<Record<string, string>> } = {}): IngestSetting {
  const corpus = temporaryFolder();
  const data = temporaryFolder();
  for (const [path, text] of Object.entries(documents)) corpus.write(path, text);
  const embedder = wordEmbedder();
  const options = ingestOptions(corpus.path, data.path, embedder);
  const { library } = options;
  onTestFinished(() => library.close());
  return {
    ...{ corpus, data, library, embedder, options },
    async run(changes = {}) {
      const before = embedder.embedded.length;
      const report = await ingest({ ...options, ...changes });
      return { ...report, texts: embedder.embedded.slice(before) };
    },
  };
}
