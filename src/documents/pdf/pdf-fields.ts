/**
 * Fields of a form, and text that was typed onto a page later: they are drawn after all else, and are read where they
 * stand, a value behind its label and a box before its text. A box is written with its tick, ☑ or ☐, and a value that
 * the file only states is drawn. Buttons that are pressed are no text.
 */

import { type Drawn, type Glyph, isInside, type Run } from "./pdf-canvas.ts";
import { boxOf, matrixOf, type Rectangle } from "./pdf-graphics.ts";
import type { Shape } from "./pdf-marks.ts";

export interface PdfField {
  /** Id that the operation names which begins its drawing. */
  readonly id: string;
  readonly kind: "box" | "button" | "value";
  readonly isTicked: boolean;
  readonly value: string;
  /** Box on the page as it lies, in points. */
  readonly box: Rectangle;
}

/** Runs that one annotation drew: `from` to before `to`. */
export interface AnnotationRuns {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Fields of a page; more are a game. */
const MOST_FIELDS = 1_000;
/** Comparisons of fields with runs, beyond which the rest stays at the end. */
const MOST_COMPARED = 5_000_000;
/** Sizes of the text between a box and what it ticks. */
const BOX_GAP = 3;
/** Share of the size at which the middle of a letter stands over the baseline. */
const MIDDLE = 0.3;
/** Points of a value that is drawn here, and shares of them: the width of a letter, and the step to the next line. */
const [SIZE, LETTER, STEP] = [10, 0.5, 1.2];
/** Points by which a line may miss the field beside it. */
const NEAR = 2;

/** pdf.js's fields of a page. @param transform to points from the upper left corner */
export function fieldsFrom(annotations: readonly unknown[], transform: readonly number[]): readonly PdfField[] {
  return (annotations as readonly Readonly<Record<string, unknown>>[])
    .filter((one) => one.subtype === "Widget" && one.hidden !== true && one.noView !== true)
    .slice(0, MOST_FIELDS)
    .map((one) => {
      const isBox = one.fieldType === "Btn" && (one.checkBox === true || one.radioButton === true);
      const on = one.checkBox === true ? one.exportValue : one.buttonValue;
      const isText = one.fieldType === "Tx" || one.fieldType === "Ch";
      const value = [one.fieldValue].flat().filter((each) => typeof each === "string");
      return {
        id: String(one.id),
        kind: isBox ? "box" : one.fieldType === "Btn" ? "button" : "value",
        isTicked: isBox && one.fieldValue !== "Off" && on !== null && on !== undefined && one.fieldValue === on,
        value: isText && one.password !== true ? value.join(", ") : "",
        box: boxOf(matrixOf(transform), one.rect),
      };
    });
}

/** Runs that a field has at most once a form was made part of its page. */
const MOST_STAMPED = 6;

/** Few words of their own that go back up the page: a field of a form that can be filled in no more. */
export function isStampedLater(
  runs: readonly Run[],
  { from, to }: AnnotationRuns,
  before: readonly AnnotationRuns[],
): boolean {
  // The last run of the page itself.
  const last = runs[Math.min(from, ...before.filter((one) => one.to <= from && one.to > 0).map((one) => one.from)) - 1];
  const first = runs[from];
  if (last === undefined || first === undefined || to - from > MOST_STAMPED) return false;
  return first.y < last.y - (first.glyphs[0]?.size ?? 0);
}

interface Group {
  readonly runs: readonly Run[];
  readonly box: Rectangle;
  /** Its tick stands with what it ticks. */
  readonly isBox: boolean;
  /** The only one on its line, whose label is told from its value by a colon. */
  readonly isAlone?: boolean;
}

/** The runs of a page with those of its annotations where they are read. */
export function withFieldsInPlace(
  { runs, ...drawing }: Drawn,
  annotations: readonly AnnotationRuns[],
  fields: readonly PdfField[],
): Drawn {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const drawn = new Map(annotations.map(({ id, from, to }) => [id, runs.slice(from, to)]));
  const isOwn = new Set([...drawn.values()].flat());
  const groups = [...new Set([...byId.keys(), ...drawn.keys()])]
    .flatMap((id) => groupOf(byId.get(id), drawn.get(id) ?? []) ?? [])
    .sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
  const order = runs.filter((run) => !isOwn.has(run));
  const byBox = new Set(fields.filter(({ kind }) => kind === "value").map(({ box }) => box));
  let compared = 0;
  for (const group of groups) {
    compared += order.length + groups.length;
    if (compared > MOST_COMPARED) {
      order.push(...group.runs);
      continue;
    }
    const isAlone = byBox.has(group.box) && !groups.some((other) => other !== group && isOnLine(other.box, group.box));
    const { at, replaced, own } = placeOf({ ...group, isAlone }, order);
    order.splice(at, replaced, ...own);
  }
  // The drawing around a field's value or tick is no mark of its own.
  const isOfField = ({ box }: Shape) =>
    fields.some((field) => isInside(field.box, (box.left + box.right) / 2, (box.top + box.bottom) / 2));
  return { ...drawing, runs: order, shapes: drawing.shapes.filter((shape) => !isOfField(shape)) };
}

function groupOf(field: PdfField | undefined, runs: readonly Run[]): Group | undefined {
  if (field === undefined) {
    const seen = runs.filter(({ hidden, turns }) => hidden === undefined && turns === 0);
    const extents = seen.map(extentOf);
    if (extents.length === 0)
      return { runs, box: { left: 0, top: Infinity, right: 0, bottom: Infinity }, isBox: false };
    return {
      runs,
      isBox: false,
      box: {
        left: Math.min(...extents.map(({ left }) => left)),
        right: Math.max(...extents.map(({ right }) => right)),
        top: Math.min(...extents.map(({ baseline, size }) => baseline - size)),
        bottom: Math.max(...extents.map(({ baseline }) => baseline)),
      },
    };
  }
  const { kind, box, isTicked, value } = field;
  if (kind === "button") return undefined;
  if (kind === "box") {
    const size = Math.min(box.bottom - box.top, box.right - box.left);
    const baseline = (box.top + box.bottom) / 2 + size * MIDDLE;
    const sign = {
      text: isTicked ? "☑" : "☐",
      left: box.left,
      right: box.right,
      baseline,
      size,
      bold: false,
      spaced: true,
    };
    return { runs: [runOf([sign])], box, isBox: true };
  }
  if (runs.length > 0) return { runs, box, isBox: false };
  return value.trim() === "" ? undefined : { runs: drawnValue(value, box), box, isBox: false };
}

/** A value that has no drawing of its own, a line below the other. */
function drawnValue(value: string, box: Rectangle): readonly Run[] {
  const lines = value.split(/\r\n?|\n/u).filter((line) => line.trim() !== "");
  const first = lines.length === 1 ? (box.top + box.bottom) / 2 + SIZE * MIDDLE : box.top + SIZE;
  return lines.map((line, index) => {
    let left = box.left;
    const glyphs = line.split(/\s+/u).map((text): Glyph => {
      const right = left + text.length * SIZE * LETTER;
      const glyph = { text, left, right, baseline: first + index * SIZE * STEP, size: SIZE, bold: false, spaced: true };
      left = right + SIZE * LETTER;
      return glyph;
    });
    return runOf(glyphs);
  });
}

function runOf(glyphs: readonly Glyph[]): Run {
  const { left, baseline, size } = glyphs[0] ?? { left: 0, baseline: 0, size: 0 };
  return { glyphs, turns: 0, x: left, y: baseline - size * MIDDLE, hidden: undefined, under: false };
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

function extentOf({ glyphs }: Run): Extent {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  return {
    left: first?.left ?? 0,
    right: last?.right ?? 0,
    baseline: first?.baseline ?? 0,
    size: first?.size ?? 0,
  };
}

function isOnLine(one: Rectangle, other: Rectangle): boolean {
  const middle = (one.top + one.bottom) / 2;
  return middle > other.top && middle < other.bottom;
}

interface Place {
  readonly at: number;
  /** Runs that it stands for, from `at`. */
  readonly replaced: number;
  readonly own: readonly Run[];
}

/** The place is before what a box ticks, behind the label on its line, or below the label above it. */
function placeOf({ box, runs, isBox, isAlone }: Group, order: readonly Run[]): Place {
  const nearest: Record<"left" | "right" | "above", { at: number; far: number } | undefined> = {
    left: undefined,
    right: undefined,
    above: undefined,
  };
  const note = (side: keyof typeof nearest, at: number, far: number): void => {
    const before = nearest[side];
    if (before === undefined || far < before.far) nearest[side] = { at, far };
  };
  order.forEach((run, at) => {
    if (run.turns !== 0 || run.hidden !== undefined) return;
    const { left, right, baseline, size } = extentOf(run);
    const middle = baseline - size * MIDDLE;
    if (middle > box.top - NEAR && middle < box.bottom + NEAR) {
      if (right <= box.left + NEAR) note("left", at, box.left - right);
      else if (left >= box.right - NEAR) note("right", at, left - box.right);
    } else if (baseline <= box.top + NEAR && left < box.right && right > box.left)
      note("above", at, box.top - baseline);
  });
  const { left, right, above } = nearest;
  const beside = right === undefined ? undefined : order[right.at];
  if (isBox && right !== undefined && beside !== undefined && right.far < extentOf(beside).size * BOX_GAP) {
    return { at: right.at, replaced: 0, own: runs.map((run) => onLineOf(run, extentOf(beside), true)) };
  }
  const label = left === undefined ? undefined : order[left.at];
  if (left !== undefined && label !== undefined) {
    if (isBox) return { at: left.at + 1, replaced: 0, own: runs.map((run) => onLineOf(run, extentOf(label))) };
    if (isAlone === true) return { at: left.at, replaced: 1, own: [withColon(label), ...runs] };
    return { at: left.at + 1, replaced: 0, own: runs };
  }
  if (right !== undefined) return { at: right.at, replaced: 0, own: runs };
  return { at: above === undefined ? order.length : above.at + 1, replaced: 0, own: runs };
}

/** "Name" beside a field is "Name:". */
function withColon(label: Run): Run {
  const last = label.glyphs.at(-1);
  if (last === undefined || !/[\p{L}\p{N})）]$/u.test(last.text)) return label;
  const sign = /\p{Script=Han}/u.test(last.text) ? "：" : ":";
  return { ...label, glyphs: [...label.glyphs.slice(0, -1), { ...last, text: `${last.text}${sign}` }] };
}

/** A box stands on the line of its text, whatever its own size, and close before what it ticks. */
function onLineOf(run: Run, { left, baseline, size }: Extent, isBefore = false): Run {
  const place = isBefore ? { left: left - size * 1.2, right: left - size * 0.2 } : {};
  return { ...run, glyphs: run.glyphs.map((glyph) => ({ ...glyph, ...place, baseline, size })) };
}
