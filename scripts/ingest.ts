/** Brings the library up to date with the folder of documents, once or whenever it changes. */

import { openApp } from "../src/app.ts";
import { DocketError, errorText } from "../src/errors.ts";
import type { IngestReport } from "../src/library/ingest.ts";
import { watchFolder } from "../src/library/watch.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { ingestReport, showProgress } from "./ingest-output.ts";

const help = `Read the documents that changed, and publish the library and its index.

  npm run ingest -- [options] [DIR]

  DIR                 folder of documents (default: CORPUS_DIR); another folder gets a library of its own
  --watch             stay, and do it again whenever the folder has changed and come to rest; Ctrl-C ends it
  --force             go on even if over 30 % of the documents are gone
  --json              one JSON value on standard output and nothing else (with npm run -s); with --watch one a line
  -h, --help          this text

Exit codes: 0 done, 1 failed or some file could not be read, 2 wrong use or configuration.`;

await runCommand({
  help,
  flags: {
    force: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async run({ values, positionals, terminal, config }) {
    const [folder, ...rest] = positionals;
    if (rest.length > 0) throw new DocketError("usage", `one folder at most, got ${positionals.length}\n\n${help}`);
    const settings = config(folder === undefined ? {} : { CORPUS_DIR: folder });
    const app = openApp({ config: settings, onNotice: terminal.notice });
    const stop = new AbortController();
    const { signal } = stop;
    const ingestOnce = async (): Promise<IngestReport> => {
      const report = await app.ingest({ force: values.force, onProgress: showProgress(terminal), signal });
      terminal.progress("");
      terminal.print(values.json ? JSON.stringify(report) : ingestReport(report));
      return report;
    };
    try {
      if (!values.watch) return (await ingestOnce()).failed.length > 0 ? EXIT.failed : EXIT.done;
      for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
      terminal.notice(`watching ${settings.corpusDir}: Ctrl-C ends it`);
      await watchFolder({
        ...{ folder: settings.corpusDir, signal },
        onChange: () => ingestOnce().then(() => undefined),
        onFailure: (thrown) => (signal.aborted ? undefined : terminal.failure(errorText(thrown))),
      });
      return EXIT.done;
    } finally {
      await app.close();
    }
  },
});
