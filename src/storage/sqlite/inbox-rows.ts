/** Rows of the inbox in SQLite: updates with their leases, and how often each has ended the process. */

import type { ArrivedUpdate, BegunUpdate, Lease, WaitingUpdate } from "../boxes.ts";
import type { Database } from "../database.ts";
import type { RowsOfPerson } from "./rows-of-person.ts";

/** Telegram keeps what it could not deliver for 24 hours; nothing is repeated after that. */
const REPEATED_WITHIN_MS = 2 * 24 * 3_600_000;

/** Telegram gives 100 at once, and repeats no more than it has not yet been asked to forget. */
const LAST_KEPT = 1_000;

/** Statements of `InboxStore`; each runs in its caller's transaction. */
export interface InboxRows {
  /** Those that were not there yet, in order. */
  add(updates: readonly ArrivedUpdate[]): readonly WaitingUpdate[];
  recover(): readonly WaitingUpdate[];
  begin(position: number): BegunUpdate | null;
  release(lease: Lease, counted: boolean): void;
  /** @returns false where its sender has had it erased meanwhile, or the lease is lost */
  end(lease: Lease, state: "handled" | "parked"): boolean;
  count(state: "waiting" | "parked"): number;
  /** Forgets numbers that cannot come again, and what was parked before then. @returns how many */
  sweep(before: Date): number;
  readonly personalData: RowsOfPerson;
}

/** Alone two ends of the process are no chance; beside others, of which each may have been the one, four are none. */
const DEATH_ALONE = 2;
const DEATH_BESIDE_OTHERS = 1;
const DEADLY = 4;

/** An update that is being handled is left out: the message that asks what is kept would be in every answer to it. */
const KEPT = "body IS NOT NULL AND (state = 'parked' OR tries = 0)";

export function inboxRows(database: Database, clock: () => Date): InboxRows {
  const { prepare } = database;
  const now = (): number => clock().getTime();
  return {
    add(updates) {
      const insert = prepare(
        `INSERT INTO inbox (update_id, digest, lane, person, state, tries, body, changed_at)
         VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT DO NOTHING RETURNING position`,
      );
      return updates.flatMap(({ number, digest, lane, person, body }) => {
        const row = insert.get(number, digest, lane, person, body, now());
        return row === undefined ? [] : [{ position: Number(row.position), lane, suspect: false }];
      });
    },
    recover() {
      countEnd(database);
      return prepare("SELECT position, lane, suspect FROM inbox WHERE state = 'waiting' ORDER BY position")
        .all()
        .map((row) => ({ position: Number(row.position), lane: String(row.lane), suspect: row.suspect === 1 }));
    },
    begin(position) {
      const row = prepare(
        `UPDATE inbox SET tries = tries + 1, attempt = attempt + 1, under_way = 1
         WHERE position = ? AND state = 'waiting' AND under_way = 0 RETURNING attempt, body, tries, deaths`,
      ).get(position);
      if (row === undefined) return null;
      const lease = { id: position, attempt: Number(row.attempt) };
      return { lease, body: String(row.body), tries: Number(row.tries), deadly: Number(row.deaths) >= DEADLY };
    },
    release: ({ id, attempt }, counted) =>
      void prepare(`UPDATE inbox SET tries = tries - ?, under_way = 0 WHERE ${LEASED}`).run(
        ...[Number(!counted), id, attempt],
      ),
    end({ id, attempt }, state) {
      const content = state === "handled" ? "body = NULL, person = NULL," : "";
      const sql = `UPDATE inbox SET state = '${state}', ${content} under_way = 0, changed_at = ? WHERE ${LEASED}`;
      return prepare(sql).run(now(), id, attempt).changes > 0;
    },
    count: (state) => Number(prepare(`SELECT count(*) AS n FROM inbox WHERE state = '${state}'`).get()?.n),
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

const LEASED = "position = ? AND attempt = ? AND state = 'waiting' AND under_way = 1";

/** The process has ended: see `InboxStore.recover`. */
function countEnd({ prepare }: Database): void {
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
}
