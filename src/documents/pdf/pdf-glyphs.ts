/**
 * Drawing operations of a page -> its glyphs with where they stand, and whether somebody who looks at it can see them:
 * text in the colour of the paper, without a colour, too small, on a hidden layer or painted over is hidden.
 */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import type { PdfFont, PdfPage } from "./pdf-engine.ts";
import { type Colour, grounds, isFill, isInside, isRectangle, isStroke } from "./pdf-grounds.ts";
import { boxOf, common, IDENTITY, type Matrix, matrixOf, multiplied, pointAt, type Rectangle } from "./pdf-matrix.ts";
import { MOST_RULES, type Rule, rulesOf } from "./pdf-rules.ts";
import { placed, quarterTurns } from "./pdf-upright.ts";

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
  /** Whether the text has a space before it. */
  readonly spaced: boolean;
}

interface State {
  matrix: Matrix;
  colour: Colour;
  opacity: number;
  mode: number;
  font: PdfFont | undefined;
  size: number;
  letterSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  /** What is outside of it is not painted. */
  clip: Clip;
  /** Whether a picture may follow: the matrix was changed, and nothing has been drawn since. */
  placed: boolean;
}

interface Clip {
  readonly box: Rectangle;
  /** Whether all of the box is free, and not only something in it. */
  readonly exact: boolean;
}

export interface Run {
  readonly glyphs: readonly Glyph[];
  /** In quarter turns, as read from left to right; null for what stands askew. */
  readonly turns: number | null;
  /** The middle of its first glyph on the page as it lies. */
  readonly x: number;
  readonly y: number;
  /** Why it cannot be seen; undefined if it can. */
  readonly hidden: string | undefined;
  /** Whether a picture was drawn over it, which may be transparent. */
  readonly under: boolean;
}

/** As the report gives it. */
const UNREADABLE_FONT = "text in a font that cannot be read";

export const INVISIBLE = "invisible text";
export const SEE_THROUGH = "see-through text";
export const SAME_AS_GROUND = "text in the colour of its ground";
export const PAINTED_OVER = "text that is painted over";

/** Points. */
const TINY_BELOW = 2;
const FAINT_BELOW = 0.05;
/** Modes that draw the outlines of letters. */
const STROKES: ReadonlySet<number> = new Set([1, 2, 5, 6]);
/** Share of the size at which the middle of a letter stands over the baseline. */
const MIDDLE = 0.3;
/** Points: what fills less is no picture. */
const SMALLEST_PICTURE = 20;
/** A page of small print has 10,000. */
const MAX_GLYPHS = 100_000;
/** Comparisons of a painted rectangle with the text before it, over a page. */
const MAX_COMPARED = 5_000_000;
/** Ligatures, and the radicals that some Chinese fonts are mapped to instead of the characters that look the same. */
const LOOKALIKE = /[\u2f00-\u2fdf\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]/g;

/** What is on a page as it lies, in the order in which it was drawn. */
export interface Drawn {
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
  readonly pictures: readonly Rectangle[];
}

