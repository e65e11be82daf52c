/** Documents brought in, and looked at again when nothing has changed, as at every start. */

import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { ingestPartsOf } from "../../src/engine/engine-parts.ts";
import { lazyGloss } from "../../src/language/zh/gloss.ts";
import { ingest } from "../../src/library/ingest.ts";
import type { Part } from "./figures.ts";
import { randomEmbedder, writeCorpus } from "./synthetic-corpus.ts";
import { syntheticLanguage } from "./synthetic-language.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const DOCUMENTS = 1_000;

export const benchIngest: Part = ({ random, onProgress }) =>
  inTemporaryFolder(async (folder) => {
    const config = loadConfig({
      DATA_DIR: join(folder, "data"),
      CORPUS_DIR: join(folder, "corpus"),
      EMBEDDER: "minilm",
    });
    const parts = ingestPartsOf(config);
    try {
      const language = syntheticLanguage(await lazyGloss({ modelsDir: join(config.dataDir, "models") }).load(), random);
      writeCorpus(config.corpusDir, { language, from: 0, to: DOCUMENTS, sections: 2, sentences: 3 });
      const embedder = randomEmbedder({ id: "random", dimensions: 384 }, random);
      const options = { ...parts, embedder, clock: () => new Date() };
      onProgress(`reading ${DOCUMENTS} documents`);
      const first = await ingest(options);
      onProgress(`reading ${DOCUMENTS} documents again`);
      const again = await ingest(options);
      const name = (what: string) => `${DOCUMENTS} documents: ${what}`;
      return [
        { name: name("first time, embedding not counted"), value: first.totalMs / 1000, unit: "s" },
        { name: name("again, unchanged"), value: again.totalMs / 1000, unit: "s", bar: { atMost: 1 } },
        { name: name("texts embedded again"), value: again.embedded, unit: "", bar: { atMost: 0 } },
      ];
    } finally {
      await parts.reading.close();
      parts.library.close();
    }
  });
