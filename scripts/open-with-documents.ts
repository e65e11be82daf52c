/** Opens the library and brings it up to date; if that cannot be done now, what is there still answers. */

import type { Say } from "../src/bot/i18n/words.ts";
import type { Config } from "../src/config.ts";
import { type Engine, type EngineOptions, openEngine } from "../src/engine/engine.ts";
import { DocketError } from "../src/errors.ts";
import type { Terminal } from "./command-line.ts";
import { showProgress } from "./ingest-output.ts";

export async function openWithDocuments(
  config: Config,
  { terminal, say }: { readonly terminal: Terminal; readonly say: Say },
  options: Pick<EngineOptions, "confidenceToAnswer"> = {},
): Promise<Engine> {
  const engine = openEngine({ config, onNotice: terminal.notice, ...options });
  try {
    const onProgress = showProgress(terminal, say);
    let report = await engine.ingest({ onProgress });
    while (report.waiting.length > 0) report = await engine.ingest({ recognise: true, onProgress });
    for (const { path, reason } of report.failed) terminal.notice(`${path}: ${say.problem(reason)}`);
  } catch (thrown) {
    const answerable = engine.library.size().passages > 0;
    if (!(thrown instanceof DocketError) || !answerable) {
      await engine.close();
      throw thrown;
    }
    terminal.notice(say("library-as-it-was", { problem: thrown.message }));
  } finally {
    terminal.progress("");
  }
  return engine;
}
