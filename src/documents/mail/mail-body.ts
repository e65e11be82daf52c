/** Parts of a mail, each read by itself -> one document: what answers a quoted line is tied to it. */

import { type BlockWriter, blockWriter, type Piece } from "../block-writer.ts";
import type { ReadResult } from "../document.ts";
import { plainBlocks } from "../plain/plain-blocks.ts";
import type { ThreadPart } from "./mail-thread.ts";

export type Body = Pick<ReadResult, "text" | "blocks">;

/** Own words after a quoted question need it; the quoted words need to be told whose they are. */
export function bodyOfParts(parts: readonly ThreadPart[]): Body {
  const [only] = parts;
  if (only?.kind === "own" && parts.length === 1) return plainBlocks(only.text, { mayBePage: false });
  const writer = blockWriter();
  let attribution: number | null = null;
  let quoted: number | null = null;
  for (const { kind, text } of parts) {
    if (kind === "attribution") {
      attribution = writer.count;
      writer.add({ kind: "paragraph", pieces: [plain(text)], section: [] });
      continue;
    }
    const before = writer.count;
    copyBlocks(writer, plainBlocks(text, { mayBePage: false }), [], kind === "quoted" ? attribution : quoted);
    quoted = kind === "quoted" && writer.count > before ? writer.count - 1 : null;
  }
  const { text, blocks } = writer.finish();
  return { text, blocks };
}

/** @param leadIn of the first block, where it has none of its own */
export function copyBlocks(
  writer: BlockWriter,
  body: Body,
  above: readonly string[],
  leadIn: number | null = null,
): void {
  const shift = writer.count;
  const groups = new Map<number, object>();
  for (const [index, block] of body.blocks.entries()) {
    const { kind, start, end } = block;
    // Blocks a line apart are rows of one list.
    const before = body.blocks[index - 1];
    const continues = before !== undefined && start - before.end === 1;
    const group = (continues ? groups.get(index - 1) : undefined) ?? {};
    groups.set(index, group);
    const section = kind === "heading" ? block.section.slice(0, -1) : block.section;
    const own = block.leadIn === null ? null : block.leadIn + shift;
    writer.add({
      ...{ kind, pieces: [plain(body.text.slice(start, end))], section: [...above, ...section], group },
      leadIn: own ?? (index === 0 && kind !== "heading" ? leadIn : null),
    });
  }
}

function plain(text: string): Piece {
  return { text, source: null };
}
