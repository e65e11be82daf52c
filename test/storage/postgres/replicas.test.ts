/** The bot's own workers and senders as several replicas over one PostgreSQL, of which some end while they handle. */

import { randomUUID } from "node:crypto";
import type { Api } from "grammy";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { arrivedUpdate } from "../../../src/bot/delivery/boxes.ts";
import type { ReceivedUpdate } from "../../../src/bot/delivery/lanes.ts";
import { createSender } from "../../../src/bot/delivery/outbox-sender.ts";
import { waitForReal } from "../../../src/bot/delivery/wait.ts";
import { createWorkers } from "../../../src/bot/delivery/workers.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { openPostgresBoxes } from "../../../src/storage/postgres/boxes.ts";
import { openPostgres } from "../../../src/storage/postgres/pool.ts";
import { findPostgres, type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { testLog } from "../../support/test-log.ts";

const found = process.env.DATABASE_URL_TEST === undefined ? findPostgres() : { bin: "" };
const CHATS = 6;
const MESSAGES = 20;
const SAY = loadWords(calendarOf("UTC"))("en");

describe.skipIf("missing" in found)(`replicas${"missing" in found ? `: ${found.missing}` : ""}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  async function setting() {
    const postgres = openPostgres(await server.database());
    onTestFinished(() => postgres.close());
    const sent: { readonly chat: number; readonly text: string }[] = [];
    const sendMessage = async ({ chat_id: chat, text }: { chat_id: number; text: string }) => {
      await waitForReal(2);
      sent.push({ chat, text });
      return { message_id: sent.length };
    };
    const api = { raw: { sendMessage } } as unknown as Api;
    const start = async () => {
      const ended = new AbortController();
      const log = testLog();
      const boxes = await openPostgresBoxes<object>({
        ...{ postgres, owner: randomUUID(), clock: () => new Date(), onFailure: () => undefined },
        keep: () => Promise.resolve(),
      });
      const shared = { boxes: boxes as never, random: Math.random, wait: waitForReal, log, onOutcome: () => undefined };
      const sender = createSender({
        ...{ ...shared, api, clock: () => new Date(), sayTo: () => SAY, onLimited: () => undefined },
        mayLeave: () => Promise.resolve("yes"),
      });
      let handling = 0;
      const workers = createWorkers({
        ...{ ...shared, deadlineMs: 60_000, noticeOf: () => null },
        async handle({ message }, effects) {
          handling += 1;
          await waitForReal(5);
          // A process that has ended handles nothing to its end.
          if (ended.signal.aborted) await new Promise(() => undefined);
          const payload = { chat_id: message?.chat.id, text: message?.text ?? "" };
          effects.send({ method: "sendMessage", payload, person: null });
          handling -= 1;
        },
      });
      await sender.start();
      await workers.recover();
      onTestFinished(async () => {
        await boxes.close();
        await Promise.all([workers.stop(), sender.stop()]);
      });
      return {
        ...{ boxes, handling: () => handling },
        /** While it handles something. */
        async end() {
          await expect.poll(() => handling, { timeout: 60_000, interval: 1 }).toBeGreaterThan(0);
          ended.abort();
          await sender.idle();
          await boxes.close();
        },
      };
    };
    return { start, sent };
  }

  it("answer every message once, though one after the other ends while it handles", async () => {
    const { start, sent } = await setting();
    let replicas = [await start(), await start(), await start()];
    let number = 0;
    for (let message = 0; message < MESSAGES; message += 1) {
      for (let chat = 1; chat <= CHATS; chat += 1) {
        number += 1;
        const update = {
          update_id: number,
          message: { chat: { id: chat }, text: `${message}`, date: 0, message_id: number },
        };
        await replicas[number % 3]?.boxes.inbox.receive([arrivedUpdate(update as unknown as ReceivedUpdate)]);
      }
      if (message % 7 !== 3) continue;
      const [first, ...others] = replicas;
      await first?.end();
      replicas = [...others, await start()];
    }
    await expect.poll(() => sent.length, { timeout: 100_000 }).toBeGreaterThanOrEqual(MESSAGES * CHATS);
    const [last] = replicas;
    await expect.poll(() => last?.boxes.depths(), { timeout: 60_000 }).toEqual({ inbox: 0, outbox: 0, parked: 0 });
    for (let chat = 1; chat <= CHATS; chat += 1) {
      const texts = sent.filter((one) => one.chat === chat).map(({ text }) => Number(text));
      expect(texts.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: MESSAGES }, (_, index) => index),
      );
    }
  }, 240_000);
});
