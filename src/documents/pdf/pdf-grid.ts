/**
 * Rules of a page -> grids: the cells of tables that were drawn with lines. A missing line between two cells makes them
 * one, which is how cells that span rows or columns are told.
 */

import type { Rule } from "./pdf-rules.ts";

export interface GridCell {
  /** From 0, and how many of them it spans. */
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

export interface Grid {
  /** Points: where columns and rows begin, and where the last ends. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
}

/** Points by which lines miss each other that are meant to meet. */
const NEAR = 3;
/** Points between two lines that bound a column or a row; nearer ones are one, drawn twice. */
const NARROWEST = 5;
/** Crossings that are looked at. */
const MOST_PAIRS = 1_000_000;
const MOST_CELLS = 10_000;

export function gridsOf(rules: readonly Rule[]): readonly Grid[] {
  const lines = joined(rules);
  const [vertical, horizontal] = [lines.filter((rule) => rule.vertical), lines.filter((rule) => !rule.vertical)];
  if (vertical.length * horizontal.length > MOST_PAIRS) return [];
  return connected(vertical, horizontal).flatMap((group) => gridOf(group) ?? []);
}

/** Pieces of one line are one. */
function joined(rules: readonly Rule[]): readonly Rule[] {
  const lines: Rule[] = [];
  const sorted = rules.toSorted(
    (one, other) => Number(one.vertical) - Number(other.vertical) || one.at - other.at || one.from - other.from,
  );
  for (let start = 0; start < sorted.length; ) {
    const first = sorted[start];
    if (first === undefined) break;
    let end = start;
    while (sorted[end]?.vertical === first.vertical && (sorted[end]?.at ?? 0) - first.at <= NEAR / 2) end += 1;
    let open: Rule | undefined;
    for (const rule of sorted.slice(start, end).sort((one, other) => one.from - other.from)) {
      if (open !== undefined && rule.from - open.to <= NEAR)
        open = { ...open, to: Math.max(open.to, rule.to), isEdge: open.isEdge === true && rule.isEdge === true };
      else {
        if (open !== undefined) lines.push(open);
        open = rule;
      }
    }
    if (open !== undefined) lines.push(open);
    start = end;
  }
  return lines;
}

/** Lines that meet, and what meets them. */
function connected(vertical: readonly Rule[], horizontal: readonly Rule[]): readonly (readonly Rule[])[] {
  const sets = unions(vertical.length + horizontal.length);
  vertical.forEach((line, index) => {
    horizontal.forEach((across, other) => {
      if (meets(line, across) && meets(across, line)) sets.join(index, vertical.length + other);
    });
  });
  const groups = new Map<number, Rule[]>();
  [...vertical, ...horizontal].forEach((line, index) => {
    const set = sets.find(index);
    groups.set(set, [...(groups.get(set) ?? []), line]);
  });
  // Grounds of every other row tell nothing of those in between.
  return [...groups.values()].filter(
    (group) => group.length >= 4 && group.some(({ vertical: isVertical, isEdge }) => isVertical && isEdge !== true),
  );
}

function meets(one: Rule, other: Rule): boolean {
  return one.at >= other.from - NEAR && one.at <= other.to + NEAR;
}

function gridOf(group: readonly Rule[]): Grid | undefined {
  const [vertical, horizontal] = [group.filter((rule) => rule.vertical), group.filter((rule) => !rule.vertical)];
  // Outer lines are often left out: the others say how far the table goes.
  const xs = places([...vertical.map(({ at }) => at), ...horizontal.flatMap(({ from, to }) => [from, to])]);
  const ys = places([...horizontal.map(({ at }) => at), ...vertical.flatMap(({ from, to }) => [from, to])]);
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 1 || rows < 1 || columns * rows < 4 || columns * rows > MOST_CELLS) return undefined;
  const sets = unions(columns * rows);
  const middle = (places: readonly number[], index: number) => ((places[index] ?? 0) + (places[index + 1] ?? 0)) / 2;
  const isDrawn = (lines: readonly Rule[], at: number, along: number) =>
    lines.some((line) => Math.abs(line.at - at) < NARROWEST && line.from <= along && line.to >= along);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const [x, y] = [xs[column + 1] ?? 0, ys[row + 1] ?? 0];
      if (column + 1 < columns && !isDrawn(vertical, x, middle(ys, row))) sets.join(cell, cell + 1);
      if (row + 1 < rows && !isDrawn(horizontal, y, middle(xs, column))) sets.join(cell, cell + columns);
    }
  }
  return { xs, ys, cells: cellsOf(sets, columns, rows) };
}

function cellsOf(sets: Unions, columns: number, rows: number): readonly GridCell[] {
  const boxes = new Map<number, { row: number; column: number; lastRow: number; lastColumn: number }>();
  for (let index = 0; index < columns * rows; index += 1) {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const box = boxes.get(sets.find(index));
    if (box === undefined) boxes.set(sets.find(index), { row, column, lastRow: row, lastColumn: column });
    else {
      box.column = Math.min(box.column, column);
      box.lastRow = Math.max(box.lastRow, row);
      box.lastColumn = Math.max(box.lastColumn, column);
    }
  }
  return [...boxes.values()].map(({ row, column, lastRow, lastColumn }) => ({
    ...{ row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 },
  }));
}

/** Distinct places in rising order. */
function places(values: readonly number[]): readonly number[] {
  const distinct: number[] = [];
  for (const value of values.toSorted((one, other) => one - other)) {
    if (distinct.length === 0 || value - (distinct.at(-1) ?? 0) >= NARROWEST) distinct.push(value);
  }
  return distinct;
}

interface Unions {
  find(index: number): number;
  join(one: number, other: number): void;
}

function unions(count: number): Unions {
  const parents = Array.from({ length: count }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    for (let at = index; at !== root; ) {
      const next = parents[at] ?? root;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  return {
    find,
    join(one, other) {
      parents[find(one)] = find(other);
    },
  };
}
