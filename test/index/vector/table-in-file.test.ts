import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rowSearch } from "../../../src/index/vector/quantised-scan.ts";
import { type ScanMemory, simdMemory } from "../../../src/index/vector/scan.ts";
import { encodeTable, tableOpener } from "../../../src/index/vector/vector-file.ts";
import { collectTable, entryAt, rangesOf } from "../../../src/index/vector/vector-table.ts";
import { writeFileAtomically } from "../../../src/storage/atomic-file.ts";
import { contentOf, randomEntries, seededRandom, unitVector } from "./random-entries.ts";

const openTable = tableOpener();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "docket-table-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Of rows of which every third is a passage. */
async function written(seed: number, count: number, dimensions: number): Promise<string> {
  const path = join(folder, `${seed}-${count}-${dimensions}`);
  await writeFileAtomically(
    path,
    encodeTable(collectTable(contentOf(randomEntries(seededRandom(seed), count, dimensions), dimensions))),
  );
  return path;
}

/** A memory that tells how many bytes it was asked for. */
function measured(): { readonly memory: ScanMemory; bytes(): number } {
  const memory = simdMemory();
  let asked = 0;
  const allocate = (bytes: number): Uint8Array => {
    asked += bytes;
    return memory.allocate(bytes);
  };
  return { memory: { ...memory, allocate }, bytes: () => asked };
}

async function opened(path: string, inFileFrom: number) {
  const { memory, bytes } = measured();
  const table = await openTable({ path, memory, inFileFrom });
  return { table, search: rowSearch(table, memory, 0), bytes };
}

describe("a table whose floats stay in its file", () => {
  it("finds the same rows with the same scores as one in memory", async () => {
    const request = fc.record({
      seed: fc.nat(),
      count: fc.integer({ min: 0, max: 900 }),
      dimensions: fc.constantFrom(1, 5, 48, 384, 1024),
      limit: fc.integer({ min: 0, max: 60 }),
      collections: fc.option(fc.uniqueArray(fc.constantFrom("", "policies", "项目")), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ seed, count, dimensions, limit, collections }) => {
        const path = await written(seed, count, dimensions);
        const inMemory = await opened(path, Number.POSITIVE_INFINITY);
        const inFile = await opened(path, 0);
        const question = unitVector(seededRandom(seed + 1), dimensions);
        const ranges = rangesOf(inMemory.table, "sentence", collections && new Set(collections));
        expect(rangesOf(inFile.table, "sentence", collections && new Set(collections))).toEqual(ranges);
        expect(inFile.search(question, ranges, limit)).toEqual(inMemory.search(question, ranges, limit));
      }),
      { numRuns: 40 },
    );
  });

  it("takes a third of the memory, whatever the search reads", async () => {
    const path = await written(3, 9_000, 384);
    const inFile = await opened(path, 0);
    const inMemory = await opened(path, Number.POSITIVE_INFINITY);
    const window = 1 << 20;
    expect(inFile.bytes() - window).toBeLessThan(9_000 * (384 + 21));
    expect(inMemory.bytes()).toBeGreaterThan(9_000 * 5 * 384);
  });

  it("knows its entries and gives single vectors", async () => {
    const path = await written(4, 100, 7);
    const { table } = await opened(path, 0);
    const { table: whole } = await opened(path, Number.POSITIVE_INFINITY);
    for (const row of [0, 50, 99]) {
      expect(entryAt(table, row)).toEqual(entryAt(whole, row));
      expect(table.vector(row)).toEqual(whole.vector(row));
    }
  });

  it("goes on answering when its folder is removed", async () => {
    const path = await written(5, 300, 24);
    const { table, search } = await opened(path, 0);
    const question = table.vector(250);
    await rm(folder, { recursive: true });
    expect(search(question, rangesOf(table, "sentence"), 2)[0]?.score).toBeCloseTo(1, 5);
  });

  it("fails, and gives no wrong row, when its file is cut under it", async () => {
    const path = await written(6, 300, 24);
    const { table, search } = await opened(path, 0);
    const question = table.vector(250);
    await truncate(path, 1_000);
    expect(() => search(question, rangesOf(table, "sentence"), 2)).toThrow(/is damaged: it ended/);
  });
});
