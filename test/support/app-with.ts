/** The app over a few documents, with the embedded model, as a first start reads them. */

import { join } from "node:path";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { withDictionary } from "./dictionary.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testLog } from "./test-log.ts";

/** @param documents path in the corpus and content */
export async function appWith(
  documents: Iterable<readonly [path: string, content: string]>,
): Promise<{ readonly app: App; close(): Promise<void> }> {
  const removals: (() => void)[] = [];
  const { path: folder, write } = temporaryFolder((remove) => removals.push(remove));
  for (const [path, content] of documents) write(join("corpus", path), content);
  const paths = { DATA_DIR: withDictionary(join(folder, "data")), CORPUS_DIR: join(folder, "corpus") };
  const app = openApp({ config: loadConfig(paths), onNotice: testLog().warn });
  await app.ingest();
  return {
    app,
    async close() {
      await app.close();
      for (const remove of removals) remove();
    },
  };
}
