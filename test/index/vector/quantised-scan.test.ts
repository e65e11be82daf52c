import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowSearch } from "../../../src/index/vector/quantised-scan.ts";
import { type ScanMemory, simdMemory } from "../../../src/index/vector/scan.ts";
import { decodeTable, encodeTable, type StoredTable } from "../../../src/index/vector/vector-file.ts";
import { collectTable, rangesOf } from "../../../src/index/vector/vector-table.ts";
import { contentOf, type EntryWithVector, randomEntries, seededRandom, unitVector } from "./random-entries.ts";

type Spread = "anywhere" | "in clusters" | "in tight clusters" | "in few places";

/** Rows a little away from one of a few centres, or exactly on it. */
function spreadEntries(random: () => number, count: number, dimensions: number, spread: Spread): EntryWithVector[] {
  const entries = randomEntries(random, count, dimensions);
  if (spread === "anywhere") return entries;
  const centres = Array.from({ length: spread === "in few places" ? 3 : 7 }, () => unitVector(random, dimensions));
  const distance = { "in clusters": 0.3, "in tight clusters": 0.003, "in few places": 0 }[spread];
  return entries.map(({ entry, vector }) => {
    const centre = centres[Math.floor(random() * centres.length)] ?? vector;
    const moved = vector.map((value, i) => distance * value + (centre[i] ?? 0));
    const length = Math.hypot(...moved);
    return { entry, vector: moved.map((value) => value / length) };
  });
}

function stored(memory: ScanMemory, rows: readonly EntryWithVector[], dimensions: number): StoredTable {
  const file = Buffer.concat([...encodeTable(collectTable(contentOf(rows, dimensions)))]);
  const bytes = memory.allocate(file.length);
  bytes.set(file);
  return decodeTable(bytes);
}

/** Counts how many rows each scan of floats is asked for. */
function counting(memory: ScanMemory): { readonly memory: ScanMemory; readonly scored: { all: number; few: number } } {
  const scored = { all: 0, few: 0 };
  return {
    scored,
    memory: {
      ...memory,
      scorerOf(matrix) {
        const score = memory.scorerOf(matrix);
        return (question, from, to) => {
          scored.all += to - from;
          return score(question, from, to);
        };
      },
      fewRowsScorerOf(matrix) {
        const score = memory.fewRowsScorerOf(matrix);
        return (question, from, to) => {
          scored.few += to - from;
          return score(question, from, to);
        };
      },
    },
  };
}

describe("two scans", () => {
  it("find exactly the rows and scores that one scan of all rows finds", () => {
    const request = fc.record({
      seed: fc.nat(),
      dimensions: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(384)),
      count: fc.integer({ min: 0, max: 1_500 }),
      limit: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 150 })),
      spread: fc.constantFrom<Spread>("anywhere", "in clusters", "in tight clusters", "in few places"),
      collections: fc.option(fc.uniqueArray(fc.constantFrom("", "policies", "项目")), { nil: undefined }),
      isRow: fc.boolean(),
    });
    fc.assert(
      fc.property(request, ({ seed, dimensions, count, limit, spread, collections, isRow }) => {
        const random = seededRandom(seed);
        const rows = spreadEntries(random, count, dimensions, spread);
        const memory = simdMemory();
        const table = stored(memory, rows, dimensions);
        const question = (isRow ? rows[0]?.vector : undefined) ?? unitVector(random, dimensions);
        const ranges = rangesOf(table, "sentence", collections && new Set(collections));
        const expected = rowSearch(table, memory, Number.POSITIVE_INFINITY)(question, ranges, limit);
        expect(rowSearch(table, memory, 0)(question, ranges, limit)).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  });

  it("score few rows by floats where few can be among the best", () => {
    const random = seededRandom(11);
    const { memory, scored } = counting(simdMemory());
    const table = stored(memory, spreadEntries(random, 3_000, 96, "in clusters"), 96);
    const search = rowSearch(table, memory, 1_000);
    expect(search(unitVector(random, 96), rangesOf(table, "sentence"), 20)).toHaveLength(20);
    expect(scored.all).toBe(0);
    expect(scored.few).toBeGreaterThanOrEqual(20);
    expect(scored.few).toBeLessThan(100);
  });

  it.each<[string, Spread, number, number]>([
    ["too many rows are too near to each other", "in few places", 20, 0],
    ["a large part of the rows is asked for", "anywhere", 600, 0],
    ["there are fewer rows than pay for a first scan", "anywhere", 20, 2_500],
  ])("are one when %s", (_, spread, limit, firstScanFrom) => {
    const random = seededRandom(12);
    const { memory, scored } = counting(simdMemory());
    const table = stored(memory, spreadEntries(random, 3_000, 24, spread), 24);
    const search = rowSearch(table, memory, firstScanFrom);
    expect(search(table.vector(0), rangesOf(table, "sentence"), limit)).toHaveLength(limit);
    expect(scored).toEqual({ all: 2_000, few: 0 });
  });
});
