/**
 * A thing that takes long to make is made once for all test files: by the first that needs it, while the others wait.
 */

import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inject } from "vitest";

/** Longer than anything takes to make on a busy machine. */
const PATIENCE_MS = 60_000;

/** @returns the folder that `make` filled, which nobody writes in from then on */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const made = join(inject("sharedDir"), name);
  const making = `${made}.making`;
  for (const until = Date.now() + PATIENCE_MS; !existsSync(made); ) {
    const mine = await mkdir(making).then(
      () => true,
      () => false,
    );
    if (mine) await makeIn(making, made, make);
    else if (Date.now() > until)
      throw new Error(`${name} was not made in ${PATIENCE_MS / 1_000} s: see the first failure`);
    else await delay(50);
  }
  return made;
}

async function makeIn(making: string, made: string, make: (folder: string) => Promise<void>): Promise<void> {
  try {
    // Another may have been done with it between the two looks.
    if (existsSync(made)) return;
    await make(making);
    await rename(making, made);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
