/**
 * Inbox of updates. An update is written down before Telegram hears that it has arrived, and stays until what handling it
 * led to is written down too: see effects.ts.
 */

import { hash } from "node:crypto";
import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";
import { laneOf, personOf, type ReceivedUpdate } from "./inbox-lane.ts";

/** Telegram keeps what it could not deliver for 24 hours; nothing is repeated after that. */
const REPEATED_WITHIN_MS = 2 * 24 * 3_600_000;

export interface Waiting {
  readonly position: number;
  readonly lane: string;
  /** How often its handling was begun. */
  readonly tries: number;
}

export interface Inbox {
  /** Those that were not there yet, in order. Runs in the caller's transaction, as all that changes does. */
  add(updates: readonly ReceivedUpdate[]): readonly Waiting[];
  /** Updates that were not done when the process ended, in order. */
  waiting(): readonly Waiting[];
  /** Counts a try before it is made, so that an update that ends the process is counted too; null if it is gone. */
  begin(position: number): { readonly update: ReceivedUpdate; readonly tries: number } | null;
  /** The try was broken off by a shutdown, which is no fault of the update. */
  putBack(position: number): void;
  /** @returns false where its sender has had it erased meanwhile */
  handled(position: number): boolean;
  /** Given up; its content stays for the operator until it is swept. */
  park(position: number): void;
  depth(): number;
  parked(): number;
  /** Forgets numbers that cannot come again, and what was parked before then. @returns how many */
  sweep(before: Date): number;
  readonly personalData: PersonalData;
}

/** An update that is being handled is left out: the message that asks what is kept would be in every answer to it. */
const KEPT = "body IS NOT NULL AND (state = 'parked' OR tries = 0)";

export function createInbox(database: Database, clock: () => Date): Inbox {
  const { prepare } = database;
  const now = (): number => clock().getTime();
  const count = (state: "waiting" | "parked"): number =>
    Number(prepare(`SELECT count(*) AS n FROM inbox WHERE state = '${state}'`).get()?.n);
  return {
    add(updates) {
      const insert = prepare(
        `INSERT INTO inbox (update_id, digest, lane, person, state, tries, body, changed_at)
         VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT DO NOTHING RETURNING position`,
      );
      return updates.flatMap((update) => {
        const body = JSON.stringify(update);
        const digest = hash("sha256", body, "buffer").subarray(0, 16);
        const lane = laneOf(update);
        const row = insert.get(update.update_id, digest, lane, personOf(update)?.id ?? null, body, now());
        return row === undefined ? [] : [{ position: Number(row.position), lane, tries: 0 }];
      });
    },
    waiting: () =>
      prepare("SELECT position, lane, tries FROM inbox WHERE state = 'waiting' ORDER BY position")
        .all()
        .map((row) => ({ position: Number(row.position), lane: String(row.lane), tries: Number(row.tries) })),
    begin(position) {
      const row = prepare(
        "UPDATE inbox SET tries = tries + 1 WHERE position = ? AND state = 'waiting' RETURNING body, tries",
      ).get(position);
      if (row === undefined) return null;
      return { update: JSON.parse(String(row.body)) as ReceivedUpdate, tries: Number(row.tries) };
    },
    putBack: (position) =>
      void prepare("UPDATE inbox SET tries = tries - 1 WHERE position = ? AND state = 'waiting'").run(position),
    handled: (position) =>
      prepare("UPDATE inbox SET state = 'handled', body = NULL, person = NULL, changed_at = ? WHERE position = ?").run(
        now(),
        position,
      ).changes > 0,
    park: (position) =>
      void prepare("UPDATE inbox SET state = 'parked', changed_at = ? WHERE position = ?").run(now(), position),
    depth: () => count("waiting"),
    parked: () => count("parked"),
    sweep(before) {
      const handled = prepare("DELETE FROM inbox WHERE state = 'handled' AND changed_at < ?");
      const parked = prepare("DELETE FROM inbox WHERE state = 'parked' AND changed_at < ?");
      return Number(handled.run(now() - REPEATED_WITHIN_MS).changes) + Number(parked.run(before.getTime()).changes);
    },
    personalData: {
      name: "Messages not yet handled",
      export(person) {
        const rows = prepare(`SELECT body FROM inbox WHERE person = ? AND ${KEPT}`).all(person);
        return rows.length === 0 ? null : rows.map(({ body }) => JSON.parse(String(body)) as unknown);
      },
      erase(person) {
        const kept = Number(prepare(`DELETE FROM inbox WHERE person = ? AND ${KEPT}`).run(person).changes);
        prepare("DELETE FROM inbox WHERE person = ?").run(person);
        return kept;
      },
    },
  };
}
