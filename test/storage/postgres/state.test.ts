/** Stores of the state in PostgreSQL: their contracts, on connections as several replicas have them. */

import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { ModelCalls } from "../../../src/storage/model-calls.ts";
import { changeConversation, postgresConversations } from "../../../src/storage/postgres/conversations.ts";
import { postgresModelCalls } from "../../../src/storage/postgres/model-calls.ts";
import { openPostgres, type Postgres } from "../../../src/storage/postgres/pool.ts";
import { countQuestion, postgresQuestionTimes } from "../../../src/storage/postgres/question-times.ts";
import { migrate } from "../../../src/storage/postgres/schema.ts";
import { postgresStandings } from "../../../src/storage/postgres/standings.ts";
import { conversationsContract } from "../../contract/conversations.ts";
import { modelCallsContract } from "../../contract/model-calls.ts";
import { questionTimesContract } from "../../contract/question-times.ts";
import { standingsContract } from "../../contract/standings.ts";
import { findPostgres, type PostgresServer, startPostgres } from "../../support/postgres-server.ts";

const OF_RIGHTS = ["collection_members", "removed_before", "refusals"];
const found = process.env.DATABASE_URL_TEST === undefined ? findPostgres() : { bin: "" };

describe.skipIf("missing" in found)(`PostgreSQL${"missing" in found ? `: ${found.missing}` : ""}`, () => {
  let server: PostgresServer;
  let shared: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
    shared = openPostgres(await server.database());
    await migrate(shared);
  }, 120_000);
  afterAll(async () => {
    await shared.close();
    await server.stop();
  });

  /** A hundredth of the time that a new database takes. */
  async function emptied(...tables: readonly string[]): Promise<Postgres> {
    await shared.query(`TRUNCATE ${tables.join(", ")}`);
    return shared;
  }

  async function pool(address: string) {
    const postgres = openPostgres(address);
    onTestFinished(() => postgres.close());
    await migrate(postgres);
    return postgres;
  }

  describe("keeps calls of the model", () => {
    modelCallsContract(
      async (count) => {
        const address = await server.database();
        const first = postgresModelCalls(await pool(address));
        const others: ModelCalls[] = [];
        while (others.length < count - 1) others.push(postgresModelCalls(await pool(address)));
        return [first, ...others];
      },
      { runs: 15 },
    );
  });

  describe("keeps people and rights", () => {
    standingsContract(
      async () => {
        const postgres = await emptied("people", "roster", "restricted_collections", ...OF_RIGHTS);
        const sql = "INSERT INTO removed_before VALUES ($1, $2)";
        return {
          standings: postgresStandings(postgres),
          forget: async (salt, hash) => void (await postgres.query(sql, [salt, hash])),
        };
      },
      { runs: 15 },
    );
  });

  describe("keeps conversations", () => {
    conversationsContract(
      async () => {
        const postgres = await emptied("answers", "searches", "days_asked");
        return {
          conversations: postgresConversations(postgres),
          change: (...changes) =>
            postgres.transaction(async (run) => {
              for (const change of changes) await changeConversation(run, change);
            }),
        };
      },
      { runs: 15 },
    );
  });

  describe("keeps times of questions", () => {
    questionTimesContract(
      async () => {
        const postgres = await emptied("questions_asked");
        const count = (question: Parameters<typeof countQuestion>[1]) =>
          postgres.transaction((run) => countQuestion(run, question));
        return { times: postgresQuestionTimes(postgres), count };
      },
      { runs: 15 },
    );
  });
});
