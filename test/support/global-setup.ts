/**
 * Around all tests. Before them the dictionary's table is made once, since making it takes longer than most tests;
 * `withDictionary` hands it on, and what makes it is tested in test/embedding. And all that this process prints is looked
 * through for secrets: what tests print, and what processes print that they start, comes out here as well.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { leakMessage, scanPrinted } from "./leaks.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Holds the dictionary's table; only read. */
    readonly modelsDir: string;
    /** For what the first test that needs it makes for all, see made-once.ts. */
    readonly sharedDir: string;
  }
}

export function setup({ provide }: TestProject): () => void {
  const leaks: string[] = [];
  const report = (secret: string, where: string): void => void leaks.push(leakMessage(secret, where));
  const ends = [
    scanPrinted(process.stdout, "standard output of the tests", report),
    scanPrinted(process.stderr, "standard error of the tests", report),
  ];
  const sharedDir = mkdtempSync(join(tmpdir(), "docket-shared-"));
  const modelsDir = join(sharedDir, "models");
  // In a process of its own, since what is loaded here is not loaded as Node does it.
  execFileSync(process.execPath, ["test/support/make-dictionary.ts", modelsDir]);
  provide("modelsDir", modelsDir);
  provide("sharedDir", sharedDir);
  return () => {
    rmSync(sharedDir, { recursive: true, force: true });
    for (const end of ends) end();
    if (leaks.length > 0) throw new Error(leaks.join("\n"));
  };
}
