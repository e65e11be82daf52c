/**
 * Speed of the vector index, beside what it could be compared with: a plain loop, vectra as it comes, and the memory
 * itself. All search the same vectors, in turns, so that whatever else the machine does slows all of them alike: the
 * ratios hold where the milliseconds do not.
 */

import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { bestRows } from "../../src/index/best-rows.ts";
import { BLOCK_ROWS, plainScorer } from "../../src/index/vector/scan.ts";
import type { IndexContent, IndexEntry } from "../../src/index/vector/vector-index.ts";
import { INDEX_FILE, vectraFormat } from "../../src/index/vector/vectra-index.ts";
import { measureInTurns, type Turns } from "./in-turns.ts";
import { LocalIndex } from "./local-index.ts";
import { memoryReader } from "./memory-reader.ts";

export interface BenchVectorsOptions {
  /** Rows of the index. */
  readonly passages: number;
  readonly dimensions: number;
  readonly rounds: number;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
}

export interface KeptIndex {
  readonly writeMs: number;
  readonly fileMb: number;
  readonly openMs: number;
  /** Memory of the open index, garbage not counted. */
  readonly memoryMb: number;
}

export interface BenchVectorsReport {
  readonly passages: number;
  readonly dimensions: number;
  readonly matrixMb: number;
  readonly docket: KeptIndex;
  /** Null where its JSON would be longer than a string can be. */
  readonly vectra: KeptIndex | null;
  /** One question, its best 50 rows found. */
  readonly scan: Turns;
  readonly plainLoop: Turns;
  readonly vectraQuery: Turns | null;
  /** All floats only read, as memory-reader.ts does: only a search that leaves most of them out is faster. */
  readonly memoryFloor: Turns;
  readonly ratios: { readonly first: Ratios; readonly again: Ratios };
}

/** Medians, compared with that of the scan. */
interface Ratios {
  readonly timesFloor: number;
  readonly fasterThanPlain: number;
  readonly fasterThanVectra: number | null;
}

const NEIGHBOURS = 50;
/** V8's longest string is 2^29 - 24 characters; a float32 as a decimal fraction takes up to 22 with its comma. */
const JSON_FITS_BELOW_NUMBERS = 2 ** 29 / 21;

export async function benchVectors(options: BenchVectorsOptions): Promise<BenchVectorsReport> {
  const { passages, dimensions, rounds, random } = options;
  const vectors = new Float32Array(passages * dimensions);
  for (let row = 0; row < passages; row++) vectors.set(unitVector(random, dimensions), row * dimensions);
  const content: IndexContent = { embedderId: "bench", dimensions, size: passages, rows: rowsOf(vectors, dimensions) };

  const folder = await mkdtemp(join(tmpdir(), "docket-bench-"));
  try {
    const ours = await keep(join(folder, "docket"), INDEX_FILE, {
      write: (into) => vectraFormat().write(into, content),
      open: (from) => vectraFormat().open(from),
    });
    const fits = vectors.length < JSON_FITS_BELOW_NUMBERS;
    const theirs = fits ? await keepWithVectra(join(folder, "vectra"), vectors, dimensions) : null;
    const plainScore = plainScorer({ floats: vectors, stride: dimensions, dimensions });

    let question = unitVector(random, dimensions);
    const times = await measureInTurns(rounds, {
      before: () => {
        question = unitVector(random, dimensions);
      },
      contestants: {
        memoryFloor: memoryReader(vectors),
        scan: () => ours.index.nearest(question, { kind: "passage", limit: NEIGHBOURS }),
        plainLoop: () => {
          const best = bestRows(NEIGHBOURS);
          for (let from = 0; from < passages; from += BLOCK_ROWS) {
            best.offer(plainScore(question, from, Math.min(from + BLOCK_ROWS, passages)), from);
          }
          return best.sorted();
        },
        vectraQuery: () => theirs?.index.queryItems([...question], "", NEIGHBOURS),
      },
    });
    const ratios = (turn: keyof Turns): Ratios => ({
      timesFloor: times.scan[turn].p50 / times.memoryFloor[turn].p50,
      fasterThanPlain: times.plainLoop[turn].p50 / times.scan[turn].p50,
      fasterThanVectra: theirs && times.vectraQuery[turn].p50 / times.scan[turn].p50,
    });
    return {
      passages,
      dimensions,
      matrixMb: vectors.byteLength / 1e6,
      docket: ours.kept,
      vectra: theirs?.kept ?? null,
      scan: times.scan,
      plainLoop: times.plainLoop,
      vectraQuery: theirs && times.vectraQuery,
      memoryFloor: times.memoryFloor,
      ratios: { first: ratios("first"), again: ratios("again") },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Keeping<Index> {
  write(folder: string): Promise<void>;
  open(folder: string): Promise<Index>;
}

async function keep<Index>(
  folder: string,
  file: string,
  { write, open }: Keeping<Index>,
): Promise<{ readonly index: Index; readonly kept: KeptIndex }> {
  await mkdir(folder);
  const writeMs = await timeOf(() => write(folder));
  const { size } = await stat(join(folder, file));
  const before = await heldBytes();
  const started = performance.now();
  const index = await open(folder);
  const openMs = performance.now() - started;
  const memoryMb = ((await heldBytes()) - before) / 1e6;
  return { index, kept: { writeMs, fileMb: size / 1e6, openMs, memoryMb } };
}

/** Of V8's heap and outside of it, after collections, which V8 offers only when a flag is set. */
async function heldBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  // The memory of a collected array is given back on another thread, a little later.
  for (let turn = 0; turn < 3; turn++) {
    if (typeof collect === "function") collect();
    await sleep(20);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Its JSON codec, its storage, its load, its scan; only not its insertItem, which would take minutes. */
function keepWithVectra(folder: string, vectors: Float32Array, dimensions: number) {
  return keep(folder, "index.json", {
    async write(into) {
      const items = [...rowsOf(vectors, dimensions)].map(({ entry, vector }) => ({
        id: `${entry.passage}`,
        metadata: { ...entry },
        vector: [...vector],
        norm: Math.hypot(...vector),
      }));
      await writeFile(
        join(into, "index.json"),
        new LocalIndex(into).codec.serializeIndex({ version: 1, metadata_config: {}, items }),
      );
    },
    async open(from) {
      const index = new LocalIndex(from);
      await index.getIndexStats();
      return index;
    },
  });
}

function* rowsOf(vectors: Float32Array, dimensions: number): Generator<{ entry: IndexEntry; vector: Float32Array }> {
  for (let row = 0; row * dimensions < vectors.length; row++) {
    yield {
      entry: { kind: "passage", passage: row + 1, sentence: 0, collection: "" },
      vector: vectors.subarray(row * dimensions, (row + 1) * dimensions),
    };
  }
}

function unitVector(random: () => number, dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
