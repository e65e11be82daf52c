/**
 * On what text stands: paper, a painted rectangle, a picture. Text in the colour of its ground cannot be seen, and the
 * same colour on another ground can: white on a blue banner is a heading.
 */

import type { Rectangle } from "./pdf-matrix.ts";

/** As pdf.js writes it, `#rrggbb`; null for patterns and pictures, which have no one colour. */
export type Colour = string | null;

export interface Grounds {
  /** @param exact whether the box is what was painted, and not merely around it */
  paint(box: Rectangle, colour: Colour, exact: boolean): void;
  /** Tells whether text of a colour can be seen at a place, on what has been painted so far. */
  shows(colour: Colour, x: number, y: number): boolean;
}

interface Ground {
  readonly box: Rectangle;
  readonly colour: Colour;
}

const PAPER = "#ffffff";
/** Grounds that are remembered: charts have thousands. */
const MAX_GROUNDS = 2_000;
/** Of 255, in red, green and blue: colours that are nearer look the same. */
const SAME_COLOUR = 18;

export function grounds(): Grounds {
  const painted: Ground[] = [];
  return {
    paint(box, colour, exact) {
      if (painted.length >= MAX_GROUNDS || (!exact && isSame(colour, PAPER))) return;
      // Paint inside of a box that is only around it may leave the text's place free.
      painted.push({ box, colour: exact ? colour : null });
    },
    shows(colour, x, y) {
      const ground = painted.findLast(({ box }) => isInside(box, x, y));
      return !isSame(colour, ground === undefined ? PAPER : ground.colour);
    },
  };
}

export function isInside({ left, right, top, bottom }: Rectangle, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function isSame(one: Colour, other: Colour): boolean {
  if (one === null || other === null) return false;
  if (one === other) return true;
  const [first, second] = [channelsOf(one), channelsOf(other)];
  return (
    first.length === 3 && first.every((channel, index) => Math.abs(channel - (second[index] ?? 999)) <= SAME_COLOUR)
  );
}

function channelsOf(colour: string): readonly number[] {
  const channels = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1) ?? [];
  return channels.map((channel) => Number.parseInt(channel, 16));
}

/** pdf.js's numbers of fill, eoFill, fillStroke, eoFillStroke, closeFillStroke and closeEOFillStroke. */
const FILLS: ReadonlySet<number> = new Set([22, 23, 24, 25, 26, 27]);
/** Those of stroke and closeStroke, and of what fills and strokes. */
const STROKES: ReadonlySet<number> = new Set([20, 21, 24, 25, 26, 27]);
/** A rectangle is a move, three lines and a close, of which pdf.js stores the kind before the numbers. */
const RECTANGLE_NUMBERS = 13;

/** Tells whether what is done with a path fills it. */
export function isFill(operation: unknown): boolean {
  return FILLS.has(Number(operation));
}

/** Tells whether what is done with a path draws its outline. */
export function isStroke(operation: unknown): boolean {
  return STROKES.has(Number(operation));
}

/** @param paths as pdf.js gives them: one list of numbers */
export function isRectangle(paths: unknown): boolean {
  const path = (paths as readonly (ArrayLike<number> | null)[] | null)?.[0];
  if (path == null || path.length !== RECTANGLE_NUMBERS) return false;
  const [, x0, y0, , x1, y1, , x2, y2, , x3, y3] = Array.from(path);
  return (x0 === x3 && y0 === y1 && x1 === x2 && y2 === y3) || (x0 === x1 && y1 === y2 && x2 === x3 && y0 === y3);
}
