/**
 * Drawing of a page -> its text: upright, in the order in which it was drawn, without what nobody can see.
 * Where pictures take most of the page, hidden text on them is what a program recognised in them: it is the page's text.
 */

import type { HiddenReport } from "../hidden-report.ts";
import {
  type Drawn,
  type Glyph,
  INVISIBLE,
  PAINTED_OVER,
  type Run,
  SAME_AS_GROUND,
  SEE_THROUGH,
} from "./pdf-canvas.ts";
import type { PdfPage } from "./pdf-engine.ts";
import { isInside } from "./pdf-grounds.ts";
import { common, type Rectangle } from "./pdf-matrix.ts";
import type { Rule } from "./pdf-rules.ts";
import { uprightRules, uprightSize } from "./pdf-upright.ts";

/** Text that stands in one direction. */
interface PagePart {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  readonly width: number;
  readonly height: number;
}

export interface PageText {
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

/** How recognised text is hidden: Acrobat and ABBYY draw it invisible, others see-through, white or below the picture. */
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
    const part = { glyphs, rules: uprightRules(turns, rules, page), ...uprightSize(turns, page) };
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

/** What fonts without a character map give. */
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

/** Of the page, counted in cells: a scan may come in strips or in layers. */
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
