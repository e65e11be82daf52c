import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { EngineChoice } from "../../../src/embedding/minilm/engine.ts";
import { threadRunning } from "../../../src/embedding/minilm/thread.ts";
import { modelThreads } from "../../../src/embedding/minilm/threads.ts";
import { DocketError } from "../../../src/errors.ts";
import { callsOverPort } from "../../../src/rpc.ts";
import { failureOf } from "../../contract/embedder.ts";

/** The engine that the fake thread takes as its order to begin so. */
const BEGINNINGS = { ready: "native", fallback: "wasm", unusable: "auto" } as const;
type Beginning = keyof typeof BEGINNINGS;

const startFake = threadRunning<string, Float32Array>(new URL("./fake-thread.ts", import.meta.url));

interface Setting {
  readonly threads?: number;
  readonly keepIdleMs?: number;
  readonly longestTaskMs?: number;
  /** Beginning of each thread, in the order of their start; those after them are ready. */
  readonly beginnings?: readonly Beginning[];
}

function startThreads({ threads = 1, keepIdleMs = 10_000, beginnings = [], ...more }: Setting = {}) {
  const started: EngineChoice[] = [];
  const ended: string[] = [];
  const sent: string[] = [];
  const fallbacks: string[] = [];
  const pool = modelThreads<string, string, Float32Array>({
    engine: "auto",
    threads,
    keepIdleMs,
    ...more,
    startThread: (engine, onEnd) => {
      const beginning = beginnings[started.length] ?? "ready";
      started.push(engine);
      return startFake(BEGINNINGS[beginning], (reason) => {
        ended.push(reason);
        onEnd(reason);
      });
    },
    prepare: (text) => {
      sent.push(text);
      return text;
    },
    onFallback: (reason) => fallbacks.push(reason),
  });
  onTestFinished(() => pool.close());
  return { pool, started, ended, sent, fallbacks };
}

const slowTexts = (count: number) => Array.from({ length: count }, (_, index) => `slow ${index}`);

