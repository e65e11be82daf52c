/**
 * Outbox of calls of the Bot API, kept from the moment in which they are decided on until it is known what became
 * of them. A call is marked as being sent before it is made; one whose answer never came is "unknown", and is not made
 * again unless it may be made twice, or the member asks for it.
 */

import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";
import type { Outgoing } from "./effects.ts";
import type { Shown } from "./leave.ts";

/** How long number, state and time of a call that was dealt with are kept. */
const KEPT_AFTERWARDS_MS = 24 * 3_600_000;

/** Making these twice changes nothing. */
const REPEATABLE: ReadonlySet<string> = new Set<Outgoing["method"]>([
  "editMessageText",
  "editMessageReplyMarkup",
  "deleteMessage",
  "setMyCommands",
]);

export type Payload = Readonly<Record<string, unknown>>;

export interface Queued {
  readonly id: number;
  /** The key within which calls are made in order: the chat's id, or what else says where a call goes. */
  readonly chat: string;
  /** Milliseconds since 1970; 0 is at once. */
  readonly notBefore: number;
}

export interface OutboxCall {
  readonly id: number;
  readonly chat: string;
  readonly method: string;
  readonly payload: Payload;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly person: number | null;
  /** Documents whose words it shows; null where it shows none. */
  readonly shown: Shown | null;
  /** May be made twice. */
  readonly repeatable: boolean;
  /** Tells of another call; of itself nothing is told. */
  readonly notice: boolean;
  /** The subject of the message; null where nobody wants to know its outcome. */
  readonly receipt: string | null;
  readonly tries: number;
}

/** Outcome of a call that has a receipt. */
export interface CallEnd {
  readonly receipt: string;
  /** As the call named it, or as Telegram did when it moved. */
  readonly chat: number;
  /** The number of the message there; null where it cannot be sent. */
  readonly message: number | null;
}

/** All that changes runs in the caller's transaction. */
export interface Outbox {
  add(outgoing: Outgoing, options?: { readonly notice: boolean }): void;
  /** Hears of each call that is queued, still inside the transaction. */
  onQueued(listener: (queued: Queued) => void): void;
  /** Hears what became of each call with a receipt, still inside the transaction. */
  onEnd(listener: (end: CallEnd) => void): void;
  /** Hears that a group became a supergroup, still inside the transaction. */
  onMoved(listener: (from: number, to: number) => void): void;
  queued(): readonly Queued[];
  /** Calls that were being made when the process ended. */
  interrupted(): readonly OutboxCall[];
  /** Marks it as being sent; null where it is not to be sent (any more). */
  begin(queued: Queued): OutboxCall | null;
  /** Nothing more to do; its content goes. @param message its number in the chat, where it became one */
  settle(id: number, state: "sent" | "failed", message?: number | null): void;
  markUnknown(id: number): void;
  postpone(id: number, milliseconds: number): void;
  /** To be sent in another form. */
  change(id: number, method: string, payload: Payload): void;
  /** Nothing of what it shows may leave any more; another call is made in its place. */
  withhold(id: number, method: string, payload: Payload): void;
  /** A group became a supergroup, whose id is another. */
  moveChat(from: string, to: number): void;
  /** Nobody can be reached there. @returns how many calls were given up */
  dropChat(chat: string): number;
  /** Tells whether it went out to this chat and nothing is known of it. */
  isUnknown(id: number, chat: string): boolean;
  /** Queues it again if it is unknown, and does nothing else. */
  sendAgain(id: number, chat: string): void;
  depth(): number;
  /** @returns how many were removed */
  sweep(before: Date): number;
  readonly personalData: PersonalData;
}

