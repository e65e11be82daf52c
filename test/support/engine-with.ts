/** The engine over a few documents, with the embedded model, as a first start reads them. */

import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { withDictionary } from "./dictionary.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testLog } from "./test-log.ts";

/** @param documents path in the corpus and content */
export async function engineWith(
  documents: Iterable<readonly [path: string, content: string]>,
): Promise<{ readonly engine: Engine; close(): Promise<void> }> {
  const removals: (() => void)[] = [];
  const { path: folder, write } = temporaryFolder((remove) => removals.push(remove));
  for (const [path, content] of documents) write(join("corpus", path), content);
  const paths = { DATA_DIR: withDictionary(join(folder, "data")), CORPUS_DIR: join(folder, "corpus") };
  const engine = openEngine({ config: loadConfig(paths), onNotice: testLog().warn });
  await engine.ingest();
  return {
    engine,
    async close() {
      await engine.close();
      for (const remove of removals) remove();
    },
  };
}
