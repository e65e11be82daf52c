/**
 * SQLite's own way of testing, one layer up: of the calls to SQLite, to the file system and to others that a piece of work
 * makes, the n-th fails, for n = 1, 2, 3 … until a run has none left that could. What must hold then is the test's to say.
 */

import { promises } from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync } from "node:sqlite";

/** `once`: the call fails and all later ones work. `from-then-on`: no later one works either. */
export type FailureMode = "once" | "from-then-on";

export interface FailingRun<Result> {
  /** Null where it threw. */
  readonly result: Result | null;
  readonly fault: unknown;
  /** False where the work made fewer calls than that: it was a clean run. */
  readonly hasFailed: boolean;
}

const STATEMENTS = ["run", "get", "all"] as const;
const HANDLES = ["write", "writeFile", "sync", "read", "stat", "truncate"] as const;
const FILES = ["open", "rename", "rm", "mkdir"] as const;

type Methods = Record<string, (...values: never[]) => unknown>;

/** Objects that may fail, with the objects that have it. */
async function methods(): Promise<
  readonly { readonly of: Methods; readonly name: string; readonly isSqlite: boolean }[]
> {
  const database = new DatabaseSync(":memory:");
  const statement = Object.getPrototypeOf(database.prepare("SELECT 1")) as Methods;
  database.close();
  await using handle = await open("/dev/null", "r");
  const file = Object.getPrototypeOf(handle) as Methods;
  const one = (of: object, names: readonly string[], isSqlite: boolean) =>
    names.map((name) => ({ of: of as Methods, name, isSqlite }));
  return [
    ...one(DatabaseSync.prototype, ["exec"], true),
    ...one(statement, STATEMENTS, true),
    ...one(file, HANDLES, false),
    ...one(promises, FILES, false),
  ];
}

/** A disk that fails, one that is full, and memory that is not to be had. */
const SQLITE_FAULTS = [
  [10, "disk I/O error"],
  [13, "database or disk is full"],
  [7, "out of memory"],
] as const;
const FILE_FAULTS = [
  ["ENOSPC", -28, "no space left on device"],
  ["EIO", -5, "i/o error"],
  ["ENOMEM", -12, "not enough memory"],
] as const;

function fault(isSqlite: boolean, n: number): Error {
  if (isSqlite) {
    const [errcode, errstr] = SQLITE_FAULTS[n % SQLITE_FAULTS.length] ?? SQLITE_FAULTS[0];
    return Object.assign(new Error(errstr), { code: "ERR_SQLITE_ERROR", errcode, errstr });
  }
  const [code, errno, words] = FILE_FAULTS[n % FILE_FAULTS.length] ?? FILE_FAULTS[0];
  return Object.assign(new Error(`${code}: ${words}`), { code, errno });
}

/** Calls to another thread, process or server, whose methods return promises. */
export interface Another {
  readonly of: object;
  readonly names: readonly string[];
}

/** Runs the work with its n-th call failing. */
export async function failingAt<Result>(
  n: number,
  mode: FailureMode,
  work: () => Result | Promise<Result>,
  others: readonly Another[] = [],
): Promise<FailingRun<Result>> {
  const toOthers = others.flatMap(({ of, names }) =>
    names.map((name) => ({ of: of as Methods, name, isSqlite: false })),
  );
  const all = [...(await methods()), ...toOthers];
  let calls = 0;
  let inside = false;
  const restore: (() => void)[] = [];
  for (const { of, name, isSqlite } of all) {
    const original = of[name];
    if (original === undefined) throw new Error(`there is no ${name}`);
    of[name] = function (this: unknown, ...values: never[]) {
      // A call that another one makes is part of it.
      if (inside) return original.apply(this, values);
      calls += 1;
      // To undo is always possible: SQLite does it from its own journal, and a full disk lets files go.
      const undoes = isSqlite ? /^(?:ROLLBACK|RELEASE)/u.test(String(values[0] ?? "")) : name === "rm";
      const fails = !undoes && (mode === "once" ? calls === n : calls >= n);
      if (fails && isSqlite) throw fault(true, n);
      if (fails) return Promise.reject(fault(false, n));
      inside = isSqlite;
      try {
        return original.apply(this, values);
      } finally {
        inside = false;
      }
    };
    restore.push(() => {
      of[name] = original;
    });
  }
  syncBuiltinESMExports();
  try {
    return { result: await work(), fault: null, hasFailed: calls >= n };
  } catch (thrown) {
    return { result: null, fault: thrown, hasFailed: calls >= n };
  } finally {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  }
}

/** All of them by hand: `NTH=1 npx vitest run test/journey/nth-failure.test.ts`; else each seventh or so. */
const STRIDE = Number(process.env.NTH ?? 0);

/** Until a run is clean. @param stride how many are left out, unless all are asked for */
export async function forEachFailure<Result>(
  stride: number,
  attempt: (n: number, mode: FailureMode) => Promise<FailingRun<Result>>,
): Promise<number> {
  let tried = 0;
  for (const mode of ["once", "from-then-on"] as const) {
    for (let n = 1; ; n += STRIDE || stride) {
      const { hasFailed } = await attempt(n, mode);
      tried += 1;
      if (!hasFailed) break;
    }
  }
  return tried;
}
