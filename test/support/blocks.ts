/** A reader's result, as lines that can be compared with what is expected. */

import type { ReadResult } from "../../src/documents/document.ts";

/** `kind: text` of each block, with `<- n` where block n introduces it. */
export function linesOf({ text, blocks }: ReadResult): readonly string[] {
  return blocks.map(({ kind, start, end, leadIn }) => {
    const lead = leadIn === null ? "" : ` <- ${leadIn}`;
    return `${kind}: ${text.slice(start, end)}${lead}`;
  });
}
