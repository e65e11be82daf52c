/** Folders that a test writes in, removed after it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file, and the folders above it. @returns its absolute path */
  write(path: string, content: string | Uint8Array): string;
  remove(path: string): void;
}

/** @param whenDone inside a test the folder goes when the test ends; around tests, pass what collects `afterAll`'s work */
export function temporaryFolder(whenDone: (remove: () => void) => void = onTestFinished): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "docket-test-"));
  whenDone(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, content) {
      const absolute = join(path, name);
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, content);
      return absolute;
    },
    remove: (name) => rmSync(join(path, name), { recursive: true }),
  };
}
