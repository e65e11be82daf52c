/** Boxes for the contract of both, and the updates and calls that it fills them with. */

import type { ArrivedUpdate, Boxes, NewCall, WaitingUpdate } from "../../src/storage/boxes.ts";

export interface BoxesUnderTest<Records> {
  readonly boxes: Boxes<Records>;
  readonly clock: { now: Date };
  /** The process ends, and another one opens the same boxes. */
  restart(): Promise<Boxes<Records>>;
  /** Something that the other stores of the same database keep. */
  record(words: string): Records;
  recorded(): Promise<readonly string[]>;
  /** Values that cannot be stored. */
  failing(): Records;
}

export function arrived(number: number, body = `update ${number}`, person = 7): ArrivedUpdate {
  const digest = new TextEncoder().encode(body.padEnd(16).slice(0, 16));
  return { number, digest, lane: `chat of ${body}`, person, body };
}

export function call(text: string, more: Partial<NewCall> = {}): NewCall {
  return {
    ...{ chat: `chat of ${text}`, person: 7, method: "sendMessage", payload: { chat_id: 7, text }, file: null },
    ...{ repeatable: false, notice: false, receipt: null, shown: null },
    ...more,
  };
}

export type Open<Records> = () => Promise<BoxesUnderTest<Records>>;

export async function only(waiting: Promise<readonly WaitingUpdate[]>): Promise<number> {
  const [update] = await waiting;
  if (update === undefined) throw new Error("nothing waits");
  return update.position;
}

export async function begunCall<Records>(boxes: Boxes<Records>, made: NewCall) {
  await boxes.outbox.add({ calls: [made] });
  const queued = (await boxes.outbox.recover()).queued.at(-1);
  const begun = queued === undefined ? null : await boxes.outbox.begin(queued);
  if (queued === undefined || begun === null) throw new Error("it cannot be begun");
  return { id: queued.id, chat: queued.chat, lease: begun.lease };
}

/** Texts of calls that wait, in order; they are put back. */
export async function texts<Records>(boxes: Boxes<Records>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const queued of (await boxes.outbox.recover()).queued) {
    const begun = await boxes.outbox.begin(queued);
    if (begun === null) continue;
    found.push(begun.payload.text);
    await boxes.outbox.end(begun.lease, { kind: "postponed", milliseconds: 0 });
  }
  return found;
}
