/** Rows of a Word file before 2007: cells end with a mark, those of a table in a cell with a paragraph that says so. */

import type { FlowPart, FlowRow } from "../flow.ts";
import type { PropertyRun } from "./doc-file.ts";

// Modifiers of paragraphs and of tables, [MS-DOC] 2.6.
const HEAD = 0x3404;
const IN_TABLE = 0x2416;
const ROW_END = 0x2417;
const INNER_CELL = 0x244b;
const INNER_ROW_END = 0x244c;
const DEPTH = 0x6649;
const TABLE_DEFINITION = 0xd608;
/** Word itself shows no deeper ones. */
const DEEPEST = 20;

type Properties = PropertyRun["properties"];

interface InnerTable {
  readonly cell: number;
  readonly rows: readonly FlowRow[];
}

/** A row that is being read, and the rows above it. */
interface OpenRow {
  lines: string[];
  cells: string[];
  tables: InnerTable[];
  rows: FlowRow[];
}

interface DocRows {
  /** The end of a paragraph in a cell. */
  paragraph(text: string, properties: Properties | undefined): void;
  /** The end of a cell, or of a row. */
  cell(text: string, properties: Properties | undefined): void;
  end(): void;
}

export function isInTable(paragraph: PropertyRun | undefined): boolean {
  return paragraph?.properties.has(IN_TABLE) === true;
}

export function docRows(parts: FlowPart[]): DocRows {
  /** The table, the one in its cell, and so on. */
  const open: OpenRow[] = [newRow()];

  function at(depth: number): OpenRow {
    while (open.length > depth) endInner();
    while (open.length < depth) open.push(newRow());
    return open[depth - 1] ?? newRow();
  }

  /** The table in a cell ends where something of the table around it comes; a row or a column of cells is a frame. */
  function endInner(): void {
    const inner = open.pop();
    const around = open.at(-1);
    if (inner === undefined || around === undefined) return;
    const { rows } = inner;
    const rest = [...inner.cells, ...inner.lines];
    if (rows.length >= 2 && rows.some(({ cells }) => cells.length >= 2))
      around.tables.push({ cell: around.cells.length, rows });
    else rest.unshift(...rows.flatMap(({ cells }) => cells));
    around.lines.push(...rest.filter((text) => text !== ""));
  }

  function endRow(row: OpenRow, properties: Properties): void {
    if (row.cells.length > 0) row.rows.push(rowOf(row, properties));
    [row.cells, row.lines, row.tables] = [[], [], []];
  }

  return {
    paragraph(text, properties = new Map()) {
      const row = at(depthOf(properties));
      if (text !== "") row.lines.push(text);
      if (isOn(properties, INNER_ROW_END)) endRow(row, properties);
      else if (isOn(properties, INNER_CELL)) endCell(row);
    },
    cell(text, properties = new Map()) {
      const row = at(1);
      if (text !== "") row.lines.push(text);
      if (!properties.has(ROW_END)) endCell(row);
      else {
        endRow(row, properties);
        parts.push(...row.rows.splice(0));
      }
    },
    end() {
      const { cells, lines } = at(1);
      const rest = [...cells, ...lines].filter((cell) => cell !== "");
      if (rest.length > 0) parts.push({ kind: "row", cells: rest });
    },
  };
}

function newRow(): OpenRow {
  return { lines: [], cells: [], tables: [], rows: [] };
}

function endCell(row: OpenRow): void {
  row.cells.push(row.lines.join(" "));
  row.lines = [];
}

function isOn(properties: Properties, modifier: number): boolean {
  return (properties.get(modifier)?.[0] ?? 0) !== 0;
}

/** 1 for a table, 2 for one in its cell. */
function depthOf(properties: Properties): number {
  return Math.min(DEEPEST, Math.max(1, properties.get(DEPTH)?.[0] ?? 1));
}

/** The edges of the columns are followed by 20 bytes for each cell: the first bits tell what it is merged with. */
function rowOf({ cells, tables: inner }: OpenRow, properties: PropertyRun["properties"]): FlowRow {
  const tables = inner.length > 0 ? { tables: inner } : {};
  const definition = properties.get(TABLE_DEFINITION);
  const count = definition?.[0] ?? 0;
  const head = (properties.get(HEAD)?.[0] ?? 0) === 0 ? {} : { isHead: true };
  const end = 1 + (count + 1) * 2;
  if (definition === undefined || count < cells.length || definition.length < end)
    return { kind: "row", cells, ...head, ...tables };
  const view = new DataView(definition.buffer, definition.byteOffset, definition.length);
  const bits = (index: number): number => definition[end + index * 20] ?? 0;
  // A cell that is merged into the one before it shows nothing of its own.
  const own = cells.map((text, index) => ({ text, index })).filter(({ index }) => (bits(index) & 3) !== 1);
  const edges = [
    ...own.map(({ index }) => view.getInt16(1 + index * 2, true)),
    view.getInt16(1 + cells.length * 2, true),
  ];
  const isRising = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0));
  return {
    kind: "row",
    cells: own.map(({ text }) => text),
    goOn: own.map(({ index }) => ((bits(index) >> 5) & 3) === 1),
    ...(isRising ? { edges } : {}),
    ...head,
    ...tables,
  };
}
