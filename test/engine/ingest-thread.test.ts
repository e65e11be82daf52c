/** An ingest in a thread of its own that turns no more is noticed, ended, and can be run again. */

import { expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { ingestInThread } from "../../src/engine/ingest-thread.ts";
import { withDictionary } from "../support/dictionary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

it("ends an ingest that turns no more, says where it stood, and runs the next one", async () => {
  const [corpus, data] = [temporaryFolder(), temporaryFolder()];
  corpus.write("tea.md", "# Tea\n\nGreen tea is brewed at 80 degrees.\n");
  const options = {
    config: loadConfig({ DATA_DIR: withDictionary(data.path), CORPUS_DIR: corpus.path, EMBEDDER: "minilm" }),
    ...{ embedder: wordEmbedder(), force: false, recognise: false },
    onProgress: () => undefined,
    onNotice: () => undefined,
  };
  const hanging = ingestInThread({
    ...options,
    entry: new URL("../support/hanging-ingest.ts", import.meta.url),
    patience: { everyMs: 250, pings: 12 },
  });
  await expect(hanging).rejects.toMatchObject({
    code: "storage",
    message: "the ingest turns no more, storing 3 of 8: it was ended; run it again",
  });
  expect((await ingestInThread(options)).added).toEqual(["tea.md"]);
});
