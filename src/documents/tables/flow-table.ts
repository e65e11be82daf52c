/**
 * Rows of formats that say where the edges of cells are, and not in which column they stand, -> a table: all edges
 * together make the columns, so that a name over two of them names both.
 */

import type { Locator } from "../document.ts";
import type { FlowRow } from "../flow.ts";
import type { Outline } from "../outline.ts";
import { gridBuilder, writeGrid } from "./grid-blocks.ts";

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

export function writeFlowTable(blocks: Outline, rows: readonly PlacedRow[]): void {
  const edges = commonEdges(rows.flatMap(({ row }) => row.edges ?? []));
  const lines = rows.map(({ row }) => ({ row, starts: startsOf(row, edges) }));
  const grid = gridBuilder();
  lines.forEach(({ row, starts }, index) => {
    const cells = row.cells.flatMap((text, cell) => {
      const start = starts[cell] ?? cell;
      // What goes on with the cell above was placed with it.
      if (row.goOn?.[cell] === true && beginsAt(lines[index - 1], start)) return [];
      const columns = Math.max(1, (starts[cell + 1] ?? start + 1) - start);
      return [{ text, columns, rows: 1 + rowsBelow(lines, index, start), isStrong: false }];
    });
    grid.add(cells);
  });
  const head = rows.findIndex(({ row }) => row.isHead !== true);
  writeGrid(blocks, grid.finish(), Math.max(0, head), (number) => rows[number - 1]?.place ?? null);
}

/** In rising order, each once. */
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
