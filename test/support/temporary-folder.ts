/** Folders that a test writes in, looked through for secrets and removed after it. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { failTheRun, type Report } from "./leaks.ts";
import { scanFolder } from "./scanned-folder.ts";

export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file, and the folders above it. @returns its absolute path */
  write(path: string, content: string | Uint8Array): string;
  remove(path: string): void;
}

/** @param whenDone inside a test the folder goes when the test ends; around tests, pass what collects `afterAll`'s work */
export function temporaryFolder(
  whenDone: (remove: () => void) => void = onTestFinished,
  report: Report = failTheRun,
): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "docket-test-"));
  const own = new Set<string>();
  whenDone(() => {
    if (existsSync(path)) scanFolder(path, own, report);
    rmSync(path, { recursive: true, force: true });
  });
  return {
    path,
    write(name, content) {
      const absolute = join(path, name);
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, content);
      own.add(absolute);
      return absolute;
    },
    remove: (name) => rmSync(join(path, name), { recursive: true }),
  };
}
