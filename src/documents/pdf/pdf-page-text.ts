/**
 * Drawing of a page -> its text: upright, in the order in which it was drawn, without what nobody can see.
 * Where pictures take most of the page, hidden text on them is what a program recognised in them: it is the page's text.
 */

import { DocketError } from "../../errors.ts";
import type { HiddenReport } from "../hidden-report.ts";
import {
  type Canvas,
  clippedBy,
  createCanvas,
  type Drawn,
  type Glyph,
  INVISIBLE,
  isInside,
  PAINTED_OVER,
  type Run,
  SAME_AS_GROUND,
  SEE_THROUGH,
} from "./pdf-canvas.ts";
import type { PdfPage } from "./pdf-engine.ts";
import { type AnnotationRuns, isStampedLater, withFieldsInPlace } from "./pdf-fields.ts";
import { shownAs } from "./pdf-glyph-text.ts";
import {
  applyOperation,
  common,
  type Graphics,
  initialGraphics,
  multiplied,
  placed,
  quarterTurns,
  type Rectangle,
  restore,
  uprightRules,
  uprightSize,
} from "./pdf-graphics.ts";
import { withMarks } from "./pdf-marks.ts";
import type { Rule } from "./pdf-rules.ts";
import { asLines, isVertical } from "./pdf-vertical.ts";

/** Text that stands in one direction. */
interface PagePart {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  readonly width: number;
  readonly height: number;
}

interface PageText {
  /** The one with the most text first. */
  readonly parts: readonly PagePart[];
  /** True if the text was recognised in a picture, and may have errors. */
  readonly recognised: boolean;
}

/** Points beyond the edge of the page at which text is off it. */
const EDGE = 1;
/** Share of the size at which the middle of a letter stands over the baseline. */
const MIDDLE = 0.3;
/** Share of the page that pictures take where it is a scanned one. */
const SCANNED = 0.5;
/** Cells in which the pictures of a page are counted, along each side. */
const RASTER = 20;
/** Share of the hidden text that may be visible beside it: a stamp, a number, a header. */
const BESIDE = 0.5;
/** Glyphs and lines that a part set in another direction has at least: less is a stamp or the name of an axis. */
const [FEWEST_GLYPHS, FEWEST_LINES] = [24, 3];

/** Ways to hide recognised text: Acrobat and ABBYY draw it invisible, others see-through, white or below the picture. */
const RECOGNISED: ReadonlySet<string | undefined> = new Set([INVISIBLE, SEE_THROUGH, SAME_AS_GROUND, PAINTED_OVER]);

export function textOf(drawn: Drawn, page: PdfPage, report: HiddenReport): PageText {
  const { rules, pictures } = drawn;
  const scan = scanOf(drawn.runs, pictures, page);
  const runs = drawn.runs.filter((run) => {
    if (run.hidden === undefined || scan?.has(run) === true) return true;
    report.add(run.hidden);
    return false;
  });
  const counts = [0, 1, 2, 3].map((turns) => countGlyphs(runs.filter((run) => run.turns === turns)));
  const order = [0, 1, 2, 3].sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0));
  for (const run of runs) if (run.turns === null) report.add(ASKEW);
  const parts: PagePart[] = [];
  for (const [rank, turns] of order.entries()) {
    const own = runs.filter((run) => run.turns === turns);
    const glyphs = onPage(own, turns, page, report);
    const isMinorPart = rank > 0 && isMinor(glyphs);
    if (isMinorPart && (turns !== 0 || glyphs.length === 0)) {
      for (const _ of own) report.add(ASKEW);
      continue;
    }
    const size = uprightSize(turns, page);
    const part = isVertical(glyphs)
      ? { glyphs: asLines(glyphs, size.width), rules: [], width: size.height, height: size.width }
      : { glyphs, rules: uprightRules(turns, rules, page), ...size };
    // Upright words on a page whose table lies on its side are its title.
    if (isMinorPart) parts.unshift(part);
    else parts.push(part);
  }
  return { parts, recognised: scan !== undefined && scan.size > 0 };
}

