/**
 * A page as it is painted, in the order of drawing: runs of text with the reason why somebody who looks at the page
 * cannot see them, rules, and pictures. What is painted later hides the text under it.
 */

import { boxOf, type Clip, common, type GraphicsState, type Rectangle } from "./pdf-graphics.ts";
import { MOST_SHAPES, type Shape, shapeOf } from "./pdf-marks.ts";
import { MOST_RULES, type Rule, rulesOf } from "./pdf-rules.ts";

/** Points from the upper left corner of the page. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
}

export interface Glyph extends PlacedText {
  /** True if the text has a space before it. */
  readonly spaced: boolean;
}

export interface Run {
  readonly glyphs: readonly Glyph[];
  /** Direction in quarter turns, as read from left to right; null for what stands askew. */
  readonly turns: number | null;
  /** The middle of its first glyph on the page as it lies. */
  readonly x: number;
  readonly y: number;
  /** The reason why it cannot be seen; undefined if it can. */
  readonly hidden: string | undefined;
  /** True if a picture was drawn over it, which may be transparent. */
  readonly under: boolean;
}

/** The content of a page as it lies. */
export interface Drawn {
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
  readonly pictures: readonly Rectangle[];
  /** Small ones, which may be bullets and boxes. */
  readonly shapes: readonly Shape[];
}

export const INVISIBLE = "invisible text";
export const SEE_THROUGH = "see-through text";
export const SAME_AS_GROUND = "text in the colour of its ground";
export const PAINTED_OVER = "text that is painted over";

/** Points. */
const TINY_BELOW = 2;
const FAINT_BELOW = 0.05;
/** Text rendering modes that draw the outlines of letters. */
const STROKES: ReadonlySet<number> = new Set([1, 2, 5, 6]);
/** Points: what fills less is no picture. */
const SMALLEST_PICTURE = 20;
/** Comparisons of a painted rectangle with the text before it, over a page. */
const MAX_COMPARED = 5_000_000;

export interface Canvas {
  readonly drawn: Drawn;
  /** @param points height of its glyphs on the page */
  addRun(run: Pick<Run, "glyphs" | "turns" | "x" | "y">, points: number, state: GraphicsState, layered: boolean): void;
  /**
   * @param layered whether it is on a layer that is not shown, which paints nothing
   * @returns whether the path draws anything, and not only bounds what does
   */
  drawPath(path: readonly unknown[], state: GraphicsState, layered: boolean): boolean;
  /** Paints the unit square: pdf.js leaves pictures out, but for what places them. */
  drawPicture(state: GraphicsState, layered: boolean): void;
  /** A shading fills what is not clipped away, which may be all. */
  shade(state: GraphicsState): void;
}

export function createCanvas(): Canvas {
  const runs: Run[] = [];
  const rules: Rule[] = [];
  const pictures: Rectangle[] = [];
  const shapes: Shape[] = [];
  const ground = grounds();
  let compared = 0;

  function changeRunsIn(box: Rectangle, change: (run: Run) => Run): void {
    if (compared >= MAX_COMPARED) return;
    compared += runs.length;
    runs.forEach((run, index) => {
      if (isInside(box, run.x, run.y)) runs[index] = change(run);
    });
  }

  function paint(whole: Rectangle, { clip, colour }: GraphicsState, isBox: boolean): void {
    const box = common(whole, clip.box);
    if (box === undefined) return;
    const exact = isBox && clip.exact;
    if (exact) changeRunsIn(box, (run) => (run.hidden === undefined ? { ...run, hidden: PAINTED_OVER } : run));
    ground.paint(box, colour, exact);
  }

  return {
    drawn: { runs, rules, pictures, shapes },
    addRun(run, points, state, layered) {
      const shows = (colour: Colour) => ground.shows(colour, run.x, run.y);
      runs.push({
        ...run,
        hidden: layered ? "text on a hidden layer" : reasonToHide(points, state, shows),
        under: false,
      });
    },
    drawPath([operation, paths, bounds], state, layered) {
      const [filled, stroked] = [isFill(operation), isStroke(operation)];
      if (filled && state.opacity >= 0.5 && !layered) {
        paint(boxOf(state.matrix, bounds), state, isRectangle(paths) && state.opacity === 1);
      }
      if ((filled || stroked) && rules.length < MOST_RULES) {
        rules.push(...rulesOf(state.matrix, paths, { filled, stroked }));
      }
      if ((filled || stroked) && !layered && shapes.length <= MOST_SHAPES) {
        const shape = shapeOf(boxOf(state.matrix, bounds), paths, { filled, stroked });
        if (shape !== undefined) shapes.push(shape);
      }
      return filled || stroked;
    },
    drawPicture({ matrix, clip }, layered) {
      const box = common(boxOf(matrix, [0, 0, 1, 1]), clip.box);
      if (box === undefined || layered) return;
      if (box.right - box.left < SMALLEST_PICTURE || box.bottom - box.top < SMALLEST_PICTURE) return;
      pictures.push(box);
      changeRunsIn(box, (run) => ({ ...run, under: true }));
      ground.paint(box, null, true);
    },
    shade: ({ clip }) => ground.paint(clip.box, null, true),
  };
}

/** @returns the part of a clip that a path leaves free */
export function clippedBy([, paths, bounds]: readonly unknown[], { matrix, clip }: GraphicsState): Clip {
  const box = boxOf(matrix, bounds);
  const free = common(box, clip.box) ?? { ...box, right: box.left, bottom: box.top };
  return { box: free, exact: clip.exact && isRectangle(paths) };
}

function reasonToHide(
  points: number,
  { mode, opacity, colour }: GraphicsState,
  shows: (colour: Colour) => boolean,
): string | undefined {
  if (mode === 3 || mode === 7) return INVISIBLE;
  if (opacity < FAINT_BELOW) return SEE_THROUGH;
  if (points < TINY_BELOW) return "text too small to be read";
  // Outlines have a colour of their own.
  return STROKES.has(mode) || shows(colour) ? undefined : SAME_AS_GROUND;
}

/** A colour as pdf.js writes it, `#rrggbb`; null for patterns and pictures, which have no one colour. */
export type Colour = string | null;

interface Grounds {
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
/** Distance of 255, in red, green and blue: colours that are nearer look the same. */
const SAME_COLOUR = 18;

/**
 * The ground that text stands on: paper, a painted rectangle, a picture. Text in the colour of its ground cannot be
 * seen, and the same colour on another ground can: white on a blue banner is a heading.
 */
function grounds(): Grounds {
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
const STROKED_PATHS: ReadonlySet<number> = new Set([20, 21, 24, 25, 26, 27]);
/** A rectangle is a move, three lines and a close, of which pdf.js stores the kind before the numbers. */
const RECTANGLE_NUMBERS = 13;

/** Tells whether what is done with a path fills it. */
function isFill(operation: unknown): boolean {
  return FILLS.has(Number(operation));
}

/** Tells whether what is done with a path draws its outline. */
function isStroke(operation: unknown): boolean {
  return STROKED_PATHS.has(Number(operation));
}

/** @param paths as pdf.js gives them: one list of numbers */
function isRectangle(paths: unknown): boolean {
  const path = (paths as readonly (ArrayLike<number> | null)[] | null)?.[0];
  if (path == null || path.length !== RECTANGLE_NUMBERS) return false;
  const [, x0, y0, , x1, y1, , x2, y2, , x3, y3] = Array.from(path);
  return (x0 === x3 && y0 === y1 && x1 === x2 && y2 === y3) || (x0 === x1 && y1 === y2 && x2 === x3 && y0 === y3);
}
