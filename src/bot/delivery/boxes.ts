/**
 * Updates and calls as the boxes keep them: in plain data that knows nothing of Telegram. An update is written down before
 * Telegram hears that it has arrived, and stays until what handling it led to is written down too: see effects.ts. A call
 * is marked as being sent before it is made; one whose answer never came is "unknown", and is not made again unless it may
 * be made twice, or the member asks for it.
 */

import { hash } from "node:crypto";
import type { ArrivedUpdate, Batch, BegunCall, Boxes, NewCall, Payload } from "../../storage/boxes.ts";
import type { Database } from "../../storage/database.ts";
import type { SqliteBoxesOptions } from "../../storage/sqlite/boxes.ts";
import { type Change, type Collected, changesInSqlite, type Outgoing } from "./effects.ts";
import { laneOf, personOf, type ReceivedUpdate } from "./lanes.ts";
import type { Shown } from "./leave.ts";

/** Records that are stored with the end of an update, or by itself, besides calls. */
interface Records {
  readonly changes?: readonly Change[];
  /** Run inside the transaction: what they look at is still synchronous, and in SQLite alone. */
  readonly decisions?: readonly (() => readonly Outgoing[])[];
}

export type BotBoxes = Boxes<Records>;

export function arrivedUpdate(update: ReceivedUpdate): ArrivedUpdate {
  const body = JSON.stringify(update);
  return {
    number: update.update_id,
    digest: hash("sha256", body, "buffer").subarray(0, 16),
    body,
    lane: laneOf(update),
    person: personOf(update)?.id ?? null,
  };
}

/** Making these twice changes nothing. */
const REPEATABLE: ReadonlySet<string> = new Set<Outgoing["method"]>([
  "editMessageText",
  "editMessageReplyMarkup",
  "deleteMessage",
  "setMyCommands",
]);

export function newCall(
  { method, payload, file, person, receipt, shown }: Outgoing,
  { notice } = { notice: false },
): NewCall {
  return {
    chat: chatOf(payload),
    method,
    payload,
    person,
    notice,
    file: file ?? null,
    receipt: receipt ?? null,
    shown: shown ?? null,
    repeatable: notice || REPEATABLE.has(method),
  };
}

/** The batch that a handler has asked for, to be stored in one transaction. */
export function batchOf({ outgoing, again, changes, decisions }: Omit<Collected, "effects" | "close">): Batch<Records> {
  return { again, calls: outgoing.map((call) => newCall(call)), records: { changes, decisions } };
}

/** Stores records in SQLite: first what is kept, then what depends on it. @param database the state */
export function recordsInSqlite(database: Database, clock: () => Date): SqliteBoxesOptions<Records>["keep"] {
  const store = changesInSqlite(database, clock);
  return ({ changes = [], decisions = [] }, add) => {
    store(changes);
    for (const decide of decisions) add(decide().map((call) => newCall(call)));
  };
}

/** Calls without a chat go one after the other: an edit of an inline message by that message, all others together. */
function chatOf({ chat_id: chat, inline_message_id: inline }: Payload): string {
  return String(chat ?? inline ?? "");
}

/** A call that is being made. */
export interface OutboxCall extends BegunCall {
  readonly shown: Shown | null;
}

export function outboxCall(call: BegunCall): OutboxCall {
  return { ...call, shown: call.shown as Shown | null };
}
