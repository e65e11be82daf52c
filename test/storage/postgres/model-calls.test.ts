/** Calls of the language model in PostgreSQL: the contract, on connections as several replicas have them. */

import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { ModelCalls } from "../../../src/storage/model-calls.ts";
import { postgresModelCalls } from "../../../src/storage/postgres/model-calls.ts";
import { openPostgres } from "../../../src/storage/postgres/pool.ts";
import { migrate } from "../../../src/storage/postgres/schema.ts";
import { modelCallsContract } from "../../contract/model-calls.ts";
import { findPostgres, type PostgresServer, startPostgres } from "../../support/postgres-server.ts";

const found = process.env.DATABASE_URL_TEST === undefined ? findPostgres() : { bin: "" };

describe.skipIf("missing" in found)(`PostgreSQL${"missing" in found ? `: ${found.missing}` : ""}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  modelCallsContract(
    async (count) => {
      const address = await server.database();
      const pools = Array.from({ length: count }, () => openPostgres(address));
      onTestFinished(async () => {
        for (const pool of pools) await pool.close();
      });
      for (const pool of pools) await migrate(pool);
      const [first, ...others] = pools.map(postgresModelCalls);
      if (first === undefined) throw new Error("none is wanted");
      return [first, ...others] satisfies readonly [ModelCalls, ...ModelCalls[]];
    },
    { runs: 15 },
  );
});
