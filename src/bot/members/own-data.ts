/** Everything that is kept of one person, over all parts: to be given out, counted, and erased for good. */

import { type Database, emptyLog } from "../../storage/database.ts";
import type { PersonalData } from "./access.ts";

/** A backup may be reading, for so long as it copies. */
const RETRY_MS = 5_000;

export interface OwnData<Part extends string> {
  /** By part; null where nothing at all is kept. */
  exported(person: number): Readonly<Record<string, unknown>> | null;
  /** Number of records that `erase` would erase now. */
  counts(person: number): Readonly<Record<Part, number>>;
  /** Runs in the caller's transaction. Its bytes are gone from the files soon after the commit, not only unlinked. */
  erase(person: number): void;
}

/** @param database overwrites what is deleted, as state.ts opens it */
export function createOwnData<Part extends string>(
  database: Database,
  parts: Readonly<Record<Part, PersonalData>>,
): OwnData<Part> {
  const { connection } = database;
  const all = Object.entries<PersonalData>(parts);
  const eraseAll = (person: number): Record<string, number> =>
    Object.fromEntries(all.map(([part, data]) => [part, data.erase(person)]));
  return {
    exported(person) {
      const kept = all
        .map(([, data]) => [data.name, data.export(person)] as const)
        .filter(([, value]) => value !== null);
      return kept.length === 0 ? null : Object.fromEntries(kept);
    },
    counts(person) {
      connection.exec("SAVEPOINT counting");
      try {
        return eraseAll(person) as Record<Part, number>;
      } finally {
        connection.exec("ROLLBACK TO counting; RELEASE counting");
      }
    },
    erase(person) {
      eraseAll(person);
      // After the commit, which ends in this same turn of the event loop.
      setImmediate(() => emptyLogSoon(database));
    },
  };
}

function emptyLogSoon(database: Database): void {
  if (!database.connection.isOpen || emptyLog(database)) return;
  setTimeout(() => emptyLogSoon(database), RETRY_MS).unref();
}

/** Two parts that the member is told of as one. */
export function together(one: PersonalData, other: PersonalData): PersonalData {
  return {
    name: one.name,
    export(person) {
      const kept = [one.export(person), other.export(person)].filter((value) => value !== null);
      return kept.length === 0 ? null : Object.assign({}, ...kept);
    },
    erase: (person) => one.erase(person) + other.erase(person),
  };
}
