/** A call of the model while its budget cannot be written, as when a disk is full or a database is away. */

import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/engine/llm/budget.ts";
import { type CallRequest, type Completion, createBreaker, createCalling } from "../../../src/engine/llm/chat-model.ts";
import { DocketError } from "../../../src/errors.ts";

const USAGE = { inputTokens: 10, outputTokens: 10 };
const WHOLE: Completion = { kind: "whole", text: "Three billion yuan.", usage: USAGE };
const NO_ACCESS: Completion = {
  ...{ kind: "failed", fault: "no-access", message: "the key is not accepted", retryAfterMs: null, usage: USAGE },
};

function setting(outcomes: Completion[], budget: Pick<Budget, "reserve">) {
  const time = { now: 0 };
  const call = createCalling({
    model: { id: "scripted", complete: async () => outcomes.shift() ?? WHOLE },
    breaker: createBreaker({ now: () => time.now, onTrouble: () => undefined }),
    ...{ budget, sleep: async () => undefined },
  });
  const request: CallRequest = {
    messages: [{ role: "user", content: "A question?" }],
    ...{ asker: 7, maxTokens: 100, idleMs: 1_000, signal: new AbortController().signal },
  };
  return { time, ask: () => call(request) };
}

const away = () => Promise.reject(new DocketError("storage", "the disk is full"));

describe("a call whose budget cannot be written", () => {
  it("is not made", async () => {
    const outcomes = [WHOLE];
    await expect(setting(outcomes, { reserve: away }).ask()).rejects.toThrow("the disk is full");
    expect(outcomes).toHaveLength(1);
  });

  it("keeps its text where only the end of it cannot be put down", async () => {
    const { ask } = setting([WHOLE], { reserve: async () => ({ settle: away }) });
    expect(await ask()).toEqual(WHOLE);
  });

  it("does not keep others from trying whether a server is back", async () => {
    let reserve: Budget["reserve"] = async () => ({ settle: async () => undefined });
    const { ask, time } = setting([NO_ACCESS], { reserve: (wanted) => reserve(wanted) });
    expect((await ask()).kind).toBe("failed");
    time.now = 11 * 60_000;
    const able = reserve;
    reserve = away;
    await expect(ask()).rejects.toThrow("the disk is full");
    reserve = able;
    expect(await ask()).toEqual(WHOLE);
  });
});
