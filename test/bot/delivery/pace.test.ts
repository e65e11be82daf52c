/** Many messages at a Telegram that takes 30 calls a second: all are there about as soon as that allows. */

import { type Api, GrammyError } from "grammy";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { newCall } from "../../../src/bot/delivery/boxes.ts";
import { createSender } from "../../../src/bot/delivery/outbox-sender.ts";
import { waitForReal } from "../../../src/bot/delivery/wait.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { sqliteBoxes } from "../../../src/storage/sqlite/boxes.ts";
import { openState } from "../../../src/storage/state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog } from "../../support/test-log.ts";

const A_SECOND = 30;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Refuses what is too much, and counts; takes a tenth of a second for each call, as Telegram does. */
function limitedApi() {
  const counts = { sent: 0, refused: 0 };
  let left = A_SECOND;
  let at = Date.now();
  const sendMessage = async (): Promise<unknown> => {
    left = Math.min(A_SECOND, left + ((Date.now() - at) / 1_000) * A_SECOND);
    at = Date.now();
    const isTaken = left >= 1;
    if (isTaken) left -= 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    counts[isTaken ? "sent" : "refused"] += 1;
    if (isTaken) return { message_id: counts.sent };
    const refusal = { ok: false as const, error_code: 429, description: "Too Many Requests: retry after 1" };
    throw new GrammyError("no", { ...refusal, parameters: { retry_after: 1 } }, "sendMessage", {});
  };
  return { counts, api: { raw: { sendMessage } } as unknown as Api };
}

it("are paced as soon as the limit was met, and no sign is made meanwhile", async () => {
  const { counts, api } = limitedApi();
  const state = openState(`${temporaryFolder().path}/state.sqlite`);
  // So many need no disk.
  state.connection.exec("PRAGMA synchronous = OFF");
  const clock = () => new Date();
  const boxes = sqliteBoxes({ database: state, clock, keep: () => undefined });
  const onLimited = vi.fn();
  const sender = createSender({
    ...{ api, boxes, clock, random: () => 0.5, log: testLog(), onLimited },
    // The clock of this test knows no other timers.
    wait: (milliseconds, signal) =>
      signal?.aborted === true ? waitForReal(0) : new Promise((resolve) => setTimeout(resolve, milliseconds)),
    sayTo: () => loadWords(calendarOf("UTC"))("en"),
    mayLeave: () => Promise.resolve("yes"),
    onOutcome: () => undefined,
  });
  await sender.start();
  const messages = 300;
  const started = Date.now();
  await boxes.outbox.add({
    calls: Array.from({ length: messages }, (_, chat) =>
      newCall({ method: "sendMessage", payload: { chat_id: chat + 1, text: "hello" }, person: null }),
    ),
  });
  while (counts.sent < messages && Date.now() - started < 60_000) await vi.advanceTimersByTimeAsync(20);
  expect(counts.sent).toBe(messages);
  // 10 s are the least; a second is lost when the limit is met.
  expect(Date.now() - started).toBeLessThan(13_000);
  expect(counts.refused).toBeLessThan(70);
  expect(onLimited).toHaveBeenCalled();
  await vi.runAllTimersAsync();
  state.close();
});
