/**
 * Headers, footers and page numbers: lines at the upper or lower edge that stand at the same height on most pages, with
 * the same words but for their figures.
 */

import { rowsOf, type Segment } from "./pdf-segments.ts";

export interface PageSegments {
  /** From 1. */
  readonly page: number;
  readonly height: number;
  readonly segments: readonly Segment[];
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
/** "12", "- 12 -", "Page 3 of 10", "第3页 共10页", "3/10" */
const PAGE_NUMBER =
  /^[-–—\s·|]*(?:page|p\.)?\s*#\s*(?:(?:of|\/)\s*#)?[-–—\s·|]*$|^第\s*#\s*页\s*[,，/]?\s*(?:共\s*#\s*页)?$/i;

export function withoutRepeats(pages: readonly PageSegments[]): WithoutRepeats {
  const seen = new Map<string, { readonly heights: number[]; readonly pages: Set<number> }>();
  const candidates = pages.map((page) => edgeRows(page));
  candidates.forEach((rows, index) => {
    for (const { key, height } of rows) {
      const entry = seen.get(key) ?? { heights: [], pages: new Set() };
      entry.heights.push(height);
      entry.pages.add(index);
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
        PAGE_NUMBER.test(key) && pages.length > 1 && (entry?.pages.size ?? 0) >= Math.min(2, pages.length);
      if (sameHeight < most && !isNumber) continue;
      repeated.add(key);
      for (const segment of row) dropped.add(segment);
    }
    return { ...page, segments: page.segments.filter((segment) => !dropped.has(segment)) };
  });
  return { pages: kept, repeated: [...repeated] };
}

interface EdgeRow {
  readonly key: string;
  readonly height: number;
  readonly row: readonly Segment[];
}

function edgeRows({ height, segments }: PageSegments): readonly EdgeRow[] {
  const rows = rowsOf(segments).map((row) => ({
    row,
    key: keyOf(row),
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

function keyOf(row: readonly Segment[]): string {
  const text = row.map((segment) => segment.text).join(" ");
  return text.replace(/\d+/g, "#").trim();
}
