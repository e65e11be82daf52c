/**
 * A file that is there whole or not at all, whatever happens while it is written. The bytes go to a temporary file in
 * the same folder, are forced to the disk, and take the file's name only then; forcing the folder too makes the new
 * name itself survive a power cut.
 */

import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { DocketError, errorText } from "../errors.ts";

/**
 * Creates or replaces the file. Of two writers at once the later rename wins, and a reader sees one file or the other.
 * @param content the bytes, or chunks of them in order, so that a large file never has to be in memory whole
 * @throws DocketError `storage`; the file is then as it was before, or, where nothing but forcing the folder failed, the
 *   new one whole. Nothing is left beside it.
 */
export async function writeFileAtomically(path: string, content: Uint8Array | Iterable<Uint8Array>): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw storageError(path, error);
  }
}

/** Windows cannot open a folder as a file, and writes its entries through without being asked. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await using handle = await open(folder, "r");
  await handle.sync();
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: free some space and try again",
  EDQUOT: "the disk quota is used up: free some space and try again",
  EACCES: "not allowed to write here: give this user the right to write in the folder",
  EPERM: "not allowed to write here: give this user the right to write in the folder",
  EROFS: "the file system is read-only: choose a folder that can be written",
  ENOENT: "the folder does not exist: create it",
};

function storageError(path: string, error: unknown): DocketError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const remedy = REMEDIES[code] ?? `cannot be written (${errorText(error)}): check the disk and the folder's rights`;
  return new DocketError("storage", `${path}: ${remedy}`, { cause: error, retryable: code === "ENOSPC" });
}
