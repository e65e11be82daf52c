/** When strangers were last told that the bot is for members. */

import type { Database } from "../../storage/database.ts";

export interface Refusals {
  /** True if the person has not been told for a day; to `start`, for a few seconds. */
  due(person: number, to: "start" | "words"): boolean;
  told(person: number): void;
}

const AGAIN_MS = { start: 5_000, words: 86_400_000 } as const;

/**
 * A stranger is told once a day that the bot is for members, and again by pressing Start, though not faster than a person
 * does: an answer to every message would be a way to make it talk.
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
