/** People and their rights in SQLite: the contract. */

import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteStandings } from "../../../src/storage/sqlite/standings.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { standingsContract } from "../../contract/standings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("people and rights in SQLite", () => {
  standingsContract(async () => {
    const database = openDatabase(join(temporaryFolder().path, "state.sqlite"), STATE_SCHEMA);
    onTestFinished(() => database.close());
    database.connection.exec("PRAGMA synchronous = OFF");
    return {
      standings: sqliteStandings(database),
      forget: async (salt, hash) => void database.prepare("INSERT INTO removed_before VALUES (?, ?)").run(salt, hash),
    };
  });
});
