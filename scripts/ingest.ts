/** Brings the library up to date with the folder of documents. */

import { openApp } from "../src/app.ts";
import { DocketError } from "../src/errors.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { ingestReport, showProgress } from "./ingest-output.ts";

const help = `Read the documents that changed, and publish the library and its index.

  npm run ingest -- [options] [DIR]

  DIR                 folder of documents (default: CORPUS_DIR); another folder gets a library of its own
  --force             go on even if over 30 % of the documents are gone
  --json              one JSON value on standard output and nothing else (with npm run -s)
  -h, --help          this text

Exit codes: 0 done, 1 failed or some file could not be read, 2 wrong use or configuration.`;

await runCommand({
  help,
  flags: { force: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  async run({ values, positionals, terminal, config }) {
    const [folder, ...rest] = positionals;
    if (rest.length > 0) throw new DocketError("usage", `one folder at most, got ${positionals.length}\n\n${help}`);
    const app = openApp({
      config: config(folder === undefined ? {} : { CORPUS_DIR: folder }),
      onNotice: terminal.notice,
    });
    try {
      const report = await app.ingest({ force: values.force, onProgress: showProgress(terminal) });
      terminal.progress("");
      terminal.print(values.json ? JSON.stringify(report) : ingestReport(report));
      return report.failed.length > 0 ? EXIT.failed : EXIT.done;
    } finally {
      await app.close();
    }
  },
});
