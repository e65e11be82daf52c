/**
 * What the bot's state says of rights, once more in the library's file: which collections are restricted, and who was
 * removed. A state that is lost, or older than this, is found out, and what it has forgotten stays closed.
 */

import { z } from "zod";
import type { Database } from "../storage/database.ts";

export interface SealedRights {
  /** The state's own name: another one is another file. */
  readonly state: string;
  /** Rises with each change of rights. */
  readonly counter: number;
  readonly restricted: readonly string[];
  /** Over all that rights are made of: SQLite has no checksums, and a bit that flipped would be believed. */
  readonly digest: string;
  /** Hashes of people's ids: the library's file names nobody. */
  readonly removed: readonly string[];
}

const sealed = z.object({
  state: z.string(),
  counter: z.number().int(),
  digest: z.string(),
  restricted: z.array(z.string()),
  removed: z.array(z.string()),
});

/** Null where none was ever kept. */
export function sealedRights({ prepare }: Database): SealedRights | null {
  const row = prepare("SELECT content FROM sealed_rights").get();
  return row === undefined ? null : sealed.parse(JSON.parse(String(row.content)));
}

/** @returns false where another process or an ingest is writing: nobody waits for it, and it is tried again soon */
export function keepSealedRights({ prepare, connection, writable }: Database, rights: SealedRights): boolean {
  if (!writable) return false;
  const patience = Number(prepare("PRAGMA busy_timeout").get()?.timeout ?? 0);
  connection.exec("PRAGMA busy_timeout = 0");
  try {
    prepare("INSERT OR REPLACE INTO sealed_rights VALUES (1, ?)").run(JSON.stringify(rights));
    return true;
  } catch (fault) {
    if (isBusy(fault)) return false;
    throw fault;
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${patience}`);
  }
}

function isBusy(fault: unknown): boolean {
  const { errcode } = (fault ?? {}) as { readonly errcode?: unknown };
  return typeof errcode === "number" && (errcode & 0xff) === 5;
}
