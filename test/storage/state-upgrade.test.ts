/** A state of an earlier release opens at today's version: with the rows that it had, and with the schema of a fresh one. */

import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { openState, STATE_SCHEMA } from "../../src/storage/state.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const EARLIER = 11;

/** Values that columns with a condition take. */
const ALLOWED: Readonly<Record<string, string | number>> = {
  ...{ "roster.standing": "removed", "inbox.state": "parked", "outbox.state": "sent", "secretariat_chat.one": 1 },
  "rights_seal.one": 1,
};

type Row = Readonly<Record<string, unknown>>;

function tablesOf(connection: DatabaseSync): string[] {
  return connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
}

/** Rows in every table, each column with a value of its own. */
function fill(connection: DatabaseSync): void {
  // In this order a row that names another one finds it.
  const tables = tablesOf(connection).sort((one) => (one === "restricted_collections" ? -1 : 0));
  for (const table of tables) {
    connection.exec(table === "rights_seal" ? "DELETE FROM rights_seal" : "");
    const columns = connection.prepare(`PRAGMA table_info(${table})`).all();
    const values = columns.map(({ name, type }, index) => {
      const allowed = ALLOWED[`${table}.${name}`];
      if (allowed !== undefined) return allowed;
      if (name === "collection") return "board";
      if (type === "INTEGER") return 1_000 + index;
      return type === "BLOB" ? new Uint8Array([1, 2, index]) : `${table} ${name} 文`;
    });
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    connection.prepare(`INSERT INTO ${table} (${names}) VALUES (${columns.map(() => "?").join(", ")})`).run(...values);
  }
}

function rowsOf(connection: DatabaseSync, tables: readonly string[]): Record<string, Row[]> {
  return Object.fromEntries(tables.map((table) => [table, connection.prepare(`SELECT * FROM ${table}`).all()]));
}

function schemaOf(connection: DatabaseSync): unknown {
  return [
    connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").all(),
    connection.prepare("PRAGMA user_version").all(),
  ];
}

it(`of version ${EARLIER} keeps all its rows, and is then as a fresh one`, () => {
  const folder = temporaryFolder();
  const path = `${folder.path}/state.sqlite`;
  const earlier = openDatabase(path, { ...STATE_SCHEMA, migrations: STATE_SCHEMA.migrations.slice(0, EARLIER) });
  fill(earlier.connection);
  const tables = tablesOf(earlier.connection);
  const before = rowsOf(earlier.connection, tables);
  expect(tables.length).toBeGreaterThan(20);
  expect(schemaOf(earlier.connection)).toMatchObject([{}, [{ user_version: EARLIER }]]);
  earlier.close();

  const now = openState(path);
  const fresh = openState(`${folder.path}/fresh.sqlite`);
  onTestFinished(() => {
    now.close();
    fresh.close();
  });
  expect(schemaOf(now.connection)).toEqual(schemaOf(fresh.connection));
  const after = rowsOf(now.connection, tables);
  for (const table of tables) expect({ table, rows: after[table] }).toMatchObject({ table, rows: before[table] });
  // It takes rows like a fresh one.
  now.prepare("INSERT INTO digests VALUES (7, 1, 2)").run();
  // A change of a library that was made before its batches were told apart is a batch of its own.
  expect(now.prepare("SELECT batch = id AS own FROM library_changes").all()).toEqual([{ own: 1 }]);
  expect(now.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
});

it("of any earlier version is then as a fresh one", () => {
  const folder = temporaryFolder();
  const fresh = openState(`${folder.path}/fresh.sqlite`);
  const wanted = schemaOf(fresh.connection);
  fresh.close();
  for (let version = 1; version < STATE_SCHEMA.migrations.length; version += 1) {
    const path = `${folder.path}/${version}.sqlite`;
    openDatabase(path, { ...STATE_SCHEMA, migrations: STATE_SCHEMA.migrations.slice(0, version) }).close();
    const now = openState(path);
    expect({ version, schema: schemaOf(now.connection) }).toEqual({ version, schema: wanted });
    now.close();
  }
});

it("comes by scripts that are never edited, since files were made by them", () => {
  const released = STATE_SCHEMA.migrations.slice(0, 15).join("\n");
  expect(createHash("sha256").update(released).digest("hex")).toBe(
    "a810c95bd242c78a7d262834fce3a6c95b2ee0af7a69455902a7b25491252ade",
  );
});
