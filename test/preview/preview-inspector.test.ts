import { describe, expect, it } from "vitest";
import type { AnswerResult } from "../../src/engine/answering/answering.ts";
import { createInspector } from "../../src/preview/preview-inspector.ts";

const NOTHING_FOUND: AnswerResult = {
  question: null,
  answer: { kind: "refused", reason: "empty" },
  evidence: [],
  candidates: [],
  confidence: 0,
  timings: { embedMs: 1, searchMs: 2, answerMs: 3, totalMs: 6 },
};
const clock = () => new Date("2026-11-22T08:00:00Z");
const request = { question: "What?", day: "2026-11-22" };

describe("the inspector", () => {
  it("notes each answer on its way, newest first, and gives it on as it is", async () => {
    const inspector = createInspector({ clock });
    const ask = inspector.watching(() => Promise.resolve(NOTHING_FOUND));
    expect(await ask(request)).toBe(NOTHING_FOUND);
    await ask({ ...request, question: "And then?" });
    expect(inspector.answers()).toMatchObject([
      { number: 2, asked: "And then?", kind: "refused", timings: { totalMs: 6 } },
      { number: 1, asked: "What?", at: "2026-11-22T08:00:00.000Z" },
    ]);
  });

  it("notes what the asker was told meanwhile, and still tells it", async () => {
    const inspector = createInspector({ clock });
    const told: string[] = [];
    const ask = inspector.watching((asked) => {
      asked.onStage?.({ kind: "searching" });
      asked.onStage?.({ kind: "checking" });
      return Promise.resolve(NOTHING_FOUND);
    });
    await ask({ ...request, onStage: ({ kind }) => told.push(kind) });
    expect(told).toEqual(["searching", "checking"]);
    expect(inspector.answers()[0]?.stages.map(({ name }) => name)).toEqual(told);
  });

  it("notes a failure, which it does not hide", async () => {
    const inspector = createInspector({ clock });
    const seen: number[] = [];
    inspector.on(() => seen.push(inspector.answers().length));
    const ask = inspector.watching(() => Promise.reject(new Error("no memory")));
    await expect(ask(request)).rejects.toThrow("no memory");
    expect(inspector.answers()).toMatchObject([{ kind: "failed", asked: "What?" }]);
    expect(seen).toEqual([1]);
  });

  it("notes how the question was understood, and what a model wrote and could not be proven", async () => {
    const inspector = createInspector({ clock });
    const dropped = [{ text: "It costs 5 yuan.", reason: "figure", detail: "5 yuan is in no quote" }] as const;
    const question = { text: "What does it cost?", language: "en" } as const;
    const ask = inspector.watching(() => Promise.resolve({ ...NOTHING_FOUND, question, dropped, notice: "budget" }));
    await ask({ ...request, question: "And that?" });
    expect(inspector.answers()).toMatchObject([
      { asked: "And that?", understood: "What does it cost?", dropped, notice: "budget" },
    ]);
  });

  it("keeps the last 30", async () => {
    const inspector = createInspector({ clock });
    const ask = inspector.watching(() => Promise.resolve(NOTHING_FOUND));
    for (let count = 0; count < 40; count += 1) await ask(request);
    expect(inspector.answers().map(({ number }) => number)).toEqual(
      Array.from({ length: 30 }, (_, index) => 40 - index),
    );
  });
});
