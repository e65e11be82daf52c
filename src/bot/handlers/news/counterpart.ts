/** Words of one version of a document, looked for in another: what stands in their place now. Pure. */

import type { StoredVersion } from "../../../engine/engine.ts";
import { tokenize } from "../../../language/tokenize.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** From here on two paragraphs say something about the same: half of the words of both are the same ones. */
const LEAST_LIKENESS = 0.5;
/** Under the same heading less is enough. */
const SAME_HEADING = 0.2;
/** As much as is shown of a paragraph. */
const MOST_CHARACTERS = 600;

export function saysStill({ text }: Pick<StoredVersion, "text">, quote: string): boolean {
  return spaced(text).includes(spaced(quote));
}

/** The paragraph, item or row that is most like the quote; null where none is. */
export function counterpartOf(
  { quote, section }: { readonly quote: string; readonly section: readonly string[] },
  { text, blocks }: StoredVersion,
): Span | null {
  const wanted = new Set(tokenize(quote));
  const heading = section.at(-1);
  let best: { readonly likeness: number; readonly span: Span } | null = null;
  for (const block of blocks) {
    if (block.kind === "heading") continue;
    const likeness =
      likenessOf(wanted, new Set(tokenize(text.slice(block.start, block.end)))) +
      (heading !== undefined && block.section.at(-1) === heading ? SAME_HEADING : 0);
    if (likeness >= LEAST_LIKENESS && likeness > (best?.likeness ?? 0)) best = { likeness, span: block };
  }
  return best === null ? null : shownOf(best.span, text);
}

/** The first paragraph of a version that another one does not have; null where it has them all. */
export function firstNew({ text, blocks }: StoredVersion, before: StoredVersion | null): Span | null {
  const known = new Set(before?.blocks.map(({ start, end }) => spaced(before.text.slice(start, end))));
  const paragraphs = blocks.filter(({ kind }) => kind !== "heading");
  const found = (paragraphs.length > 0 ? paragraphs : blocks).find(
    ({ start, end }) => !known.has(spaced(text.slice(start, end))),
  );
  return found === undefined ? null : shownOf(found, text);
}

/** Dice's coefficient of two sets of words. */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0;
  return (2 * one.intersection(other).size) / (one.size + other.size);
}

function shownOf({ start, end }: Span, text: string): Span {
  // Never through the middle of a character of two units.
  const cut = text.slice(start, Math.min(end, start + MOST_CHARACTERS)).replace(/[\uD800-\uDBFF]$/u, "");
  return { start, end: start + cut.trimEnd().length };
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
