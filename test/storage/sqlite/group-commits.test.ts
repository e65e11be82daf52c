import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { untilStored } from "../../../src/bot/delivery/wait.ts";
import type { DocketError } from "../../../src/errors.ts";
import { type Database, openDatabase } from "../../../src/storage/database.ts";
import { groupCommits } from "../../../src/storage/sqlite/group-commits.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function setting() {
  const schema = { name: "notes", migrations: ["CREATE TABLE notes (note TEXT NOT NULL UNIQUE) STRICT"] };
  const database = openDatabase(join(temporaryFolder().path, "notes.sqlite"), schema);
  onTestFinished(() => database.close());
  let transactions = 0;
  const counted: Database = {
    ...database,
    transaction(work) {
      transactions++;
      return database.transaction(work);
    },
  };
  return {
    ...{ database, commits: groupCommits(counted) },
    transactions: () => transactions,
    note: (note: string) => () => void database.prepare("INSERT INTO notes VALUES (?)").run(note),
    notes: () =>
      database
        .prepare("SELECT note FROM notes")
        .all()
        .map(({ note }) => String(note)),
  };
}

describe("commits", () => {
  it("that are asked for together share a transaction", async () => {
    const { commits, transactions, note, notes } = setting();
    await Promise.all(["one", "two", "three"].map((text) => commits.run(note(text))));
    expect(notes()).toEqual(["one", "two", "three"]);
    expect(transactions()).toBe(1);
  });

  it("that ask for a closed file fail at once, and are not tried for ever", async () => {
    const { commits, database, note, transactions } = setting();
    database.transaction = () => {
      throw new Error("database is not open");
    };
    await expect(commits.run(note("one"))).rejects.toThrow("not open");
    const before = transactions();
    await new Promise((resolve) => setImmediate(resolve));
    expect(transactions()).toBe(before);
  });

  it("stand for themselves: one that fails leaves nothing, and takes no other along", async () => {
    const { commits, note, notes } = setting();
    const [first, second, third] = await Promise.allSettled([
      commits.run(note("one")),
      commits.run(() => {
        note("two")();
        throw new Error("no");
      }),
      commits.run(note("three")),
    ]);
    expect([first.status, second.status, third.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(notes()).toEqual(["one", "three"]);
  });

  it("take along what runs in a transaction of its own", async () => {
    const { database, commits, note, notes } = setting();
    const both = commits.run(() => {
      note("outer")();
      database.transaction(note("inner"));
    });
    const [first, second] = await Promise.allSettled([both, commits.run(() => database.transaction(note("inner")))]);
    expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    expect(notes()).toEqual(["outer", "inner"]);
  });

  it("all fail when the disk does, and are tried until they are stored by whoever must not lose them", async () => {
    const { database, commits, note, notes } = setting();
    const { page_count: pages } = database.connection.prepare("PRAGMA page_count").get() ?? {};
    database.connection.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const long = "long ".repeat(5_000);
    const together = await Promise.allSettled([commits.run(note("short")), commits.run(note(long))]);
    expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const failures: DocketError[] = [];
    await untilStored(() => commits.run(note(long)), {
      random: () => 0,
      signal: new AbortController().signal,
      onFailure: (error) => failures.push(error),
      wait: async () => void database.connection.exec("PRAGMA max_page_count = 1000"),
    });
    expect(failures.map(({ code }) => code)).toEqual(["storage"]);
    expect(notes()).toEqual([long]);
  });
});