/** Glyphs that may stand on a scanned page beside its picture: a stamp, a page number, a header. */
const FEW_GLYPHS = 40;
/** Paths that a page of outlined letters has at least. */
const MANY_PATHS = 50;

/** A page whose text, if it has one, is not there as text: a scan, outlined letters, fonts that say nothing. */
export function isPictureOfText({ runs, pictures }: Drawn, { parts, recognised }: PageText, page: PdfPage): boolean {
  const glyphs = parts.flatMap((part) => part.glyphs);
  if (recognised) return false;
  if (glyphs.length === 0) {
    const paths = page.operations.filter(({ name }) => name === "constructPath").length;
    return pictures.length > 0 || paths >= MANY_PATHS || page.operations.some(({ name }) => name === "showText");
  }
  const unreadable = glyphs.filter(({ text }) => MEANINGLESS.test(text)).length;
  if (unreadable > glyphs.length / 2) return true;
  return glyphs.length < FEW_GLYPHS && runs.length > 0 && shareOf(pictures, page) >= SCANNED;
}

/** Characters that fonts without a character map give. */
const MEANINGLESS = /[\ue000-\uf8ff\ufffd]|[\u{f0000}-\u{10fffd}]/u;

const ASKEW = "text that stands askew, such as a watermark,";

function onPage(runs: readonly Run[], turns: number, page: PdfPage, report: HiddenReport): readonly Glyph[] {
  const { width, height } = uprightSize(turns, page);
  const sheet = { left: -EDGE, top: -EDGE, right: width + EDGE, bottom: height + EDGE };
  return runs.flatMap(({ glyphs }) => {
    const inside = glyphs.filter(({ left, right, baseline, size }) =>
      isInside(sheet, (left + right) / 2, baseline - size * MIDDLE),
    );
    if (inside.length < glyphs.length) report.add("text off the page");
    return inside;
  });
}

function isMinor(glyphs: readonly Glyph[]): boolean {
  return (
    glyphs.length < FEWEST_GLYPHS || new Set(glyphs.map(({ baseline }) => Math.round(baseline))).size < FEWEST_LINES
  );
}

/** The hidden text that was recognised in the pictures of a page; undefined where the page is not a picture. */
function scanOf(runs: readonly Run[], pictures: readonly Rectangle[], page: PdfPage): ReadonlySet<Run> | undefined {
  if (pictures.length === 0 || shareOf(pictures, page) < SCANNED) return undefined;
  const isOn = ({ x, y }: Run) => pictures.some((box) => isInside(box, x, y));
  const isLayer = (run: Run) => (run.hidden === undefined ? run.under : RECOGNISED.has(run.hidden) && isOn(run));
  const hidden = runs.filter(isLayer);
  const visible = countGlyphs(runs.filter((run) => run.hidden === undefined && !run.under));
  return visible > countGlyphs(hidden) * BESIDE ? undefined : new Set(hidden);
}

function countGlyphs(runs: readonly Run[]): number {
  return runs.reduce((sum, { glyphs }) => sum + glyphs.length, 0);
}

/** Share of the page, counted in cells: a scan may come in strips or in layers. */
function shareOf(pictures: readonly Rectangle[], { width, height }: PdfPage): number {
  const boxes = pictures
    .slice(0, 500)
    .flatMap((box) => common(box, { left: 0, top: 0, right: width, bottom: height }) ?? []);
  let covered = 0;
  for (let index = 0; index < RASTER * RASTER; index += 1) {
    const x = (((index % RASTER) + 0.5) * width) / RASTER;
    const y = ((Math.floor(index / RASTER) + 0.5) * height) / RASTER;
    if (boxes.some((box) => isInside(box, x, y))) covered += 1;
  }
  return covered / (RASTER * RASTER);
}

