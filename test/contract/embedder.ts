/** The contract of every embedder, whoever computes the vectors. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { DocketError } from "../../src/errors.ts";

const TEXTS = [
  "The alliance was founded in Shanghai.",
  "Members pay their fee in January.",
  "Wet chemicals are cleaned by filtration.",
];

/** Texts that no author meant to be embedded, but that files and members contain. */
const ODD_TEXTS: Readonly<Record<string, string>> = {
  "an empty text": "",
  "white space only": " \n\t ",
  emoji: "🙂👩‍👩‍👧‍👦🇨🇳",
  "20,000 characters": "photoresist and wet chemicals, ".repeat(646).slice(0, 20_000),
  "20,000 characters without a space": "x".repeat(20_000),
  "control characters": "fee\u0000\u0007\u001b[31m due\u200b\ufeff",
  "half of a surrogate pair": "fee \ud83d due",
  "a model's own marks": "[CLS] fee [SEP] [PAD] [MASK] <|endoftext|>",
  "Chinese in both scripts": "集成电路產業聯盟𠮷",
};

/** @param make a new embedder each time; the suite closes it */
export function embedderContract(name: string, make: () => Embedder | Promise<Embedder>): void {
  describe(`embedder contract: ${name}`, () => {
    let embedder: Embedder;

    beforeAll(async () => {
      embedder = await make();
    });
    afterAll(async () => {
      await embedder.close();
    });

    it("names its space, and how many numbers a vector has", async () => {
      const another = await make();
      expect(embedder.id).toMatch(/\S/);
      expect(embedder.id).toContain(String(embedder.dimensions));
      expect([another.id, another.dimensions]).toEqual([embedder.id, embedder.dimensions]);
      await another.close();
    });

    it("gives each text a vector of unit length", async () => {
      const vectors = await embedder.embed(TEXTS, "passage");
      expect(vectors).toHaveLength(TEXTS.length);
      for (const vector of vectors) expectUnitVector(vector, embedder.dimensions);
    });

    it("answers in the order of the texts, repeated ones too", async () => {
      const alone: Float32Array[] = [];
      for (const text of TEXTS) alone.push(...(await embedder.embed([text], "question")));
      const order = [2, 0, 1, 0];
      const together = await embedder.embed(
        order.map((index) => TEXTS[index] ?? ""),
        "question",
      );
      const nearest = together.map((vector) => indexOfNearest(vector, alone));
      expect(nearest).toEqual(order);
    });

    it("gives one text one vector to the last bit, whatever it is sent with", async () => {
      const [first = "", second = "", third = ""] = TEXTS;
      const [alone] = await embedder.embed([second], "passage");
      const together = await embedder.embed([first, second, third], "passage");
      expect(together[1]).toEqual(alone);
    });

    it("answers no text with no vector", async () => {
      expect(await embedder.embed([], "passage")).toEqual([]);
      expect(await embedder.embed([], "question")).toEqual([]);
    });

    it("finds a finite vector for whatever text there is", async () => {
      const vectors = await embedder.embed(Object.values(ODD_TEXTS), "passage");
      expect(vectors).toHaveLength(Object.keys(ODD_TEXTS).length);
      for (const vector of vectors) expectUnitVector(vector, embedder.dimensions);
    });

    it("does nothing for a caller who gave up before", async () => {
      const failure = await failureOf(embedder.embed(TEXTS, "question", AbortSignal.abort("too late")));
      expect(failure.code).toBe("cancelled");
    });

    it("lets a caller go who gives up, and serves the others", async () => {
      const controller = new AbortController();
      const given = failureOf(embedder.embed(["given up", ...TEXTS], "question", controller.signal));
      const kept = embedder.embed(["kept"], "question");
      controller.abort();
      expect((await given).code).toBe("cancelled");
      expectUnitVector((await kept)[0], embedder.dimensions);
    });

    it("leaves nothing on a signal that outlives its calls", async () => {
      const { signal } = new AbortController();
      let listeners = 0;
      const { addEventListener, removeEventListener } = signal;
      signal.addEventListener = (...event: Parameters<typeof addEventListener>) => {
        listeners += 1;
        addEventListener.apply(signal, event);
      };
      signal.removeEventListener = (...event: Parameters<typeof removeEventListener>) => {
        listeners -= 1;
        removeEventListener.apply(signal, event);
      };
      await embedder.embed(TEXTS.slice(0, 1), "question", signal);
      expect(listeners).toBe(0);
    });

    it("rejects who waits when it is closed, and who comes later", async () => {
      const closing = await make();
      const waiting = failureOf(closing.embed(["one text", "and another"], "passage"));
      await closing.close();
      expect((await waiting).code).toBe("cancelled");
      expect(await failureOf(closing.embed(TEXTS, "question"))).toMatchObject({ code: "embedding", retryable: false });
      await closing.close();
    });
  });
}

export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) throw new Error("a vector is missing");
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
}

export async function failureOf(promise: Promise<unknown>): Promise<DocketError> {
  const outcome: unknown = await promise.then(
    () => "no failure",
    (error: unknown) => error,
  );
  if (!(outcome instanceof DocketError)) throw new Error(`expected a DocketError, got ${String(outcome)}`);
  return outcome;
}

function expectUnitVector(vector: Float32Array | undefined, dimensions: number): void {
  expect(vector).toBeInstanceOf(Float32Array);
  expect(vector).toHaveLength(dimensions);
  expect(Math.sqrt(cosine(vector, vector))).toBeCloseTo(1, 5);
}

function indexOfNearest(vector: Float32Array, others: readonly Float32Array[]): number {
  const cosines = others.map((other) => cosine(vector, other));
  return cosines.indexOf(Math.max(...cosines));
}
