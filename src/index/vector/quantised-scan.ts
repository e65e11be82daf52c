/**
 * The best rows by two scans: a first one of the 8-bit rows, which are a quarter of the bytes, says between which bounds
 * each row's score must lie; a second one, of floats, scores only the rows that could be among the best. A row stays out
 * when `limit` others are sure to be better, so what is found is exactly what scoring every row would find.
 */

import { type BestRows, bestRows, type ScoredRow } from "../best-rows.ts";
import {
  BLOCK_ROWS,
  type IntegerScorer,
  type Quantised,
  type QuantisedRows,
  type ScanMemory,
  type Scorer,
} from "./scan.ts";
import type { StoredTable, TableInFile } from "./vector-file.ts";
import { type RowRange, UNIT_TOLERANCE } from "./vector-table.ts";

/** Finds the best `limit` rows of these ranges. */
export type RowSearch = (question: Float32Array, ranges: readonly RowRange[], limit: number) => ScoredRow[];

/**
 * A second scan of more than this share of the rows is not worth it: a row that is fetched on its own takes 0.7 µs, one
 * of many in a row 0.1 µs, 0.03 µs of them in integers (50,000 x 384). Random and clustered vectors need 0.1 to 1 %.
 */
const WORTHWHILE_SHARE = 1 / 16;

/** Questions, and vectors in an index, are no longer. */
const LONGEST = 1 + UNIT_TOLERANCE;

/**
 * @param quantisedFrom number of rows in memory, below which a first scan gains nothing. Of rows in a file it gains
 * whenever few are to be found.
 */
export function rowSearch(table: StoredTable | TableInFile, memory: ScanMemory, quantisedFrom: number): RowSearch {
  const { quantised, dimensions, size } = table;
  const floats = "matrix" in table ? rowsInMemory(table, memory) : rowsInFile(table, memory);
  const scanFrom = "matrix" in table ? quantisedFrom : 0;
  const integers = size < scanFrom ? undefined : memory.integerScorerOf(quantised, dimensions);

  function oneScan(question: Float32Array, ranges: readonly RowRange[], limit: number): ScoredRow[] {
    const best = bestRows(limit);
    for (const { from, to } of blocksOf(ranges, floats.most)) best.offer(floats.scoreAll(question, from, to), from);
    return best.sorted();
  }
  if (integers === undefined) return oneScan;

  const highest = new Float32Array(size);
  return (question, ranges, limit) => {
    const rows = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    const worthwhile = rows * WORTHWHILE_SHARE;
    if (rows < scanFrom || limit > worthwhile) return oneScan(question, ranges, limit);

    const surelyBest = quantisedScan(integers, quantised, question, ranges, bestRows(limit), highest);
    const candidates = rowsReaching(surelyBest.worst(), highest, ranges, worthwhile);
    if (candidates === undefined) return oneScan(question, ranges, limit);

    const best = bestRows(limit);
    for (const { from, to } of blocksOf(candidates, floats.most)) {
      best.offer(floats.scoreFew(question, from, to), from);
    }
    return best.sorted();
  };
}

/** Scores rows by their floats, at most `most` at a time. */
interface FloatRows {
  readonly most: number;
  readonly scoreAll: Scorer;
  /** Gives the same scores, sooner where rows are few. */
  readonly scoreFew: Scorer;
}

function rowsInMemory({ matrix }: StoredTable, memory: ScanMemory): FloatRows {
  return { most: BLOCK_ROWS, scoreAll: memory.scorerOf(matrix), scoreFew: memory.fewRowsScorerOf(matrix) };
}

function rowsInFile({ window, show }: TableInFile, memory: ScanMemory): FloatRows {
  const shown =
    (score: Scorer): Scorer =>
    (question, from, to) => {
      show(from, to);
      return score(question, 0, to - from);
    };
  return {
    most: Math.min(BLOCK_ROWS, window.floats.length / window.stride),
    scoreAll: shown(memory.scorerOf(window)),
    scoreFew: shown(memory.fewRowsScorerOf(window)),
  };
}

/**
 * With the question q and the row v, and q', v' what their integers stand for, q·v - q'·v' = q·(v - v') + (q - q')·v'.
 * The first product is at most the length of q times the row's leftover, the second at most the question's leftover
 * times the length of v'.
 *
 * @param highest is given, at each row, what its score cannot exceed
 * @param surelyBest is offered what each row's score cannot fall short of
 */
function quantisedScan(
  integers: IntegerScorer,
  { scales, leftovers }: QuantisedRows,
  question: Float32Array,
  ranges: readonly RowRange[],
  surelyBest: BestRows,
  highest: Float32Array,
): BestRows {
  const { scale, leftover }: Quantised = integers.ask(question);
  const errorOfLeftover = LONGEST + leftover;
  const errorOfAll = leftover * LONGEST + roundingError(question.length);
  const lowest = new Float32Array(BLOCK_ROWS);
  for (const { from, to } of blocksOf(ranges, BLOCK_ROWS)) {
    const sums = integers.score(from, to);
    for (let i = 0; i < sums.length; i++) {
      const score = (sums[i] ?? 0) * scale * (scales[from + i] ?? 0);
      const error = (leftovers[from + i] ?? 0) * errorOfLeftover + errorOfAll;
      highest[from + i] = score + error;
      lowest[i] = score - error;
    }
    surelyBest.offer(lowest.subarray(0, sums.length), from);
  }
  return surelyBest;
}

/**
 * Largest distance of the float kernel's score from the true product: each of its four sums rounds a product and a sum
 * for every fourth number, by up to 2^-24 of at most the product of both lengths. The bounds here, floats too, are
 * rounded as well; 16 roundings more are room for them.
 */
function roundingError(dimensions: number): number {
  return (dimensions / 4 + 16) * 2 ** -24 * LONGEST ** 3;
}

/** Ranges of rows, as few as possible; undefined when they are more than `atMost` rows. */
function rowsReaching(
  bound: number,
  highest: Float32Array,
  ranges: readonly RowRange[],
  atMost: number,
): RowRange[] | undefined {
  const found: { start: number; end: number }[] = [];
  let rows = 0;
  for (const { start, end } of ranges) {
    for (let row = start; row < end; row++) {
      if ((highest[row] ?? 0) < bound) continue;
      if (rows >= atMost) return undefined;
      rows += 1;
      const last = found.at(-1);
      if (last?.end === row) last.end += 1;
      else found.push({ start: row, end: row + 1 });
    }
  }
  return found;
}

function* blocksOf(
  ranges: readonly RowRange[],
  most: number,
): Generator<{ readonly from: number; readonly to: number }> {
  for (const { start, end } of ranges) {
    for (let from = start; from < end; from += most) yield { from, to: Math.min(from + most, end) };
  }
}
