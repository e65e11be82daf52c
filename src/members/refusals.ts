/** A stranger is told once a day that the bot is for members; to every message would be a way to make it talk. */

import type { Database } from "../storage/database.ts";

export interface Refusals {
  /** True if the person has not been told for a day. */
  due(person: number): boolean;
  told(person: number): void;
}

const DAY_MS = 86_400_000;

export function createRefusals(database: Database, clock: () => Date): Refusals {
  return {
    due(person) {
      const row = database.prepare("SELECT at FROM refusals WHERE person = ?").get(person);
      return row === undefined || Math.abs(clock().getTime() - Number(row.at)) >= DAY_MS;
    },
    told: (person) =>
      void database
        .prepare("INSERT INTO refusals (person, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at")
        .run(person, clock().getTime()),
  };
}
