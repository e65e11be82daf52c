/** Index entries with random unit vectors, the same ones for the same seed, and the slow, sure way to search them. */

import type { IndexContent, IndexEntry, NearestOptions, Neighbour } from "../../../src/index/vector/vector-index.ts";

export interface EntryWithVector {
  readonly entry: IndexEntry;
  readonly vector: Float32Array;
}

/** Numbers from 0 to 1 (exclusive): mulberry32, by Tommy Ettinger, in the public domain. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function unitVector(random: () => number, dimensions: number): Float32Array {
  // Plain loops: some tests make a million numbers, and array methods take ten times as long.
  const vector = new Float32Array(dimensions);
  for (let i = 0; i < dimensions; i++) vector[i] = random() - 0.5;
  vector[0] ||= 1;
  let squares = 0;
  for (let i = 0; i < dimensions; i++) squares += (vector[i] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] ?? 0) / length;
  return vector;
}

/** A third of them passages, the others their sentences; in three collections, in no order. */
export function randomEntries(random: () => number, count: number, dimensions: number): EntryWithVector[] {
  const entries = Array.from({ length: count }, (_, i): EntryWithVector => {
    const passage = 1 + Math.floor(i / 3);
    const collection = ["", "policies", "项目"][passage % 3] ?? "";
    const entry: IndexEntry =
      i % 3 === 0
        ? { kind: "passage", passage, sentence: 0, collection }
        : { kind: "sentence", passage, sentence: (i % 3) - 1, collection };
    return { entry, vector: unitVector(random, dimensions) };
  });
  return entries
    .map((entry) => ({ entry, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
}

export function contentOf(rows: readonly EntryWithVector[], dimensions: number): IndexContent {
  return { embedderId: "test:random", dimensions, size: rows.length, rows };
}

/** All permitted entries with their cosines in double precision, best first. */
export function bruteForce(
  rows: readonly EntryWithVector[],
  question: Float32Array,
  { kind, collections }: Omit<NearestOptions, "limit">,
): Neighbour[] {
  return rows
    .filter(({ entry }) => entry.kind === kind && (collections === undefined || collections.has(entry.collection)))
    .map(({ entry, vector }) => ({
      ...entry,
      score: vector.reduce((sum, value, i) => sum + value * (question[i] ?? 0), 0),
    }))
    .sort((a, b) => b.score - a.score);
}
