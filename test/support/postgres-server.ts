/**
 * A PostgreSQL server of the machine's own on the loopback, in a temporary folder, gone when the tests of a file end; or the
 * one that DATABASE_URL_TEST names. It is started under another user where the tests run as root, as whom it refuses to run.
 */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";

export interface PostgresServer {
  /** An empty database. @returns its address */
  database(): Promise<string>;
  stop(): Promise<void>;
}

const NOBODY = 65_534;

/** @returns why there is none, in words, or the folder of its programs */
export function findPostgres(): { readonly bin: string } | { readonly missing: string } {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...globSync("/usr/lib/postgresql/*/bin").sort().reverse(),
  ];
  const bin = folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
  return bin === undefined ? { missing: "there is no PostgreSQL on this machine" } : { bin };
}

export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL_TEST;
  if (given !== undefined) return { ...databasesOf(given), stop: async () => undefined };
  const found = findPostgres();
  if ("missing" in found) throw new Error(found.missing);
  const folder = mkdtempSync("/tmp/docket-postgres-");
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ("uid" in user) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, "data");
  const options = ["--no-sync", "--auth=trust", "--username=docket", "--encoding=UTF8", "--locale=C"];
  execFileSync(join(found.bin, "initdb"), ["-D", data, ...options], { ...user, stdio: "ignore", cwd: folder });
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    fsync: "off",
    max_connections: 200,
  };
  const server = spawn(
    join(found.bin, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...user, stdio: "ignore", cwd: folder },
  );
  const url = `postgres://docket@127.0.0.1:${port}/postgres`;
  await untilReady(url, server);
  return {
    ...databasesOf(url),
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let databases = 0;

function databasesOf(url: string): Pick<PostgresServer, "database"> {
  return {
    async database() {
      const name = `docket_test_${process.pid}_${++databases}`;
      await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
      const address = new URL(url);
      address.pathname = name;
      return address.href;
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    try {
      return await withClient(url, async () => undefined);
    } catch (fault) {
      if (server.exitCode !== null) throw new Error("PostgreSQL did not start", { cause: fault });
      await delay(50);
    }
  }
}

async function withClient<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
