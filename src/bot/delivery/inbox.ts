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

/** Telegram gives 100 at once, and repeats no more than it has not yet been asked to forget. */
const LAST_KEPT = 1_000;

export interface Waiting {
  readonly position: number;
  readonly lane: string;
  /** It was under way when the process ended, and may have ended it. */
  readonly suspect: boolean;
}

export interface Inbox {
  /** Those that were not there yet, in order. Runs in the caller's transaction, as all that changes does. */
  add(updates: readonly ReceivedUpdate[]): readonly Waiting[];
  /**
   * Those that were under way when the process ended become suspects, and lose no try. The end is counted against one that
   * was the only one under way, and half against one that was the only suspect.
   */
  recover(): void;
  /** Updates that were not done when the process ended, in order. */
  waiting(): readonly Waiting[];
  /** Marks it as under way, and counts the try; null if it is gone. */
  begin(position: number): Begun | null;
  /** The try was broken off by a shutdown, which is no fault of the update. */
  putBack(position: number): void;
  /** The try failed, and another one follows. */
  rest(position: number): void;
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

interface Begun {
  readonly update: ReceivedUpdate;
  readonly tries: number;
  /** It has ended the process more often than chance would have it. */
  readonly deadly: boolean;
}

/** Alone two ends of the process are no chance; beside others, of which each may have been the one, four are none. */
const DEATH_ALONE = 2;
const DEATH_BESIDE_OTHERS = 1;
const DEADLY = 4;

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
        return row === undefined ? [] : [{ position: Number(row.position), lane, suspect: false }];
      });
    },
    recover() {
      const underWay = prepare("SELECT position, suspect FROM inbox WHERE state = 'waiting' AND under_way = 1").all();
      const suspects = underWay.filter(({ suspect }) => suspect === 1);
      const [guilty, ...others] = underWay.length === 1 ? underWay : suspects;
      if (guilty !== undefined && others.length === 0) {
        const weight = underWay.length === 1 ? DEATH_ALONE : DEATH_BESIDE_OTHERS;
        prepare("UPDATE inbox SET deaths = deaths + ? WHERE position = ?").run(weight, Number(guilty.position));
      }
      prepare(
        "UPDATE inbox SET suspect = 1, under_way = 0, tries = tries - 1 WHERE state = 'waiting' AND under_way = 1",
      ).run();
    },
    waiting: () =>
      prepare("SELECT position, lane, suspect FROM inbox WHERE state = 'waiting' ORDER BY position")
        .all()
        .map((row) => ({ position: Number(row.position), lane: String(row.lane), suspect: row.suspect === 1 })),
    begin(position) {
      const row = prepare(
        `UPDATE inbox SET tries = tries + 1, under_way = 1 WHERE position = ? AND state = 'waiting'
         RETURNING body, tries, deaths`,
      ).get(position);
      if (row === undefined) return null;
      const update = JSON.parse(String(row.body)) as ReceivedUpdate;
      return { update, tries: Number(row.tries), deadly: Number(row.deaths) >= DEADLY };
    },
    putBack: (position) =>
      void prepare("UPDATE inbox SET tries = tries - 1, under_way = 0 WHERE position = ? AND state = 'waiting'").run(
        position,
      ),
    rest: (position) => void prepare("UPDATE inbox SET under_way = 0 WHERE position = ?").run(position),
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
      // The last ones stay, whatever the clock says: it may have been set forward, and Telegram may repeat them.
      const handled = prepare(
        `DELETE FROM inbox WHERE state = 'handled' AND changed_at < ?
           AND position <= (SELECT max(position) FROM inbox) - ${LAST_KEPT}`,
      );
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
