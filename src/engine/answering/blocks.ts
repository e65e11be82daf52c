/** A version's text and its blocks: where a sentence stands in it. Pure. */

import type { Block } from "../../documents/document.ts";
import { firstIndex } from "../../first-index.ts";

export interface Source {
  readonly text: string;
  /** In order and apart. */
  readonly blocks: readonly Block[];
}

/** The number of the block that holds the offset; -1 where none does. */
export function blockAt(blocks: readonly Block[], at: number): number {
  const index = firstIndex(blocks.length, (each) => at < (blocks[each]?.end ?? 0));
  const block = blocks[index];
  return block !== undefined && at >= block.start ? index : -1;
}
