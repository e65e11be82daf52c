import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantiseQuestion, quantiseRow } from "../../../src/index/vector/scan.ts";
import { seededRandom, unitVector } from "./random-entries.ts";

const distance = (vector: Float32Array, integers: Int8Array | Int16Array, scale: number) =>
  Math.hypot(...vector.map((value, i) => value - (integers[i] ?? 0) * scale));

describe("a vector in integers", () => {
  it("is no further from the vector than its leftover says, which is not much", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 600 }), (seed, dimensions) => {
        const vector = unitVector(seededRandom(seed), dimensions);
        const row = new Int8Array(dimensions);
        const question = new Int16Array(dimensions);
        for (const [{ scale, leftover }, integers, steps] of [
          [quantiseRow(vector, row), row, 127],
          [quantiseQuestion(vector, question), question, 25_000],
        ] as const) {
          expect(distance(vector, integers, scale)).toBeLessThanOrEqual(leftover + 1e-7);
          // Rounding is off by half a step at most, in each dimension.
          const largest = Math.max(...vector.map(Math.abs));
          expect(leftover).toBeLessThanOrEqual((largest / steps / 2) * Math.sqrt(dimensions) * 1.001);
        }
      }),
    );
  });

  it("stays between -127 and 127, whatever its largest number", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const row = new Int8Array(3);
        quantiseRow(unitVector(seededRandom(seed), 3), row);
        expect(Math.max(...row.map(Math.abs))).toBe(127);
      }),
    );
  });

  it.each([1, 384, 1536, 16_384])("never gives products whose sum passes 32 bits, in %i dimensions", (dimensions) => {
    const vector = new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions));
    const question = new Int16Array(dimensions);
    quantiseQuestion(vector, question);
    expect(question[0]).toBeGreaterThan(1_000);
    expect(question.reduce((sum, integer) => sum + 127 * integer, 0)).toBeLessThan(2 ** 31);
  });
});
