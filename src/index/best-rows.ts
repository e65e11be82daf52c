/**
 * The best few of many scores. A heap of `limit` rows has its worst at the root, so nearly every row is turned away by
 * one comparison.
 */

export interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

export interface BestRows {
  /** Scores of neighbouring rows; rows must be offered in rising order. */
  offer(scores: Float32Array, firstRow: number): void;
  /** The worst that is kept, once `limit` are: a row with a lower score has no place among the best. */
  worst(): number;
  /** Best first; of equal scores the first row first. */
  sorted(): ScoredRow[];
}

export function bestRows(limit: number): BestRows {
  const heap: ScoredRow[] = [];

  /** Puts `entry` in at `hole`, after moving up what is worse than it. */
  function sink(entry: ScoredRow, hole: number): void {
    for (;;) {
      const left = heap[2 * hole + 1];
      const right = heap[2 * hole + 2];
      const worst = right !== undefined && left !== undefined && isBetter(left, right) ? right : left;
      if (worst === undefined || isBetter(worst, entry)) break;
      heap[hole] = worst;
      hole = worst === left ? 2 * hole + 1 : 2 * hole + 2;
    }
    heap[hole] = entry;
  }

  function rise(entry: ScoredRow): void {
    let hole = heap.length;
    for (;;) {
      const parentPlace = (hole - 1) >> 1;
      const parent = heap[parentPlace];
      if (parent === undefined || isBetter(entry, parent)) break;
      heap[hole] = parent;
      hole = parentPlace;
    }
    heap[hole] = entry;
  }

  return {
    offer(scores, firstRow) {
      // Later rows lose ties, so an equal score is not enough.
      let toBeat = heap.length < limit ? Number.NEGATIVE_INFINITY : (heap[0]?.score ?? Number.POSITIVE_INFINITY);
      for (let i = 0; i < scores.length; i++) {
        const score = scores[i] ?? Number.NEGATIVE_INFINITY;
        if (!(score > toBeat)) continue;
        if (heap.length < limit) rise({ row: firstRow + i, score });
        else sink({ row: firstRow + i, score }, 0);
        if (heap.length === limit) toBeat = heap[0]?.score ?? toBeat;
      }
    },
    worst: () => (heap.length < limit ? Number.NEGATIVE_INFINITY : (heap[0]?.score ?? Number.POSITIVE_INFINITY)),
    sorted: () => heap.toSorted((a, b) => (isBetter(a, b) ? -1 : 1)),
  };
}

function isBetter(a: ScoredRow, b: ScoredRow): boolean {
  return a.score > b.score || (a.score === b.score && a.row < b.row);
}
