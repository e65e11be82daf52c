/**
 * The graphics state of a page: what its operations set for those that draw (ISO 32000-1, 8.4 and 9.3), without colours
 * of outlines and all else that does not decide where text stands and whether it can be seen.
 */

import type { Colour } from "./pdf-canvas.ts";
import type { PdfFont, PdfPage } from "./pdf-engine.ts";
import { IDENTITY, type Matrix, matrixOf, multiplied, type Rectangle } from "./pdf-matrix.ts";

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

/** By the names that pdf.js gives operations. */
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
