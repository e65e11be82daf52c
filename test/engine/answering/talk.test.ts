import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([["a.md", "# Pool\n\nThe pool opens at nine. Thanks are due to Ms. Lin.\n"]]));
});
afterAll(() => close());

describe("a message that asks nothing", () => {
  it.each(["Thanks a lot!", "ok great, thank you", "请用中文回答", "翻译一下", "please translate that into Chinese"])(
    "is not searched for: %s",
    async (question) => {
      const { answer, evidence } = await engine.answer({ question, day: "2026-11-22" });
      expect(answer).toEqual({ kind: "refused", reason: "small-talk" });
      expect(evidence).toEqual([]);
    },
  );

  it("is told from a question with thanks", async () => {
    expect((await engine.answer({ question: "When does the pool open? Thanks!", day: "2026-11-22" })).answer.kind).toBe(
      "answered",
    );
  });
});
