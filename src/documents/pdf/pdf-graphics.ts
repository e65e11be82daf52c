/**
 * The graphics state of a page: what its operations set for those that draw (ISO 32000-1, 8.4 and 9.3), without
 * drawing; and the geometry that it is kept in.
 */

import type { Colour } from "./pdf-canvas.ts";
import type { PdfFont, PdfPage } from "./pdf-engine.ts";
import type { Rule } from "./pdf-rules.ts";

export interface GraphicsState {
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
  /** Bounds of what is painted. */
  clip: Clip;
  /** True if a picture may follow: the matrix was changed, and nothing has been drawn since. */
  placed: boolean;
}

export interface Clip {
  readonly box: Rectangle;
  /** True if all of the box is free, and not only something in it. */
  readonly exact: boolean;
}

export interface Graphics {
  state: GraphicsState;
  readonly saved: GraphicsState[];
  /** Places the next glyph. */
  text: Matrix;
  /** Places the beginning of the current line of text. */
  line: Matrix;
}

export function initialGraphics(page: PdfPage): Graphics {
  return { state: initialState(page), saved: [], text: IDENTITY, line: IDENTITY };
}

function initialState({ transform, width, height }: PdfPage): GraphicsState {
  return {
    matrix: matrixOf(transform),
    colour: "#000000",
    opacity: 1,
    mode: 0,
    font: undefined,
    size: 0,
    letterSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    clip: { box: { left: 0, top: 0, right: width, bottom: height }, exact: true },
    placed: false,
  };
}

/** Changes the state; operations that draw, or that this reader need not know, change nothing. */
export function applyOperation(
  graphics: Graphics,
  page: PdfPage,
  { name, values }: PdfPage["operations"][number],
): void {
  STATE_OPERATIONS.get(name)?.(graphics, values, page);
}

export function restore(graphics: Graphics): void {
  graphics.state = graphics.saved.pop() ?? graphics.state;
}

type StateOperation = (graphics: Graphics, values: readonly unknown[], page: PdfPage) => void;

/** Operations by the names that pdf.js gives them. */
const STATE_OPERATIONS: ReadonlyMap<string, StateOperation> = new Map(
  Object.entries<StateOperation>({
    save(graphics) {
      save(graphics);
      graphics.state.placed = false;
    },
    transform({ state }, values) {
      state.matrix = multiplied(state.matrix, matrixOf(values));
      state.placed = true;
    },
    paintFormXObjectBegin(graphics, [matrix]) {
      save(graphics);
      graphics.state.matrix = multiplied(graphics.state.matrix, matrixOf(matrix));
      graphics.state.placed = false;
    },
    paintFormXObjectEnd: restore,
    /** Values are an id, the rectangle on the page, and the two matrices of the appearance. */
    beginAnnotation(graphics, [, , transform, matrix], page) {
      save(graphics);
      const placed = multiplied(multiplied(matrixOf(page.transform), matrixOf(transform)), matrixOf(matrix));
      graphics.state = { ...initialState(page), matrix: placed };
    },
    endAnnotation: restore,
    beginText: (graphics) => placeLine(graphics, IDENTITY),
    setTextMatrix: (graphics, [matrix]) => placeLine(graphics, matrixOf(matrix)),
    moveText: (graphics, [x, y]) => moveLine(graphics, numberOf(x), numberOf(y)),
    setLeadingMoveText(graphics, [x, y]) {
      graphics.state.leading = -numberOf(y);
      moveLine(graphics, numberOf(x), numberOf(y));
    },
    nextLine: (graphics) => moveLine(graphics, 0, -graphics.state.leading),
    setLeading({ state }, [leading]) {
      state.leading = numberOf(leading);
    },
    setFont: ({ state }, [font, size], page) => setFont(state, page, font, Number(size ?? 0)),
    setCharSpacing({ state }, [spacing]) {
      state.letterSpacing = numberOf(spacing);
    },
    setWordSpacing({ state }, [spacing]) {
      state.wordSpacing = numberOf(spacing);
    },
    setHScale({ state }, [percent]) {
      state.stretch = numberOf(percent, 100) / 100;
    },
    setTextRise({ state }, [rise]) {
      state.rise = numberOf(rise);
    },
    setTextRenderingMode({ state }, [mode]) {
      state.mode = numberOf(mode);
    },
    setFillRGBColor({ state }, [colour]) {
      state.colour = typeof colour === "string" ? colour : null;
    },
    setFillTransparent: setPattern,
    setFillColorN: setPattern,
    setGState({ state }, [entries], page) {
      for (const [key, value] of (entries ?? []) as readonly (readonly [unknown, unknown])[]) {
        if (key === "ca") state.opacity = Number(value);
        if (key === "Font" && Array.isArray(value)) setFont(state, page, value[0], Number(value[1]));
      }
    },
  }),
);

function save({ state, saved }: Graphics): void {
  saved.push({ ...state });
}

function placeLine(graphics: Graphics, matrix: Matrix): void {
  graphics.line = matrix;
  graphics.text = matrix;
}

function moveLine(graphics: Graphics, x: number, y: number): void {
  placeLine(graphics, multiplied(graphics.line, [1, 0, 0, 1, x, y]));
}

function setFont(state: GraphicsState, page: PdfPage, name: unknown, size: number): void {
  state.font = page.font(String(name));
  state.size = size;
}

function setPattern({ state }: Graphics): void {
  state.colour = null;
}

/** pdf.js has checked operands that are numbers. */
function numberOf(value: unknown, missing = 0): number {
  return (value as number | null | undefined) ?? missing;
}

/** `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f. ISO 32000-1, 8.3.3 */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The geometry of a page: matrices as PDF writes them, six numbers, and the boxes that they make of others. */
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

/** Place on the page as it is turned. */
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

/** Places where a glyph begins and ends, and its baseline. */
export function placed(turns: number | null, from: Point, to: Point, page: Size): readonly [number, number, number] {
  const [left, baseline] = uprightPoint(turns ?? 0, from, page);
  const [right] = uprightPoint(turns ?? 0, to, page);
  return [left, right, baseline];
}