export function createOutbox(database: Database, clock: () => Date): Outbox {
  const { prepare } = database;
  const { on, tell, ...listeners } = outboxListeners();
  const now = (): number => clock().getTime();
  const { run, count, queued, ends } = outboxRows(database, now);
  const tellEnds = (where: string, values: readonly (string | number)[], message: number | null): void =>
    listeners.tellEnds(ends(where, values).map((end) => ({ ...end, message })));
  return {
    add({ method, payload, file, person, receipt, shown }, { notice } = { notice: false }) {
      const chat = chatOf(payload);
      const { lastInsertRowid } = run(
        `INSERT INTO outbox (chat, person, method, payload, file_name, file, repeatable, notice, tries, state, not_before,
           receipt, shown, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'queued', 0, ?, ?, ?)`,
        ...[chat, person, method, JSON.stringify(payload), file?.name ?? null, file?.bytes ?? null],
        ...[Number(notice || REPEATABLE.has(method)), Number(notice), receipt ?? null],
        ...[shown === undefined ? null : JSON.stringify(shown), now()],
      );
      tell([{ id: Number(lastInsertRowid), chat, notBefore: 0 }]);
    },
    ...on,
    queued: () => queued(`${OPEN} AND state = 'queued'`),
    interrupted: () =>
      prepare(`SELECT * FROM outbox WHERE ${OPEN} AND state = 'sending' ORDER BY id`).all().map(asCall),
    begin({ id, chat }) {
      const row = prepare(
        `UPDATE outbox SET state = 'sending', tries = tries + 1, changed_at = ?
         WHERE id = ? AND chat = ? AND state = 'queued' RETURNING *`,
      ).get(now(), id, chat);
      return row === undefined ? null : asCall(row);
    },
    settle(id, state, message = null) {
      if (state === "failed" || message !== null) tellEnds("id = ?", [id], message);
      run(`UPDATE outbox SET state = ?, ${CLEARED}, changed_at = ? WHERE id = ?`, state, now(), id);
    },
    markUnknown: (id) => void run("UPDATE outbox SET state = 'unknown', changed_at = ? WHERE id = ?", now(), id),
    postpone: (id, milliseconds) =>
      void run(
        "UPDATE outbox SET state = 'queued', not_before = ?, changed_at = ? WHERE id = ?",
        ...[now() + milliseconds, now(), id],
      ),
    change: (id, method, payload) =>
      void run(
        "UPDATE outbox SET state = 'queued', method = ?, payload = ?, changed_at = ? WHERE id = ?",
        ...[method, JSON.stringify(payload), now(), id],
      ),
    withhold: (id, method, payload) =>
      void run(
        `UPDATE outbox SET state = 'queued', method = ?, payload = ?, shown = NULL, file_name = NULL, file = NULL,
           changed_at = ? WHERE id = ?`,
        ...[method, JSON.stringify(payload), now(), id],
      ),
    moveChat(from, to) {
      run(
        `UPDATE outbox SET chat = ?, payload = json_set(payload, '$.chat_id', ?),
           state = CASE state WHEN 'sending' THEN 'queued' ELSE state END
         WHERE chat = ? AND ${OPEN}`,
        ...[String(to), to, from],
      );
      listeners.tellMove(Number(from), to);
      tell(queued(`chat = ? AND ${OPEN} AND state = 'queued'`, String(to)));
    },
    dropChat(chat) {
      const where = `chat = ? AND ${OPEN} AND state <> 'sending'`;
      tellEnds(where, [chat], null);
      return Number(
        run(`UPDATE outbox SET state = 'failed', ${CLEARED}, changed_at = ? WHERE ${where}`, now(), chat).changes,
      );
    },
    isUnknown: (id, chat) => count("id = ? AND chat = ? AND state = 'unknown'", id, chat) > 0,
    sendAgain(id, chat) {
      const sql = "UPDATE outbox SET state = 'queued', not_before = 0 WHERE id = ? AND chat = ? AND state = 'unknown'";
      if (run(sql, id, chat).changes === 1) tell([{ id, chat, notBefore: 0 }]);
    },
    depth: () => count(`${OPEN} AND state <> 'unknown'`),
    sweep: (before) => sweepCalls(database, now() - KEPT_AFTERWARDS_MS, before.getTime()),
    personalData: unsentMessages(database),
  };
}

/** Who hears of calls, still inside the transaction. */
function outboxListeners() {
  const onQueued: ((queued: Queued) => void)[] = [];
  const onEnd: ((end: CallEnd) => void)[] = [];
  const onMoved: ((from: number, to: number) => void)[] = [];
  return {
    on: {
      onQueued: (listener: (queued: Queued) => void): void => void onQueued.push(listener),
      onEnd: (listener: (end: CallEnd) => void): void => void onEnd.push(listener),
      onMoved: (listener: (from: number, to: number) => void): void => void onMoved.push(listener),
    },
    tell(calls: readonly Queued[]): void {
      for (const call of calls) for (const listener of onQueued) listener(call);
    },
    tellEnds(ends: readonly CallEnd[]): void {
      for (const end of ends) for (const listener of onEnd) listener(end);
    },
    tellMove(from: number, to: number): void {
      for (const listener of onMoved) listener(from, to);
    },
  };
}

/** Looks at the box by a condition in SQL, with its values. */
function outboxRows({ prepare }: Database, now: () => number) {
  type Value = string | number | Uint8Array | null;
  return {
    run: (sql: string, ...values: Value[]) => prepare(sql).run(...values),
    count: (where: string, ...values: Value[]): number =>
      Number(prepare(`SELECT count(*) AS n FROM outbox WHERE ${where}`).get(...values)?.n),
    queued: (where: string, ...values: Value[]): Queued[] =>
      prepare(`SELECT id, chat, not_before, changed_at FROM outbox WHERE ${where} ORDER BY id`)
        .all(...values)
        .map((row) => ({ id: Number(row.id), chat: String(row.chat), notBefore: notBeforeOf(row, now()) })),
    /** Of the calls with a receipt. */
    ends: (where: string, values: readonly Value[]): Omit<CallEnd, "message">[] =>
      prepare(`SELECT receipt, chat FROM outbox WHERE ${where} AND receipt IS NOT NULL`)
        .all(...values)
        .map(({ receipt, chat }) => ({ receipt: String(receipt), chat: Number(chat) })),
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

function unsentMessages({ prepare }: Database): PersonalData {
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

/** Calls without a chat go one after the other: an edit of an inline message by that message, all others together. */
function chatOf({ chat_id: chat, inline_message_id: inline }: Payload): string {
  return String(chat ?? inline ?? "");
}

function asCall(row: Readonly<Record<string, unknown>>): OutboxCall {
  const { file } = row;
  return {
    id: Number(row.id),
    chat: String(row.chat),
    method: String(row.method),
    payload: JSON.parse(String(row.payload)) as Payload,
    file: file instanceof Uint8Array ? { name: String(row.file_name), bytes: file } : null,
    person: row.person === null ? null : Number(row.person),
    shown: typeof row.shown === "string" ? (JSON.parse(row.shown) as Shown) : null,
    repeatable: row.repeatable === 1,
    notice: row.notice === 1,
    receipt: row.receipt === null ? null : String(row.receipt),
    tries: Number(row.tries),
  };
}

/** Where the clock was set back meanwhile the same time is waited from now on, and not until the clock is there again. */
function notBeforeOf(row: Readonly<Record<string, unknown>>, now: number): number {
  const [until, since] = [Number(row.not_before), Number(row.changed_at)];
  return since <= now ? until : now + Math.max(0, until - since);
}
