import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { errorText } from "../../src/errors.ts";
import { assertWhole, emptyLog, isDamage, openDatabase, type Schema, setAside } from "../../src/storage/database.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Whoever waited for the other would take so long: more than a busy machine adds. */
const PATIENCE_MS = 60_000;
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

const SCHEMA = { name: "test", migrations: ["CREATE TABLE a (b TEXT) STRICT; CREATE INDEX a_b ON a (b)"] };

function filled() {
  const path = join(temporaryFolder().path, "a.sqlite");
  const database = openDatabase(path, SCHEMA);
  database.transaction(() => {
    for (let row = 0; row < 500; row += 1) database.prepare("INSERT INTO a VALUES (?)").run(`row ${row} `.repeat(20));
  });
  assertWhole(database);
  database.close();
  return path;
}

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 12_288, 40_960);
  writeFileSync(path, bytes);
}

it("is found when all pages are looked at, and when they are met, also in another thread", () => {
  const path = filled();
  damage(path);
  const database = openDatabase(path, SCHEMA);
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (fault) {
      return fault;
    }
  };
  const found = thrown(() => assertWhole(database));
  const met = thrown(() => database.prepare("SELECT sum(length(b)) FROM a NOT INDEXED").all());
  database.close();
  for (const fault of [found, met, new Error(errorText(met))]) expect(isDamage(fault)).toBe(true);
  for (const fault of [new Error("the disk is full"), { errcode: 5 }, null]) expect(isDamage(fault)).toBe(false);
});

it("is put aside with its log, and nothing of it is lost", () => {
  const path = filled();
  writeFileSync(`${path}-wal`, "log");
  const before = readFileSync(path);
  const aside = setAside(path, new Date("2026-11-29T18:00:00Z"));
  expect(aside).toBe(`${path}.damaged-2026-11-29T18-00-00-000Z`);
  expect([existsSync(path), existsSync(`${path}-wal`)]).toEqual([false, false]);
  expect(readFileSync(aside).equals(before)).toBe(true);
  expect(readFileSync(`${aside}-wal`, "utf8")).toBe("log");
});

function withDeletedNote() {
  const path = join(temporaryFolder().path, "state.sqlite");
  const database = openDatabase(path, {
    name: "state",
    migrations: ["CREATE TABLE notes (text TEXT NOT NULL) STRICT"],
  });
  onTestFinished(() => database.close());
  database.connection.exec("PRAGMA secure_delete = ON; INSERT INTO notes VALUES ('MARKER'); DELETE FROM notes");
  const bytes = () => [path, `${path}-wal`].map((file) => readFileSync(file).includes("MARKER"));
  return { database, path, bytes };
}

describe("emptying the write-ahead log", () => {
  it("takes away what was deleted", () => {
    const { database, bytes } = withDeletedNote();
    expect(bytes()).toEqual([false, true]);
    expect(emptyLog(database)).toBe(true);
    expect(bytes()).toEqual([false, false]);
  });

  it("does not wait for whoever is reading, and says so", () => {
    const { database, path, bytes } = withDeletedNote();
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec("BEGIN; SELECT * FROM notes");
    database.connection.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
    const started = performance.now();
    expect(emptyLog(database)).toBe(false);
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS / 2);
    reader.close();
    expect(emptyLog(database)).toBe(true);
    expect(bytes()).toEqual([false, false]);
    expect(database.connection.prepare("PRAGMA busy_timeout").get()).toEqual({ timeout: PATIENCE_MS });
  });
});
