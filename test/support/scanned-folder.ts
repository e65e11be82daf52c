/**
 * Files that a test leaves in its folder, looked through for secrets. The operator's are in no file; what is a member's
 * is in the bot's state alone, and in the copies that a backup makes of it.
 */

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Report } from "./leaks.ts";
import { OF_MEMBERS, secretsIn } from "./secrets.ts";

/** Made of documents and packages, and by far the most bytes. */
const LEFT_OUT: ReadonlySet<string> = new Set(["generations", "models", "node_modules"]);
const STATE = /^state\.sqlite(?:-wal)?$|\.tar$/u;

/** @param own files that the test itself wrote: settings, documents */
export function scanFolder(folder: string, own: ReadonlySet<string>, report: Report): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) scanFolder(path, own, report);
    if (!entry.isFile() || own.has(path)) continue;
    for (const secret of secretsIn(readFileSync(path))) {
      if (!(OF_MEMBERS.has(secret) && STATE.test(basename(path)))) report(secret, `the file ${path}`);
    }
  }
}
