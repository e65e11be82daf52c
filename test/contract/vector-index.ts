/** The contract of every vector index, however it keeps its rows. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type {
  IndexContent,
  IndexEntryKind,
  NearestOptions,
  VectorIndex,
  VectorIndexFormat,
} from "../../src/index/vector/vector-index.ts";
import {
  bruteForce,
  contentOf,
  type EntryWithVector,
  randomEntries,
  seededRandom,
  unitVector,
} from "../index/vector/random-entries.ts";

export function vectorIndexContract(name: string, format: VectorIndexFormat): void {
  describe(`${name} as a vector index`, () => {
    const folders: string[] = [];
    afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

    async function write(content: IndexContent): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), "docket-vectors-"));
      folders.push(folder);
      await format.write(folder, content);
      return folder;
    }
    const indexOf = async (content: IndexContent): Promise<VectorIndex> => format.open(await write(content));

    it.each([1, 3, 4, 384, 1536])("finds what comparing with every row finds, in %i dimensions", async (dimensions) => {
      const request = fc.record({
        seed: fc.nat(),
        count: fc.integer({ min: 0, max: 60 }),
        kind: fc.constantFrom<IndexEntryKind>("passage", "sentence"),
        limit: fc.integer({ min: 0, max: 25 }),
        collections: fc.option(fc.uniqueArray(fc.constantFrom("", "policies", "项目", "nowhere")), { nil: undefined }),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ seed, count, kind, limit, collections }) => {
          const random = seededRandom(seed);
          const rows = randomEntries(random, count, dimensions);
          const question = unitVector(random, dimensions);
          const scope = collections === undefined ? { kind } : { kind, collections: new Set(collections) };
          const index = await indexOf(contentOf(rows, dimensions));
          const found = index.nearest(question, { ...scope, limit });
          const expected = bruteForce(rows, question, scope);
          expect(found.length).toBe(Math.min(limit, expected.length));
          const scores = new Map(expected.map((row) => [nameOf(row), row.score]));
          for (const [place, row] of found.entries()) {
            expect(row.score).toBeCloseTo(scores.get(nameOf(row)) ?? Number.NaN, 5);
            expect(row.score).toBeCloseTo(expected[place]?.score ?? Number.NaN, 5);
          }
          expect(new Set(found.map(nameOf)).size).toBe(found.length);
        }),
        { numRuns: 12 },
      );
    });

    it("knows what it was written from", async () => {
      const index = await indexOf(contentOf(randomEntries(seededRandom(1), 30, 8), 8));
      expect([index.embedderId, index.dimensions, index.size]).toEqual(["test:random", 8, 30]);
    });

    it("gives an index without rows, which finds nothing", async () => {
      const index = await indexOf(contentOf([], 4));
      expect(index.size).toBe(0);
      expect(index.nearest(Float32Array.of(1, 0, 0, 0), { kind: "passage", limit: 5 })).toEqual([]);
    });

    it("orders equal scores by collection, passage and sentence, whatever order they came in", async () => {
      const vector = Float32Array.of(0, 1);
      const entries = [7, 3, 12, 5, 9].flatMap((passage) =>
        [2, 0, 1].map((sentence) => ({
          entry: { kind: "sentence" as const, passage, sentence, collection: passage % 2 === 0 ? "a" : "b" },
          vector,
        })),
      );
      const options: NearestOptions = { kind: "sentence", limit: 7 };
      const names = (await indexOf(contentOf(entries, 2))).nearest(vector, options).map(nameOf);
      expect(names).toEqual(["12.0", "12.1", "12.2", "3.0", "3.1", "3.2", "5.0"].map((id) => `sentence ${id}`));
      expect((await indexOf(contentOf(entries.toReversed(), 2))).nearest(vector, options).map(nameOf)).toEqual(names);
    });

    it("looks only into the collections it may, so that the best it may not see leave it room", async () => {
      const seen = { kind: "passage", sentence: 0, collection: "open" } as const;
      const rows: EntryWithVector[] = [
        ...Array.from({ length: 50 }, (_, i) => ({
          entry: { ...seen, passage: 100 + i, collection: "closed" },
          vector: Float32Array.of(1, 0),
        })),
        { entry: { ...seen, passage: 1 }, vector: Float32Array.of(0, 1) },
      ];
      const index = await indexOf(contentOf(rows, 2));
      const found = index.nearest(Float32Array.of(1, 0), { kind: "passage", limit: 3, collections: new Set(["open"]) });
      expect(found).toEqual([{ ...seen, passage: 1, score: 0 }]);
    });

    it("keeps ids beyond 32 bits", async () => {
      const vector = unitVector(seededRandom(4), 7);
      const entry = { kind: "passage", passage: Number.MAX_SAFE_INTEGER, sentence: 0, collection: "" } as const;
      const index = await indexOf(contentOf([{ entry, vector }], 7));
      const found = index.nearest(vector, { kind: "passage", limit: 1 });
      expect(found).toEqual([{ ...entry, score: expect.closeTo(1, 5) }]);
    });

    it("scores between -1 and 1, though lengths are only about 1", async () => {
      const entry = { kind: "passage", sentence: 0, collection: "" } as const;
      const rows = [1.0005, -1.0005].map((x, i) => ({
        entry: { ...entry, passage: i + 1 },
        vector: Float32Array.of(x),
      }));
      const index = await indexOf(contentOf(rows, 1));
      const found = index.nearest(Float32Array.of(1.0005), { kind: "passage", limit: 2 });
      expect(found.map(({ score }) => score)).toEqual([1, -1]);
    });

    it("finds each of many rows", async () => {
      const random = seededRandom(5);
      const rows = randomEntries(random, 40_000, 3);
      const index = await indexOf(contentOf(rows, 3));
      for (const place of [0, 123, 20_000, 33_333, 39_999]) {
        const { entry, vector } = rows[place] ?? { entry: undefined, vector: new Float32Array() };
        const found = index.nearest(vector, { kind: entry?.kind ?? "passage", limit: 40 });
        expect(found.map(({ score: _, ...each }) => each)).toContainEqual(entry);
        expect(found[0]?.score).toBeCloseTo(1, 5);
      }
    });

    it("copies each vector before it asks for the next", async () => {
      const vector = new Float32Array(2);
      function* rows() {
        for (const passage of [1, 2]) {
          vector.set(passage === 1 ? [1, 0] : [0, 1]);
          yield { entry: { kind: "passage" as const, passage, sentence: 0, collection: "" }, vector };
        }
      }
      const index = await indexOf({ embedderId: "test", dimensions: 2, size: 2, rows: rows() });
      const found = index.nearest(Float32Array.of(1, 0), { kind: "passage", limit: 2 });
      expect(found.map(({ passage, score }) => [passage, score])).toEqual([
        [1, 1],
        [2, 0],
      ]);
    });

    const good = { entry: { kind: "passage", passage: 1, sentence: 0, collection: "" }, vector: [0, 1] } as const;
    it.each([
      ["a vector of another dimension", [{ ...good, vector: [1] }], 1],
      ["a vector with NaN", [{ ...good, vector: [Number.NaN, 1] }], 1],
      ["an infinite vector", [{ ...good, vector: [Number.POSITIVE_INFINITY, 0] }], 1],
      ["a zero vector", [{ ...good, vector: [0, 0] }], 1],
      ["a vector that is too long", [{ ...good, vector: [0, 1.002] }], 1],
      ["the same entry twice", [good, good], 2],
      ["a passage id of 0", [{ ...good, entry: { ...good.entry, passage: 0 } }], 1],
      ["a broken sentence number", [{ ...good, entry: { ...good.entry, sentence: 1.5 } }], 1],
      ["fewer rows than announced", [good], 2],
      ["more rows than announced", [good, { ...good, entry: { ...good.entry, passage: 2 } }], 1],
    ])("is not written with %s", async (_, rows, size) => {
      const content: IndexContent = {
        embedderId: "test",
        dimensions: 2,
        size,
        rows: rows.map(({ entry, vector }) => ({ entry, vector: Float32Array.from(vector) })),
      };
      await expect(write(content)).rejects.toMatchObject({ name: "DocketError", code: "storage" });
    });

    it("refuses a question that is no unit vector of its dimensions", async () => {
      const index = await indexOf(contentOf(randomEntries(seededRandom(1), 9, 2), 2));
      for (const question of [[1], [1, 0, 0], [Number.NaN, 1], [0, 0], [3, 4]]) {
        expect(() => index.nearest(Float32Array.from(question), { kind: "passage", limit: 1 })).toThrow(
          expect.objectContaining({ name: "DocketError", code: "embedding" }),
        );
      }
    });

    it("does not open a folder without an index", async () => {
      const folder = await mkdtemp(join(tmpdir(), "docket-vectors-"));
      folders.push(folder);
      for (const missing of [folder, join(folder, "gone")]) {
        await expect(format.open(missing)).rejects.toMatchObject({ name: "DocketError", code: "storage" });
      }
    });
  });
}

function nameOf({ kind, passage, sentence }: { kind: IndexEntryKind; passage: number; sentence: number }): string {
  return `${kind} ${passage}.${sentence}`;
}