describe("modelThreads", () => {
  it("starts no thread before the first text", async () => {
    const { pool, started } = startThreads();
    expect(started).toHaveLength(0);
    await pool.run(["a"], "question");
    expect(started).toEqual(["auto"]);
  });

  it("lets a question pass before 200 passages that wait", async () => {
    const { pool, sent } = startThreads();
    const controller = new AbortController();
    const passages = failureOf(pool.run(slowTexts(200), "passage", controller.signal));
    await expect.poll(() => sent.length, { interval: 5 }).toBeGreaterThan(2);
    const sentBefore = sent.length;
    await pool.run(["what?"], "question");
    expect(sent.indexOf("what?")).toBe(sentBefore);
    expect(sent.length).toBeLessThan(200);
    controller.abort();
    expect((await passages).code).toBe("cancelled");
  });

  it("serves questions in the order they came, and passages so", async () => {
    const { pool, sent } = startThreads();
    const calls = [
      pool.run(["slow p1", "p2"], "passage"),
      pool.run(["p3"], "passage"),
      pool.run(["q1", "q2"], "question"),
      pool.run(["q3"], "question"),
    ];
    await Promise.all(calls);
    expect(sent).toEqual(["q1", "q2", "q3", "slow p1", "p2", "p3"]);
  });

  it("sends no more of a call that was given up", async () => {
    const { pool, sent } = startThreads();
    const controller = new AbortController();
    const call = failureOf(pool.run(slowTexts(50), "passage", controller.signal));
    await expect.poll(() => sent.length, { interval: 5 }).toBeGreaterThan(1);
    const sentBefore = sent.length;
    controller.abort("enough");
    expect(await call).toMatchObject({ code: "cancelled", cause: "enough" });
    await pool.run(["next"], "passage");
    expect(sent.slice(sentBefore)).toEqual(["next"]);
  });

  it("starts more threads when passages pile up, and keeps the order of vectors", async () => {
    const { pool, started } = startThreads({ threads: 2 });
    const texts = Array.from({ length: 40 }, (_, index) => `slow ${"x".repeat(index)}`);
    const vectors = await pool.run(texts, "passage");
    expect(vectors.map(([length]) => length)).toEqual(texts.map((text) => text.length));
    expect(started).toHaveLength(2);
    expect(new Set(vectors.map(([, thread]) => thread)).size).toBe(2);
  });

  it("starts no second thread for a few texts", async () => {
    const { pool, started } = startThreads({ threads: 3 });
    await Promise.all([pool.run(slowTexts(5), "passage"), pool.run(slowTexts(4), "question")]);
    expect(started).toHaveLength(1);
  });

  it("ends the threads beyond the first when they have had nothing to do", async () => {
    const { pool, started, ended } = startThreads({ threads: 2, keepIdleMs: 30 });
    await pool.run(slowTexts(30), "passage");
    expect([started.length, ended.length]).toEqual([2, 0]);
    await expect.poll(() => ended.length, { interval: 5 }).toBe(1);
    await delay(60);
    expect(ended).toHaveLength(1);
    expect(await pool.run(["a"], "question")).toHaveLength(1);
    expect(started).toHaveLength(2);
  });

  it("ends all its threads when it is closed", async () => {
    const { pool, started, ended } = startThreads({ threads: 2 });
    const work = failureOf(pool.run(slowTexts(30), "passage"));
    await expect.poll(() => started.length, { interval: 5 }).toBe(2);
    await pool.close();
    expect((await work).code).toBe("cancelled");
    expect(ended).toEqual(["its thread ended with code 0", "its thread ended with code 0"]);
  });

  it("fails one call for a text that the model fails on", async () => {
    const { pool, started } = startThreads();
    const failing = failureOf(pool.run(["a", "fail", "b"], "passage"));
    const other = pool.run(["c"], "passage");
    expect(await failing).toMatchObject({
      code: "embedding",
      message: "the embedded model failed on a text: too odd",
      retryable: false,
    });
    expect(await other).toHaveLength(1);
    expect(started).toHaveLength(1);
  });

  it("gives a line to its first thread, which closes with it, and the next goes to another", async () => {
    const { pool, started } = startThreads();
    const ask = async (text: string) => {
      const { call } = callsOverPort<string, Float32Array>(await pool.line(), { cancelled: gone, closed: gone, gone });
      return await call(text);
    };
    const gone = () => new DocketError("cancelled", "gone");
    const [, thread] = await ask("a");
    expect((await pool.run(["b"], "question"))[0]?.[1]).toBe(thread);
    expect((await failureOf(ask("die"))).message).toBe("gone");
    expect((await ask("c"))[1]).not.toBe(thread);
    expect(started).toHaveLength(2);
  });

  it("gives no line to a thread that does not start", async () => {
    const { pool } = startThreads({ beginnings: ["unusable"] });
    expect((await failureOf(pool.line())).message).toBe("the embedded model does not start: the weights are damaged");
  });

  it("rejects who waits when its only thread dies, and starts another for the next", async () => {
    const { pool, started } = startThreads();
    const calls = [pool.run(["die", "a"], "passage"), pool.run(["b"], "passage")].map(failureOf);
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ code: "embedding", retryable: true });
      expect(error.message).toBe("the embedded model stopped: its thread ended with code 3: try again");
    }
    expect(await pool.run(["c"], "question")).toHaveLength(1);
    expect(started).toHaveLength(2);
  });

  it("leaves a thread that does not come back from a text, fails that text, and starts another for the rest", async () => {
    const { pool, started } = startThreads({ longestTaskMs: 300 });
    const hangs = expect(pool.run(["hang"], "question")).rejects.toMatchObject({
      ...{ code: "embedding", retryable: true, message: expect.stringContaining("longer than 0.3 s") },
    });
    await hangs;
    expect(await pool.run(["abc"], "question")).toHaveLength(1);
    expect(started).toHaveLength(2);
    // What comes after all is nobody's.
    await delay(3_000);
    expect(await pool.run(["abcd"], "question")).toHaveLength(1);
    expect(started).toHaveLength(2);
  });

  it("goes on with the other threads when one dies", async () => {
    const { pool, started } = startThreads({ threads: 2 });
    await pool.run(slowTexts(30), "passage");
    expect(started).toHaveLength(2);
    const lasting = pool.run(slowTexts(10), "passage");
    await failureOf(pool.run(["die"], "question"));
    expect(await lasting).toHaveLength(10);
  });

  it("says why it does not start", async () => {
    const { pool } = startThreads({ beginnings: ["unusable"] });
    expect(await failureOf(pool.run(["a"], "question"))).toMatchObject({
      code: "embedding",
      message: "the embedded model does not start: the weights are damaged",
      retryable: false,
    });
    expect(await pool.run(["a"], "question")).toHaveLength(1);
  });

  it("does with the threads it has when another does not start", async () => {
    const { pool, started } = startThreads({ threads: 3, beginnings: ["ready", "unusable"] });
    expect(await pool.run(slowTexts(30), "passage")).toHaveLength(30);
    expect(started).toHaveLength(2);
  });

  it("tells of a fallback once, and does not try the native runtime again", async () => {
    const { pool, started, fallbacks } = startThreads({ threads: 2, beginnings: ["fallback", "fallback"] });
    await pool.run(slowTexts(30), "passage");
    expect(fallbacks).toEqual(["no build for this platform"]);
    expect(started).toEqual(["auto", "wasm"]);
  });
});
