/**
 * SQLite overwrites deleted data in a database's file, but the write-ahead log still has the old pages.
 * Emptying it makes them go.
 */

import type { Database } from "./database.ts";

/**
 * Not inside a transaction.
 * @returns false where another process is reading, a backup for one: nothing has changed then, and waiting for it here
 *   would hold up everybody
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
