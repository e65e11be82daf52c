/** The segments of a page -> its paragraphs and tables, in the order in which they are read. */

import { drawnTables } from "./pdf-drawn-tables.ts";
import { flowsOf } from "./pdf-flows.ts";
import { itemsOf, type PageItem } from "./pdf-paragraphs.ts";
import type { PageSegments } from "./pdf-repeats.ts";
import { ruledTables } from "./pdf-ruled-tables.ts";
import type { Segment } from "./pdf-segments.ts";
import type { TableRows } from "./pdf-table-rows.ts";

export function pageItems({ page, segments, rules }: PageSegments): readonly PageItem[] {
  const { tables, rest } = ruledTables(segments, rules);
  const items: PageItem[] = [];
  let start = 0;
  const addText = (end: number): void => {
    const part: Segment[] = rest.filter(([index]) => index >= start && index < end).map(([, segment]) => segment);
    let from = 0;
    for (const table of drawnTables(part)) {
      items.push(...textItems(part.slice(from, table.start)));
      addTable(table);
      from = table.end;
    }
    items.push(...textItems(part.slice(from)));
    start = end;
  };
  const textItems = (part: readonly Segment[]) => flowsOf(part).flatMap((flow) => itemsOf(flow, page));
  const addTable = ({ above, rows, hasHeader, extent }: TableRows): void => {
    for (const line of above) items.push(lineItem(line, page));
    items.push({ kind: "table", page, rows, hasHeader, extent });
  };
  for (const table of tables.toSorted((one, other) => one.first - other.first)) {
    addText(table.first);
    addTable(table);
  }
  addText(segments.length);
  return items;
}

function lineItem(text: string, page: number): PageItem {
  return { kind: "text", page, lines: [text], size: 0, bold: false, full: false, indent: 0 };
}
