/** The geometry of a page: matrices as PDF writes them, six numbers, and the boxes that they make of others. */

import type { Rule } from "./pdf-rules.ts";

/** `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f. ISO 32000-1, 8.3.3 */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export function matrixOf(values: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from((values ?? []) as ArrayLike<number>);
  return [a, b, c, d, e, f];
}

/** The second is done first. */
export function multiplied(one: Matrix, other: Matrix): Matrix {
  return [
    one[0] * other[0] + one[2] * other[1],
    one[1] * other[0] + one[3] * other[1],
    one[0] * other[2] + one[2] * other[3],
    one[1] * other[2] + one[3] * other[3],
    one[0] * other[4] + one[2] * other[5] + one[4],
    one[1] * other[4] + one[3] * other[5] + one[5],
  ];
}

export function pointAt([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function boxOf(matrix: Matrix, bounds: unknown): Rectangle {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from((bounds ?? []) as ArrayLike<number>);
  const corners = [pointAt(matrix, x0, y0), pointAt(matrix, x1, y1), pointAt(matrix, x0, y1), pointAt(matrix, x1, y0)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Intersection of two boxes; undefined where they have none. */
export function common(one: Rectangle, other: Rectangle): Rectangle | undefined {
  const left = Math.max(one.left, other.left);
  const right = Math.min(one.right, other.right);
  const top = Math.max(one.top, other.top);
  const bottom = Math.min(one.bottom, other.bottom);
  return left < right && top < bottom ? { left, right, top, bottom } : undefined;
}

type Point = readonly [number, number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Share of a quarter turn that text may stand askew, as on a page that was scanned. */
const ASKEW = 0.05;

/**
 * Text and rules as they stand once the page is turned so that the text is upright: a page or a table may be set
 * sideways. Page space points down, so text that is upright has a negative fourth number.
 */
export function quarterTurns([a, b, c, d]: Matrix): number | null {
  const angle = (Math.atan2(b, a) * 2) / Math.PI;
  const turns = Math.round(angle);
  if (Math.abs(angle - turns) > ASKEW) return null;
  // Mirrored text is not read.
  if (a * d - b * c > 0) return null;
  return (turns + 4) % 4;
}

/** On the page as it is turned. */
function uprightPoint(turns: number, [x, y]: Point, { width, height }: Size): Point {
  switch (turns) {
    case 1:
      return [y, width - x];
    case 2:
      return [width - x, height - y];
    case 3:
      return [height - y, x];
    default:
      return [x, y];
  }
}

export function uprightSize(turns: number, { width, height }: Size): Size {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

export function uprightRules(turns: number, rules: readonly Rule[], page: Size): readonly Rule[] {
  if (turns === 0) return rules;
  return rules.map(({ vertical, at, from, to }) => {
    const ends = [from, to].map((along) => uprightPoint(turns, vertical ? [at, along] : [along, at], page));
    const [[x0, y0], [x1, y1]] = ends as [Point, Point];
    const isVertical = vertical === (turns % 2 === 0);
    const [first, last] = isVertical ? [y0, y1] : [x0, x1];
    return { vertical: isVertical, at: isVertical ? x0 : y0, from: Math.min(first, last), to: Math.max(first, last) };
  });
}

/** Where a glyph begins and ends, and its baseline. */
export function placed(turns: number | null, from: Point, to: Point, page: Size): readonly [number, number, number] {
  const [left, baseline] = uprightPoint(turns ?? 0, from, page);
  const [right] = uprightPoint(turns ?? 0, to, page);
  return [left, right, baseline];
}
