/** Copies what the bot keeps into one file, also while it runs. */

import { resolve } from "node:path";
import { databasesOf } from "../src/bot/bot-stores.ts";
import { DocketError } from "../src/errors.ts";
import { backUp } from "../src/operations/backup.ts";
import { EXIT, runCommand } from "./command-line.ts";

// It has what members asked.
process.umask(0o077);
await runCommand({
  help: "help-backup",
  flags: { json: { type: "boolean", default: false } },
  async run({ values, positionals: [file, ...rest], terminal, config, say, help }) {
    if (file === undefined || rest.length > 0) throw new DocketError("usage", `${say("usage-one-file")}\n\n${help}`);
    const path = resolve(file);
    const settings = config();
    const report = await backUp({
      databases: databasesOf(settings),
      files: [settings.chatGlossaryFile],
      file: path,
      clock: () => new Date(),
    });
    const parts = report.files.map(({ name, bytes }) => `${name} (${(bytes / 1e6).toFixed(1)} MB)`).join(", ");
    terminal.print(values.json ? JSON.stringify({ file: path, ...report }) : say("backup-done", { file: path, parts }));
    return EXIT.done;
  },
});
