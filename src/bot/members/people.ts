/** Members as they last showed themselves: names for the secretariat's lists, and the language that each chose. */

import type { Locale } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";
import type { Person } from "./access.ts";

export interface KnownPerson extends Person {
  readonly seenAt: Date;
}

interface SpokenLanguage {
  /** Chosen, or spoken to last; null where nothing but the client's is known. */
  readonly own: Locale | null;
  readonly languageCode: string | null;
  readonly people: number;
}

export interface People {
  /** The language that the person chose; null if none. */
  languageOf(person: number): Locale | null;
  /** In which they were spoken to last, where it is another than their client's. */
  spokenTo(person: number): Locale | null;
  /** Languages of all that is known of, with how many there are of each. */
  languages(): readonly SpokenLanguage[];
  chooseLanguage(person: Person, locale: Locale): void;
  /** Notes a member's names, if they are new or have not been noted for a day. @param spoken as of `spokenTo` */
  seen(person: Person, spoken: Locale | null): void;
  find(person: number): KnownPerson | null;
  /** @param username without the @, in any case */
  named(username: string): KnownPerson | null;
  all(): readonly KnownPerson[];
}

const DAY_MS = 86_400_000;

export function createPeople(database: Database, clock: () => Date): People {
  const find: People["find"] = (person) =>
    asPerson(database.prepare("SELECT * FROM people WHERE person = ?").get(person));
  const note = (person: Person, spoken: Locale | null): void => {
    // A name that somebody gave up may be taken by somebody else, and must not lead to the former.
    database
      .prepare("UPDATE people SET username = NULL WHERE username = ? AND person <> ?")
      .run(person.username, person.id);
    database
      .prepare(
        `INSERT INTO people (person, name, username, client_language, seen_at, spoken) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, username = excluded.username,
           client_language = excluded.client_language, seen_at = excluded.seen_at, spoken = excluded.spoken`,
      )
      .run(person.id, person.name, person.username, person.languageCode, clock().getTime(), spoken);
  };
  const spokenTo: People["spokenTo"] = (person) =>
    asLocale(database.prepare("SELECT spoken FROM people WHERE person = ?").get(person)?.spoken);
  return {
    languageOf: (person) =>
      asLocale(database.prepare("SELECT language FROM people WHERE person = ?").get(person)?.language),
    spokenTo,
    languages: () =>
      database
        .prepare(
          "SELECT coalesce(language, spoken) AS own, client_language AS code, count(*) AS people FROM people GROUP BY own, code",
        )
        .all()
        .map(({ own, code, people }) => ({
          ...{ own: asLocale(own), languageCode: code === null ? null : String(code), people: Number(people) },
        })),
    chooseLanguage(person, locale) {
      note(person, locale);
      database.prepare("UPDATE people SET language = ? WHERE person = ?").run(locale, person.id);
    },
    seen(person, spoken) {
      const known = find(person.id);
      const same =
        known?.name === person.name && known.username === person.username && known.languageCode === person.languageCode;
      const isNew = !same || spokenTo(person.id) !== spoken || clock().getTime() - known.seenAt.getTime() > DAY_MS;
      if (isNew) note(person, spoken);
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

function asLocale(kept: unknown): Locale | null {
  return kept === "en" || kept === "zh" || kept === "zh-Hant" ? kept : null;
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
