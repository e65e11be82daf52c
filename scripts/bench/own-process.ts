/** Each part of the benchmark in a process of its own, so that none pays for the memory and the garbage of another. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { DocketError } from "../../src/errors.ts";
import type { PartReport } from "./figures.ts";
import type { BenchReport } from "./report.ts";

/** One after another. Progress and complaints go straight to standard error. */
export async function inOwnProcess(names: readonly string[], passages: readonly number[]): Promise<PartReport[]> {
  const script = fileURLToPath(new URL("../bench.ts", import.meta.url));
  const reports: PartReport[] = [];
  for (const name of names) {
    const child = spawn(process.execPath, [script, "--only", name, "--passages", passages.join(), "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [[code], output] = await Promise.all([once(child, "close"), text(child.stdout)]);
    if (code !== 0) throw new DocketError("storage", `the part ${name} ended with exit code ${String(code)}`);
    const { parts }: BenchReport = JSON.parse(output);
    reports.push(...parts);
  }
  return reports;
}
