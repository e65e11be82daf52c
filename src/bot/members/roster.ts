/**
 * Membership overrides: people who came by an invitation, and those whom the secretariat removed: removed wins over
 * everything but `ADMINS`.
 */

import type { Database } from "../../storage/database.ts";

type MembershipOverride = "invited" | "removed";

export interface Roster {
  overrideOf(person: number): MembershipOverride | null;
  set(person: number, standing: MembershipOverride): void;
  all(): readonly { readonly person: number; readonly standing: MembershipOverride; readonly since: Date }[];
}

export function createRoster(database: Database, clock: () => Date): Roster {
  return {
    overrideOf: (person) =>
      asOverride(database.prepare("SELECT standing FROM roster WHERE person = ?").get(person)?.standing),
    set: (person, standing) =>
      void database
        .prepare(
          `INSERT INTO roster (person, standing, since) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET standing = excluded.standing, since = excluded.since`,
        )
        .run(person, standing, clock().getTime()),
    all: () =>
      database
        .prepare("SELECT * FROM roster ORDER BY since DESC, person")
        .all()
        .map((row) => ({
          person: Number(row.person),
          standing: row.standing === "invited" ? "invited" : "removed",
          since: new Date(Number(row.since)),
        })),
  };
}

function asOverride(value: unknown): MembershipOverride | null {
  return value === "invited" || value === "removed" ? value : null;
}
