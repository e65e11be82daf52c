/** The dictionary's table, which is made once for all tests. */

import { cpSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/** The folder that `loadGloss` finds it in. */
export function modelsDir(): string {
  return inject("modelsDir");
}

/** Gives a data folder its dictionary, as an earlier start would have left it. */
export function withDictionary(dataDir: string): string {
  cpSync(modelsDir(), join(dataDir, "models"), { recursive: true });
  return dataDir;
}
