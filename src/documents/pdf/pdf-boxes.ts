/**
 * Boxes beside the text that are drawn before all of it: browsers paint what floats first, so that a box comes even before
 * the title of the page. It is read where it begins, after what stands above it; where nothing does, as it was drawn.
 */

import type { Segment } from "./pdf-segments.ts";

interface Part {
  readonly segments: readonly Segment[];
  readonly top: number;
  readonly bottom: number;
}

/** Sizes of the text from line to line between two paragraphs. */
const PARAGRAPH_STEP = 1.6;
/** Share by which a heading is larger or smaller than what stands below it. */
const OTHER_SIZE = 0.06;

/** @param flows in the order in which they are read; the parts of one that a box stands in come one after the other */
export function boxesInPlace<Flow extends Part>(flows: readonly Flow[]): readonly (readonly Segment[])[] {
  const parts = flows.map(({ segments }) => segments);
  for (let index = 0; index + 1 < flows.length; index += 1) {
    const box = flows[index];
    const at = flows.findIndex((main, other) => other > index && box !== undefined && isBeside(box, main));
    const main = flows[at];
    if (box === undefined || main === undefined) continue;
    const place = parts.indexOf(main.segments);
    const whole = place === -1 ? undefined : parts[place];
    if (whole === undefined) continue;
    const cut = boundaryAbove(whole, box.top);
    if (cut === undefined) continue;
    parts.splice(parts.indexOf(box.segments), 1);
    parts.splice(parts.indexOf(whole), 1, ...[whole.slice(0, cut), box.segments, whole.slice(cut)]);
  }
  return parts.filter((segments) => segments.length > 0);
}

/** Text that begins above the box, is longer, and leaves its place free. */
function isBeside(box: Part, main: Part): boolean {
  if (main.top >= box.top || main.bottom <= box.top || main.segments.length <= box.segments.length) return false;
  const left = Math.min(...box.segments.map((segment) => segment.left));
  const right = Math.max(...box.segments.map((segment) => segment.right));
  return main.segments.every(
    (segment) =>
      segment.baseline < box.top - segment.size ||
      segment.baseline > box.bottom + segment.size ||
      segment.left >= right ||
      segment.right <= left,
  );
}

/** Place where the last paragraph or title ends that stands above a place; undefined where none does. */
function boundaryAbove(segments: readonly Segment[], top: number): number | undefined {
  for (let index = segments.length - 1; index > 0; index -= 1) {
    const [before, next] = [segments[index - 1], segments[index]];
    if (before === undefined || next === undefined || before.baseline >= top) continue;
    const step = next.baseline - before.baseline;
    const differs = Math.abs(next.size - before.size) > before.size * OTHER_SIZE || next.bold !== before.bold;
    if (differs || step > Math.max(before.size, next.size) * PARAGRAPH_STEP) return index;
  }
  return undefined;
}
