/** Rows of an RTF file: their cells come first, or after a definition of where each of them ends. */

import type { FlowPart, FlowRow } from "../flow.ts";

export interface RowWriter {
  /** @param nested whether it, or the cell, is one of a table in a cell */
  paragraph(text: string, nested: boolean): void;
  cell(nested: boolean): void;
  nestedRow(): void;
  define(): void;
  property(word: string, value: number): void;
  row(): void;
  end(): void;
}

interface Definition {
  readonly flags: string;
  readonly right: number;
}

export function rowWriter(parts: FlowPart[]): RowWriter {
  let lines: string[] = [];
  let cells: string[] = [];
  let inner: { lines: string[]; cells: string[]; rows: string[][] } = { lines: [], cells: [], rows: [] };
  let tables: { readonly cell: number; readonly rows: readonly FlowRow[] }[] = [];
  let definition: Definition[] = [];
  let flags = "";
  let left = 0;
  let isHead = false;
  return {
    paragraph: (text, nested) => void (text !== "" && (nested ? inner.lines : lines).push(text)),
    cell(nested) {
      if (nested) {
        inner.cells.push(inner.lines.join(" "));
        inner.lines = [];
        return;
      }
      endInner();
      cells.push(lines.join(" "));
      lines = [];
    },
    nestedRow() {
      inner.rows.push(inner.cells);
      inner.cells = [];
    },
    define() {
      definition = [];
      [flags, left, isHead] = ["", 0, false];
    },
    property(word, value) {
      if (word === "trleft") left = value;
      else if (word === "trhdr") isHead = true;
      else if (word === "cellx") {
        definition.push({ flags, right: value });
        flags = "";
      } else flags += ` ${word}`;
    },
    row() {
      // A cell that goes on with the one before makes that one wider.
      const own = cells
        .map((text, index) => ({ text, ...(definition[index] ?? { flags: "", right: Number.NaN }) }))
        .filter((cell) => !cell.flags.includes("clmrg"));
      const edges = [left, ...own.map((_, index) => rightEdge(own, index))];
      parts.push({
        kind: "row",
        cells: own.map(({ text }) => text),
        goOn: own.map((cell) => cell.flags.includes("clvmrg")),
        ...(edges.every((edge) => Number.isFinite(edge)) ? { edges } : {}),
        ...(isHead ? { isHead } : {}),
        ...(tables.length > 0 ? { tables } : {}),
      });
      cells = [];
      lines = [];
      tables = [];
    },
    end() {
      endInner();
      // A file that was cut off, or cells that no row closes.
      const rest = [...cells, ...lines].filter((cell) => cell !== "");
      if (rest.length > 0) parts.push({ kind: "row", cells: rest });
      cells = [];
      lines = [];
    },
  };

  /** A row or a column of cells is a frame around text. */
  function endInner(): void {
    const { rows, cells: rest, lines: last } = inner;
    inner = { lines: [], cells: [], rows: [] };
    if (rows.length >= 2 && rows.some((row) => row.length >= 2)) {
      tables.push({ cell: cells.length, rows: rows.map((row) => ({ kind: "row", cells: row })) });
      lines.push(...rest, ...last);
    } else
      lines.push(
        ...rows
          .flat()
          .concat(rest, last)
          .filter((text) => text !== ""),
      );
  }

  /** The next cell begins where what was merged into this one ends. */
  function rightEdge(own: readonly { readonly right: number }[], index: number): number {
    const at = definition.findIndex(({ right }) => right === own[index]?.right);
    let end = at;
    while (definition[end + 1]?.flags.includes("clmrg") === true) end += 1;
    return definition[end]?.right ?? own[index]?.right ?? Number.NaN;
  }
}
