/**
 * The whole bot against a Bot API server, as openBot makes it, with a log that is looked through as it is written. What it
 * tells its operator besides, metrics and problems, is looked through before it is closed, when the test ends.
 */

import { onTestFinished } from "vitest";
import { type BotApp, openBot } from "../../src/bot/bot-app.ts";
import type { BotApiServer } from "../../src/bot-api-server/server.ts";
import type { Config } from "../../src/config.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Ingesting } from "../../src/operations/ingesting.ts";
import { scanText } from "./leaks.ts";
import { overhear, testLog } from "./test-log.ts";

interface RunningBotOptions {
  readonly server: BotApiServer;
  readonly config: Config;
  /** Closed after the bot, and the server last. */
  readonly engine: Engine;
  readonly ingesting: Ingesting;
  readonly clock?: () => Date;
}

export async function runningBot(options: RunningBotOptions): Promise<BotApp> {
  const { server, config, engine, ingesting, clock = () => new Date() } = options;
  const bot = await openBot({ config, token: server.token, engine, ingesting, log: testLog(overhear(server)), clock });
  onTestFinished(async () => {
    scanText("metrics", await bot.metrics.text());
    scanText("problems", (await bot.problems()).join("\n"));
    await bot.close();
    await engine.close();
    await server.close();
  });
  return bot;
}
