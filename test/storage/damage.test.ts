import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { errorText } from "../../src/errors.ts";
import { assertWhole, isDamage, openDatabase, setAside } from "../../src/storage/database.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

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
