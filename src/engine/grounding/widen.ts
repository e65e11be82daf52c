/**
 * A quote with the whole of its sentence, and an item of a list with what introduces the list: a quote that leaves out
 * the `not` before it, or the `must not:` above it, proves the opposite of its document. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { sentencesIn } from "../../language/sentences.ts";
import type { QuoteSpan } from "./quotes.ts";

export interface WideningText {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** What introduces it is a span of its own, and comes first; offsets are those of the text. */
export function widened({ text, blocks }: WideningText, span: QuoteSpan): readonly [QuoteSpan, ...QuoteSpan[]] {
  const touched = blocks.filter(({ start, end }) => start < span.end && end > span.start);
  const parts = touched.length === 0 ? [{ start: 0, end: text.length }] : touched;
  const sentences = parts
    .flatMap(({ start, end }) => sentencesIn(text, start, end))
    .filter(({ start, end }) => start < span.end && end > span.start);
  const start = Math.min(span.start, ...sentences.map((sentence) => sentence.start));
  const end = Math.max(span.end, ...sentences.map((sentence) => sentence.end));
  const whole = { start, end };
  const introductions = new Set<QuoteSpan>();
  for (const block of touched) {
    const introduction = block.leadIn === null ? undefined : blocks[block.leadIn];
    if (introduction === undefined || introduction.end > start) continue;
    // The last sentence of a paragraph introduces what stands under it.
    const last = sentencesIn(text, introduction.start, introduction.end).at(-1);
    if (last !== undefined) introductions.add({ start: last.start, end: last.end });
  }
  const [first, ...others] = [...introductions];
  return first === undefined ? [whole] : [first, ...others, whole];
}
