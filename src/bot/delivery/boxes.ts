/**
 * Updates and calls as the boxes keep them: in plain data that knows nothing of Telegram. An update is written down before
 * Telegram hears that it has arrived, and stays until what handling it led to is written down too: see effects.ts. A call
 * is marked as being sent before it is made; one whose answer never came is "unknown", and is not made again unless it may
 * be made twice, or the member asks for it.
 */

import { hash } from "node:crypto";
import type { ArrivedUpdate, Batch, BegunCall, Boxes, NewCall, Payload } from "../../storage/boxes.ts";
import type { SqliteWork } from "../../storage/sqlite/boxes.ts";
import type { Collected, Outgoing } from "./effects.ts";
import { laneOf, personOf, type ReceivedUpdate } from "./inbox-lane.ts";
import type { Shown } from "./leave.ts";

/** With what the parts keep that are still synchronous. */
export type BotBoxes = Boxes<readonly SqliteWork[]>;
type BotBatch = Batch<readonly SqliteWork[]>;

export function arrivedUpdate(update: ReceivedUpdate): ArrivedUpdate {
  const body = JSON.stringify(update);
  return {
    ...{ number: update.update_id, digest: hash("sha256", body, "buffer").subarray(0, 16), body },
    ...{ lane: laneOf(update), person: personOf(update)?.id ?? null },
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
    ...{ chat: chatOf(payload), method, payload, person, notice },
    ...{ file: file ?? null, receipt: receipt ?? null, shown: shown ?? null },
    repeatable: notice || REPEATABLE.has(method),
  };
}

/** What a handler has asked for, to be stored in one transaction: first what is kept, then what depends on it. */
export function batchOf({ outgoing, again, writes, decisions }: Omit<Collected, "effects" | "close">): BotBatch {
  const written = writes.map((write) => () => {
    write();
    return [];
  });
  const decided = decisions.map((decide) => () => decide().map((call) => newCall(call)));
  return { again, calls: outgoing.map((call) => newCall(call)), records: [...written, ...decided] };
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
