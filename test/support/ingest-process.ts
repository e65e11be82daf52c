/** An ingest in a process of its own, to be killed: `node ingest-process.ts CORPUS DATA`. It says when it begins. */

import { setTimeout as delay } from "node:timers/promises";
import { ingest } from "../../src/library/ingest.ts";
import { ingestOptions } from "./ingest-setting.ts";
import { wordEmbedder } from "./word-embedder.ts";

const [corpusDir = "", dataDir = ""] = process.argv.slice(2);
const words = wordEmbedder();
const options = ingestOptions(corpusDir, dataDir, {
  ...words,
  // Slow enough to be killed in the middle of it.
  embed: async (texts, role) => {
    await delay(5);
    return words.embed(texts, role);
  },
});
process.stdout.write("begins\n");
await ingest(options);
options.library.close();
