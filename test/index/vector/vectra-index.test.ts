import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LocalIndex } from "../../../scripts/bench/local-index.ts";
import { INDEX_FILE, indexCodec, indexStorage, vectraFormat } from "../../../src/index/vector/vectra-index.ts";
import { vectorIndexContract } from "../../contract/vector-index.ts";
import { contentOf, randomEntries, seededRandom, unitVector } from "./random-entries.ts";

vectorIndexContract("vectra with the SIMD scan", vectraFormat());
vectorIndexContract("vectra with two scans, however few rows", vectraFormat({ quantisedFrom: 0 }));
vectorIndexContract("vectra with the plain scan", vectraFormat({ simd: false }));

const DIMENSIONS = 24;
const random = seededRandom(2026);
const rows = randomEntries(random, 300, DIMENSIONS);
const format = vectraFormat();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "docket-vectra-"));
  await format.write(folder, contentOf(rows, DIMENSIONS));
});
afterEach(() => rm(folder, { recursive: true }));

describe("vectra's own API on the same folder", () => {
  const vectra = () => new LocalIndex(folder, undefined, undefined, indexCodec());

  it("reads the same rows", async () => {
    const items = await vectra().listItems();
    const byEntry = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect(items.map(({ metadata, vector }) => ({ entry: metadata, vector })).sort(byEntry)).toEqual(
      rows.map(({ entry, vector }) => ({ entry: { ...entry }, vector: [...vector] })).sort(byEntry),
    );
    expect((await vectra().getIndexStats()).items).toBe(300);
    expect((await vectra().getItem("12.1"))?.metadata).toMatchObject({ kind: "sentence", passage: 12, sentence: 1 });
  });

  it("finds the same neighbours with its own scan and its own filters", async () => {
    const index = await format.open(folder);
    for (let i = 0; i < 10; i++) {
      const question = unitVector(random, DIMENSIONS);
      const filter = { kind: "sentence", $or: [{ collection: "policies" }, { collection: "" }] };
      const theirs = await vectra().queryItems([...question], "", 20, filter);
      const ours = index.nearest(question, { kind: "sentence", limit: 20, collections: new Set(["policies", ""]) });
      expect(ours.map(({ score: _, ...entry }) => entry)).toEqual(theirs.map(({ item }) => item.metadata));
      for (const [place, { score }] of theirs.entries()) expect(ours[place]?.score).toBeCloseTo(score, 6);
    }
  });

  it("adds an item that Docket then finds", async () => {
    const question = unitVector(random, DIMENSIONS);
    const entry = { kind: "passage", passage: 5_000, sentence: 0, collection: "policies" } as const;
    const index = new LocalIndex(folder, INDEX_FILE, indexStorage({ folder }), indexCodec());
    await index.insertItem({ id: "5000", metadata: { ...entry }, vector: [...question] });
    const opened = await format.open(folder);
    expect(opened.size).toBe(301);
    expect(opened.nearest(question, { kind: "passage", limit: 1 })).toEqual([
      { ...entry, score: expect.closeTo(1, 5) },
    ]);
  });

  it("cannot write what is no index of entries", async () => {
    const index = new LocalIndex(folder, INDEX_FILE, indexStorage({ folder }), indexCodec());
    const insertion = index.insertItem({ id: "x", metadata: { title: "of another kind" }, vector: [1] });
    await expect(insertion).rejects.toThrow(/only an index of Docket's entries/);
    expect((await format.open(folder)).size).toBe(300);
  });

  it("loads no language model of a keyword search that nobody calls", async () => {
    await format.open(folder);
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    const ofVectra = loaded.filter((path) => path.includes("/vectra/lib/"));
    const models = loaded.filter((path) => /wink-[^/]+\/(?:dist|src|runtime)\//u.test(path));
    expect({ ofVectra: ofVectra.length > 0, models }).toEqual({ ofVectra: true, models: [] });
  });

  it("cannot delete the folder", async () => {
    const index = new LocalIndex(folder, INDEX_FILE, indexStorage({ folder }), indexCodec());
    await expect(index.createIndex({ version: 1, deleteIfExists: true })).rejects.toThrow(/not vectra's to delete/);
    await expect(index.deleteIndex()).rejects.toThrow(/not vectra's to delete/);
    expect((await format.open(folder)).size).toBe(300);
  });
});

describe("the storage of an index", () => {
  it("reads and writes files of its folder, and no others", async () => {
    const storage = indexStorage({ folder });
    await storage.upsertFile(join(folder, "note"), "文 text");
    expect((await storage.readFile(join(folder, "note"))).toString()).toBe("文 text");
    expect(await storage.pathExists(join(folder, "absent"))).toBe(false);
    for (const path of [folder, join(folder, "..", "other"), join(folder, "a", "b"), "/etc/passwd"]) {
      await expect(storage.readFile(path)).rejects.toThrow(/not a file of/);
      await expect(storage.upsertFile(path, "x")).rejects.toThrow(/not a file of/);
      await expect(storage.pathExists(path)).rejects.toThrow(/not a file of/);
    }
  });
});

describe("a damaged index file", () => {
  const path = () => join(folder, INDEX_FILE);
  const inFile = vectraFormat({ quantisedFrom: 0 });
  const damaged = expect.objectContaining({ name: "DocketError", code: "storage" });

  it("is not opened with any bit flipped", async () => {
    const whole = await readFile(path());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(whole);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await writeFile(path(), bytes);
        await expect(format.open(folder)).rejects.toEqual(damaged);
        await expect(inFile.open(folder)).rejects.toEqual(damaged);
      }),
      { numRuns: 100 },
    );
  });

  it("is not opened cut at any place, nor with bytes after its end", async () => {
    const whole = await readFile(path());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await writeFile(path(), whole);
        await truncate(path(), length);
        await expect(format.open(folder)).rejects.toEqual(damaged);
        await expect(inFile.open(folder)).rejects.toEqual(damaged);
      }),
      { numRuns: 50, examples: [[0], [1], [8], [12], [whole.length - 1]] },
    );
    await writeFile(path(), Buffer.concat([whole, Buffer.alloc(4)]));
    await expect(format.open(folder)).rejects.toThrow(/index\.vectors: the vector index is damaged/);
  });
});
