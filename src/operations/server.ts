/**
 * Tells an operator's tools how the bot is: liveness (`/health`), readiness (`/ready`) and metrics (`/metrics`) over
 * HTTP, and to systemd that the process turns.
 */

import { execFile } from "node:child_process";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { DocketError, errorText } from "../errors.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

interface OperationsOptions {
  readonly host: string;
  readonly port: number;
  /** Reasons why the bot does not serve, in a few words each; none when it serves. */
  readonly problems: () => Promise<readonly string[]>;
  /** Reasons why it serves less than it should. */
  readonly degradations: () => Promise<readonly string[]>;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
}

interface OperationsServer {
  /** As given, or the one that was chosen for 0. */
  readonly port: number;
  close(): Promise<void>;
}

/** @throws DocketError `configuration` when the address cannot be listened on */
export async function startOperations(options: OperationsOptions): Promise<OperationsServer> {
  const { host, port, problems, degradations, metrics } = options;
  const app = new Hono();
  app.get("/health", async (c) => {
    const degraded = await degradations();
    return c.json({ status: "alive", ...(degraded.length === 0 ? {} : { degraded }) });
  });
  app.get("/ready", async (c) => {
    const found = await problems();
    if (found.length > 0) return c.json({ status: "not ready", problems: found }, 503);
    const degraded = await degradations();
    return c.json(degraded.length === 0 ? { status: "ready" } : { status: "degraded", degraded });
  });
  app.get("/metrics", async (c) => c.text(await metrics.text(), 200, { "content-type": metrics.contentType }));

  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: host, port }, resolve);
  server.once("error", reject);
  try {
    const address = await promise;
    return {
      port: address.port,
      close: () =>
        new Promise((done) => {
          server.close(() => done());
          if ("closeAllConnections" in server) server.closeAllConnections();
        }),
    };
  } catch (cause) {
    throw new DocketError(
      "configuration",
      `OPERATIONS_ADDRESS ${host}:${port} cannot be listened on (${errorText(cause)}): choose another port`,
      { cause },
    );
  }
}

interface WatchdogOptions {
  /** Null: nobody wants to hear it. */
  readonly everyMs: number | null;
  readonly log: Log;
  /** The program that says it; systemd's own if it is left out. */
  readonly notify?: string;
}

/**
 * Tells systemd that the process turns, three times as often as it wants to hear it; a process that is stuck tells
 * nothing.
 * @returns how to tell no longer
 */
export function startWatchdog({ everyMs, log, notify = "systemd-notify" }: WatchdogOptions): () => void {
  if (everyMs === null) return () => undefined;
  let told = false;
  const tell = (): void => {
    execFile(notify, ["WATCHDOG=1"], { timeout: everyMs }, (fault) => {
      if (fault !== null && !told) log.error("systemd cannot be told that the bot turns", { reason: errorText(fault) });
      told = fault !== null;
    });
  };
  tell();
  const timer = setInterval(tell, everyMs / 3);
  return () => clearInterval(timer);
}
