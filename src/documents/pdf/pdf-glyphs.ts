/**
 * Drawing operations of a page -> the glyphs that somebody who looks at it can see, with where they stand. Text in the
 * colour of the paper, without a colour, off the page, too small, on a hidden layer or painted over is left out.
 */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import type { PdfFont, PdfPage } from "./pdf-engine.ts";
import { type Colour, grounds, isFill, isInside, isRectangle } from "./pdf-grounds.ts";
import { boxOf, IDENTITY, type Matrix, matrixOf, multiplied, pointAt, type Rectangle } from "./pdf-matrix.ts";

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
}

interface Run {
  readonly glyphs: readonly Glyph[];
  /** In quarter turns, as read from left to right; null for what stands askew. */
  readonly turns: number | null;
  /** The middle of its first glyph on the page as it lies. */
  readonly x: number;
  readonly y: number;
}

/** As the report gives it. */
const UNREADABLE_FONT = "text in a font that cannot be read";

/** Points. */
const TINY_BELOW = 2;
const FAINT_BELOW = 0.05;
/** Modes that draw the outlines of letters. */
const STROKES: ReadonlySet<number> = new Set([1, 2, 5, 6]);
/** Points beyond the edge of the page at which text is off it. */
const EDGE = 1;
/** Share of the size at which the middle of a letter stands over the baseline. */
const MIDDLE = 0.3;
/** A page of small print has 10,000. */
const MAX_GLYPHS = 100_000;
/** Comparisons of a painted rectangle with the text before it, over a page. */
const MAX_COMPARED = 5_000_000;
/** Ligatures, and the radicals that some Chinese fonts are mapped to instead of the characters that look the same. */
const LOOKALIKE = /[\u2f00-\u2fdf\ufb00-\ufb06]/g;

export function visibleGlyphs(page: PdfPage, report: HiddenReport): readonly Glyph[] {
  const runs: Run[] = [];
  const ground = grounds();
  let state: State = initialState(page);
  const saved: State[] = [];
  /** One for each marked part that is open: whether it is on a layer that is not shown. */
  const layers: boolean[] = [];
  let text: Matrix = IDENTITY;
  let line: Matrix = IDENTITY;
  let endedInSpace = false;
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
      const [left, right, baseline] = turns === null ? [x, endX, y] : upright(turns, [x, y], [endX, endY], page);
      if (glyphs.length === 0) middle = pointAt(current, (width * stretch) / 2, state.rise + size * MIDDLE);
      glyphs.push({ text: shown, left, right, baseline, size: points, bold: font?.bold ?? false, spaced });
      spaced = false;
    }
    endedInSpace = spaced;
    if (glyphs.length === 0) return;
    const reason = reasonToHide(points, middle);
    if (reason === undefined) runs.push({ glyphs, turns, x: middle[0], y: middle[1] });
    else report.add(reason);
  }

  function reasonToHide(points: number, [x, y]: readonly [number, number]): string | undefined {
    if (layers.includes(true)) return "text on a hidden layer";
    if (state.mode === 3 || state.mode === 7) return "invisible text";
    if (state.opacity < FAINT_BELOW) return "see-through text";
    if (points < TINY_BELOW) return "text too small to be read";
    // Outlines have a colour of their own.
    return STROKES.has(state.mode) || ground.shows(state.colour, x, y) ? undefined : "text in the colour of its ground";
  }

  function paint(box: Rectangle, exact: boolean): void {
    if (state.opacity < 0.5 || layers.includes(true)) return;
    if (exact && compared < MAX_COMPARED) {
      compared += runs.length;
      for (let index = runs.length - 1; index >= 0; index -= 1) {
        const run = runs[index];
        if (run === undefined || !isInside(box, run.x, run.y)) continue;
        runs.splice(index, 1);
        report.add("text that is painted over");
      }
    }
    ground.paint(box, state.colour, exact);
  }

  for (const { name, values } of page.operations) {
    const numbers = values as readonly number[];
    switch (name) {
      case "save":
        saved.push({ ...state });
        break;
      case "restore":
        state = saved.pop() ?? state;
        break;
      case "transform":
        state.matrix = multiplied(state.matrix, matrixOf(numbers));
        break;
      case "paintFormXObjectBegin":
        saved.push({ ...state });
        state.matrix = multiplied(state.matrix, matrixOf(values[0]));
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
        if (isFill(values[0])) paint(boxOf(state.matrix, values[2]), isRectangle(values[1]) && state.opacity === 1);
        break;
      case "paintImageXObject":
      case "paintInlineImageXObject":
      case "paintImageMaskXObject":
        ground.paint(boxOf(state.matrix, [0, 0, 1, 1]), null, true);
        break;
      // It fills what is not clipped away, which may be all.
      case "shadingFill":
        ground.paint({ left: 0, top: 0, right: page.width, bottom: page.height }, null, true);
        break;
      default:
        break;
    }
  }
  return settle(runs, page, report);
}

/** What is left once it is known how the page is turned. */
function settle(runs: readonly Run[], page: PdfPage, report: HiddenReport): Glyph[] {
  const main = commonTurns(runs);
  const [width, height] = main % 2 === 0 ? [page.width, page.height] : [page.height, page.width];
  const sheet = { left: -EDGE, top: -EDGE, right: width + EDGE, bottom: height + EDGE };
  const glyphs: Glyph[] = [];
  for (const run of runs) {
    if (run.turns !== main) report.add("text that stands askew, such as a watermark,");
    else {
      const inside = run.glyphs.filter(({ left, right, baseline, size }) =>
        isInside(sheet, (left + right) / 2, baseline - size * MIDDLE),
      );
      if (inside.length < run.glyphs.length) report.add("text off the page");
      for (const glyph of inside) glyphs.push(glyph);
    }
  }
  return glyphs;
}

function initialState({ transform }: PdfPage): State {
  return {
    ...{ matrix: matrixOf(transform), colour: "#000000", opacity: 1, mode: 0, font: undefined, size: 0 },
    ...{ letterSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 },
  };
}

/** Values are an id, the rectangle on the page, and the two matrices of the appearance. */
function annotationMatrix(page: PdfPage, [, , transform, matrix]: readonly unknown[]): Matrix {
  return multiplied(multiplied(matrixOf(page.transform), matrixOf(transform)), matrixOf(matrix));
}

/** The turn that most glyphs have: a page may be set sideways as a whole. */
function commonTurns(runs: readonly Run[]): number {
  const counts = [0, 0, 0, 0];
  for (const { turns, glyphs } of runs) if (turns !== null) counts[turns] = (counts[turns] ?? 0) + glyphs.length;
  return counts.indexOf(Math.max(...counts));
}

/** Page space points down, so text that is upright has a negative fourth number. */
function quarterTurns([a, b, , d]: Matrix): number | null {
  const angle = (Math.atan2(b, a) * 2) / Math.PI;
  const turns = Math.round(angle);
  if (Math.abs(angle - turns) > 0.05) return null;
  // Mirrored text is not read.
  if (turns === 0 && d > 0) return null;
  return (turns + 4) % 4;
}

/** Left, right and baseline on the page once it is turned so that the text is upright. */
function upright(
  turns: number,
  from: readonly [number, number],
  to: readonly [number, number],
  page: PdfPage,
): readonly [number, number, number] {
  switch (turns) {
    case 1:
      return [from[1], to[1], page.width - from[0]];
    case 2:
      return [page.width - from[0], page.width - to[0], page.height - from[1]];
    case 3:
      return [page.height - from[1], page.height - to[1], from[0]];
    default:
      return [from[0], to[0], from[1]];
  }
}
