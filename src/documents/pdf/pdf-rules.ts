/** Straight lines on a page: the rules of tables, drawn as lines, as thin rectangles or as the edges of filled cells. */

import { type Matrix, pointAt } from "./pdf-matrix.ts";

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
