/** Signs of life take nothing from answers: what is limited, late or too much is left out. */

import { type Api, GrammyError } from "grammy";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSigns } from "../../../src/bot/delivery/signs.ts";
import { testLog } from "../../support/test-log.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setting() {
  const state: { waiting: number; limited: boolean; tookMs: number } = { waiting: 0, limited: false, tookMs: 50 };
  const reactions: string[] = [];
  const refusal = {
    ok: false as const,
    error_code: 429,
    description: "Too Many Requests",
    parameters: { retry_after: 3 },
  };
  const call = async (what: string): Promise<void> => {
    reactions.push(what);
    await new Promise((resolve) => setTimeout(resolve, state.tookMs));
    if (state.limited) throw new GrammyError("no", refusal, "setMessageReaction", {});
  };
  const api = {
    setMessageReaction: (chat: number, message: number, reaction: readonly unknown[]) =>
      call(`${chat}/${message}${reaction.length === 0 ? " off" : ""}`),
  } as unknown as Api;
  const signs = createSigns({ now: () => performance.now(), waiting: () => state.waiting, log: testLog() });
  return {
    ...{ state, reactions, signs },
    eye: (message: number) => signs.eye({ chat: 1, message }, api),
    over: (message: number) => signs.over({ chat: 1, message }),
    draft: () => signs.now("draft", () => call("draft")),
  };
}

const later = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("signs of life", () => {
  it("put one eye on a message, and take it back when it is dealt with", async () => {
    const { eye, over, reactions } = setting();
    eye(7);
    eye(7);
    await later(100);
    over(7);
    await later(100);
    expect(reactions).toEqual(["1/7", "1/7 off"]);
  });

  it("take an eye back that was being put on when the answer was there", async () => {
    const { eye, over, reactions } = setting();
    eye(7);
    over(7);
    await later(200);
    expect(reactions).toEqual(["1/7", "1/7 off"]);
  });

  it("leave no eye on a message that was dealt with before", async () => {
    const { eye, over, reactions } = setting();
    over(7);
    eye(7);
    await later(100);
    expect(reactions).toEqual([]);
  });

  it("rest after a call that was limited, and forget the eyes that waited", async () => {
    const { eye, draft, reactions, state } = setting();
    state.limited = true;
    for (let message = 1; message <= 1_000; message++) eye(message);
    await later(100);
    expect(reactions.length).toBeLessThanOrEqual(16);
    state.limited = false;
    reactions.splice(0);
    void draft();
    eye(2_000);
    await later(17_900);
    expect(reactions).toEqual([]);
    await later(200);
    void draft();
    eye(2_001);
    expect(reactions).toEqual(["draft", "1/2001"]);
  });

  it("rest when an answer was limited", async () => {
    const { eye, draft, reactions, signs } = setting();
    signs.rest(1_000);
    eye(7);
    await draft();
    await later(15_900);
    expect(reactions).toEqual([]);
  });

  it("put a thousand eyes on without a thousand calls at once", async () => {
    const { eye, reactions } = setting();
    for (let message = 1; message <= 1_000; message++) eye(message);
    expect(reactions).toHaveLength(16);
    await later(50 * 63);
    expect(new Set(reactions).size).toBe(1_000);
  });

  it("take eyes back only when few answers wait, and a few a second", async () => {
    const { eye, over, reactions, state } = setting();
    for (let message = 1; message <= 100; message++) eye(message);
    await later(1_000);
    reactions.splice(0);
    state.waiting = 500;
    for (let message = 1; message <= 100; message++) over(message);
    await later(10_000);
    expect(reactions).toEqual([]);
    state.waiting = 0;
    await later(3_000);
    expect(reactions.length).toBeGreaterThan(20);
    expect(reactions.length).toBeLessThan(50);
    await later(20_000);
    expect(reactions).toHaveLength(100);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("make no more than a few drafts a second, and none that comes late", async () => {
    const { draft, reactions } = setting();
    for (let second = 0; second < 10; second++) {
      for (let one = 0; one < 100; one++) void draft();
      await later(1_000);
    }
    expect(reactions.length).toBeGreaterThanOrEqual(90);
    expect(reactions.length).toBeLessThanOrEqual(110);
  });
});
