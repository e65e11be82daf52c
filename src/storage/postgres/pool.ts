/**
 * Connections to PostgreSQL: a bounded pool, each statement with a limit in time, and transactions of which nothing stays if
 * they fail. A database that is away is a `storage` error that can be tried again, as a full disk is.
 */

import { type ClientBase, Pool, type PoolClient } from "pg";
import { DocketError, errorText } from "../../errors.ts";

export interface Postgres {
  readonly url: string;
  query(sql: string, values?: readonly unknown[]): Promise<Result>;
  /** @throws what `work` threw, or DocketError `storage` when the database is away */
  transaction<Value>(work: (run: Run) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;

interface Result {
  readonly rows: readonly Row[];
  readonly count: number;
}

/** Runs a statement of the transaction. */
export type Run = (sql: string, values?: readonly unknown[]) => Promise<Result>;

/** PostgreSQL has 100 connections by default, for all replicas together. */
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;

/** @param url as `postgres://user:password@host/database` */
export function openPostgres(url: string): Postgres {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: "docket",
  });
  // An idle connection that ends is no failure: the next statement opens another one.
  pool.on("error", ignore);
  return {
    url,
    query: (sql, values) => away(async () => resultOf(await pool.query(sql, [...(values ?? [])]))),
    transaction: (work) =>
      away(async () => {
        const client = await pool.connect();
        let broken = false;
        // Whatever waits for the connection fails as well: unheard, the event would end the process.
        client.on("error", ignore);
        try {
          await client.query("BEGIN");
          const value = await work(runOn(client));
          await client.query("COMMIT");
          return value;
        } catch (fault) {
          broken = !(await undone(client));
          throw fault;
        } finally {
          client.off("error", ignore);
          client.release(broken);
        }
      }),
    close: () => pool.end(),
  };
}

export function runOn(client: ClientBase): Run {
  return async (sql, values) => resultOf(await client.query(sql, [...(values ?? [])]));
}

function ignore(): void {
  // Nothing is to be done.
}

async function undone(client: PoolClient): Promise<boolean> {
  try {
    await client.query("ROLLBACK");
    return true;
  } catch {
    return false;
  }
}

function resultOf({ rows, rowCount }: { readonly rows: readonly unknown[]; readonly rowCount: number | null }): Result {
  return { rows: rows as readonly Row[], count: rowCount ?? 0 };
}

/** Classes of errors that are nobody's statement's fault. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const AWAY = /^(?:08|25006|40|53|55P03|57|58|XX)/u;
const NETWORK: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOENT"],
]);

async function away<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (fault) {
    const { code } = fault as { readonly code?: unknown };
    const isAway =
      (typeof code === "string" && (AWAY.test(code) || NETWORK.has(code))) ||
      /^(?:Connection terminated|timeout exceeded|Client has encountered)/u.test(errorText(fault));
    if (!isAway) throw fault;
    throw new DocketError("storage", `PostgreSQL cannot be written: ${errorText(fault)}`, {
      cause: fault,
      retryable: true,
    });
  }
}
