/** Rows of an RTF file: their cells come first, or after a definition of where each of them ends. */

import type { FlowPart } from "../flow.ts";

export interface RowWriter {
  paragraph(text: string): void;
  cell(nested: boolean): void;
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
  let definition: Definition[] = [];
  let flags = "";
  let left = 0;
  let isHead = false;
  return {
    paragraph: (text) => void (text !== "" && lines.push(text)),
    cell(nested) {
      if (nested) return;
      cells.push(lines.join(" "));
      lines = [];
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
      // What goes on with the cell before it makes that one wider.
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
      });
      cells = [];
      lines = [];
    },
    end() {
      // A file that was cut off, or cells that no row closes.
      const rest = [...cells, ...lines].filter((cell) => cell !== "");
      if (rest.length > 0) parts.push({ kind: "row", cells: rest });
      cells = [];
      lines = [];
    },
  };

  /** The next cell begins where what was merged into this one ends. */
  function rightEdge(own: readonly { readonly right: number }[], index: number): number {
    const at = definition.findIndex(({ right }) => right === own[index]?.right);
    let end = at;
    while (definition[end + 1]?.flags.includes("clmrg") === true) end += 1;
    return definition[end]?.right ?? own[index]?.right ?? Number.NaN;
  }
}
