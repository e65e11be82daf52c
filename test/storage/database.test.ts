import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Schema } from "../../src/storage/database.ts";

const schema: Schema = { name: "library", migrations: ["CREATE TABLE notes (text TEXT) STRICT"] };

describe("a database", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "docket-database-"));
    path = join(folder, "deep", "library.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made with its folder, survives power cuts, and keeps what was committed", () => {
    const first = openDatabase(path, schema);
    expect(first.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(first.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
    first.transaction(() => first.prepare("INSERT INTO notes VALUES (?)").run("kept"));
    first.close();
    const second = openDatabase(path, schema);
    expect(second.prepare("SELECT text FROM notes").all()).toEqual([{ text: "kept" }]);
    second.close();
  });

  it("keeps nothing of a transaction that throws", () => {
    const database = openDatabase(path, schema);
    const half = () =>
      database.transaction(() => {
        database.prepare("INSERT INTO notes VALUES (?)").run("half");
        throw new Error("no");
      });
    expect(half).toThrow("the library cannot be written: no");
    expect(database.prepare("SELECT count(*) AS n FROM notes").get()).toEqual({ n: 0 });
    database.close();
  });

  it("goes through the migrations that are missing, once", () => {
    openDatabase(path, schema).close();
    const later: Schema = {
      name: "library",
      migrations: [...schema.migrations, "ALTER TABLE notes ADD COLUMN day TEXT"],
    };
    openDatabase(path, later).close();
    const database = openDatabase(path, later);
    expect(database.prepare("SELECT name FROM pragma_table_info('notes')").all()).toEqual([
      { name: "text" },
      { name: "day" },
    ]);
    database.close();
  });

  it("leaves a file alone that a newer Docket wrote", () => {
    openDatabase(path, { name: "library", migrations: [...schema.migrations, "CREATE TABLE newer (x) "] }).close();
    expect(() => openDatabase(path, schema)).toThrow("was written by a newer Docket: update this one");
  });

  it("says what to do when the file is no database", () => {
    mkdirSync(join(folder, "deep"));
    writeFileSync(path, "this is not a database, and long enough to be looked at as one ".repeat(100));
    expect(() => openDatabase(path, schema)).toThrow(
      /library\.sqlite: the library cannot be opened: it is no SQLite file/u,
    );
    expect(readFileSync(path, "utf8")).toContain("this is not a database");
  });
});
