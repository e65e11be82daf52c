/**
 * The library and the state as one file, taken while the bot runs. SQLite copies each as it stood at one moment; the
 * copies are checked, and the file takes its name only when it is whole. It never takes the place of another.
 */

import { createHash, type Hash } from "node:crypto";
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DocketError } from "../errors.ts";
import { writeFileAtomically } from "../storage/atomic-file.ts";
import { asStorageError } from "../storage/database.ts";
import { type TarEntry, tarOf } from "./tar.ts";

export interface BackupOptions {
  /**
   * SQLite files, in this order: what points at another comes before it, so that what it points at is there. Those that
   * do not exist are left out.
   */
  readonly databases: readonly string[];
  /** Where to: a file that does not exist yet. */
  readonly file: string;
  readonly clock: () => Date;
}

export interface BackupReport {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const CHUNK_BYTES = 1 << 20;

/** @throws DocketError `usage` where the file exists, `storage` where a copy is damaged or cannot be written */
export async function backUp({ databases, file, clock }: BackupOptions): Promise<BackupReport> {
  refuseExisting(file);
  const present = databases.filter((path) => existsSync(path));
  if (present.length === 0) {
    const where = databases.map((path) => dirname(path))[0] ?? "";
    throw new DocketError(
      "usage",
      `${where}: there is nothing to back up: set DATA_DIR to where the bot keeps its data`,
    );
  }
  const folder = makeFolderBeside(file);
  try {
    const entries = present.map((path) => entryOf(copyOf(path, folder), clock()));
    refuseExisting(file);
    const written = createHash("sha256");
    await writeFileAtomically(file, hashed(tarOf(entries), written));
    if (hashOf(file) !== written.digest("hex")) {
      rmSync(file);
      throw new DocketError(
        "storage",
        `${file}: what was written reads otherwise: check the disk, or write to another`,
      );
    }
    return { files: entries.map(({ name, size }) => ({ name, bytes: size })) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file)) {
    throw new DocketError("usage", `${file} exists already, and a backup replaces nothing: choose another name`);
  }
}

/** The copies need room where the backup goes, not where the bot runs. */
function makeFolderBeside(file: string): string {
  try {
    return mkdtempSync(join(dirname(file), ".docket-backup-"));
  } catch (cause) {
    throw asStorageError(cause, `${dirname(file)}: the backup cannot be written`);
  }
}

/** @returns the path of a copy that was checked */
function copyOf(path: string, folder: string): string {
  const copy = join(folder, basename(path));
  try {
    // Waits for no writer and holds none up; deleted content does not come along.
    withDatabase(path, (source) => source.prepare("VACUUM INTO ?").run(copy));
    const result = withDatabase(copy, (made) => made.prepare("PRAGMA integrity_check").get()?.integrity_check);
    if (result !== "ok") throw new DocketError("storage", `${path}: its copy is damaged (${String(result)})`);
    return copy;
  } catch (cause) {
    throw asStorageError(cause, `${path}: cannot be backed up`);
  }
}

function withDatabase<Result>(path: string, work: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function entryOf(path: string, modified: Date): TarEntry {
  return { name: basename(path), size: statSync(path).size, modified, chunks: chunksOf(path) };
}

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function* hashed(chunks: Iterable<Uint8Array>, hash: Hash): Generator<Uint8Array> {
  for (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function hashOf(path: string): string {
  const hash = createHash("sha256");
  for (const chunk of chunksOf(path)) hash.update(chunk);
  return hash.digest("hex");
}
