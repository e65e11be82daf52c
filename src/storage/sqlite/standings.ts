/** People and their rights in the state file. */

import { createHash } from "node:crypto";
import type { Database } from "../database.ts";
import {
  type NamedPerson,
  NOTED_FOR_MS,
  type Standing,
  type StandingChange,
  type Standings,
  type StoredOverride,
  type StoredPerson,
  storedOverride,
  storedPerson,
} from "../standings.ts";
import { groupCommits } from "./group-commits.ts";

/** The same at once, for decisions that are made inside a transaction. */
export interface StandingRows {
  person(person: number): StoredPerson | null;
  standing(person: number): Standing;
  restricted(): ReadonlySet<string>;
  collections(): ReadonlyMap<string, readonly number[]>;
  named(username: string): StoredPerson | null;
  people(): readonly StoredPerson[];
  overrides(): readonly StoredOverride[];
  /** Runs in the caller's transaction. */
  store(change: StandingChange): void;
}

/** @param database the state */
export function sqliteStandings(database: Database): Standings {
  const commits = groupCommits(database);
  const rows = standingRows(database);
  return {
    standingOf: async (person) => rows.standing(person),
    collections: async () => rows.collections(),
    named: async (username) => rows.named(username),
    everybody: async () => ({ people: rows.people(), overrides: rows.overrides() }),
    change: (...changes) => commits.run(() => changes.forEach(rows.store)),
  };
}

/** @param database the state */
export function standingRows({ prepare }: Pick<Database, "prepare">): StandingRows {
  const personIn = (sql: string, value: number | string): StoredPerson | null => {
    const row = prepare(sql).get(value);
    return row === undefined ? null : storedPerson(row);
  };
  const person = (id: number) => personIn("SELECT * FROM people WHERE person = ?", id);
  const names = (sql: string, ...values: number[]): ReadonlySet<string> =>
    new Set(
      prepare(sql)
        .all(...values)
        .map(({ collection }) => String(collection)),
    );
  const restricted = () => names("SELECT collection FROM restricted_collections");
  return {
    person,
    standing(id) {
      const override = prepare("SELECT * FROM roster WHERE person = ?").get(id);
      const refused = prepare("SELECT at FROM refusals WHERE person = ?").get(id);
      return {
        known: person(id),
        override: override === undefined ? null : storedOverride(override).override,
        removedBefore: wasRemoved(prepare, id),
        restricted: restricted(),
        lists: names("SELECT collection FROM collection_members WHERE person = ?", id),
        refusedAt: refused === undefined ? null : new Date(Number(refused.at)),
      };
    },
    restricted,
    collections() {
      const lists = new Map([...restricted()].map((collection): [string, number[]] => [collection, []]));
      for (const row of prepare("SELECT collection, person FROM collection_members ORDER BY person").all()) {
        lists.get(String(row.collection))?.push(Number(row.person));
      }
      return lists;
    },
    named: (username) => personIn("SELECT * FROM people WHERE username = ?", username),
    people: () => prepare("SELECT * FROM people ORDER BY person").all().map(storedPerson),
    overrides: () => prepare("SELECT * FROM roster ORDER BY since DESC, person").all().map(storedOverride),
    store: storing(prepare, person),
  };
}

function storing(prepare: Database["prepare"], personOf: (id: number) => StoredPerson | null) {
  const note = ({ id, name, username, languageCode }: NamedPerson, spoken: string | null, at: Date): void => {
    // A name that somebody gave up may be taken by somebody else, and must not lead to the former.
    prepare("UPDATE people SET username = NULL WHERE username = ? AND person <> ?").run(username, id);
    prepare(
      `INSERT INTO people (person, name, username, client_language, seen_at, spoken) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name, username = excluded.username,
         client_language = excluded.client_language, seen_at = excluded.seen_at, spoken = excluded.spoken`,
    ).run(id, name, username, languageCode, at.getTime(), spoken);
  };
  const restrict = (collection: string): void =>
    void prepare("INSERT OR IGNORE INTO restricted_collections (collection) VALUES (?)").run(collection);
  return (change: StandingChange): void => {
    switch (change.kind) {
      case "seen": {
        const { person, spoken, at } = change;
        const known = personOf(person.id);
        const { name, username, languageCode } = person;
        const isSame = known?.name === name && known.username === username && known.languageCode === languageCode;
        if (!isSame || known.spoken !== spoken || at.getTime() - known.seenAt.getTime() > NOTED_FOR_MS) {
          note(person, spoken, at);
        }
        break;
      }
      case "language":
        note(change.person, change.language, change.at);
        prepare("UPDATE people SET language = ? WHERE person = ?").run(change.language, change.person.id);
        break;
      case "refused":
        prepare("INSERT INTO refusals (person, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at").run(
          ...[change.person, change.at.getTime()],
        );
        break;
      case "override":
        prepare(
          `INSERT INTO roster (person, standing, since) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET standing = excluded.standing, since = excluded.since`,
        ).run(change.person, change.override, change.at.getTime());
        break;
      case "restricted":
        restrict(change.collection);
        break;
      case "opened":
        prepare("DELETE FROM restricted_collections WHERE collection = ?").run(change.collection);
        break;
      case "allowed":
        restrict(change.collection);
        prepare("INSERT OR IGNORE INTO collection_members (collection, person) VALUES (?, ?)").run(
          ...([change.collection, change.person] as const),
        );
        break;
      case "disallowed":
        prepare("DELETE FROM collection_members WHERE collection = ? AND person = ?").run(
          ...([change.collection, change.person] as const),
        );
        break;
      default:
        change satisfies never;
    }
  };
}

/** Only hashes are kept of people whom a lost state knew as removed. */
export function removalHash(salt: string, person: number): string {
  return createHash("sha256").update(`${salt}/${person}`).digest("hex").slice(0, 32);
}

function wasRemoved(prepare: Database["prepare"], person: number): boolean {
  return prepare("SELECT DISTINCT salt FROM removed_before")
    .all()
    .some(
      ({ salt }) =>
        prepare("SELECT 1 FROM removed_before WHERE salt = ? AND hash = ?").get(
          ...([String(salt), removalHash(String(salt), person)] as const),
        ) !== undefined,
    );
}
