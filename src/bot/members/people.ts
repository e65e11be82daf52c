/** Members as they last showed themselves: names for the secretariat's lists, and the language that each chose. */

import type { Locale } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";
import type { Person } from "./access.ts";

export interface KnownPerson extends Person {
  readonly seenAt: Date;
}

export interface People {
  /** The language that the person chose; null if none. */
  languageOf(person: number): Locale | null;
  chooseLanguage(person: Person, locale: Locale): void;
  /** Notes a member's names, if they are new or have not been noted for a day. */
  seen(person: Person): void;
  find(person: number): KnownPerson | null;
  /** @param username without the @, in any case */
  named(username: string): KnownPerson | null;
  all(): readonly KnownPerson[];
}

const DAY_MS = 86_400_000;

export function createPeople(database: Database, clock: () => Date): People {
  const find: People["find"] = (person) =>
    asPerson(database.prepare("SELECT * FROM people WHERE person = ?").get(person));
  const note = (person: Person): void => {
    // A name that somebody gave up may be taken by somebody else, and must not lead to the former.
    database
      .prepare("UPDATE people SET username = NULL WHERE username = ? AND person <> ?")
      .run(person.username, person.id);
    database
      .prepare(
        `INSERT INTO people (person, name, username, client_language, seen_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, username = excluded.username,
           client_language = excluded.client_language, seen_at = excluded.seen_at`,
      )
      .run(person.id, person.name, person.username, person.languageCode, clock().getTime());
  };
  return {
    languageOf(person) {
      const language = database.prepare("SELECT language FROM people WHERE person = ?").get(person)?.language;
      return language === "en" || language === "zh" || language === "zh-Hant" ? language : null;
    },
    chooseLanguage(person, locale) {
      note(person);
      database.prepare("UPDATE people SET language = ? WHERE person = ?").run(locale, person.id);
    },
    seen(person) {
      const known = find(person.id);
      const same =
        known?.name === person.name && known.username === person.username && known.languageCode === person.languageCode;
      if (!same || clock().getTime() - known.seenAt.getTime() > DAY_MS) note(person);
    },
    find,
    named: (username) => asPerson(database.prepare("SELECT * FROM people WHERE username = ?").get(username)),
    all: () =>
      database
        .prepare("SELECT * FROM people ORDER BY person")
        .all()
        .flatMap((row) => asPerson(row) ?? []),
  };
}

function asPerson(row: Record<string, unknown> | undefined): KnownPerson | null {
  if (row === undefined) return null;
  return {
    id: Number(row.person),
    name: String(row.name),
    username: row.username === null ? null : String(row.username),
    languageCode: row.client_language === null ? null : String(row.client_language),
    seenAt: new Date(Number(row.seen_at)),
  };
}

export interface Refusals {
  /** True if the person has not been told for a day; to `start`, for a few seconds. */
  due(person: number, to: "start" | "words"): boolean;
  told(person: number): void;
}

const AGAIN_MS = { start: 5_000, words: 86_400_000 } as const;

/**
 * When strangers were last told that the bot is for members. A stranger is told once a day that the bot is for
 * members, and again by pressing Start, though not faster than a person does: an answer to every message would be a
 * way to make it talk.
 */
export function createRefusals(database: Database, clock: () => Date): Refusals {
  return {
    due(person, to) {
      const row = database.prepare("SELECT at FROM refusals WHERE person = ?").get(person);
      return row === undefined || Math.abs(clock().getTime() - Number(row.at)) >= AGAIN_MS[to];
    },
    told: (person) =>
      void database
        .prepare("INSERT INTO refusals (person, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at")
        .run(person, clock().getTime()),
  };
}
