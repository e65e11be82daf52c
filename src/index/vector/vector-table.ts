/**
 * The rows of an index as columns. Rows are sorted by kind, then collection, so that each collection's passages, and
 * each one's sentences, are one run of neighbouring rows: what a question may not see is never even looked at.
 */

import { DocketError } from "../../errors.ts";
import { MAX_DIMENSIONS } from "./scan.ts";
import type { IndexContent, IndexEntry, IndexEntryKind } from "./vector-index.ts";

export interface VectorTable {
  readonly embedderId: string;
  readonly dimensions: number;
  /** Number of rows. */
  readonly size: number;
  /** Runs in the order of the rows, without gaps. */
  readonly runs: readonly Run[];
  /** Passage id of each row; 64-bit floats, which hold every id that JavaScript can. */
  readonly passages: Float64Array;
  /** Sentence number of each row. */
  readonly sentences: Uint32Array;
  /** View of the floats in memory. */
  vector(row: number): Float32Array;
}

/** Rows `start` to `end` (exclusive), all of one kind and one collection. */
export interface Run {
  readonly kind: IndexEntryKind;
  readonly collection: string;
  readonly start: number;
  readonly end: number;
}

/** Rows `start` to `end` (exclusive). */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** Kinds in the order of the rows. */
export const KINDS = ["passage", "sentence"] as const satisfies readonly IndexEntryKind[];

/**
 * Largest distance of a vector's length from 1. Embedders that reckon in 16 bits are off by less; a vector that was
 * never scaled to unit length is off by more.
 */
export const UNIT_TOLERANCE = 1e-3;

/** @returns what is wrong with it as a vector of unit length, or null */
export function faultOfVector(vector: Float32Array, dimensions: number): string | null {
  if (vector.length !== dimensions) return `has ${vector.length} dimensions, not ${dimensions}`;
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares)) return "holds a number that is not finite";
  const length = Math.sqrt(squares);
  return Math.abs(length - 1) > UNIT_TOLERANCE ? `has the length ${length.toPrecision(4)}, not 1` : null;
}

/** Names an entry in vectra's index and in messages: `12` is a passage, `12.3` its fourth sentence. */
export function entryId({ kind, passage, sentence }: IndexEntry): string {
  return kind === "passage" ? `${passage}` : `${passage}.${sentence}`;
}

export function entryAt(table: VectorTable, row: number): IndexEntry {
  const run = table.runs.find(({ end }) => row < end);
  if (run === undefined) throw new RangeError(`row ${row} of ${table.size}`);
  const { kind, collection } = run;
  return { kind, passage: table.passages[row] ?? 0, sentence: table.sentences[row] ?? 0, collection };
}

/** The rows that a question may look at, as few ranges as possible, rising. */
export function rangesOf(table: VectorTable, kind: IndexEntryKind, collections?: ReadonlySet<string>): RowRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const run of table.runs) {
    if (run.kind !== kind || collections?.has(run.collection) === false) continue;
    const last = ranges.at(-1);
    if (last?.end === run.start) last.end = run.end;
    else ranges.push({ start: run.start, end: run.end });
  }
  return ranges;
}

/**
 * Reads, checks and sorts the rows. The vectors stay where they were put when they came; only their order is sorted.
 * @throws DocketError `storage` when a row cannot be part of an index
 */
export function collectTable({ embedderId, dimensions, size, rows }: IndexContent): VectorTable {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MAX_DIMENSIONS) {
    throw refused(`${dimensions} dimensions: 1 to ${MAX_DIMENSIONS} are possible`);
  }
  const entries: IndexEntry[] = [];
  const vectors = new Float32Array(size * dimensions);
  const ids = new Set<string>();
  for (const { entry, vector } of rows) {
    const id = entryId(entry);
    const fault = faultOfEntry(entry) ?? faultOfVector(vector, dimensions) ?? (ids.has(id) ? "occurs twice" : null);
    if (fault !== null) throw refused(`entry ${id} ${fault}`);
    if (entries.length === size) throw refused(`there are more than the ${size} rows announced`);
    ids.add(id);
    vectors.set(vector, entries.length * dimensions);
    entries.push(entry);
  }
  if (entries.length !== size) throw refused(`there are ${entries.length} rows, ${size} were announced`);

  const sorted = entries.map((entry, arrived) => ({ ...entry, arrived })).sort(inRowOrder);
  return {
    embedderId,
    dimensions,
    size,
    runs: runsOf(sorted),
    passages: Float64Array.from(sorted, ({ passage }) => passage),
    sentences: Uint32Array.from(sorted, ({ sentence }) => sentence),
    vector(row) {
      const arrived = sorted[row]?.arrived ?? 0;
      return vectors.subarray(arrived * dimensions, (arrived + 1) * dimensions);
    },
  };
}

function faultOfEntry({ kind, passage, sentence }: IndexEntry): string | null {
  if (!KINDS.includes(kind)) return `is of the unknown kind ${kind}`;
  if (!Number.isSafeInteger(passage) || passage < 1) return "has a passage id that is not a positive integer";
  if (sentence >>> 0 !== sentence) return `has the sentence number ${sentence}`;
  return null;
}

function inRowOrder(a: IndexEntry, b: IndexEntry): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    (a.collection < b.collection ? -1 : a.collection > b.collection ? 1 : 0) ||
    a.passage - b.passage ||
    a.sentence - b.sentence
  );
}

function runsOf(sorted: readonly IndexEntry[]): Run[] {
  const runs: Run[] = [];
  for (const [row, { kind, collection }] of sorted.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.kind === kind && last.collection === collection) {
      runs[runs.length - 1] = { ...last, end: row + 1 };
    } else {
      runs.push({ kind, collection, start: row, end: row + 1 });
    }
  }
  return runs;
}

function refused(reason: string): DocketError {
  return new DocketError("storage", `the vector index cannot be written: ${reason}`);
}
