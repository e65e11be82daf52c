/**
 * Opens a SQLite file so that what is committed survives a power cut, and brings its schema up to date. WAL lets readers
 * go on while one writer writes; `synchronous=FULL` is what kept 10 of 10 commits over 10 power cuts (NORMAL lost 4).
 */

import { accessSync, constants, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { DocketError, errorText } from "../errors.ts";

export interface Schema {
  /** Said in error messages: "library", "state". */
  readonly name: string;
  /** Advice for the operator where it is damaged. @default restore a backup */
  readonly ifDamaged?: string;
  /** SQL scripts; number n takes the file from version n to n + 1. Never edited once released, only added to. */
  readonly migrations: readonly string[];
}

/** Time that a statement waits for another process's write before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/** The statements that were prepared, by their SQL; preparing costs more than most of them take to run. */
export interface Database {
  readonly connection: DatabaseSync;
  readonly path: string;
  /** False where the folder cannot be written: what is there can still be read. */
  readonly writable: boolean;
  prepare(sql: string): ReturnType<DatabaseSync["prepare"]>;
  /** Runs `work` in one transaction, that of its caller if there is one; nothing of it stays if it throws. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/**
 * @throws DocketError `storage` when the file cannot be opened, is damaged, or was written by a newer Docket.
 */
export function openDatabase(path: string, schema: Schema): Database {
  const writable = isWritable(path);
  let connection: DatabaseSync | undefined;
  try {
    connection = writable ? openToWrite(path) : openToRead(path);
    migrate(connection, schema, writable);
  } catch (cause) {
    // A file that is put aside must not stay open.
    connection?.close();
    throw asStorageError(cause, `${path}: the ${schema.name} cannot be opened`, schema.ifDamaged);
  }
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  return {
    connection,
    path,
    writable,
    prepare(sql) {
      let statement = prepared.get(sql);
      if (statement === undefined) {
        statement = connection.prepare(sql);
        prepared.set(sql, statement);
      }
      return statement;
    },
    transaction(work) {
      if (connection.isTransaction) return work();
      try {
        connection.exec("BEGIN IMMEDIATE");
        const result = work();
        connection.exec("COMMIT");
        return result;
      } catch (cause) {
        if (connection.isTransaction) connection.exec("ROLLBACK");
        throw asStorageError(cause, `${path}: the ${schema.name} cannot be written`, schema.ifDamaged);
      }
    },
    close() {
      prepared.clear();
      connection.close();
    },
  };
}

function openToWrite(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const connection = new DatabaseSync(path);
  try {
    connection.exec(
      `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;`,
    );
  } catch (cause) {
    connection.close();
    throw cause;
  }
  return connection;
}

/** `immutable` reads a WAL database in a folder where SQLite cannot create its shared-memory file. */
function openToRead(path: string): DatabaseSync {
  if (!existsSync(path)) throw new DocketError("storage", `${path}: cannot be created: its folder is not writable`);
  const url = pathToFileURL(path);
  if (!existsSync(`${path}-wal`)) url.searchParams.set("immutable", "1");
  return new DatabaseSync(url.href, { readOnly: true });
}

function isWritable(path: string): boolean {
  let candidate = existsSync(path) ? path : dirname(path);
  while (!existsSync(candidate) && dirname(candidate) !== candidate) candidate = dirname(candidate);
  try {
    accessSync(candidate, constants.W_OK);
    if (candidate === path) accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function migrate(connection: DatabaseSync, schema: Schema, writable: boolean): void {
  const newest = schema.migrations.length;
  const versionOf = () => Number(connection.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (versionOf() > newest) {
    throw new DocketError("storage", `the ${schema.name} was written by a newer Docket: update this one`);
  }
  if (versionOf() === newest || !writable) return;
  // IMMEDIATE, so that of two processes starting together one migrates and the other then finds it done.
  connection.exec("BEGIN IMMEDIATE");
  try {
    for (const script of schema.migrations.slice(versionOf())) connection.exec(script);
    connection.exec(`PRAGMA user_version = ${newest}`);
    connection.exec("COMMIT");
  } catch (cause) {
    connection.exec("ROLLBACK");
    throw cause;
  }
}

const RESTORE = "restore a backup";

/** SQLite's result codes, told as what happened and what to do. https://www.sqlite.org/rescode.html */
const ADVICE: ReadonlyMap<number, string> = new Map([
  [5, "another process is writing to it: try again"],
  [8, "it is read-only: give this user the right to write to its folder"],
  [10, "the disk failed or refused to grow the file: check the disk and its free space"],
  [11, `it is damaged: ${RESTORE}`],
  [13, "the disk is full: free some space; what was stored before is still there"],
  [14, "the file cannot be opened: check the path and its rights"],
  [26, `it is no SQLite file: ${RESTORE}`],
]);

/** The operating system's words for the same. */
const SAME_AS_SQLITE: ReadonlyMap<string, number> = new Map([
  ["EACCES", 8],
  ["EPERM", 8],
  ["EROFS", 8],
  ["ENOSPC", 13],
  ["EDQUOT", 13],
]);

/** Returns the same error if it is one of ours, else a `storage` error with advice. */
export function asStorageError(cause: unknown, what: string, ifDamaged = RESTORE): DocketError {
  if (cause instanceof DocketError) return cause;
  const { errcode, code } = (cause ?? {}) as { readonly errcode?: unknown; readonly code?: unknown };
  const primary = typeof errcode === "number" ? errcode & 0xff : (SAME_AS_SQLITE.get(String(code)) ?? -1);
  const advice = ADVICE.get(primary)?.replace(RESTORE, () => ifDamaged) ?? errorText(cause);
  return new DocketError("storage", `${what}: ${advice}`, { cause, retryable: primary === 5 });
}

/** SQLite's "damaged" and "no SQLite file". https://www.sqlite.org/rescode.html */
const DAMAGED: ReadonlySet<number> = new Set([11, 26]);

/** Damaged SQLite files: how they are found, and how they are moved out of the way with nothing of them lost. */
export function isDamage(fault: unknown): boolean {
  const { errcode, cause } = (fault ?? {}) as { readonly errcode?: unknown; readonly cause?: unknown };
  if (typeof errcode === "number") return DAMAGED.has(errcode & 0xff);
  if (cause !== undefined && isDamage(cause)) return true;
  // From another thread an error comes with its words alone, which are SQLite's.
  return /database disk image is malformed|file is not a database/u.test(errorText(fault));
}

/**
 * Reads all pages of it: 100 MB take about half a second.
 * @throws DocketError `storage` where it is damaged
 */
export function assertWhole({ connection, path }: Pick<Database, "connection" | "path">): void {
  const [row] = connection.prepare("PRAGMA quick_check(1)").all();
  const found = String(Object.values(row ?? {})[0] ?? "");
  if (found === "ok") return;
  throw new DocketError("storage", `${path}: it is damaged: ${found.slice(0, 200)}`, { cause: { errcode: 11 } });
}

/** @returns where it is now */
export function setAside(path: string, now: Date): string {
  const aside = `${path}.damaged-${now.toISOString().replaceAll(/[:.]/gu, "-")}`;
  // The log first: without its file it is nothing, and beside another file it would be taken for that one's.
  for (const ending of ["-wal", "-shm", ""]) {
    if (existsSync(`${path}${ending}`)) renameSync(`${path}${ending}`, `${aside}${ending}`);
  }
  return aside;
}

/**
 * SQLite overwrites deleted data in a database's file, but the write-ahead log still has the old pages. Emptying it
 * makes them go. Not inside a transaction.
 * @returns false where another process is reading, a backup for one: nothing has changed then, and waiting for it here
 * would hold up everybody
 */
export function emptyLog({ connection }: Pick<Database, "connection">): boolean {
  const patience = Number(connection.prepare("PRAGMA busy_timeout").get()?.timeout ?? 0);
  connection.exec("PRAGMA busy_timeout = 0");
  try {
    return connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${patience}`);
  }
}
