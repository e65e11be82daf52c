/** Who wants a digest of the changed documents each week. */

import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";

/** All that changes runs in the caller's transaction. */
export interface Digests {
  has(person: number): boolean;
  /** The first comes a week from now. */
  subscribe(person: number, now: Date): void;
  unsubscribe(person: number): void;
  /** People whose last digest was made by then, and when that was. */
  due(lastBy: Date): readonly { readonly person: number; readonly lastAt: Date }[];
  made(person: number, at: Date): void;
  readonly personalData: PersonalData;
}

/** @param database the state */
export function keptDigests(database: Database): Digests {
  const { prepare } = database;
  return {
    has: (person) => prepare("SELECT 1 FROM digests WHERE person = ?").get(person) !== undefined,
    subscribe: (person, now) =>
      void prepare("INSERT OR IGNORE INTO digests VALUES (?, ?, ?)").run(person, now.getTime(), now.getTime()),
    unsubscribe: (person) => void prepare("DELETE FROM digests WHERE person = ?").run(person),
    due: (lastBy) =>
      prepare("SELECT person, last_at FROM digests WHERE last_at <= ? ORDER BY person")
        .all(lastBy.getTime())
        .map((row) => ({ person: Number(row.person), lastAt: new Date(Number(row.last_at)) })),
    made: (person, at) => void prepare("UPDATE digests SET last_at = ? WHERE person = ?").run(at.getTime(), person),
    personalData: {
      name: "subscriptions",
      export(person) {
        const row = prepare("SELECT since FROM digests WHERE person = ?").get(person);
        return row === undefined ? null : { digest: { since: new Date(Number(row.since)).toISOString() } };
      },
      erase: (person) => Number(prepare("DELETE FROM digests WHERE person = ?").run(person).changes),
    },
  };
}
