/** Straight lines on a page: the rules of tables, drawn as lines, as thin rectangles or as the edges of filled cells. */

import { type Matrix, pointAt } from "./pdf-graphics.ts";

export interface Rule {
  readonly vertical: boolean;
  /** Points from the left edge for a vertical one, else from the upper edge. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** The edge of a ground that was filled; true lines are drawn. */
  readonly isEdge?: boolean;
}

/** Points: what is thinner is a line. */
const THIN = 2.6;
/** Points that an edge may lean. */
const STRAIGHT = 0.6;
/** Points of the shortest that counts. */
const SHORTEST = 3;
/** Lines of a page that are kept: maps and charts have more. */
export const MOST_RULES = 6_000;
/** pdf.js's numbers of what comes before the coordinates of a path. */
const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];

type Point = readonly [number, number];

/** @param paths as pdf.js gives them: one list of numbers @param drawn how it is drawn */
export function rulesOf(
  matrix: Matrix,
  paths: unknown,
  { filled, stroked }: { readonly filled: boolean; readonly stroked: boolean },
): readonly Rule[] {
  const path = (paths as readonly (ArrayLike<number> | null)[] | null)?.[0];
  if (path == null || path.length > 4_000) return [];
  return figuresOf(Array.from(path), matrix).flatMap((figure) => {
    const thin = thinRule(figure);
    if (thin !== undefined) return [thin];
    // A filled figure with many corners is a drawing.
    if (filled && (figure.length < 4 || figure.length > 5)) return [];
    const edges = figure.slice(1).map((point, index) => edgeOf(figure[index] ?? point, point));
    const straight = edges.filter((edge) => edge !== undefined);
    if (straight.length < edges.length) return [];
    return filled && !stroked ? straight.map((edge) => ({ ...edge, isEdge: true })) : straight;
  });
}

/** Tells whether a vertical line stands between two glyphs. */
export function isRuledOff(
  rules: readonly Rule[],
  gap: { readonly left: number; readonly right: number; readonly baseline: number; readonly size: number },
): boolean {
  if (gap.right - gap.left < gap.size * 0.12) return false;
  const middle = gap.baseline - gap.size * 0.3;
  return rules.some(
    ({ vertical, at, from, to }) =>
      vertical && at >= gap.left - 0.3 && at <= gap.right + 0.3 && from <= middle && to >= middle,
  );
}

function figuresOf(path: readonly number[], matrix: Matrix): readonly (readonly Point[])[] {
  const figures: Point[][] = [];
  let figure: Point[] = [];
  for (let index = 0; index < path.length; ) {
    const kind = path[index];
    const point = pointAt(matrix, path[index + 1] ?? 0, path[index + 2] ?? 0);
    if (kind === MOVE) {
      if (figure.length > 1) figures.push(figure);
      figure = [point];
      index += 3;
    } else if (kind === LINE) {
      figure.push(point);
      index += 3;
    } else if (kind === CLOSE) {
      const [first] = figure;
      const last = figure.at(-1);
      if (first !== undefined && (first[0] !== last?.[0] || first[1] !== last[1])) figure.push(first);
      index += 1;
    } else {
      // Nothing with curves is a rule; rounded boxes are not tables.
      figure = [];
      index += kind === CURVE ? 7 : kind === QUADRATIC ? 5 : 3;
    }
  }
  if (figure.length > 1) figures.push(figure);
  return figures;
}

function thinRule(figure: readonly Point[]): Rule | undefined {
  const [xs, ys] = [figure.map(([x]) => x), figure.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (right - left <= THIN && bottom - top >= SHORTEST) {
    return { vertical: true, at: (left + right) / 2, from: top, to: bottom };
  }
  if (bottom - top <= THIN && right - left >= SHORTEST) {
    return { vertical: false, at: (top + bottom) / 2, from: left, to: right };
  }
  return undefined;
}

function edgeOf(one: Point, other: Point): Rule | undefined {
  const [width, height] = [Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1])];
  if (width <= STRAIGHT && height >= SHORTEST) {
    return { vertical: true, at: one[0], from: Math.min(one[1], other[1]), to: Math.max(one[1], other[1]) };
  }
  if (height <= STRAIGHT && width >= SHORTEST) {
    return { vertical: false, at: one[1], from: Math.min(one[0], other[0]), to: Math.max(one[0], other[0]) };
  }
  return undefined;
}

export interface GridCell {
  /** Row from 0, and how many of them it spans. */
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

/**
 * Rules of a page -> grids: the cells of tables that were drawn with lines. A missing line between two cells makes
 * them one, which is how cells that span rows or columns are told.
 */
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
    row,
    column,
    rows: lastRow - row + 1,
    columns: lastColumn - column + 1,
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
