/**
 * The real bot in a process of its own, as `npm start` runs it, but for Telegram, which the benchmark plays:
 * `bot-process.ts ORDER`, the order being JSON as bot-messages.ts has it.
 */

import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { openBot } from "../../src/bot/bot-app.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { createIngesting } from "../../src/operations/ingesting.ts";
import type { Log } from "../../src/operations/log.ts";
import type { BotMessage, BotOrder, BotRequest, BotWatch } from "./bot-messages.ts";
import { openWordsApp } from "./words-app.ts";

const RESOLUTION_MS = 1;
const SECRET = "a-secret-of-the-benchmark";

const order: BotOrder = JSON.parse(process.argv[2] ?? "{}");
const config = configOf(order);
let complaints = 0;
const complain = (event: string, fields = {}): void => {
  complaints += 1;
  console.error(event, JSON.stringify(fields));
};
const log: Log = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };

const engine =
  order.embedder === "minilm"
    ? openEngine({ config, onNotice: complain, inThread: "shown" })
    : openWordsApp(config, complain);
const ingesting = createIngesting(({ onProgress }) => engine.ingest({ onProgress }), log);
if (order.embedder === "minilm") await ingesting.run();
const bot = await openBot({ config, token: order.token, engine, ingesting, log, clock: () => new Date() });
while ((await bot.problems()).length > 0) await sleep(20);

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let usage = process.cpuUsage();
delay.enable();
process.on("message", (request: BotRequest) => void (request === "watch" ? report() : stop(engine)));
tell({ kind: "ready" });

async function report(): Promise<void> {
  tell({ kind: "watched", watch: await watch() });
}

async function watch(): Promise<BotWatch> {
  // The timer's own wait is no block.
  const blockedMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  const { user, system } = process.cpuUsage(usage);
  const text = await bot.metrics.text();
  const watched = {
    longestBlockMs: blockedMs(delay.max),
    p99BlockMs: blockedMs(delay.percentile(99)),
    cpuMs: (user + system) / 1_000,
    memoryMb: process.memoryUsage.rss() / 1e6,
    complaints,
    left: ["docket_inbox_updates", "docket_outbox_messages", "docket_parked_updates"].reduce(
      (sum, name) => sum + Number(new RegExp(`^${name} (\\d+)$`, "mu").exec(text)?.[1]),
      0,
    ),
  };
  delay.reset();
  usage = process.cpuUsage();
  complaints = 0;
  return watched;
}

async function stop({ close }: Engine): Promise<void> {
  await bot.close();
  await close();
  process.disconnect();
}

function tell(message: BotMessage): void {
  process.send?.(message);
}

function configOf({ apiRoot, token, webhookPort, dataDir, corpusDir }: BotOrder): Config {
  const loaded = loadConfig({
    DATA_DIR: dataDir,
    CORPUS_DIR: corpusDir,
    EMBEDDER: "minilm",
    ACCESS: "open",
    QUESTIONS_PER_HOUR: "100000",
    QUESTIONS_PER_DAY: "1000000",
  });
  const webhook = webhookPort && {
    url: `http://127.0.0.1:${webhookPort}/updates`,
    secret: SECRET,
    host: "127.0.0.1",
    port: webhookPort,
  };
  return { ...loaded, telegram: { token, apiRoot, webhook: webhook || null } };
}
