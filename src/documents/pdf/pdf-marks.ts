/**
 * Small shapes before a line that are drawn, not written: bullets of a list, boxes to tick. They are read as the signs that
 * they look like, • ☐ ☑, before the text beside them.
 */

import { isInside, type Run } from "./pdf-canvas.ts";
import { common, type Rectangle } from "./pdf-graphics.ts";

/** A path that is about as wide as it is high. */
export interface Shape {
  readonly box: Rectangle;
  readonly filled: boolean;
  readonly stroked: boolean;
  /** A box may have round corners; a tick has lines that are askew. */
  readonly form: "box" | "round" | "tick";
}

/** Points of the side of a shape. */
const [SMALLEST, LARGEST] = [1.2, 20];
/** Share of the longer side by which the shorter one may be shorter: a tick is wider than high. */
const SQUARE = 0.45;
/** A page with more is a chart or a map. */
export const MOST_SHAPES = 400;
const MOST_COMPARED = 3_000_000;

// Shares of the size of the text beside.
/** Side of a bullet at most, and of a box at least and at most. */
const [BULLET, SMALLEST_BOX, LARGEST_BOX] = [0.62, 0.65, 1.7];
/** Gap to the text, and to text before a bullet, which then is none. */
const [GAP, FREE] = [3, 4];
/** Distance of the middles of a shape and of the text's letters. */
const OFF = 0.4;
/** Share of the size at which the middle of a letter stands over the baseline. */
const MIDDLE = 0.3;
/** Share of its sides by which a box may be longer one way. */
const EVEN = 0.15;

/** @param paths as pdf.js gives them: one list of numbers */
export function shapeOf(
  box: Rectangle,
  paths: unknown,
  { filled, stroked }: Pick<Shape, "filled" | "stroked">,
): Shape | undefined {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (short < SMALLEST || long > LARGEST || short < long * (1 - SQUARE)) return undefined;
  return { box, filled, stroked, form: formOf(paths) };
}

/** pdf.js's numbers of what a path does, and how many numbers follow each. */
const [MOVE, LINE, CURVE] = [0, 1, 2];
const FOLLOWING: readonly number[] = [2, 2, 6, 4, 0];
/** A shape with more is a letter or a picture. */
const MOST_NUMBERS = 200;

function formOf(paths: unknown): Shape["form"] {
  const path = Array.from((paths as readonly (ArrayLike<number> | null)[] | null)?.[0] ?? []).slice(0, MOST_NUMBERS);
  let [x, y, lines, curves] = [0, 0, 0, 0];
  for (let at = 0; at < path.length; ) {
    const kind = path[at] ?? 0;
    const end = at + (FOLLOWING[kind] ?? 0);
    const [nextX, nextY] = kind === 4 ? [x, y] : [path[end - 1] ?? x, path[end] ?? y];
    if (kind === LINE) {
      lines += 1;
      if (Math.abs(nextX - x) > 0.3 && Math.abs(nextY - y) > 0.3) return "tick";
    } else if (kind >= CURVE && kind !== 4) curves += 1;
    if (kind === MOVE || kind !== 4) [x, y] = [nextX, nextY];
    at = end + 1;
  }
  return curves > 0 && lines < 2 ? "round" : "box";
}

/** @param runs in the order of drawing @returns them with the signs of shapes before them */
export function withMarks(runs: readonly Run[], shapes: readonly Shape[]): readonly Run[] {
  if (shapes.length === 0 || shapes.length > MOST_SHAPES || shapes.length * runs.length > MOST_COMPARED) return runs;
  const signs = new Map<Run, Run>();
  for (const shape of shapes) {
    const beside = textBeside(shape, runs);
    if (beside === undefined || signs.has(beside)) continue;
    const sign = signOf(shape, beside, runs, shapes);
    if (sign !== undefined) signs.set(beside, signRun(sign, shape, beside));
  }
  if (signs.size === 0) return runs;
  return runs.flatMap((run) => [...(signs.get(run) === undefined ? [] : [signs.get(run) as Run]), run]);
}

function textBeside({ box }: Shape, runs: readonly Run[]): Run | undefined {
  let [nearest, far] = [undefined as Run | undefined, Number.POSITIVE_INFINITY];
  for (const run of runs) {
    const first = run.glyphs[0];
    if (first === undefined || run.turns !== 0 || run.hidden !== undefined || !isOnLine(box, first)) continue;
    const gap = first.left - box.right;
    if (gap < -1 || gap > first.size * GAP || gap >= far) continue;
    [nearest, far] = [run, gap];
  }
  return nearest;
}

function isOnLine(box: Rectangle, { baseline, size }: { readonly baseline: number; readonly size: number }): boolean {
  return Math.abs((box.top + box.bottom) / 2 - (baseline - size * MIDDLE)) <= size * OFF;
}

function signOf(shape: Shape, beside: Run, runs: readonly Run[], shapes: readonly Shape[]): string | undefined {
  const { box } = shape;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const size = beside.glyphs[0]?.size ?? 0;
  const isEven = Math.abs(width - height) <= Math.max(width, height) * EVEN;
  if (!isEven) return undefined;
  if (Math.max(width, height) <= size * BULLET) {
    const isAfterText = runs.some(({ glyphs, turns, hidden }) => {
      const [first, last] = [glyphs[0], glyphs.at(-1)];
      if (first === undefined || last === undefined || turns !== 0 || hidden !== undefined) return false;
      return isOnLine(box, first) && last.right <= box.left + 1 && box.left - last.right < size * FREE;
    });
    return isAfterText ? undefined : "•";
  }
  if (shape.form === "tick" || width < size * SMALLEST_BOX || width > size * LARGEST_BOX) return undefined;
  const within = shapes.filter((other) => {
    const shared = other === shape ? undefined : common(other.box, box);
    return shared !== undefined && shared.right - shared.left > width * 0.3;
  });
  // A dot in a ring, or a tick in a box; a letter in it is its own mark.
  const isDot = (other: Shape) => other.filled && other.box.right - other.box.left < width * 0.75;
  const isTicked = within.some((other) => other.form === "tick" || isDot(other));
  const isOutlined = shape.stroked || within.some((other) => other.stroked && isSameBox(other.box, box));
  const hasLetter = runs.some(({ x, y, hidden }) => hidden === undefined && isInside(box, x, y));
  if (hasLetter || (!isTicked && !isOutlined)) return undefined;
  return isTicked ? "☑" : "☐";
}

function isSameBox(one: Rectangle, other: Rectangle): boolean {
  return Math.abs(one.left - other.left) < 1 && Math.abs(one.right - other.right) < 1;
}

function signRun(text: string, { box }: Shape, beside: Run): Run {
  const { baseline = 0, size = 0 } = beside.glyphs[0] ?? {};
  // A box is part of what it ticks; a bullet stands where it is drawn.
  const left = text === "•" ? box.left : (beside.glyphs[0]?.left ?? 0) - size * 1.2;
  const right = text === "•" ? box.right : left + size;
  const glyph = { text, left, right, baseline, size, bold: false, spaced: true };
  return { glyphs: [glyph], turns: 0, x: box.left, y: baseline - size * MIDDLE, hidden: undefined, under: false };
}
