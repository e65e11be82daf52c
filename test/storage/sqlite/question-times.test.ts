/** Times of questions in SQLite: the contract. */

import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteQuestionTimes } from "../../../src/storage/sqlite/question-times.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { questionTimesContract } from "../../contract/question-times.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("times of questions in SQLite", () => {
  questionTimesContract(async () => {
    const database = openDatabase(join(temporaryFolder().path, "state.sqlite"), STATE_SCHEMA);
    onTestFinished(() => database.close());
    database.connection.exec("PRAGMA synchronous = OFF");
    const times = sqliteQuestionTimes(database);
    return { times, count: async (question) => database.transaction(() => times.count(question)) };
  });
});
