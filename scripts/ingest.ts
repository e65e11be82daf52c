/** Brings the library up to date with the folder of documents, once or whenever it changes. */

import { type IngestReport, openEngine, watchFolder } from "../src/engine/engine.ts";
import { DocketError, errorText } from "../src/errors.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { ingestReport, showProgress } from "./ingest-output.ts";

await runCommand({
  help: "help-ingest",
  flags: {
    force: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async run({ values, positionals, terminal, config, say, help }) {
    const [folder, ...rest] = positionals;
    if (rest.length > 0)
      throw new DocketError("usage", `${say("usage-one-folder", { count: positionals.length })}\n\n${help}`);
    const settings = config(folder === undefined ? {} : { CORPUS_DIR: folder });
    const engine = openEngine({ config: settings, onNotice: terminal.notice });
    const stop = new AbortController();
    const { signal } = stop;
    const ingestOnce = async (): Promise<IngestReport> => {
      const onProgress = showProgress(terminal, say);
      let report = await engine.ingest({ force: values.force, onProgress, signal });
      const told = (): void => {
        terminal.progress("");
        terminal.print(values.json ? JSON.stringify(report) : ingestReport(report, say));
      };
      told();
      // The rest is published; scanned pages follow round by round.
      while (report.waiting.length > 0 && !signal.aborted) {
        report = await engine.ingest({ recognise: true, onProgress, signal });
        told();
      }
      return report;
    };
    try {
      if (!values.watch) return (await ingestOnce()).failed.length > 0 ? EXIT.failed : EXIT.done;
      for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
      terminal.notice(say("ingest-watching", { folder: settings.corpusDir }));
      await watchFolder({
        folder: settings.corpusDir,
        signal,
        onChange: () => ingestOnce().then(() => undefined),
        onFailure: (thrown) => (signal.aborted ? undefined : terminal.failure(errorText(thrown))),
      });
      return EXIT.done;
    } finally {
      await engine.close();
    }
  },
});
