import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ engine, close } = await engineWith([
    ["a.md", "# Photomasks\n\nThe total investment in the photomask project is 3 billion yuan.\n"],
    ["b.md", "# Laboratory\n\nThe laboratory lends its microscope to members for ten days.\n"],
  ]));
});

afterAll(() => close());

describe("a short question after another", () => {
  const history = [
    { role: "user", content: "How much is invested in the photomask project?" },
    { role: "assistant", content: "The total investment in the photomask project is 3 billion yuan." },
  ];
  const ask = (question: string) => engine.answer({ question, history, day: "2026-11-22" });

  it.each(["会员费是多少？", "How much is the membership fee?"])(
    "is not answered with the last answer: %s",
    async (question) => {
      expect((await ask(question)).answer.kind).not.toBe("answered");
    },
  );

  it.each(["总投资是多少？", "And the investment in total?"])("is answered where it asks on: %s", async (question) => {
    expect((await ask(question)).answer).toMatchObject({
      claims: [{ text: "The total investment in the photomask project is 3 billion yuan." }],
    });
  });
});
