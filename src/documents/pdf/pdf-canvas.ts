/**
 * A page as it is painted, in the order of drawing: runs of text with the reason why somebody who looks at the page
 * cannot see them, rules, and pictures. What is painted later hides the text under it.
 */

import type { Clip, GraphicsState } from "./pdf-graphics.ts";
import { type Colour, grounds, isFill, isInside, isRectangle, isStroke } from "./pdf-grounds.ts";
import { boxOf, common, type Rectangle } from "./pdf-matrix.ts";
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
  /** In quarter turns, as read from left to right; null for what stands askew. */
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
    drawn: { runs, rules, pictures },
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
