/** Text and rules as they stand once the page is turned so that the text is upright: a page or a table may be set sideways. */

import type { Matrix } from "./pdf-matrix.ts";
import type { Rule } from "./pdf-rules.ts";

type Point = readonly [number, number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Share of a quarter turn that text may stand askew, as on a page that was scanned. */
const ASKEW = 0.05;

/** Page space points down, so text that is upright has a negative fourth number. */
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
