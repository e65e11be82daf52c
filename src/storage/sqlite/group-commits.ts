/**
 * Changes that are asked for at the same time share one transaction, and with it one wait for the disk: under load
 * that is the difference between one and a hundred forced writes. Each stands for itself: one that fails takes no
 * other along.
 */

import { DocketError } from "../../errors.ts";
import { asStorageError, type Database } from "../database.ts";

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

/** SQLite's busy, out of memory, read-only, I/O, damaged, full and cannot-open. https://www.sqlite.org/rescode.html */
const TROUBLE: ReadonlySet<number> = new Set([5, 7, 8, 10, 11, 13, 14]);

function isTrouble(error: unknown): boolean {
  const { errcode } = (error ?? {}) as { readonly errcode?: unknown };
  return typeof errcode === "number" && TROUBLE.has(errcode & 0xff);
}
