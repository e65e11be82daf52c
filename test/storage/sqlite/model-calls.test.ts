/** Calls of the language model in SQLite: the contract, and what the file keeps of a person. */

import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../../src/storage/database.ts";
import type { ModelCalls } from "../../../src/storage/model-calls.ts";
import { sqliteModelCalls } from "../../../src/storage/sqlite/model-calls.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { modelCallsContract } from "../../contract/model-calls.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** On one file, each by a connection of its own. */
function opened(count: number): readonly Database[] {
  const { path } = temporaryFolder();
  return Array.from({ length: count }, () => {
    const database = openDatabase(join(path, "state.sqlite"), STATE_SCHEMA);
    onTestFinished(() => database.close());
    database.connection.exec("PRAGMA synchronous = OFF");
    return database;
  });
}

describe("calls of the model in SQLite", () => {
  modelCallsContract(async (count) => {
    const [first, ...others] = opened(count).map(sqliteModelCalls);
    if (first === undefined) throw new Error("none is wanted");
    return [first, ...others] satisfies readonly [ModelCalls, ...ModelCalls[]];
  });

  it("that begin and end at the same time share one wait for the disk", async () => {
    const [database] = opened(1);
    if (database === undefined) throw new Error("none is wanted");
    let transactions = 0;
    const counted: Database = {
      ...database,
      transaction(work) {
        transactions += 1;
        return database.transaction(work);
      },
    };
    const calls = sqliteModelCalls(counted);
    const limits = { tokens: 1_000, tokensOfPerson: 1_000, cost: null };
    const wanted = { day: "2026-11-22", person: 1, tokens: 5, cost: 0 };
    const reserved = await Promise.all(Array.from({ length: 50 }, () => calls.reserve(wanted, limits)));
    await Promise.all(reserved.map((one) => one && calls.settle(one, { tokens: 1, cost: 0 })));
    expect(await calls.spentOn("2026-11-22")).toEqual({ tokens: 50, cost: 0 });
    expect(transactions).toBe(2);
  });

  it("are given out and forgotten as somebody's, and go on being counted", async () => {
    const [database] = opened(1);
    if (database === undefined) throw new Error("none is wanted");
    const calls = sqliteModelCalls(database);
    const limits = { tokens: 2_000, tokensOfPerson: 1_000, cost: null };
    for (const person of [1, 2]) {
      await calls.reserve({ day: "2026-11-22", person, tokens: 500 + person, cost: 0 }, limits);
    }
    const { personalData } = calls;
    expect(personalData.export(1)).toEqual([{ day: "2026-11-22", tokens: 501 }]);
    expect(personalData.export(3)).toBeNull();
    expect(personalData.erase(1)).toBe(1);
    expect(personalData.export(1)).toBeNull();
    expect(personalData.export(2)).not.toBeNull();
    expect((await calls.spentOn("2026-11-22")).tokens).toBe(1_003);
  });
});
