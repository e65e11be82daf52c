/** One file that has all, that any tar takes apart, and that never costs what was there before. */

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { backUp, tarOf } from "../../src/operations/backup.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const clock = () => new Date("2026-01-05T10:00:00Z");
const NOTES = { name: "notes", migrations: ["CREATE TABLE notes (text TEXT NOT NULL) STRICT"] };

/** Two databases that are open and written to, as a running bot has them. */
function running() {
  const { path: folder } = temporaryFolder();
  mkdirSync(join(folder, "data"));
  const databases = ["state.sqlite", "library.sqlite"].map((name) => {
    const database = openDatabase(join(folder, "data", name), NOTES);
    onTestFinished(() => database.close());
    database.prepare("INSERT INTO notes VALUES (?)").run(`a note in ${name}`);
    return database;
  });
  return { folder, databases, paths: databases.map(({ path }) => path), file: join(folder, "backup.tar") };
}

function notesIn(path: string): unknown[] {
  const database = openDatabase(path, NOTES);
  const texts = database
    .prepare("SELECT text FROM notes ORDER BY rowid")
    .all()
    .map(({ text }) => text);
  database.close();
  return texts;
}

describe("a backup", () => {
  it("is taken back by tar, with all that was committed when it was made", async () => {
    const { folder, databases, paths, file } = running();
    const { connection } = databases[0] ?? {};
    // Somebody writes meanwhile: what is not committed is not in it.
    connection?.exec("BEGIN IMMEDIATE; INSERT INTO notes VALUES ('half done')");
    const terms = join(folder, "data", "glossary.tsv");
    writeFileSync(terms, "光罩\tphotomask\n");
    const files = [terms, join(folder, "data", "not-there.tsv")];
    const report = await backUp({ databases: paths, files, file, clock });
    connection?.exec("COMMIT");
    expect(report.files.map(({ name }) => name)).toEqual(["state.sqlite", "library.sqlite", "glossary.tsv"]);
    mkdirSync(join(folder, "restored"));
    execFileSync("tar", ["-xf", file, "-C", join(folder, "restored")]);
    expect(readFileSync(join(folder, "restored/glossary.tsv"), "utf8")).toBe("光罩\tphotomask\n");
    for (const name of ["state.sqlite", "library.sqlite"]) {
      expect(notesIn(join(folder, "restored", name))).toEqual([`a note in ${name}`]);
    }
    expect(notesIn(paths[0] ?? "")).toHaveLength(2);
    expect(readdirSync(folder).sort()).toEqual(["backup.tar", "data", "restored"]);
  });

  it("does not bring back what was deleted", async () => {
    const { databases, paths, file } = running();
    for (const { prepare, connection } of databases) {
      prepare("INSERT INTO notes VALUES (?)").run("MARKER that is to be forgotten");
      connection.exec("PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM notes WHERE text LIKE 'MARKER%'");
    }
    await backUp({ databases: paths, file, clock });
    expect(readFileSync(file).includes("MARKER")).toBe(false);
  });

  it("replaces no file", async () => {
    const { paths, file } = running();
    writeFileSync(file, "precious");
    await expect(backUp({ databases: paths, file, clock })).rejects.toMatchObject({
      ...{ code: "usage", message: expect.stringMatching(/exists already.*: choose another name$/u) },
    });
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  it("refuses a damaged database, and leaves nothing behind", async () => {
    const { folder, paths, file } = running();
    const damaged = join(folder, "data", "damaged.sqlite");
    writeFileSync(damaged, "SQLite format 3\0 and then nothing that makes sense".repeat(100));
    await expect(backUp({ databases: [...paths, damaged], file, clock })).rejects.toMatchObject({
      ...{ code: "storage", message: expect.stringContaining("damaged.sqlite: cannot be backed up") },
    });
    expect(readdirSync(folder)).toEqual(["data"]);
  });

  it("says so where there is nothing to back up, or no folder to write to", async () => {
    const { folder, paths } = running();
    const file = join(folder, "backup.tar");
    const nothing = backUp({ databases: [join(folder, "empty", "state.sqlite")], file, clock });
    await expect(nothing).rejects.toThrow(/empty: there is nothing to back up: set DATA_DIR/u);
    const nowhere = backUp({ databases: paths, file: join(folder, "no", "backup.tar"), clock });
    await expect(nowhere).rejects.toMatchObject({ code: "storage" });
  });
});

describe("a tar file", () => {
  it("keeps each file's bytes, whatever their number", () => {
    const { path: folder } = temporaryFolder();
    const sizes = [0, 1, 511, 512, 513, 100_000];
    const contents = sizes.map((size) => Buffer.alloc(size, `${size}`));
    const entries = contents.map((content, index) => ({
      ...{ name: `file-${index}`, size: content.length, modified: clock() },
      chunks: [content.subarray(0, 100), content.subarray(100)],
    }));
    writeFileSync(join(folder, "all.tar"), Buffer.concat([...tarOf(entries)]));
    execFileSync("tar", ["-xf", join(folder, "all.tar"), "-C", folder]);
    contents.forEach((content, index) => {
      const file = join(folder, `file-${index}`);
      expect(readFileSync(file).equals(content)).toBe(true);
      expect(statSync(file).mtime).toEqual(clock());
    });
  });

  it("refuses what is too large for its format", () => {
    const entry = { name: "huge", size: 8 ** 11, modified: clock(), chunks: [] };
    expect(() => [...tarOf([entry])]).toThrow(RangeError);
  });
});
