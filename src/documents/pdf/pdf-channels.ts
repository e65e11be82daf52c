/**
 * Gaps inside of lines that stand below each other: where several lines in a row have one at the same place, it is the
 * gutter between two columns, however narrow. The gaps of justified words do not line up.
 */

export interface Gap {
  /** Index of its line, and of the glyph after it in the line. */
  readonly line: number;
  readonly index: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

interface Line {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

interface Channel {
  left: number;
  right: number;
  readonly gaps: Gap[];
}

/** Lines that have a gap at the same place. */
const FEWEST_LINES = 4;
/** Share of the size that they have in common. */
const NARROWEST = 0.3;
/** Sizes from one to the next: between them may be a row of several lines, or a line that ends before it. */
const LARGEST_STEP = 5;
const MOST_GAPS = 4_000;

/** @returns where to cut, by line, in rising order */
export function alignedGaps(gaps: readonly Gap[], lines: readonly Line[]): ReadonlyMap<number, readonly number[]> {
  const cuts = new Map<number, number[]>();
  if (gaps.length > MOST_GAPS) return cuts;
  const open: Channel[] = [];
  const closed: Channel[] = [];
  for (const gap of gaps.toSorted((one, other) => one.baseline - other.baseline)) {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const last = open[index]?.gaps.at(-1);
      if (last !== undefined && gap.baseline - last.baseline <= gap.size * LARGEST_STEP) continue;
      closed.push(...open.splice(index, 1));
    }
    const channel = open.find(
      ({ left, right }) => Math.min(right, gap.right) - Math.max(left, gap.left) >= gap.size * NARROWEST,
    );
    if (channel === undefined) open.push({ left: gap.left, right: gap.right, gaps: [gap] });
    else {
      channel.left = Math.max(channel.left, gap.left);
      channel.right = Math.min(channel.right, gap.right);
      channel.gaps.push(gap);
    }
  }
  for (const channel of [...closed, ...open]) {
    if (new Set(channel.gaps.map(({ line }) => line)).size < FEWEST_LINES || isCrossed(channel, lines)) continue;
    for (const { line, index } of channel.gaps) cuts.set(line, [...(cuts.get(line) ?? []), index]);
  }
  for (const [line, at] of cuts)
    cuts.set(
      line,
      [...new Set(at)].sort((one, other) => one - other),
    );
  return cuts;
}

/** A line without the gap that goes over it: then it is chance that the others have it. */
function isCrossed({ left, right, gaps }: Channel, lines: readonly Line[]): boolean {
  const own = new Set(gaps.map(({ line }) => line));
  const [top, bottom] = [gaps[0]?.baseline ?? 0, gaps.at(-1)?.baseline ?? 0];
  return lines.some(
    (line, index) =>
      !own.has(index) && line.baseline > top && line.baseline < bottom && line.left < left && line.right > right,
  );
}
