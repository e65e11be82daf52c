/** The real transport against a Bot API server on the loopback, with handlers that a test gives. */

import { join } from "node:path";
import { type Api, Bot } from "grammy";
import type { DocketContext } from "../../src/bot/context.ts";
import { clientOptions } from "../../src/bot/delivery/api.ts";
import { type BotBoxes, recordsInSqlite } from "../../src/bot/delivery/boxes.ts";
import { resend } from "../../src/bot/delivery/notices.ts";
import { type RunBotOptions, type RunningBot, runBot } from "../../src/bot/delivery/run-bot.ts";
import { createSigns } from "../../src/bot/delivery/signs.ts";
import { type Wait, waitForReal } from "../../src/bot/delivery/wait.ts";
import { loadWords } from "../../src/bot/i18n/words.ts";
import type { BotApiServer } from "../../src/bot-api-server/server.ts";
import { calendarOf } from "../../src/calendar.ts";
import type { Log } from "../../src/operations/log.ts";
import type { Database } from "../../src/storage/database.ts";
import { type SqliteBoxes, sqliteBoxes } from "../../src/storage/sqlite/boxes.ts";
import { openState } from "../../src/storage/state.ts";

export interface TransportOptions {
  readonly server: Pick<BotApiServer, "url" | "token">;
  /** The folder that the state is kept in. */
  readonly folder: string;
  readonly handle: (context: DocketContext) => Promise<void> | void;
  readonly log: Log;
  readonly options?: Partial<RunBotOptions>;
  /** Seconds that a call may take. */
  readonly callSeconds?: number;
}

export interface Transport {
  readonly running: RunningBot;
  readonly database: Database;
  readonly boxes: BotBoxes & Pick<SqliteBoxes<never>, "kept">;
  readonly api: Api;
  stop(): Promise<void>;
}

/** Waits a hundred times as fast: a second is 10 ms. */
const hasty: Wait = (milliseconds, signal) => waitForReal(milliseconds / 100, signal);

export async function startTransport({
  server,
  folder,
  handle,
  log,
  options = {},
  callSeconds = 30,
}: TransportOptions): Promise<Transport> {
  const words = loadWords(calendarOf("UTC"));
  const chinese = new Set<number | null>();
  const clock = () => new Date();
  const database = openState(join(folder, "state.sqlite"));
  const boxes = sqliteBoxes({ database, clock, keep: recordsInSqlite(database, clock) });
  const bot = new Bot<DocketContext>(server.token, {
    client: { ...clientOptions(server.url), timeoutSeconds: callSeconds },
  });
  bot.use(async (context, next) => {
    const isChinese = context.from?.language_code === "zh";
    if (isChinese) chinese.add(context.from.id);
    context.say = words(isChinese ? "zh" : "en");
    await next();
  });
  bot.use(resend(boxes.outbox));
  bot.use((context) => handle(context));
  const running = await runBot({
    telegram: { token: server.token, apiRoot: server.url, webhook: null },
    ...{ deadlineMs: 10_000, bot, boxes, clock, random: Math.random, wait: hasty },
    sayTo: (person, code) => words(code === "zh" || chinese.has(person) ? "zh" : "en"),
    log,
    mayLeave: () => Promise.resolve("yes"),
    seenAtOnce: ({ message }) =>
      Promise.resolve(message === undefined ? null : { chat: message.chat.id, message: message.message_id }),
    signs: createSigns({ now: () => performance.now(), waiting: () => 0, log }),
    ...options,
  });
  return {
    ...{ running, database, boxes, api: bot.api },
    async stop() {
      await running.stop();
      database.close();
    },
  };
}

/** Answers each message with its own words, as a reply to it. */
export function echo(context: DocketContext): void {
  const { chat, message, effects, from } = context;
  if (chat === undefined || message?.text === undefined) return;
  effects.send({
    method: "sendMessage",
    payload: {
      ...{ chat_id: chat.id, text: `You said: ${message.text}` },
      reply_parameters: { message_id: message.message_id },
    },
    person: from?.id ?? null,
  });
}
