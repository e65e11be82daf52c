/** Members as they last showed themselves: names for the secretariat's lists, and the language that each chose. */

import type { Locale } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";
import { standingRows } from "../../storage/sqlite/standings.ts";
import type { StoredPerson } from "../../storage/standings.ts";
import type { Person } from "./access.ts";

export interface KnownPerson extends Person {
  /** The language that they chose; null if none. */
  readonly language: Locale | null;
  /** Language in which they were spoken to last, where it is another than their client's. */
  readonly spoken: Locale | null;
  readonly seenAt: Date;
}

interface SpokenLanguage {
  /** Chosen, or spoken to last; null where nothing but the client's is known. */
  readonly own: Locale | null;
  readonly languageCode: string | null;
  readonly people: number;
}

/** For what is decided inside a transaction; all else looks people up through `Standings`. */
export interface People {
  /** Languages of all that is known of, with how many there are of each. */
  languages(): readonly SpokenLanguage[];
  chooseLanguage(person: Person, locale: Locale): void;
  /** Notes a member's names, if they are new or have not been noted for a day. @param spoken as in `KnownPerson` */
  seen(person: Person, spoken: Locale | null): void;
  find(person: number): KnownPerson | null;
}

export function createPeople(database: Database, clock: () => Date): People {
  const rows = standingRows(database);
  return {
    languages: () =>
      database
        .prepare(
          "SELECT coalesce(language, spoken) AS own, client_language AS code, count(*) AS people FROM people GROUP BY own, code",
        )
        .all()
        .map(({ own, code, people }) => ({
          own: asLocale(own),
          languageCode: code === null ? null : String(code),
          people: Number(people),
        })),
    chooseLanguage: (person, language) => rows.store({ kind: "language", person, language, at: clock() }),
    seen: (person, spoken) => rows.store({ kind: "seen", person, spoken, at: clock() }),
    find(person) {
      const stored = rows.person(person);
      return stored === null ? null : knownPerson(stored);
    },
  };
}

export function knownPerson(stored: StoredPerson): KnownPerson {
  return { ...stored, language: asLocale(stored.language), spoken: asLocale(stored.spoken) };
}

function asLocale(kept: unknown): Locale | null {
  return kept === "en" || kept === "zh" || kept === "zh-Hant" ? kept : null;
}

const AGAIN_MS = { start: 5_000, words: 86_400_000 } as const;

/**
 * Tells whether a stranger is told now that the bot is for members: once a day, and again by pressing Start, though not
 * faster than a person does: an answer to every message would be a way to make it talk.
 */
export function isRefusalDue(refusedAt: Date | null, to: keyof typeof AGAIN_MS, now: Date): boolean {
  return refusedAt === null || Math.abs(now.getTime() - refusedAt.getTime()) >= AGAIN_MS[to];
}
