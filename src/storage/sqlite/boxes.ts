/**
 * Both boxes in the state file. What is asked for at the same time shares one wait for the disk.
 */

import { DocketError } from "../../errors.ts";
import type { Batch, Boxes, BoxListener, CallEnd, NewCall } from "../boxes.ts";
import { asStorageError, type Database } from "../database.ts";
import { inboxRows, outboxRows, type RowsOfPerson } from "./box-rows.ts";

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
  /** What became of each call with a receipt, inside the transaction. @returns calls that come of it */
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

/** A transaction of more would hold up everything else for too long. */
const MOST_AT_ONCE = 100;

interface Commits {
  /**
   * Runs `work` soon, in a transaction. The promise is kept once it is on the disk.
   * @throws what `work` threw, or DocketError `storage` when nothing can be written
   */
  run<Result>(work: () => Result): Promise<Result>;
}

interface Waiting {
  /** Runs the work. @returns what tells the one who asked, once all is on the disk */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Changes that are asked for at the same time share one transaction, and with it one wait for the disk: under load
 * that is the difference between one and a hundred forced writes. Each stands for itself: one that fails takes no
 * other along.
 */
export function groupCommits(database: Database): Commits {
  const waiting: Waiting[] = [];
  let scheduled = false;
  const flush = (): void => {
    const group: Waiting[] = [];
    const settle: (() => void)[] = [];
    try {
      database.transaction(() => {
        // Works that a work asks for join in: a message that is queued is marked as being sent at the same time.
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          group.push(next);
          settle.push(runApart(database, next));
          if (group.length === MOST_AT_ONCE) break;
        }
      });
      for (const tell of settle) tell();
    } catch (error) {
      // A transaction that could not even begin has taken nothing up: whoever waits hears of it, and may try again.
      for (const { fail } of group.length === 0 ? waiting.splice(0) : group) fail(error);
    }
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(flush);
  };
  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({
          run: () => {
            const result = work();
            return () => resolve(result);
          },
          fail: reject,
        });
        if (!scheduled) setImmediate(flush);
        scheduled = true;
      }),
  };
}

/** @throws when the disk or the file is in trouble, since then no work of the group can be kept */
function runApart({ connection, path, prepare }: Database, { run, fail }: Waiting): () => void {
  prepare("SAVEPOINT work").run();
  try {
    const tell = run();
    prepare("RELEASE work").run();
    return tell;
  } catch (error) {
    // A full disk ends the whole transaction by itself.
    if (!connection.isTransaction || isTrouble(error)) throw asStorageError(error, `${path}: cannot be written`);
    connection.exec("ROLLBACK TO work; RELEASE work");
    // `storage` says that nothing at all can be written, which is not so.
    const own = error instanceof DocketError && error.code === "storage";
    return () => fail(own ? new Error(error.message, { cause: error }) : error);
  }
}

/** SQLite's busy, read-only, I/O, damaged, full and cannot-open. https://www.sqlite.org/rescode.html */
const TROUBLE: ReadonlySet<number> = new Set([5, 8, 10, 11, 13, 14]);

function isTrouble(error: unknown): boolean {
  const { errcode } = (error ?? {}) as { readonly errcode?: unknown };
  return typeof errcode === "number" && TROUBLE.has(errcode & 0xff);
}
