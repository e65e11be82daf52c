/** Measures what the product promises, each figure beside its bar. */

import { availableParallelism } from "node:os";
import { DocketError } from "../src/errors.ts";
import { inOwnProcess } from "./bench/own-process.ts";
import { PART_NAMES, runPart } from "./bench/parts.ts";
import { benchJson, benchTable } from "./bench/report.ts";
import { seededRandom } from "./bench/synthetic-language.ts";
import { EXIT, runCommand } from "./command-line.ts";

const help = `Measure how fast search, embedding, answers, ingest and the bot are, and how much memory they take.

  npm run bench -- [options]

  --passages LIST     sizes at which vectors and keywords are searched (default: 1000,10000,50000)
  --only NAME         one part: ${PART_NAMES.join(", ")}
  --json              one JSON value on standard output and nothing else (with npm run -s)
  -h, --help          this text

Milliseconds depend on the machine and on what else it does; the ratios of one run hold. A missed bar is no failure.

Exit codes: 0 done, 1 failed, 2 wrong use or configuration.`;

const SEED = 1;

await runCommand({
  help: { english: help },
  flags: {
    passages: { type: "string", default: "1000,10000,50000" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
  async run({ values, positionals, terminal }) {
    if (positionals.length > 0) throw new DocketError("usage", `"${positionals[0]}" is no option\n\n${help}`);
    if (!/^[1-9]\d{0,6}(?:,[1-9]\d{0,6})*$/u.test(values.passages)) {
      throw new DocketError("usage", `--passages must be numbers set apart by commas, got "${values.passages}"`);
    }
    const passages = values.passages.split(",").map(Number);
    const part = PART_NAMES.find((name) => name === values.only);
    if (values.only !== undefined && part === undefined) {
      throw new DocketError("usage", `--only must be one of ${PART_NAMES.join(", ")}, got "${values.only}"`);
    }
    const onProgress = (doing: string) => terminal.progress(`${part}: ${doing}`);
    const reports =
      part === undefined
        ? await inOwnProcess(PART_NAMES, passages)
        : [await runPart(part, { passages, random: seededRandom(SEED), onProgress })];
    terminal.progress("");
    const machine = `Node ${process.version}, ${availableParallelism()} cores`;
    terminal.print(values.json ? JSON.stringify(benchJson(reports)) : `${machine}\n\n${benchTable(reports)}`);
    return EXIT.done;
  },
});
