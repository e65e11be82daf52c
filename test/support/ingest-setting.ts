/** An ingest with everything real but the model: a corpus folder, a library, an index, and an embedder of words. */

import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readers } from "../../src/app.ts";
import { type IngestOptions, type IngestReport, ingest } from "../../src/library/ingest.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { vectraFormat } from "../../src/search/vectors/vectra-index.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";
import { type WordEmbedder, wordEmbedder } from "./word-embedder.ts";

export interface IngestSetting {
  readonly corpus: TemporaryFolder;
  readonly library: Library;
  readonly embedder: WordEmbedder;
  readonly options: IngestOptions;
  /** @returns the report, and which texts were embedded for it */
  run(changes?: Partial<IngestOptions>): Promise<IngestReport & { readonly texts: readonly string[] }>;
}

/** Call it inside a test: what it opens is closed when the test ends. */
export function ingestSetting({ documents = {} as Readonly<Record<string, string>> } = {}): IngestSetting {
  const corpus = temporaryFolder();
  const data = temporaryFolder();
  for (const [path, text] of Object.entries(documents)) corpus.write(path, text);
  const library = openLibrary(join(data.path, "library.sqlite"));
  onTestFinished(() => library.close());
  const embedder = wordEmbedder();
  const options: IngestOptions = {
    ...{ corpusDir: corpus.path, library, embedder, readers, indexFormat: vectraFormat() },
    gloss: { id: "none", load: () => Promise.resolve({ english: () => "" }) },
    generationsDir: join(data.path, "generations"),
    lockPath: join(data.path, "writing.lock"),
    clock: () => new Date("2026-01-02T03:04:05Z"),
  };
  return {
    ...{ corpus, library, embedder, options },
    async run(changes = {}) {
      const before = embedder.embedded.length;
      const report = await ingest({ ...options, ...changes });
      return { ...report, texts: embedder.embedded.slice(before) };
    },
  };
}
