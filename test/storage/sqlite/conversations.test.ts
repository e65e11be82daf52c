/** Conversations in SQLite: the contract. */

import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteConversations } from "../../../src/storage/sqlite/conversations.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { conversationsContract } from "../../contract/conversations.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("conversations in SQLite", () => {
  conversationsContract(async () => {
    const database = openDatabase(join(temporaryFolder().path, "state.sqlite"), STATE_SCHEMA);
    onTestFinished(() => database.close());
    database.connection.exec("PRAGMA synchronous = OFF");
    const conversations = sqliteConversations(database);
    return {
      conversations,
      change: async (...changes) => database.transaction(() => changes.forEach(conversations.store)),
    };
  });
});
