/** Binary search, for all that is found by halving: rows, words, runs and blocks in order. Pure. */

/**
 * @param count of entries in order: those that are reached come last
 * @returns the first index that is reached; `count` where none is
 * @example `firstIndex(rows.length, (index) => rows[index] >= row)`
 */
export function firstIndex(count: number, isReached: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
