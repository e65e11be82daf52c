/** Damaged SQLite files: how they are found, and how they are moved out of the way with nothing of them lost. */

import { existsSync, renameSync } from "node:fs";
import { DocketError, errorText } from "../errors.ts";
import type { Database } from "./database.ts";

/** SQLite's "damaged" and "no SQLite file". https://www.sqlite.org/rescode.html */
const DAMAGED: ReadonlySet<number> = new Set([11, 26]);

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
