/**
 * Headers, footers and page numbers: lines at the upper or lower edge that stand at the same height on most pages, with
 * the same words but for their figures.
 */

import type { Rule } from "./pdf-rules.ts";
import { rowsOf, type Segment } from "./pdf-segments.ts";

export interface PageSegments {
  /** Page from 1. */
  readonly page: number;
  readonly height: number;
  readonly segments: readonly Segment[];
  readonly rules: readonly Rule[];
}

export interface WithoutRepeats {
  readonly pages: readonly PageSegments[];
  /** Each line that was left out, once, with # for figures. */
  readonly repeated: readonly string[];
}

/** Rows at each edge that may be part of a header or a footer. */
const EDGE_ROWS = 4;
/** Share of the page's height at each edge in which headers and footers stand. */
const EDGE_SHARE = 0.15;
/** Sizes of the text that lie at least between a header and what it stands over; lines of a paragraph are 1.2 to 1.5. */
const GAP = 1.8;
/** Points by which a line may move from page to page. */
const SAME_HEIGHT = 4;
/** Left and right pages may differ, and the first page often has none. */
const MIN_SHARE = 0.4;
const MIN_PAGES = 3;
/** Share of the pages on which a line differs, or grows by one, that stands for all of them. */
const EACH_ANOTHER = 0.8;
/** Share of the size of the running text from which on a line is a title. */
const LARGER = 1.08;
/** Matches the numbered beginning of a part: each page may have another. */
const TITLE =
  /^(?:annex|appendix|chapter|section|part|article|schedule|exhibit|attachment|form|lesson|unit|table|figure)\s+#|^(?:附件|附录|附表|表|图)\s*#|^第\s*[#一二三四五六七八九十百]+\s*[章节条部编篇]/i;
/** "12", "- 12 -", "Page 3 of 10", "第3页 共10页", "3/10" */
const PAGE_NUMBER =
  /^[-–—\s·|]*(?:page|p\.)?\s*#\s*(?:(?:of|\/)\s*#)?[-–—\s·|]*$|^第\s*#\s*页\s*[,，/]?\s*(?:共\s*#\s*页)?$/i;

export function withoutRepeats(pages: readonly PageSegments[]): WithoutRepeats {
  const seen = new Map<string, Seen>();
  const bodySize = commonSize(pages);
  const candidates = pages.map((page) => edgeRows(page));
  candidates.forEach((rows, index) => {
    for (const { key, height, text } of rows) {
      const entry = seen.get(key) ?? { heights: [], pages: new Set(), texts: new Set(), figures: [] };
      entry.heights.push(height);
      entry.texts.add(text);
      entry.pages.add(index);
      entry.figures.push({ page: index, numbers: (text.match(/\d+/g) ?? []).map(Number) });
      seen.set(key, entry);
    }
  });
  const most = Math.max(MIN_PAGES, pages.length * MIN_SHARE);
  const repeated = new Set<string>();
  const kept = pages.map((page, index) => {
    const dropped = new Set<Segment>();
    for (const { key, height, row } of candidates[index] ?? []) {
      const entry = seen.get(key);
      const sameHeight = entry?.heights.filter((each) => Math.abs(each - height) <= SAME_HEIGHT).length ?? 0;
      const isNumber =
        PAGE_NUMBER.test(key) &&
        pages.length > 1 &&
        ((entry?.pages.size ?? 0) >= 2 || isOwnNumber(textOf(row), page.page));
      if (sameHeight < most && !isNumber) continue;
      if (!isNumber && saysAnotherThingEachTime(entry)) continue;
      if (!isNumber && isNumberedTitle(key, row, entry, bodySize)) continue;
      repeated.add(key);
      for (const segment of row) dropped.add(segment);
    }
    return { ...page, segments: page.segments.filter((segment) => !dropped.has(segment)) };
  });
  return { pages: kept, repeated: [...repeated] };
}

