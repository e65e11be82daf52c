/**
 * Rows of the boxes in SQLite: updates that came in, with their leases, and calls of the Bot API, from the moment in
 * which they are decided on.
 */

import {
  type ArrivedUpdate,
  type BegunCall,
  type BegunUpdate,
  begunCallOf,
  type CallEnd,
  type CallEnding,
  type Lease,
  type NewCall,
  type Payload,
  type QueuedCall,
  queuedCallOf,
  type WaitingUpdate,
} from "../boxes.ts";
import type { Database } from "../database.ts";

/** Telegram keeps what it could not deliver for 24 hours; nothing is repeated after that. */
const REPEATED_WITHIN_MS = 2 * 24 * 3_600_000;

/** Telegram gives 100 at once, and repeats no more than it has not yet been asked to forget. */
const LAST_KEPT = 1_000;

/** Statements of `InboxStore`; each runs in its caller's transaction. */
interface InboxRows {
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
      // Suspects run one at a time, those first that fewest ends are counted against: else the oldest would be under
      // way at each end of a process that something else ends, and be given up for it.
      return prepare("SELECT position, lane, suspect FROM inbox WHERE state = 'waiting' ORDER BY deaths, position")
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

/** Time for which number, state and time of a finished call are kept. */
const KEPT_AFTERWARDS_MS = 24 * 3_600_000;

/** Hears, still inside the transaction, of what else has to be stored then. */
interface OutboxRowsListener {
  /** Called for each call that may be made. */
  onQueued(calls: readonly QueuedCall[]): void;
  /** Told the outcome of each call with a receipt. */
  onEnd(end: CallEnd): void;
  /** A group became a supergroup. */
  onMoved(from: number, to: number): void;
}

/** Statements of `OutboxStore`; each runs in its caller's transaction. */
interface OutboxRows {
  add(calls: readonly NewCall[]): void;
  /** Queues it again if it is unknown, and does nothing else. */
  again(call: Pick<QueuedCall, "id" | "chat">): void;
  recover(): { readonly queued: readonly QueuedCall[]; readonly interrupted: readonly BegunCall[] };
  begin(queued: Pick<QueuedCall, "id" | "chat">): BegunCall | null;
  end(lease: Lease, ending: CallEnding): boolean;
  isUnknown(id: number, chat: string): boolean;
  count(): number;
  /** @returns how many were removed */
  sweep(before: Date): number;
  readonly personalData: RowsOfPerson;
}

/** Rows of the outbox in SQLite: calls of the Bot API, from the moment in which they are decided on. */
export function outboxRows(database: Database, clock: () => Date, listener: OutboxRowsListener): OutboxRows {
  const { prepare } = database;
  const { onQueued } = listener;
  const now = (): number => clock().getTime();
  const { run, count, queued, leasedChat } = rowsByCondition(database, now);
  const finish = callEndings(database, now, listener);
  return {
    add(calls) {
      for (const { chat, person, method, payload, file, repeatable, notice, receipt, shown } of calls) {
        const { lastInsertRowid } = run(
          `INSERT INTO outbox (chat, person, method, payload, file_name, file, repeatable, notice, tries, state, not_before,
             receipt, shown, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'queued', 0, ?, ?, ?)`,
          ...[chat, person, method, JSON.stringify(payload), file?.name ?? null, file?.bytes ?? null],
          ...[Number(repeatable), Number(notice), receipt, shown === null ? null : JSON.stringify(shown), now()],
        );
        onQueued([{ id: Number(lastInsertRowid), chat, notBefore: 0 }]);
      }
    },
    again({ id, chat }) {
      const sql = "UPDATE outbox SET state = 'queued', not_before = 0 WHERE id = ? AND chat = ? AND state = 'unknown'";
      if (run(sql, id, chat).changes === 1) onQueued([{ id, chat, notBefore: 0 }]);
    },
    recover: () => ({
      queued: queued(`${OPEN} AND state = 'queued'`),
      interrupted: prepare(`SELECT * FROM outbox WHERE ${OPEN} AND state = 'sending' ORDER BY id`)
        .all()
        .map(begunCallOf),
    }),
    begin({ id, chat }) {
      const row = prepare(
        `UPDATE outbox SET state = 'sending', tries = tries + 1, changed_at = ?
         WHERE id = ? AND chat = ? AND state = 'queued' RETURNING *`,
      ).get(now(), id, chat);
      return row === undefined ? null : begunCallOf(row);
    },
    end(lease, ending) {
      const chat = leasedChat(lease);
      if (chat !== null) finish(lease.id, chat, ending);
      return chat !== null;
    },
    isUnknown: (id, chat) => count("id = ? AND chat = ? AND state = 'unknown'", id, chat) > 0,
    count: () => count(`${OPEN} AND state <> 'unknown'`),
    sweep: (before) => sweepCalls(database, now() - KEPT_AFTERWARDS_MS, before.getTime()),
    personalData: unsentMessages(database),
  };
}

/** Stores how a call that is leased ended. */
function callEndings(database: Database, now: () => number, { onQueued, onEnd, onMoved }: OutboxRowsListener) {
  const { run, queued, tellEnds } = rowsByCondition(database, now, onEnd);
  const finish = (id: number, state: "sent" | "failed", message: number | null): void => {
    if (state === "failed" || message !== null) tellEnds("id = ?", [id], message);
    run(`UPDATE outbox SET state = ?, ${CLEARED}, changed_at = ? WHERE id = ?`, state, now(), id);
  };
  const dropChat = (chat: string): void => {
    const where = `chat = ? AND ${OPEN} AND state <> 'sending'`;
    tellEnds(where, [chat], null);
    run(`UPDATE outbox SET state = 'failed', ${CLEARED}, changed_at = ? WHERE ${where}`, now(), chat);
  };
  const moveChat = (from: string, to: number): void => {
    run(
      `UPDATE outbox SET chat = ?, payload = json_set(payload, '$.chat_id', ?),
         state = CASE state WHEN 'sending' THEN 'queued' ELSE state END
       WHERE chat = ? AND ${OPEN}`,
      ...[String(to), to, from],
    );
    onMoved(Number(from), to);
    onQueued(queued(`chat = ? AND ${OPEN} AND state = 'queued'`, String(to)));
  };
  const change = (id: number, method: string, payload: Payload, more = ""): void =>
    void run(
      `UPDATE outbox SET state = 'queued', method = ?, payload = ?, ${more} changed_at = ? WHERE id = ?`,
      ...[method, JSON.stringify(payload), now(), id],
    );
  return (id: number, chat: string, ending: CallEnding): void => {
    switch (ending.kind) {
      case "sent":
        finish(id, "sent", ending.message);
        break;
      case "failed":
        finish(id, "failed", null);
        if (ending.chat) dropChat(chat);
        break;
      case "unknown":
        run("UPDATE outbox SET state = 'unknown', changed_at = ? WHERE id = ?", now(), id);
        break;
      case "postponed": {
        const until = now() + ending.milliseconds;
        run("UPDATE outbox SET state = 'queued', not_before = ?, changed_at = ? WHERE id = ?", until, now(), id);
        break;
      }
      case "changed":
        change(id, ending.method, ending.payload);
        break;
      case "withheld":
        change(id, ending.method, ending.payload, "shown = NULL, file_name = NULL, file = NULL,");
        break;
      case "moved":
        moveChat(chat, ending.chat);
        break;
      default:
        ending satisfies never;
    }
  };
}

/** Looks at the box by a condition in SQL, with its values. */
function rowsByCondition({ prepare }: Database, now: () => number, onEnd: (end: CallEnd) => void = () => undefined) {
  type Value = string | number | Uint8Array | null;
  return {
    run: (sql: string, ...values: Value[]) => prepare(sql).run(...values),
    count: (where: string, ...values: Value[]): number =>
      Number(prepare(`SELECT count(*) AS n FROM outbox WHERE ${where}`).get(...values)?.n),
    queued: (where: string, ...values: Value[]): QueuedCall[] =>
      prepare(`SELECT id, chat, not_before, changed_at FROM outbox WHERE ${where} ORDER BY id`)
        .all(...values)
        .map((row) => queuedCallOf(row, now())),
    /** Null where it is gone, or another attempt is made. */
    leasedChat({ id, attempt }: Lease): string | null {
      const row = prepare("SELECT chat FROM outbox WHERE id = ? AND tries = ? AND state = 'sending'").get(id, attempt);
      return row === undefined ? null : String(row.chat);
    },
    /** Tells the ends of the calls with a receipt. */
    tellEnds(where: string, values: readonly Value[], message: number | null): void {
      prepare(`SELECT receipt, chat FROM outbox WHERE ${where} AND receipt IS NOT NULL`)
        .all(...values)
        .forEach(({ receipt, chat }) => void onEnd({ receipt: String(receipt), chat: Number(chat), message }));
    },
  };
}

/** Same words as the index has, else SQLite would read all rows. */
const OPEN = "state IN ('queued', 'sending', 'unknown')";
const CLEARED = "chat = '', payload = NULL, file_name = NULL, file = NULL, person = NULL, receipt = NULL, shown = NULL";

/** @returns how many were removed */
function sweepCalls({ prepare }: Database, settledBefore: number, unknownBefore: number): number {
  const settled = prepare("DELETE FROM outbox WHERE state IN ('sent', 'failed') AND changed_at < ?").run(settledBefore);
  const unknown = prepare("DELETE FROM outbox WHERE state = 'unknown' AND changed_at < ?").run(unknownBefore);
  return Number(settled.changes) + Number(unknown.changes);
}

function unsentMessages({ prepare }: Database): RowsOfPerson {
  return {
    name: "Messages not yet sent",
    export(person) {
      const rows = prepare("SELECT payload, shown FROM outbox WHERE person = ? AND payload IS NOT NULL").all(person);
      // Words of documents are perhaps not theirs to see by now: that is found out when the message leaves.
      return rows.length === 0
        ? null
        : rows.map(({ payload, shown }): unknown => (shown === null ? JSON.parse(String(payload)) : { quotes: true }));
    },
    erase: (person) => Number(prepare("DELETE FROM outbox WHERE person = ?").run(person).changes),
  };
}

/** Columns by which rows belong to a person. */
export interface RowsOfPerson {
  /** Heading in the file that the member gets. */
  readonly name: string;
  /** Plain JSON; null where nothing is kept. */
  export(person: number): unknown;
  /** Number of records erased. Runs in the caller's transaction. */
  erase(person: number): number;
}
