/** Drawing operations of a page -> its runs of glyphs with where they stand, its rules and its pictures. */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import { type Canvas, clippedBy, createCanvas, type Drawn, type Glyph, type Run } from "./pdf-canvas.ts";
import type { PdfPage } from "./pdf-engine.ts";
import { applyOperation, type Graphics, initialGraphics, restore } from "./pdf-graphics.ts";
import { multiplied, pointAt } from "./pdf-matrix.ts";
import { placed, quarterTurns } from "./pdf-upright.ts";

/** As the report gives it. */
const UNREADABLE_FONT = "text in a font that cannot be read";
/** Share of the size at which the middle of a letter stands over the baseline. */
const MIDDLE = 0.3;
/** A page of small print has 10,000. */
const MAX_GLYPHS = 100_000;
/** Ligatures, and the radicals that some Chinese fonts are mapped to instead of the characters that look the same. */
const LOOKALIKE = /[\u2f00-\u2fdf\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]/g;
/** Ligatures of TeX's two encodings (OT1, T1), in whose drawn fonts a glyph has no name but its code. */
const TEX_LIGATURES: Readonly<Record<string, string>> = {
  ...{ "\v": "ff", "\f": "fi", "\r": "fl", "\u000e": "ffi", "\u000f": "ffl" },
  ...{ "\u001b": "ff", "\u001c": "fi", "\u001d": "fl", "\u001e": "ffi", "\u001f": "ffl" },
};

export function drawnOn(page: PdfPage, report: HiddenReport): Drawn {
  const canvas = createCanvas();
  const graphics = initialGraphics(page);
  /** One for each marked part that is open: whether it is on a layer that is not shown. */
  const layers: boolean[] = [];
  const showText = textShower(page, canvas, graphics, report);
  /** True if the next path bounds what is painted. */
  let clips = false;

  for (const operation of page.operations) {
    const { name, values } = operation;
    const { state } = graphics;
    const layered = layers.includes(true);
    switch (name) {
      case "restore":
        if (state.placed) canvas.drawPicture(state, layered);
        restore(graphics);
        // A picture that was drawn inside is drawn.
        graphics.state.placed = false;
        break;
      case "clip":
      case "eoClip":
        clips = true;
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
        showText((values[0] ?? []) as readonly unknown[], layered);
        break;
      case "constructPath":
        if (canvas.drawPath(values, state, layered)) state.placed = false;
        if (clips) state.clip = clippedBy(values, state);
        clips = false;
        break;
      case "paintImageXObject":
      case "paintInlineImageXObject":
      case "paintImageMaskXObject":
        state.placed = false;
        canvas.drawPicture(state, layered);
        break;
      case "shadingFill":
        canvas.shade(state);
        break;
      default:
        applyOperation(graphics, page, operation);
    }
  }
  return canvas.drawn;
}

/** Glyphs and, as numbers, the shifts between them, as pdf.js gives the operands of an operation that shows text. */
type ShowText = (items: readonly unknown[], layered: boolean) => void;

function textShower(page: PdfPage, canvas: Canvas, graphics: Graphics, report: HiddenReport): ShowText {
  let count = 0;
  let endedInSpace = false;
  return (items, layered) => {
    const { state, text } = graphics;
    if (state.font === undefined) report.add(UNREADABLE_FONT);
    count += items.length;
    if (count > MAX_GLYPHS) {
      const most = MAX_GLYPHS.toLocaleString("en");
      throw new DocketError("document", `more than ${most} characters on a page: print it to PDF anew`);
    }
    const turned = multiplied(state.matrix, text);
    const points = Math.abs(state.size) * Math.hypot(turned[2], turned[3]);
    const { run, endsInSpace } = placedRun(items, graphics, page, {
      turns: quarterTurns(turned),
      points,
      spaced: endedInSpace,
    });
    endedInSpace = endsInSpace;
    if (run.glyphs.length === 0) return;
    state.placed = false;
    canvas.addRun(run, points, state, layered);
  };
}

interface RunStart {
  readonly turns: number | null;
  /** Height of the glyphs on the page. */
  readonly points: number;
  /** True if the text before it ends in a space. */
  readonly spaced: boolean;
}

/** Places glyphs one after another, and moves the text matrix behind the last. */
function placedRun(
  items: readonly unknown[],
  graphics: Graphics,
  page: PdfPage,
  start: RunStart,
): { readonly run: Pick<Run, "glyphs" | "turns" | "x" | "y">; readonly endsInSpace: boolean } {
  const { state } = graphics;
  const { font, size, stretch, rise } = state;
  const glyphs: Glyph[] = [];
  let middle: readonly [number, number] = [0, 0];
  let { spaced } = start;
  const advance = (x: number): void => {
    graphics.text = multiplied(graphics.text, [1, 0, 0, 1, x, 0]);
  };
  for (const item of items) {
    if (typeof item === "number") {
      advance((-item / 1_000) * size * stretch);
      continue;
    }
    const glyph = item as { unicode?: unknown; width?: unknown; isSpace?: unknown } | null;
    if (glyph === null) continue;
    const width = Number(glyph.width ?? 0) * (font?.unit ?? 0.001) * size;
    const spacing = state.letterSpacing + (glyph.isSpace === true ? state.wordSpacing : 0);
    const current = multiplied(state.matrix, graphics.text);
    advance(width * stretch);
    const end = pointAt(multiplied(state.matrix, graphics.text), 0, rise);
    advance(spacing * stretch);
    const named = String(glyph.unicode ?? "");
    const meant = font?.isDrawn === true ? (TEX_LIGATURES[named] ?? named) : named;
    const shown = meant.replace(LOOKALIKE, (character) => character.normalize("NFKC"));
    if (shown.trim() === "") {
      spaced = true;
      continue;
    }
    const [left, right, baseline] = placed(start.turns, pointAt(current, 0, rise), end, page);
    if (glyphs.length === 0) middle = pointAt(current, (width * stretch) / 2, rise + size * MIDDLE);
    glyphs.push({ text: shown, left, right, baseline, size: start.points, bold: font?.bold ?? false, spaced });
    spaced = false;
  }
  return { run: { glyphs, turns: start.turns, x: middle[0], y: middle[1] }, endsInSpace: spaced };
}