/** "- 2 -", "Page 2", 第2页: of two pages often only the second has its number; a figure alone may be anything. */
function isOwnNumber(text: string, page: number): boolean {
  return !/^\s*\d+\s*$/.test(text) && text.match(/\d+/)?.[0] === String(page);
}

interface Seen {
  readonly heights: number[];
  readonly pages: Set<number>;
  /** Texts as they stand, figures and all. */
  readonly texts: Set<string>;
  /** The figures of each, which the key leaves out. */
  readonly figures: { readonly page: number; readonly numbers: readonly number[] }[];
}

/**
 * "Member 17 pays 300 euros" with other figures on each page is no header: only the number of the page may change with
 * every page, and it grows with them.
 */
function saysAnotherThingEachTime(entry: Seen | undefined): boolean {
  if (entry === undefined || entry.texts.size < entry.heights.length * EACH_ANOTHER) return false;
  const [first] = entry.figures;
  const changing = (first?.numbers ?? []).filter((number, place) =>
    entry.figures.some(({ numbers }) => numbers[place] !== number && numbers[place] !== undefined),
  ).length;
  const countsPages = (first?.numbers ?? []).some((_, place) => {
    const starts = entry.figures.map(({ page, numbers }) => (numbers[place] ?? 0) - page);
    return starts.filter((start) => start === starts[0]).length >= starts.length * EACH_ANOTHER;
  });
  return changing > 1 || !countsPages;
}

/** Annex 1, Annex 2: on no two pages the same, by itself in its line, and set as a title or called one. */
function isNumberedTitle(key: string, row: readonly Segment[], entry: Seen | undefined, bodySize: number): boolean {
  const [only] = row;
  if (entry === undefined || only === undefined || row.length > 1 || PAGE_NUMBER.test(key)) return false;
  if (entry.texts.size < entry.heights.length || entry.texts.size < 2) return false;
  return only.size > bodySize * LARGER || TITLE.test(key);
}

/** The size that most characters have. */
function commonSize(pages: readonly PageSegments[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of pages.flatMap(({ segments }) => segments)) {
    const rounded = Math.round(size * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0] as const)[0];
}

interface EdgeRow {
  readonly text: string;
  readonly key: string;
  readonly height: number;
  readonly row: readonly Segment[];
}

function edgeRows({ height, segments }: PageSegments): readonly EdgeRow[] {
  const rows = rowsOf(segments).map((row) => ({
    row,
    text: textOf(row),
    key: keyOf(textOf(row)),
    height: row[0]?.baseline ?? 0,
    size: row[0]?.size ?? 0,
  }));
  const top = apart(rows.filter((row) => row.height < height * EDGE_SHARE));
  const bottom = apart(rows.filter((row) => row.height > height * (1 - EDGE_SHARE)).reverse());
  const numbers = [rows[0], rows.at(-1)].filter((row) => row !== undefined && PAGE_NUMBER.test(row.key));
  return [...new Set([...top, ...bottom, ...numbers])].filter((row) => row !== undefined);

  /** Rows from the edge inwards, up to a gap: what follows without one is the text. */
  function apart<Row extends { readonly height: number; readonly size: number }>(
    fromEdge: readonly Row[],
  ): readonly Row[] {
    for (let count = 1; count <= EDGE_ROWS; count += 1) {
      const [last, next] = [fromEdge[count - 1], fromEdge[count]];
      if (last === undefined) return [];
      // Nothing else at this edge: the text begins further in.
      if (next === undefined) return fromEdge.slice(0, count);
      if (Math.abs(next.height - last.height) > GAP * Math.max(last.size, next.size)) return fromEdge.slice(0, count);
    }
    return [];
  }
}

function textOf(row: readonly Segment[]): string {
  return row.map((segment) => segment.text).join(" ");
}

function keyOf(text: string): string {
  return text.replace(/\d+/g, "#").trim();
}
