/** Both boxes in the state file. */

import type { Batch, Boxes, BoxListener, CallEnd, NewCall } from "../boxes.ts";
import type { Database } from "../database.ts";
import { inboxRows, outboxRows, type RowsOfPerson } from "./box-rows.ts";
import { groupCommits } from "./group-commits.ts";

interface KeptBox {
  /** @returns how many were removed; runs in the caller's transaction */
  sweep(before: Date): number;
  readonly personalData: RowsOfPerson;
}

export interface SqliteBoxes<Records> extends Boxes<Records> {
  readonly kept: { readonly inbox: KeptBox; readonly outbox: KeptBox };
}

export interface SqliteBoxesOptions<Records> {
  /** The state. */
  readonly database: Database;
  readonly clock: () => Date;
  /** Stores records inside the transaction. @param add queues calls that come of them */
  readonly keep: (records: Records, add: (calls: readonly NewCall[]) => void) => void;
  /** Told the outcome of each call with a receipt, inside the transaction. @returns calls that come of it */
  readonly onEnd?: (end: CallEnd) => readonly NewCall[];
  /** A group became a supergroup, inside the transaction. */
  readonly onMoved?: (from: number, to: number) => void;
}

export function sqliteBoxes<Records>({
  database,
  clock,
  keep,
  onEnd,
  onMoved,
}: SqliteBoxesOptions<Records>): SqliteBoxes<Records> {
  const commits = groupCommits(database);
  const listeners: Partial<BoxListener>[] = [];
  const inbox = inboxRows(database, clock);
  const outbox = outboxRows(database, clock, {
    onQueued(calls) {
      for (const listener of listeners) listener.onQueued?.(calls);
    },
    onEnd: (end) => outbox.add(onEnd?.(end) ?? []),
    onMoved: (from, to) => onMoved?.(from, to),
  });
  const store = ({ calls = [], again = [], records }: Batch<Records>): void => {
    for (const call of again) outbox.again(call);
    outbox.add(calls);
    if (records !== undefined) keep(records, outbox.add);
  };
  return {
    inbox: {
      receive: (updates) =>
        commits.run(() => {
          const added = inbox.add(updates);
          if (added.length > 0) for (const listener of listeners) listener.onWaiting?.(added);
          return added.length;
        }),
      recover: () => commits.run(inbox.recover),
      begin: (position) => commits.run(() => inbox.begin(position)),
      release: (lease, counted) => commits.run(() => inbox.release(lease, counted)),
      end: (lease, state, batch) =>
        commits.run(() => {
          const ended = inbox.end(lease, state);
          if (ended) store(batch);
          return ended;
        }),
    },
    outbox: {
      add: (batch) => commits.run(() => store(batch)),
      recover: () => commits.run(outbox.recover),
      begin: (queued) => commits.run(() => outbox.begin(queued)),
      end: (lease, ending, calls = []) =>
        commits.run(() => {
          const ended = outbox.end(lease, ending);
          if (ended) outbox.add(calls);
          return ended;
        }),
      isUnknown: (id, chat) => Promise.resolve(outbox.isUnknown(id, chat)),
    },
    listen: (listener) => void listeners.push(listener),
    depths: () =>
      Promise.resolve({ inbox: inbox.count("waiting"), outbox: outbox.count(), parked: inbox.count("parked") }),
    kept: { inbox, outbox },
  };
}
