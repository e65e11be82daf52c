/** Rows of the outbox in SQLite: calls of the Bot API, from the moment in which they are decided on. */

import type { BegunCall, CallEnd, CallEnding, Lease, NewCall, Payload, QueuedCall } from "../boxes.ts";
import type { Database } from "../database.ts";
import type { RowsOfPerson } from "./rows-of-person.ts";

/** How long number, state and time of a call that was dealt with are kept. */
const KEPT_AFTERWARDS_MS = 24 * 3_600_000;

/** Hears, still inside the transaction, of what else has to be stored then. */
export interface OutboxRowsListener {
  /** Of each call that may be made. */
  onQueued(calls: readonly QueuedCall[]): void;
  /** What became of each call with a receipt. */
  onEnd(end: CallEnd): void;
  /** A group became a supergroup. */
  onMoved(from: number, to: number): void;
}

/** Statements of `OutboxStore`; each runs in its caller's transaction. */
export interface OutboxRows {
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
      interrupted: prepare(`SELECT * FROM outbox WHERE ${OPEN} AND state = 'sending' ORDER BY id`).all().map(asCall),
    }),
    begin({ id, chat }) {
      const row = prepare(
        `UPDATE outbox SET state = 'sending', tries = tries + 1, changed_at = ?
         WHERE id = ? AND chat = ? AND state = 'queued' RETURNING *`,
      ).get(now(), id, chat);
      return row === undefined ? null : asCall(row);
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
        .map((row) => ({ id: Number(row.id), chat: String(row.chat), notBefore: notBeforeOf(row, now()) })),
    /** Null where it is gone, or another attempt is made. */
    leasedChat({ id, attempt }: Lease): string | null {
      const row = prepare("SELECT chat FROM outbox WHERE id = ? AND tries = ? AND state = 'sending'").get(id, attempt);
      return row === undefined ? null : String(row.chat);
    },
    /** Of the calls with a receipt. */
    tellEnds(where: string, values: readonly Value[], message: number | null): void {
      prepare(`SELECT receipt, chat FROM outbox WHERE ${where} AND receipt IS NOT NULL`)
        .all(...values)
        .forEach(({ receipt, chat }) => void onEnd({ receipt: String(receipt), chat: Number(chat), message }));
    },
  };
}

/** As the index has it, else SQLite would read all rows. */
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

function asCall(row: Readonly<Record<string, unknown>>): BegunCall {
  const { file } = row;
  const tries = Number(row.tries);
  return {
    lease: { id: Number(row.id), attempt: tries },
    chat: String(row.chat),
    method: String(row.method),
    payload: JSON.parse(String(row.payload)) as Payload,
    file: file instanceof Uint8Array ? { name: String(row.file_name), bytes: file } : null,
    person: row.person === null ? null : Number(row.person),
    shown: typeof row.shown === "string" ? (JSON.parse(row.shown) as object) : null,
    repeatable: row.repeatable === 1,
    notice: row.notice === 1,
    receipt: row.receipt === null ? null : String(row.receipt),
    tries,
  };
}

/** Where the clock was set back meanwhile the same time is waited from now on, and not until the clock is there again. */
function notBeforeOf(row: Readonly<Record<string, unknown>>, now: number): number {
  const [until, since] = [Number(row.not_before), Number(row.changed_at)];
  return since <= now ? until : now + Math.max(0, until - since);
}
