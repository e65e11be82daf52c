/**
 * From clean text back to the file. A source map lists the runs that both have letter for letter; what lies between two
 * runs is markup in the file, and in the text a separator or something that was decoded.
 */

import { firstIndex } from "../first-index.ts";
import type { SourceMap } from "./document.ts";

export type SourceRun = SourceMap["runs"][number];

/**
 * The smallest slice of the file that surely covers `text.slice(start, end)`, markup inside it included. An end that
 * stands in no run (a decoded entity, a number as the page shows it) reaches to the run next to it.
 */
export function sourceSlice(map: SourceMap, start: number, end: number): string {
  if (end <= start) return "";
  const { source, runs } = map;
  const first = lastRunFrom(runs, start);
  const last = lastRunFrom(runs, end - 1);
  const firstRun = runs[first];
  const lastRun = runs[last];
  const startsInRun = firstRun !== undefined && start < firstRun.text + firstRun.length;
  const endsInRun = lastRun !== undefined && end <= lastRun.text + lastRun.length;
  const from = firstRun === undefined ? 0 : firstRun.source + Math.min(start - firstRun.text, firstRun.length);
  const to = endsInRun ? lastRun.source + (end - lastRun.text) : (runs[last + 1]?.source ?? source.length);
  const slice = source.slice(from, Math.max(from, to));
  const trimmed = startsInRun ? slice : slice.trimStart();
  return endsInRun ? trimmed : trimmed.trimEnd();
}

/** Index of the last run that begins at or before an offset of the text, -1 where there is none. */
function lastRunFrom(runs: readonly SourceRun[], offset: number): number {
  return firstIndex(runs.length, (index) => (runs[index]?.text ?? 0) > offset) - 1;
}
