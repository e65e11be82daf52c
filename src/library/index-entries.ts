/**
 * Index entries of a passage, which are turned into vectors: the passage as a whole, after its title and headings, and
 * each sentence by itself. A sentence often says what is asked more plainly than the passage around it.
 */

import { createHash } from "node:crypto";
import type { IndexEntryKind } from "../index/vector/vector-index.ts";
import type { Span } from "../language/sentences.ts";
import { contextOf, type Passage } from "./split.ts";

/** As the library's `pieces` table numbers them. */
export const INDEX_ENTRY_KINDS = ["passage", "sentence"] as const satisfies readonly IndexEntryKind[];

export interface IndexEntryText extends Span {
  readonly kind: IndexEntryKind;
  readonly sentence: number;
  /** The text that is embedded; quotes are taken from the passage. */
  readonly text: string;
}

export function indexEntriesOf(
  title: string,
  passage: Pick<Passage, "text" | "start" | "end" | "section" | "sentences">,
): IndexEntryText[] {
  const { start, end, text, section } = passage;
  const sentences = passage.sentences.map((span, sentence) => ({
    kind: "sentence" as const,
    sentence,
    ...span,
    text: text.slice(span.start - start, span.end - start),
  }));
  return [{ kind: "passage", sentence: 0, start, end, text: `${contextOf(title, section)}\n${text}` }, ...sentences];
}

/** The address of an embedded text: 16 bytes of its SHA-256, which 2^64 texts would have to collide on. */
export function textHash(text: string): Uint8Array {
  return createHash("sha256").update(text).digest().subarray(0, 16);
}
