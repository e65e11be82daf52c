/** A version's text and its blocks: where a sentence stands in it. Pure. */

import type { Block } from "../../documents/document.ts";

export interface Source {
  readonly text: string;
  /** In order and apart. */
  readonly blocks: readonly Block[];
}

/** The number of the block that holds the offset; -1 where none does. */
export function blockAt(blocks: readonly Block[], at: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block === undefined || at < block.start) high = middle - 1;
    else if (at >= block.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
