import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { emptyLog, openDatabase } from "../../src/storage/database.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

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
    const started = performance.now();
    expect(emptyLog(database)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
    reader.close();
    expect(emptyLog(database)).toBe(true);
    expect(bytes()).toEqual([false, false]);
    expect(database.connection.prepare("PRAGMA busy_timeout").get()).toEqual({ timeout: 5_000 });
  });
});
