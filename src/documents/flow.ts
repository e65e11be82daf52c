/**
 * Writes formats that give paragraphs and rows one after the other, with little to say what each is: a paragraph that is
 * numbered like an item or a heading becomes one, as in plain text.
 */

import type { Block, Locator } from "./document.ts";
import { type Outline, outline } from "./outline.ts";
import { headingLevel, markerOf, plainLines } from "./plain/plain-lines.ts";
import { gridBuilder, writeGrid } from "./tables/table-blocks.ts";

export interface FlowRow {
  readonly kind: "row";
  readonly cells: readonly string[];
  /** Edges where the cells begin, and where the last one ends, in any unit: a row of fewer cells has wider ones. */
  readonly edges?: readonly number[];
  /** True for each cell that goes on with the one above it, whose text it has. */
  readonly goOn?: readonly boolean[];
  /** True of the head, which is printed again on each page. */
  readonly isHead?: boolean;
  /** That stand in its cells. */
  readonly tables?: readonly { readonly cell: number; readonly rows: readonly FlowRow[] }[];
}

export type FlowPart =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** A list item that the format marks. */
  | { readonly kind: "item"; readonly depth: number; readonly text: string }
  | FlowRow
  /** A note: what is said at a number in the paragraph above. */
  | { readonly kind: "note"; readonly text: string };

/** Headings of styles have levels 1 to 9; those told by their numbers stand below all of them. */
const LOWEST_OF_STYLES = 9;

interface Flow {
  add(part: FlowPart, place?: Locator | null): void;
  finish(): { readonly text: string; readonly blocks: readonly Block[]; readonly warnings: readonly string[] };
}

/** An empty paragraph between two tables keeps them apart. */
export function endTable(parts: FlowPart[]): void {
  if (parts.at(-1)?.kind === "row") parts.push({ kind: "paragraph", text: "" });
}

export function flow(): Flow {
  const blocks = outline();
  let rows: { readonly row: FlowRow; readonly place: Locator | null }[] = [];

  function endTable(): void {
    const [only, another] = rows;
    if (only !== undefined && another === undefined && only.row.tables !== undefined) writeSideBySide(only);
    else if (rows.length > 0) writeFlowTable(blocks, rows);
    rows = [];
  }

  /** One row that sets tables side by side is a frame around them. */
  function writeSideBySide({ row, place }: PlacedRow): void {
    row.cells.forEach((text, index) => {
      if (text.trim() !== "") paragraph(text, place);
      for (const table of row.tables ?? []) {
        if (table.cell === index) writeFlowTable(blocks, placedRows(table.rows, place));
      }
    });
  }

  function paragraph(text: string, place: Locator | null): void {
    const [line] = plainLines(text.replace(/\s+/g, " "));
    if (line === undefined) return;
    const level = headingLevel(line, false);
    const marker = markerOf(line.text);
    if (level !== null) blocks.heading(LOWEST_OF_STYLES + level, line.text, place);
    else if (marker === undefined || marker.kind === "dash") blocks.paragraph(text, place);
    else
      blocks.item(
        0,
        marker.number === null && marker.kind !== "box" ? line.text.slice(marker.length) : line.text,
        place,
      );
  }

  return {
    add(part, place = null) {
      if (part.kind !== "row") endTable();
      switch (part.kind) {
        case "heading":
          blocks.heading(part.level, part.text, place);
          return;
        case "paragraph":
          paragraph(part.text, place);
          return;
        case "item":
          blocks.item(part.depth, part.text, place);
          return;
        case "row":
          rows.push({ row: part, place });
          return;
        case "note":
          blocks.paragraph(part.text, place, blocks.count - 1);
          return;
        default:
          part satisfies never;
      }
    },
    finish() {
      endTable();
      return blocks.finish();
    },
  };
}

/** Twips: edges that are nearer than that are one, drawn by different hands. */
const SAME_EDGE = 40;
const MOST_EDGES = 500;

interface PlacedRow {
  readonly row: FlowRow;
  readonly place: Locator | null;
}

/** Cells with the columns in which they begin. */
interface GridLine {
  readonly row: FlowRow;
  /** One more than there are cells. */
  readonly starts: readonly number[];
}

/**
 * Rows of formats that say where the edges of cells are, and not in which column they stand, -> a table: all edges
 * together make the columns, so that a name over two of them names both.
 */
function writeFlowTable(blocks: Outline, rows: readonly PlacedRow[], leadIn?: number): void {
  const edges = commonEdges(rows.flatMap(({ row }) => row.edges ?? []));
  const lines = rows.map(({ row }) => ({ row, starts: startsOf(row, edges) }));
  const grid = gridBuilder();
  lines.forEach(({ row, starts }, index) => {
    const cells = row.cells.flatMap((text, cell) => {
      const start = starts[cell] ?? cell;
      // A cell that goes on with the one above was placed with it.
      if (row.goOn?.[cell] === true && beginsAt(lines[index - 1], start)) return [];
      const columns = Math.max(1, (starts[cell + 1] ?? start + 1) - start);
      return [{ text, columns, rows: 1 + rowsBelow(lines, index, start), isStrong: false }];
    });
    grid.add(cells);
  });
  const head = rows.findIndex(({ row }) => row.isHead !== true);
  const placeOf = (number: number): Locator | null => rows[number - 1]?.place ?? null;
  const written = writeGrid(blocks, grid.finish(), Math.max(0, head), placeOf, leadIn);
  for (const [index, { row, place }] of rows.entries()) {
    for (const table of row.tables ?? []) {
      writeFlowTable(blocks, placedRows(table.rows, place), written.get(index + 1));
    }
  }
}

function placedRows(rows: readonly FlowRow[], place: Locator | null): readonly PlacedRow[] {
  return rows.map((row) => ({ row, place }));
}

/** Edges in rising order, each once. */
function commonEdges(all: readonly number[]): readonly number[] {
  const edges: number[] = [];
  for (const edge of [...all].sort((one, other) => one - other)) {
    if (edge - (edges.at(-1) ?? Number.NEGATIVE_INFINITY) > SAME_EDGE && edges.length < MOST_EDGES) edges.push(edge);
  }
  return edges;
}

/** The column of each edge of a row; of a row without edges its cells are the columns. */
function startsOf({ cells, edges: own }: FlowRow, edges: readonly number[]): readonly number[] {
  if (own === undefined || own.length <= cells.length)
    return Array.from({ length: cells.length + 1 }, (_, index) => index);
  return own.map((edge) => nearest(edges, edge));
}

function nearest(edges: readonly number[], edge: number): number {
  let best = 0;
  for (const [index, each] of edges.entries()) {
    if (Math.abs(each - edge) < Math.abs((edges[best] ?? 0) - edge)) best = index;
  }
  return best;
}

/** Rows below that go on with the cell that begins at a column. */
function rowsBelow(lines: readonly GridLine[], index: number, column: number): number {
  let count = 0;
  for (let below = lines[index + 1]; below !== undefined; below = lines[index + 1 + count]) {
    const cell = below.starts.indexOf(column);
    if (cell === -1 || below.row.goOn?.[cell] !== true) return count;
    count += 1;
  }
  return count;
}

function beginsAt(line: GridLine | undefined, column: number): boolean {
  return line?.starts.slice(0, line.row.cells.length).includes(column) === true;
}
