/** Everything that is kept of one person, over all parts: to be given out, counted, and erased for good. */

import { LONGEST_DAY_MS } from "../../calendar.ts";
import { type Database, emptyLog } from "../../storage/database.ts";
import type { PersonalData } from "./access.ts";

/** A backup may be reading, for so long as it copies. */
const RETRY_MS = 5_000;

export interface OwnData<Part extends string> {
  /** Records by part; null where nothing at all is kept. */
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
      // This runs after the commit, which ends in this same turn of the event loop.
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

/**
 * Personal data in the members' tables. Erasing leaves the bare id on the lists that say what it may do: without them
 * a member would lose the way in, and somebody who was removed would be back. It leaves the times of the last day's
 * questions, too, or erasing would be a way around the limits.
 */
export function membershipData(database: Database): PersonalData {
  return {
    name: "membership",
    export(person) {
      const kept = {
        person: database.prepare("SELECT * FROM people WHERE person = ?").get(person),
        standing: database.prepare("SELECT standing, since FROM roster WHERE person = ?").get(person),
        invitation: database.prepare("SELECT note, used_at FROM invitations WHERE used_by = ?").all(person),
        collections: database.prepare("SELECT collection FROM collection_members WHERE person = ?").all(person),
        questionsOfToday: database
          .prepare("SELECT asked_at, done_at FROM questions_asked WHERE person = ?")
          .all(person),
        refusal: database.prepare("SELECT at FROM refusals WHERE person = ?").get(person),
      };
      const filled = Object.entries(kept).filter(([, value]) => value !== undefined && [value].flat().length > 0);
      if (filled.length === 0) return null;
      return Object.fromEntries(filled.map(([name, value]) => [name, value === undefined ? null : readable(value)]));
    },
    erase(person) {
      const changes = (sql: string): number => Number(database.prepare(sql).run(person).changes);
      return (
        changes("DELETE FROM people WHERE person = ?") +
        changes("DELETE FROM refusals WHERE person = ?") +
        // Its note may have their name.
        changes("UPDATE invitations SET note = '' WHERE used_by = ? AND note <> ''")
      );
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Times as people write them. */
function readable(rows: Row | readonly Row[]): unknown {
  if (Array.isArray(rows)) return rows.map((row: Row) => readable(row));
  return Object.fromEntries(
    Object.entries(rows).map(([name, value]) => [
      name,
      /(?:^|_)at$|^since$/u.test(name) ? new Date(Number(value)).toISOString() : value,
    ]),
  );
}

/**
 * Forgets the names of those who have not shown themselves since, strangers who were told no, and invitations that
 * nobody can use any more; and times of questions when no limit counts them any more, however long the rest is kept.
 */
export function sweepMembers(database: Database, before: Date, now: Date): number {
  const changes = (sql: string, moment = before.getTime()): number => Number(database.prepare(sql).run(moment).changes);
  return (
    changes("DELETE FROM people WHERE seen_at < ? AND person NOT IN (SELECT person FROM roster)") +
    changes("DELETE FROM refusals WHERE at < ?") +
    changes("DELETE FROM questions_asked WHERE asked_at < ?", now.getTime() - LONGEST_DAY_MS) +
    changes("DELETE FROM invitations WHERE expires_at < ? AND used_by IS NULL")
  );
}
