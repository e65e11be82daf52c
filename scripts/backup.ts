/** Copies what the bot keeps into one file, also while it runs. */

import { resolve } from "node:path";
import { databasesOf } from "../src/bot-app.ts";
import { DocketError } from "../src/errors.ts";
import { backUp } from "../src/operations/backup.ts";
import { EXIT, runCommand } from "./command-line.ts";

const help = `Copy the library and the bot's state into one file, also while the bot runs.

  npm run backup -- [options] FILE

  FILE                where to; it must not exist yet
  --json              one JSON value on standard output and nothing else (with npm run -s)
  -h, --help          this text

The file is a tar file. It does not have the documents (CORPUS_DIR) and the settings (.env): copy those as well.
To take it back, with the bot stopped: mkdir data && tar -xf FILE -C data, then start the bot.

Exit codes: 0 done, 1 failed, 2 wrong use or configuration.`;

// It has what members asked.
process.umask(0o077);
await runCommand({
  help,
  flags: { json: { type: "boolean", default: false } },
  async run({ values, positionals: [file, ...rest], terminal, config }) {
    if (file === undefined || rest.length > 0) throw new DocketError("usage", `one file is needed\n\n${help}`);
    const path = resolve(file);
    const report = await backUp({ databases: databasesOf(config()), file: path, clock: () => new Date() });
    const parts = report.files.map(({ name, bytes }) => `${name} (${(bytes / 1e6).toFixed(1)} MB)`).join(", ");
    terminal.print(
      values.json
        ? JSON.stringify({ file: path, ...report })
        : `${path}: ${parts}. The documents and the settings are not in it.`,
    );
    return EXIT.done;
  },
});
