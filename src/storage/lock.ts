/**
 * One writer at a time. The lock is an exclusive SQLite transaction that stays open: the operating system frees it when
 * the process dies, however it dies, so there is never a stale lock to remove. Who holds it stands in a file beside it,
 * which is for people only.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DocketError } from "../errors.ts";
import { asStorageError } from "./database.ts";

export interface Lock {
  release(): void;
}

/**
 * @param holder who takes it, in words that another process can show: "ingest, process 4711, since 10:31"
 * @throws DocketError `busy`, naming the holder, when another process or this one has it; `storage` when the folder
 *   cannot be written.
 */
export function acquireLock(path: string, holder: string): Lock {
  const holderPath = `${path}.holder`;
  let connection: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    connection = new DatabaseSync(path);
    connection.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    writeFileSync(holderPath, holder);
  } catch (cause) {
    connection?.close();
    if ((cause as { errcode?: unknown }).errcode === 5) {
      throw new DocketError(
        "busy",
        `${dirname(path)} is being written by ${readHolder(holderPath)}: wait until it is done`,
        {
          cause,
          retryable: true,
          told: { key: "error-busy", values: { folder: dirname(path), holder: readHolder(holderPath) } },
        },
      );
    }
    throw asStorageError(cause, `${path}: the lock cannot be taken`);
  }
  const held = connection;
  return {
    release() {
      rmSync(holderPath, { force: true });
      held.close();
    },
  };
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "another process";
  }
}
