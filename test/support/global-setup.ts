/**
 * Before all tests: the dictionary's table is made once, since making it takes longer than most tests. `withDictionary`
 * hands it on; what makes it is tested in test/embedding.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Holds the dictionary's table; only read. */
    readonly modelsDir: string;
  }
}

export function setup({ provide }: TestProject): () => void {
  const modelsDir = mkdtempSync(join(tmpdir(), "docket-models-"));
  // In a process of its own, since what is loaded here is not loaded as Node does it.
  execFileSync(process.execPath, ["test/support/make-dictionary.ts", modelsDir]);
  provide("modelsDir", modelsDir);
  return () => rmSync(modelsDir, { recursive: true, force: true });
}
