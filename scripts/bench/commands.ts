/** `ask` as a person at the command line meets it: a whole process, from its start to its end. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { percentile } from "../evaluation/metrics.ts";
import type { Part } from "./figures.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const QUESTION = "How much is invested in the photomask project?";
const RUNS = 5;

export const benchCommands: Part = ({ onProgress }) =>
  inTemporaryFolder(async (dataDir) => {
    onProgress("asking with an empty data folder");
    const firstSeconds = await secondsToAsk(dataDir);
    const seconds: number[] = [];
    for (let run = 1; run <= RUNS; run++) {
      onProgress(`asking again: ${run} of ${RUNS}`);
      seconds.push(await secondsToAsk(dataDir));
    }
    return [
      { name: "first `ask`, on an empty data folder", value: firstSeconds, unit: "s", bar: { atMost: 20 } },
      {
        name: `\`ask\` with the index built, p50 of ${RUNS}`,
        value: percentile(seconds, 0.5),
        unit: "s",
        bar: { atMost: 2.5 },
      },
    ];
  });

async function secondsToAsk(dataDir: string): Promise<number> {
  const started = performance.now();
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const child = spawn(process.execPath, ["--import", path("../before-start.mjs"), path("../ask.ts"), QUESTION], {
    // Nothing of the developer's own settings: the embedded model, and the documents that ship.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, CORPUS_DIR: path("../../corpus") },
    cwd: dataDir,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [[code], complaints] = await Promise.all([once(child, "close"), text(child.stderr)]);
  if (code !== 0) throw new Error(`\`ask\` ended with exit code ${String(code)}: ${complaints.trim()}`);
  return (performance.now() - started) / 1000;
}
