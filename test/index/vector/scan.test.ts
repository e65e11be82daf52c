import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestRows } from "../../../src/index/best-rows.ts";
import {
  BLOCK_ROWS,
  type Matrix,
  plainScorer,
  quantiseQuestion,
  quantiseRow,
  type ScanMemory,
  simdMemory,
} from "../../../src/index/vector/scan.ts";
import { seededRandom, unitVector } from "./random-entries.ts";

/** Rows as the file has them: each filled up with zeros to a multiple of 4. */
function matrixIn(memory: ScanMemory, rows: number, dimensions: number, random: () => number): Matrix {
  const stride = Math.ceil(dimensions / 4) * 4;
  const bytes = memory.allocate(rows * stride * 4);
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, rows * stride);
  for (let row = 0; row < rows; row++) floats.set(unitVector(random, dimensions), row * stride);
  return { floats, stride, dimensions };
}

describe("the SIMD kernel", () => {
  it("scores any range of rows as the plain loop does", () => {
    const request = fc.record({
      seed: fc.nat(),
      dimensions: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(384, 512, 1536)),
      rows: fc.integer({ min: 0, max: 70 }),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      to: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(request, ({ seed, dimensions, rows, from, to }) => {
        const random = seededRandom(seed);
        const memory = simdMemory();
        const matrix = matrixIn(memory, rows, dimensions, random);
        const question = unitVector(random, dimensions);
        const [first, last] = [Math.floor(from * rows), Math.floor(to * rows)].sort((a, b) => a - b);
        const expected = plainScorer(matrix)(question, first ?? 0, last ?? 0);
        const scores = memory.scorerOf(matrix)(question, first ?? 0, last ?? 0);
        expect(scores.length).toBe(expected.length);
        for (const [i, score] of scores.entries()) expect(Math.abs(score - (expected[i] ?? 9))).toBeLessThan(1e-6);
      }),
      { numRuns: 150 },
    );
  });

  it("scores a few rows exactly as it scores many", () => {
    const random = seededRandom(4);
    const memory = simdMemory();
    const matrix = matrixIn(memory, 50, 384, random);
    const question = unitVector(random, 384);
    const scores = Float32Array.from(memory.scorerOf(matrix)(question, 0, 50));
    const few = memory.fewRowsScorerOf(matrix);
    for (const [row, score] of scores.entries()) expect([...few(question, row, row + 1)]).toEqual([score]);
  });

  it("adds up products of integers exactly, in any range of rows", () => {
    const request = fc.record({
      seed: fc.nat(),
      dimensions: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(384, 1536)),
      count: fc.integer({ min: 1, max: 70 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(request, ({ seed, dimensions, count, share }) => {
        const random = seededRandom(seed);
        const memory = simdMemory();
        const stride = Math.ceil(dimensions / 16) * 16;
        const bytes = memory.allocate(count * stride);
        const integers = new Int8Array(bytes.buffer, bytes.byteOffset, count * stride);
        for (let row = 0; row < count; row++)
          quantiseRow(unitVector(random, dimensions), integers.subarray(row * stride));
        const none = new Float32Array(count);
        const scorer = memory.integerScorerOf({ integers, stride, scales: none, leftovers: none }, dimensions);
        const question = unitVector(random, dimensions);
        const asked = new Int16Array(dimensions);
        expect(scorer?.ask(question)).toEqual(quantiseQuestion(question, asked));
        const from = Math.floor(share * count);
        const expected = Array.from({ length: count - from }, (_, i) =>
          asked.reduce((sum, value, column) => sum + value * (integers[(from + i) * stride + column] ?? 0), 0),
        );
        expect([...(scorer?.score(from, count) ?? [])]).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it("scores a whole block", () => {
    const random = seededRandom(3);
    const memory = simdMemory();
    const matrix = matrixIn(memory, BLOCK_ROWS + 5, 4, random);
    const question = unitVector(random, 4);
    const expected = plainScorer(matrix)(question, 5, BLOCK_ROWS + 5);
    const scores = memory.scorerOf(matrix)(question, 5, BLOCK_ROWS + 5);
    expect(scores.length).toBe(BLOCK_ROWS);
    expect(scores.every((score, i) => Math.abs(score - (expected[i] ?? 9)) < 1e-6)).toBe(true);
  });

  it("runs on this machine, so that the tests above test it", () => {
    const memory = simdMemory();
    // A WebAssembly memory is made of whole pages, with room for the question and the scores in front.
    expect(memory.allocate(100).buffer.byteLength % 65_536).toBe(0);
  });

  it("leaves a matrix that is not in its memory to the plain loop", () => {
    const memory = simdMemory();
    memory.allocate(64);
    const matrix: Matrix = { floats: Float32Array.of(0, 1, 0, 0), stride: 4, dimensions: 2 };
    expect([...memory.scorerOf(matrix)(Float32Array.of(0.6, 0.8), 0, 1)]).toEqual([expect.closeTo(0.8, 6)]);
  });
});

describe("the best rows", () => {
  it("are those that sorting all of them would put first, equal ones in the order of the rows", () => {
    const scores = fc.array(
      fc.integer({ min: -4, max: 4 }).map((n) => n / 4),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(
        scores,
        fc.integer({ min: 0, max: 220 }),
        fc.integer({ min: 1, max: 50 }),
        (all, limit, blockRows) => {
          const best = bestRows(limit);
          for (let from = 0; from < all.length; from += blockRows) {
            best.offer(Float32Array.from(all.slice(from, from + blockRows)), from);
          }
          const sorted = all.map((score, row) => ({ row, score })).sort((a, b) => b.score - a.score || a.row - b.row);
          expect(best.sorted()).toEqual(sorted.slice(0, limit));
          const unfilled = all.length < limit ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
          expect(best.worst()).toBe(sorted[limit - 1]?.score ?? unfilled);
        },
      ),
    );
  });
});