/** Words as the report gives them. */
const UNREADABLE_FONT = "text in a font that cannot be read";
/** A page of small print has 10,000. */
const MAX_GLYPHS = 100_000;
/** Drawing operations of a page -> its runs of glyphs with where they stand, its rules and its pictures. */
export function drawnOn(page: PdfPage, report: HiddenReport): Drawn {
  const canvas = createCanvas();
  const graphics = initialGraphics(page);
  /** One for each marked part that is open: whether it is on a layer that is not shown. */
  const layers: boolean[] = [];
  const showText = textShower(page, canvas, graphics, report);
  const annotations: AnnotationRuns[] = [];
  let annotation = { id: "", from: 0 };
  /** Parts that are drawn as one and are open, by their first run. */
  const forms: number[] = [];
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
      case "beginAnnotation":
        annotation = { id: String(values[0]), from: canvas.drawn.runs.length };
        applyOperation(graphics, page, operation);
        break;
      case "endAnnotation":
        annotations.push({ ...annotation, to: canvas.drawn.runs.length });
        restore(graphics);
        break;
      case "paintFormXObjectBegin":
        forms.push(canvas.drawn.runs.length);
        applyOperation(graphics, page, operation);
        break;
      case "paintFormXObjectEnd": {
        const from = forms.pop() ?? 0;
        const to = canvas.drawn.runs.length;
        if (forms.length === 0 && isStampedLater(canvas.drawn.runs, { id: `form ${from}`, from, to }, annotations))
          annotations.push({ id: `form ${from}`, from, to });
        restore(graphics);
        break;
      }
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
  const isPlain = annotations.length === 0 && page.fields.length === 0;
  const drawn = isPlain ? canvas.drawn : withFieldsInPlace(canvas.drawn, annotations, page.fields);
  return { ...drawn, runs: withMarks(drawn.runs, drawn.shapes) };
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

/**
 * Places glyphs one after another, and moves the text matrix behind the last. Most of the time of reading a PDF is
 * spent here: of the matrices only what moves, the fifth and the sixth number, is worked out for each glyph.
 */
function placedRun(
  items: readonly unknown[],
  graphics: Graphics,
  page: PdfPage,
  start: RunStart,
): { readonly run: Pick<Run, "glyphs" | "turns" | "x" | "y">; readonly endsInSpace: boolean } {
  const { state, text } = graphics;
  const { font, size, stretch, rise, matrix } = state;
  const [unit, bold, isDrawn] = [font?.unit ?? 0.001, font?.bold ?? false, font?.isDrawn === true];
  const glyphs: Glyph[] = [];
  let middle: readonly [number, number] = [0, 0];
  let { spaced } = start;
  let [x, y] = [text[4], text[5]];
  // These are entries of the product of both matrices, which place a point of the glyph on the page.
  const [acrossX, acrossY, upX, upY] = multiplied(matrix, text);
  const advance = (by: number): void => {
    x += text[0] * by;
    y += text[1] * by;
  };
  const pointFrom = (across: number, up: number): readonly [number, number] => [
    acrossX * across + upX * up + (matrix[0] * x + matrix[2] * y + matrix[4]),
    acrossY * across + upY * up + (matrix[1] * x + matrix[3] * y + matrix[5]),
  ];
  for (const item of items) {
    if (typeof item === "number") {
      advance((-item / 1_000) * size * stretch);
      continue;
    }
    const glyph = item as { unicode?: unknown; width?: unknown; isSpace?: unknown } | null;
    if (glyph === null) continue;
    const width = Number(glyph.width ?? 0) * unit * size;
    const spacing = state.letterSpacing + (glyph.isSpace === true ? state.wordSpacing : 0);
    const shown = shownAs(String(glyph.unicode ?? ""), isDrawn);
    if (shown === "") {
      advance(width * stretch);
      advance(spacing * stretch);
      spaced = true;
      continue;
    }
    const from = pointFrom(0, rise);
    if (glyphs.length === 0) middle = pointFrom((width * stretch) / 2, rise + size * MIDDLE);
    advance(width * stretch);
    const [left, right, baseline] = placed(start.turns, from, pointFrom(0, rise), page);
    advance(spacing * stretch);
    glyphs.push({ text: shown, left, right, baseline, size: start.points, bold, spaced });
    spaced = false;
  }
  graphics.text = [text[0], text[1], text[2], text[3], x, y];
  return { run: { glyphs, turns: start.turns, x: middle[0], y: middle[1] }, endsInSpace: spaced };
}
