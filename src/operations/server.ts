/**
 * Tells an operator's tools how the bot is: liveness (`/health`), readiness (`/ready`, for which it asks itself a
 * question) and metrics (`/metrics`) over HTTP, and to systemd that the process turns.
 */

import { execFile } from "node:child_process";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Engine } from "../engine/engine.ts";
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
  /** Port as given, or the one that was chosen for 0. */
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

export interface SelfCheckOptions {
  readonly engine: Pick<Engine, "library" | "embedder" | "find" | "hasIndex">;
  /** The embedder runs here. */
  readonly isLocal: boolean;
  /** Day such as `2026-11-28`. */
  readonly today: () => string;
  /** Milliseconds that only go forward. */
  readonly now?: () => number;
  /** @default 20 s */
  readonly deadlineMs?: number;
}

const EVERY_MS = 60_000;
const DEADLINE_MS = 20_000;

/**
 * Asks itself a question, end to end, as a member would, but for the language model: through the thread that answers, the
 * library, the index and the embedded model. Once a minute at most, whoever asks how often; a server that is paid for each
 * text is not asked.
 * @returns how to hear what is wrong, in a few words each; nothing when all is well, or there is nothing to ask yet
 */
export function createSelfCheck(options: SelfCheckOptions): () => Promise<readonly string[]> {
  const { now = () => performance.now(), deadlineMs = DEADLINE_MS } = options;
  let last: { readonly at: number; readonly problems: Promise<readonly string[]> } | null = null;
  let checks = 0;
  return async () => {
    // Before there is something to ask, nothing is tried, and nothing remembered.
    if (!(await options.engine.hasIndex())) return [];
    if (last === null || now() - last.at >= EVERY_MS) {
      checks += 1;
      last = { at: now(), problems: inTime(check(options, checks, AbortSignal.timeout(deadlineMs)), deadlineMs) };
    }
    return last.problems;
  };
}

async function check(
  { engine, isLocal, today }: SelfCheckOptions,
  number: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { library, embedder } = engine;
  try {
    const [document] = library.documents();
    if (document === undefined) return [];
    // Each probe is another text: the same one would be remembered.
    if (isLocal) await embedder.embed([`ready ${number}`], "question", signal);
    const { title, language } = document;
    const question = { text: title, language };
    const evidence = await engine.find({ question, day: today(), byWordsAlone: !isLocal, signal });
    return evidence.length > 0 || !isLocal ? [] : ["a document's own title finds nothing: read the documents again"];
  } catch (fault) {
    return [signal.aborted ? "a question to itself was not answered in time" : errorText(fault)];
  }
}

/** A thread that is stuck answers no signal. */
function inTime(problems: Promise<readonly string[]>, deadlineMs: number): Promise<readonly string[]> {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const timer = setTimeout(() => resolve(["a question to itself was not answered in time"]), deadlineMs + 1_000);
  return Promise.race([problems, promise]).finally(() => clearTimeout(timer));
}
