/** The geometry of a page: matrices as PDF writes them, six numbers, and the boxes that they make of others. */

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
