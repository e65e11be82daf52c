import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptableText, requestBatches } from "../../src/embedding/openai.ts";
import { anyCharacter } from "../support/any-text.ts";

const bytesOf = (text: string) => Buffer.byteLength(text);

describe("acceptableText", () => {
  it.each(["", " ", "\n\t\u3000"])("puts a mark in place of %j, which says nothing", (text) => {
    expect(acceptableText(text)).toBe(".");
  });

  it("leaves a text as it is", () => {
    expect(acceptableText(" fees, 会费\n")).toBe(" fees, 会费\n");
  });

  it("cuts a long text between characters, at no more bytes than tokens are allowed", () => {
    expect(acceptableText("a".repeat(20_000))).toHaveLength(8_191);
    expect(acceptableText("会".repeat(20_000))).toHaveLength(Math.floor(8_191 / 3));
    expect(acceptableText(`${"a".repeat(8_190)}🙂`)).toBe("a".repeat(8_190));
  });
});

describe("requestBatches", () => {
  it("keeps to the number of texts", () => {
    const batches = [...requestBatches(["a", "b", "c", "d", "e"], 2)];
    expect(batches).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  });

  it("keeps to the bytes of a request", () => {
    const batches = [
      ...requestBatches(
        Array.from({ length: 80 }, () => "x".repeat(8_000)),
        2_048,
      ),
    ];
    expect(batches.map((batch) => batch.length)).toEqual([37, 37, 6]);
  });

  it("makes no request of no text", () => {
    expect([...requestBatches([], 2_048)]).toEqual([]);
  });

  it("holds all texts in their order, within every limit", () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: anyCharacter }),
        fc.nat(9_000).map((length) => "长".repeat(length)),
      ),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (given, maxInputs) => {
        const batches = [...requestBatches(given, maxInputs)];
        expect(batches.flat()).toEqual(given.map(acceptableText));
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(maxInputs);
          for (const text of batch) expect(bytesOf(text)).toBeLessThanOrEqual(8_191);
          expect(batch.reduce((sum, text) => sum + bytesOf(text), 0)).toBeLessThanOrEqual(300_000);
        }
      }),
      { numRuns: 20 },
    );
  });
});
