/** Signs that a member sees while an answer is being made, and how it is stopped. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ask } from "../../../src/bot/handlers/question.ts";
import type { AnswerResult } from "../../../src/engine/answering/answering.ts";
import { quotedAnswer } from "../render/cited.ts";
import { asker, DUE, resultOf } from "./asker.ts";
import { ADA, botSetting, GROUP, messageOf, PRIVATE, textsOf } from "./question-setting.ts";

describe("while it works", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Answers when told to. */
  function slowly() {
    const { promise, resolve } = Promise.withResolvers<AnswerResult>();
    let stage: Parameters<Ask>[0]["onStage"];
    const ask: Ask = ({ onStage, signal }) => {
      stage = onStage;
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("cancelled")));
      });
      return Promise.race([promise, aborted]);
    };
    return { ask, finish: () => resolve(resultOf(quotedAnswer(DUE))), stage: (now: object) => stage?.(now as never) };
  }
  const draftsIn = ({ called }: { called: readonly { method: string; payload: object }[] }) =>
    called.filter(({ method }) => method === "sendMessageDraft").map(({ payload }) => payload);

  it("shows by an eye that it has read the question, until the answer is there", async () => {
    const { ask, finish } = slowly();
    const handling = botSetting({ ask }).say("When?");
    await vi.advanceTimersByTimeAsync(150);
    finish();
    const { called } = await handling;
    await vi.advanceTimersByTimeAsync(0);
    const reaction = (...emoji: readonly string[]) => ({
      method: "setMessageReaction",
      payload: { chat_id: ADA.id, message_id: 40, reaction: emoji.map((one) => ({ type: "emoji", emoji: one })) },
    });
    expect(called).toEqual([reaction("👀"), reaction()]);
  });

  it("shows nothing but the answer where that is there at once", async () => {
    const outcome = await botSetting(asker()).say("When?");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(outcome.called).toEqual([]);
    expect(outcome.sent).toHaveLength(1);
  });

  it("says what it is doing, keeps the draft alive, and does not change it more often than Telegram allows", async () => {
    const { ask, finish, stage } = slowly();
    const handling = botSetting({ ask }).say("When?");
    await vi.advanceTimersByTimeAsync(1_100);
    stage({ kind: "reading", passages: 6 });
    stage({ kind: "checking" });
    await vi.advanceTimersByTimeAsync(900);
    stage({ kind: "reading", passages: 1 });
    await vi.advanceTimersByTimeAsync(200);
    await vi.advanceTimersByTimeAsync(20_000);
    finish();
    const outcome = await handling;
    expect(draftsIn(outcome).map((draft) => "text" in draft && draft.text)).toEqual([
      "Searching the documents …",
      "Reading one passage …",
      "Reading one passage …",
    ]);
    expect(draftsIn(outcome)[0]).toMatchObject({ chat_id: ADA.id, draft_id: 40, can_stop: true });
    expect(outcome.sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("shows no draft for an answer that is there within a second", async () => {
    const { ask, finish } = slowly();
    const handling = botSetting({ ask }).say("When?");
    await vi.advanceTimersByTimeAsync(900);
    finish();
    expect(draftsIn(await handling)).toEqual([]);
  });

  it("types in a group", async () => {
    const { ask, finish } = slowly();
    const handling = botSetting({ ask }).say("/ask When?", { chat: GROUP });
    await vi.advanceTimersByTimeAsync(6_000);
    finish();
    const typing = (await handling).called.filter(({ method }) => method === "sendChatAction");
    expect(typing).toHaveLength(2);
  });

  it("stops when the member presses Stop, with one last message", async () => {
    const bot = botSetting({ ask: slowly().ask });
    const handling = bot.say("When?");
    await vi.advanceTimersByTimeAsync(1_200);
    const stopped = { stopped_message_generation: { chat: PRIVATE, draft_id: 40 } };
    expect((await bot.handle(stopped as never)).sent).toEqual([]);
    expect(textsOf(await handling)).toEqual(["Stopped. Your question was not answered."]);
    expect((await bot.records.conversations.last({ person: ADA.id, chat: ADA.id, topic: 0 }, null)).newest).toBeNull();
  });

  it("sends nothing past its deadline: whoever set it says so", async () => {
    const deadline = new AbortController();
    const bot = botSetting({ ask: slowly().ask });
    const handling = bot.handle({ message: messageOf("When?") as never }, deadline.signal);
    const failed = expect(handling).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(100);
    deadline.abort();
    await failed;
  });
});
