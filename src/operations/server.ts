/**
 * Answers an operator's tools over HTTP: liveness (`/health`), readiness (`/ready`) and metrics
 * (`/metrics`). For the machine and its supervisor, not for the public.
 */

import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { DocketError, errorText } from "../errors.ts";
import type { Metrics } from "./metrics.ts";

export interface OperationsOptions {
  readonly host: string;
  readonly port: number;
  /** Reasons why the bot does not serve, in a few words each; none when it serves. */
  readonly problems: () => Promise<readonly string[]>;
  /** Reasons why it serves less than it should. */
  readonly degradations: () => Promise<readonly string[]>;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
}

export interface OperationsServer {
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