export function drawnOn(page: PdfPage, report: HiddenReport): Drawn {
  const runs: Run[] = [];
  const rules: Rule[] = [];
  const pictures: Rectangle[] = [];
  const ground = grounds();
  let state: State = initialState(page);
  const saved: State[] = [];
  /** One for each marked part that is open: whether it is on a layer that is not shown. */
  const layers: boolean[] = [];
  let text: Matrix = IDENTITY;
  let line: Matrix = IDENTITY;
  let endedInSpace = false;
  /** The next path bounds what is painted. */
  let clips = false;
  let count = 0;
  let compared = 0;

  function moveLine(x: number, y: number): void {
    line = multiplied(line, [1, 0, 0, 1, x, y]);
    text = line;
  }

  function showText(items: readonly unknown[]): void {
    const { font, size, stretch } = state;
    if (font === undefined) report.add(UNREADABLE_FONT);
    const glyphs: Glyph[] = [];
    let middle: readonly [number, number] = [0, 0];
    let spaced = endedInSpace;
    const turned = multiplied(state.matrix, text);
    const points = Math.abs(size) * Math.hypot(turned[2], turned[3]);
    const turns = quarterTurns(turned);
    count += items.length;
    if (count > MAX_GLYPHS) {
      const most = MAX_GLYPHS.toLocaleString("en");
      throw new DocketError("document", `more than ${most} characters on a page: print it to PDF anew`);
    }
    for (const item of items) {
      if (typeof item === "number") {
        text = multiplied(text, [1, 0, 0, 1, (-item / 1_000) * size * stretch, 0]);
        continue;
      }
      const glyph = item as { unicode?: unknown; width?: unknown; isSpace?: unknown } | null;
      if (glyph === null) continue;
      const width = Number(glyph.width ?? 0) * (font?.unit ?? 0.001) * size;
      const spacing = state.letterSpacing + (glyph.isSpace === true ? state.wordSpacing : 0);
      const current = multiplied(state.matrix, text);
      const [x, y] = pointAt(current, 0, state.rise);
      text = multiplied(text, [1, 0, 0, 1, width * stretch, 0]);
      const [endX, endY] = pointAt(multiplied(state.matrix, text), 0, state.rise);
      text = multiplied(text, [1, 0, 0, 1, spacing * stretch, 0]);
      const shown = String(glyph.unicode ?? "").replace(LOOKALIKE, (character) => character.normalize("NFKC"));
      if (shown.trim() === "") {
        spaced = true;
        continue;
      }
      const [left, right, baseline] = placed(turns, [x, y], [endX, endY], page);
      if (glyphs.length === 0) middle = pointAt(current, (width * stretch) / 2, state.rise + size * MIDDLE);
      glyphs.push({ text: shown, left, right, baseline, size: points, bold: font?.bold ?? false, spaced });
      spaced = false;
    }
    endedInSpace = spaced;
    if (glyphs.length === 0) return;
    state.placed = false;
    runs.push({ glyphs, turns, x: middle[0], y: middle[1], hidden: reasonToHide(points, middle), under: false });
  }

  function reasonToHide(points: number, [x, y]: readonly [number, number]): string | undefined {
    if (layers.includes(true)) return "text on a hidden layer";
    if (state.mode === 3 || state.mode === 7) return INVISIBLE;
    if (state.opacity < FAINT_BELOW) return SEE_THROUGH;
    if (points < TINY_BELOW) return "text too small to be read";
    // Outlines have a colour of their own.
    return STROKES.has(state.mode) || ground.shows(state.colour, x, y) ? undefined : SAME_AS_GROUND;
  }

  function paint(whole: Rectangle, isBox: boolean): void {
    if (state.opacity < 0.5 || layers.includes(true)) return;
    const box = common(whole, state.clip.box);
    if (box === undefined) return;
    const exact = isBox && state.clip.exact;
    if (exact && compared < MAX_COMPARED) {
      compared += runs.length;
      runs.forEach((run, index) => {
        if (run.hidden !== undefined || !isInside(box, run.x, run.y)) return;
        runs[index] = { ...run, hidden: PAINTED_OVER };
      });
    }
    ground.paint(box, state.colour, exact);
  }

  function drawPath([operation, paths, bounds]: readonly unknown[]): void {
    const box = boxOf(state.matrix, bounds);
    if (isFill(operation)) paint(box, isRectangle(paths) && state.opacity === 1);
    const drawn = { filled: isFill(operation), stroked: isStroke(operation) };
    if (drawn.filled || drawn.stroked) {
      state.placed = false;
      if (rules.length < MOST_RULES) rules.push(...rulesOf(state.matrix, paths, drawn));
    }
    if (!clips) return;
    clips = false;
    const free = common(box, state.clip.box) ?? { ...box, right: box.left, bottom: box.top };
    state.clip = { box: free, exact: state.clip.exact && isRectangle(paths) };
  }

  /** pdf.js leaves pictures out, but for what places them. */
  function paintPicture(): void {
    state.placed = false;
    const box = common(boxOf(state.matrix, [0, 0, 1, 1]), state.clip.box);
    if (box === undefined || layers.includes(true)) return;
    if (box.right - box.left < SMALLEST_PICTURE || box.bottom - box.top < SMALLEST_PICTURE) return;
    pictures.push(box);
    if (compared < MAX_COMPARED) {
      compared += runs.length;
      runs.forEach((run, index) => {
        if (isInside(box, run.x, run.y)) runs[index] = { ...run, under: true };
      });
    }
    ground.paint(box, null, true);
  }

  for (const { name, values } of page.operations) {
    const numbers = values as readonly number[];
    switch (name) {
      case "save":
        saved.push({ ...state });
        state.placed = false;
        break;
      case "restore": {
        if (state.placed) paintPicture();
        // What was drawn inside was drawn.
        state = saved.pop() ?? state;
        state.placed = false;
        break;
      }
      case "transform":
        state.matrix = multiplied(state.matrix, matrixOf(numbers));
        state.placed = true;
        break;
      case "clip":
      case "eoClip":
        clips = true;
        break;
      case "paintFormXObjectBegin":
        saved.push({ ...state });
        state.matrix = multiplied(state.matrix, matrixOf(values[0]));
        state.placed = false;
        break;
      case "beginAnnotation":
        saved.push({ ...state });
        state = { ...initialState(page), matrix: annotationMatrix(page, values) };
        break;
      case "paintFormXObjectEnd":
      case "endAnnotation":
        state = saved.pop() ?? state;
        break;
      case "beginText":
        text = IDENTITY;
        line = IDENTITY;
        break;
      case "setTextMatrix":
        line = matrixOf(values[0]);
        text = line;
        break;
      case "moveText":
        moveLine(numbers[0] ?? 0, numbers[1] ?? 0);
        break;
      case "setLeadingMoveText":
        state.leading = -(numbers[1] ?? 0);
        moveLine(numbers[0] ?? 0, numbers[1] ?? 0);
        break;
      case "nextLine":
        moveLine(0, -state.leading);
        break;
      case "setLeading":
        state.leading = numbers[0] ?? 0;
        break;
      case "setFont":
        state.font = page.font(String(values[0]));
        state.size = Number(values[1] ?? 0);
        break;
      case "setCharSpacing":
        state.letterSpacing = numbers[0] ?? 0;
        break;
      case "setWordSpacing":
        state.wordSpacing = numbers[0] ?? 0;
        break;
      case "setHScale":
        state.stretch = (numbers[0] ?? 100) / 100;
        break;
      case "setTextRise":
        state.rise = numbers[0] ?? 0;
        break;
      case "setTextRenderingMode":
        state.mode = numbers[0] ?? 0;
        break;
      case "setFillRGBColor":
        state.colour = typeof values[0] === "string" ? values[0] : null;
        break;
      case "setFillTransparent":
      case "setFillColorN":
        state.colour = null;
        break;
      case "setGState":
        for (const [key, value] of (values[0] ?? []) as readonly (readonly [unknown, unknown])[]) {
          if (key === "ca") state.opacity = Number(value);
          if (key === "Font" && Array.isArray(value)) {
            state.font = page.font(String(value[0]));
            state.size = Number(value[1]);
          }
        }
        break;
      case "beginMarkedContentProps":
        layers.push(values[0] === "OC" && !page.isLayerVisible(values[1]));
        break;
      case "beginMarkedContent":
        layers.push(false);
        break;
      case "endMarkedContent":
        layers.pop();
        break;
      case "showText":
        showText((values[0] ?? []) as readonly unknown[]);
        break;
      case "constructPath":
        drawPath(values);
        break;
      case "paintImageXObject":
      case "paintInlineImageXObject":
      case "paintImageMaskXObject":
        paintPicture();
        break;
      // It fills what is not clipped away, which may be all.
      case "shadingFill":
        ground.paint(state.clip.box, null, true);
        break;
      default:
        break;
    }
  }
  return { runs, rules, pictures };
}

function initialState({ transform, width, height }: PdfPage): State {
  return {
    ...{ clip: { box: { left: 0, top: 0, right: width, bottom: height }, exact: true }, placed: false },
    ...{ matrix: matrixOf(transform), colour: "#000000", opacity: 1, mode: 0, font: undefined, size: 0 },
    ...{ letterSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 },
  };
}

/** Values are an id, the rectangle on the page, and the two matrices of the appearance. */
function annotationMatrix(page: PdfPage, [, , transform, matrix]: readonly unknown[]): Matrix {
  return multiplied(multiplied(matrixOf(page.transform), matrixOf(transform)), matrixOf(matrix));
}
