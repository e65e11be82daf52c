/**
 * The library, the state and the terms from chat as one file, taken while the bot runs. SQLite copies each as it stood at one moment; the
 * copies are checked, and the file takes its name only when it is whole. It never takes the place of another.
 */

import { createHash, type Hash } from "node:crypto";
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DocketError } from "../errors.ts";
import { writeFileAtomically } from "../storage/atomic-file.ts";
import { asStorageError } from "../storage/database.ts";

export interface BackupOptions {
  /**
   * SQLite files, in this order: what points at another comes before it, so that what it points at is there. Those that
   * do not exist are left out.
   */
  readonly databases: readonly string[];
  /** Others, each of which is replaced as a whole and never written in; those that do not exist are left out. */
  readonly files?: readonly string[];
  /** Target: a file that does not exist yet. */
  readonly file: string;
  readonly clock: () => Date;
}

export interface BackupReport {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const CHUNK_BYTES = 1 << 20;

/** @throws DocketError `usage` where the file exists, `storage` where a copy is damaged or cannot be written */
export async function backUp({ databases, files = [], file, clock }: BackupOptions): Promise<BackupReport> {
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
    const copies = files.filter((path) => existsSync(path)).map((path) => plainCopyOf(path, folder));
    const entries = [...present.map((path) => copyOf(path, folder)), ...copies].map((path) => entryOf(path, clock()));
    refuseExisting(file);
    const written = createHash("sha256");
    await writeFileAtomically(file, hashed(tarOf(entries), written)).catch((fault: unknown) => {
      // Whoever is told that it failed is to find nothing that looks like one, and may take the same name again.
      rmSync(file, { force: true });
      throw fault;
    });
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
    throw new DocketError("usage", `${file} exists already, and a backup replaces nothing: choose another name`, {
      told: { key: "error-backup-exists", values: { file } },
    });
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

function plainCopyOf(path: string, folder: string): string {
  const copy = join(folder, basename(path));
  copyFileSync(path, copy);
  return copy;
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

const BLOCK = 512;
/** Eleven octal digits. */
const MAX_SIZE = 8 ** 11 - 1;

interface TarEntry {
  /** Name of at most 100 letters of ASCII. */
  readonly name: string;
  readonly size: number;
  readonly modified: Date;
  /** Exactly `size` bytes in all. */
  readonly chunks: Iterable<Uint8Array>;
}

/**
 * Files as one tar file, so that a backup needs no program of ours to be taken back. Format: POSIX ustar, blocks of 512
 * bytes: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 * @throws RangeError where an entry is too large for the format
 */
export function* tarOf(entries: readonly TarEntry[]): Generator<Uint8Array> {
  for (const { name, size, modified, chunks } of entries) {
    if (size > MAX_SIZE) throw new RangeError(`${name}: ${size} bytes are more than a tar file takes`);
    yield header(name, size, modified);
    yield* chunks;
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header(name: string, size: number, modified: Date): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
  block.write(name, 0, 100, "ascii");
  block.write(`${octal(0o600, 7)}\0`, 100, "ascii");
  // Owner and group 0: whoever unpacks it without being root owns the files.
  block.write(`${octal(0, 7)}\0`, 108, "ascii");
  block.write(`${octal(0, 7)}\0`, 116, "ascii");
  block.write(`${octal(size, 11)}\0`, 124, "ascii");
  block.write(`${octal(Math.floor(modified.getTime() / 1_000), 11)}\0`, 136, "ascii");
  block.write("0", 156, "ascii");
  block.write("ustar\x0000", 257, "ascii");
  // The sum of all bytes, with the sum itself taken as eight spaces.
  block.write("        ", 148, "ascii");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, "ascii");
  return block;
}
