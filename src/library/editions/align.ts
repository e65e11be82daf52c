/**
 * Finds which block of one edition says what a block of the other says. Sections are paired first, in their order, by
 * depth, form, figures and shared words; then the blocks of paired sections by their runs: so many paragraphs, a note,
 * so many list items. A pair that could as well be another one is left out. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { isNote } from "../../language/about-text.ts";
import { MONTH_STARTS, monthNumber } from "../../language/dates.ts";

export interface Edition {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Words of one language for both editions, of what stands between two offsets; absent where there are none. */
  readonly wordsBetween?: ((start: number, end: number) => readonly string[]) | undefined;
}

/** Indices of blocks: of the one edition to the other. */
export type Pairs = ReadonlyMap<number, number>;

/** A heading, if there is one, and the blocks up to the next. */
interface Section {
  readonly blocks: readonly number[];
  readonly depth: number;
  readonly evidence: PairEvidence;
  readonly form: string;
}

/** Without it two sections are no pair, whatever stands around them. */
const LEAST_LIKENESS = 0.3;
/**
 * Where editions differ in their outline, a pair must be so much likelier than any other pair of either section; where
 * they do not, no other pair may be so much likelier.
 */
const LEAST_MARGIN = 0.08;

export function alignEditions(one: Edition, other: Edition): Pairs {
  const [ours, theirs] = [sectionsOf(one), sectionsOf(other)];
  const likeness = ours.map((own) => theirs.map((their) => likenessOf(own, their)));
  const paired = bestInOrder(likeness);
  const sameOutline =
    ours.map(({ depth }) => depth).join() === theirs.map(({ depth }) => depth).join() &&
    paired.every(([own, their]) => own === their) &&
    paired.length === ours.length;
  const pairs = new Map<number, number>();
  for (const [own, their] of paired) {
    const [ownSection, theirSection] = [ours[own], theirs[their]];
    if (ownSection === undefined || theirSection === undefined) continue;
    // Where a heading is missing, a section may hold two of the other edition: only one of the very same form is sure.
    const least = sameOutline ? -LEAST_MARGIN : LEAST_MARGIN;
    if (!sameOutline && ownSection.form !== theirSection.form) continue;
    if (marginOf(likeness, own, their) < least) continue;
    for (const [index, counterpart] of pairedBlocks(one, ownSection, other, theirSection))
      pairs.set(index, counterpart);
  }
  return pairs;
}

function sectionsOf(edition: Edition): Section[] {
  const groups: number[][] = [];
  edition.blocks.forEach(({ kind }, index) => {
    const group = groups.at(-1);
    if (kind === "heading" || group === undefined) groups.push([index]);
    else group.push(index);
  });
  return groups.map((blocks) => {
    const [first = 0, last = first] = [blocks[0], blocks.at(-1)];
    const [start, end] = [edition.blocks[first]?.start ?? 0, edition.blocks[last]?.end ?? 0];
    return {
      blocks,
      depth: edition.blocks[first]?.kind === "heading" ? (edition.blocks[first]?.section.length ?? 0) : 0,
      evidence: evidenceIn(edition.text.slice(start, end), edition.wordsBetween?.(start, end)),
      form: blocks.map((index) => formOf(edition, index)).join(""),
    };
  });
}

/** One letter for what a block is. */
function formOf({ text, blocks }: Edition, index: number): string {
  const block = blocks[index];
  if (block === undefined) return "";
  if (block.kind === "paragraph" && isNote(text.slice(block.start, block.end))) return "n";
  return block.kind.charAt(0);
}

function likenessOf(own: Section, their: Section): number {
  if (own.depth !== their.depth) return 0;
  const longest = Math.max(own.form.length, their.form.length, 1);
  const form = commonLength(own.form, their.form) / longest;
  return 0.5 * form + alike(own.evidence, their.evidence);
}

/** Length of the longest common subsequence. */
function commonLength(one: string, other: string): number {
  let before = new Array<number>(other.length + 1).fill(0);
  for (const letter of one) {
    let left = 0;
    let diagonal = 0;
    before = before.map((up, at) => {
      const matched = at > 0 && other[at - 1] === letter ? diagonal + 1 : 0;
      diagonal = up;
      left = Math.max(matched, up, left);
      return left;
    });
  }
  return before.at(-1) ?? 0;
}

/** Pairs in the order of both, with the greatest sum of likeness. */
function bestInOrder(likeness: readonly (readonly number[])[]): [number, number][] {
  const columns = likeness[0]?.length ?? 0;
  let above = new Array<number>(columns + 1).fill(0);
  const sums = [above];
  for (const row of likeness) {
    let left = 0;
    let diagonal = 0;
    const next = above.map((up, at) => {
      const value = at === 0 ? 0 : (row[at - 1] ?? 0);
      const paired = value < LEAST_LIKENESS ? -1 : diagonal + value;
      diagonal = up;
      left = at === 0 ? 0 : Math.max(paired, up, left);
      return left;
    });
    sums.push(next);
    above = next;
  }
  const pairs: [number, number][] = [];
  let [row, column] = [likeness.length, columns];
  while (row > 0 && column > 0) {
    const sum = sums[row]?.[column] ?? 0;
    if (sum === (sums[row - 1]?.[column] ?? 0)) row -= 1;
    else if (sum === (sums[row]?.[column - 1] ?? 0)) column -= 1;
    else {
      row -= 1;
      column -= 1;
      pairs.unshift([row, column]);
    }
  }
  return pairs;
}

/** Margin by which it is likelier than any other pair of its row or column. */
function marginOf(likeness: readonly (readonly number[])[], own: number, their: number): number {
  const value = likeness[own]?.[their] ?? 0;
  const inRow = (likeness[own] ?? []).filter((_, column) => column !== their);
  const inColumn = likeness.filter((_, row) => row !== own).map((row) => row[their] ?? 0);
  return value - Math.max(0, ...inRow, ...inColumn);
}

interface Run {
  readonly form: string;
  readonly blocks: readonly number[];
}

function pairedBlocks(one: Edition, own: Section, other: Edition, their: Section): [number, number][] {
  const [ourRuns, theirRuns] = [runsOf(one, own), runsOf(other, their)];
  const evidenceOf = (edition: Edition, index: number): PairEvidence => {
    const { start, end } = edition.blocks[index] ?? { start: 0, end: 0 };
    return evidenceIn(edition.text.slice(start, end));
  };
  return runPairs(ourRuns, theirRuns).flatMap(([ourRun, theirRun]): [number, number][] => {
    return ourRun.blocks.flatMap((index, at): [number, number][] => {
      const counterpart = theirRun.blocks[at];
      if (counterpart === undefined) return [];
      const agree = alike(evidenceOf(one, index), evidenceOf(other, counterpart)) >= 0;
      return agree ? [[index, counterpart]] : [];
    });
  });
}

function runsOf(edition: Edition, { blocks }: Section): Run[] {
  const runs: { form: string; blocks: number[] }[] = [];
  for (const index of blocks) {
    const form = formOf(edition, index);
    const run = runs.at(-1);
    if (run?.form === form) run.blocks.push(index);
    else runs.push({ form, blocks: [index] });
  }
  return runs;
}

/**
 * Runs of the same form and length, counted from the front and from the back as far as both go the same way. Where they
 * part, the last run on either side may have lost a block to what differs: only a heading is sure there.
 */
function runPairs(ours: readonly Run[], theirs: readonly Run[]): [Run, Run][] {
  const shorter = Math.min(ours.length, theirs.length);
  const pairAt = (own: number, their: number): [Run, Run] | null => {
    const [one, other] = [ours.at(own), theirs.at(their)];
    const same = one !== undefined && one.form === other?.form && one.blocks.length === other.blocks.length;
    return same ? [one, other] : null;
  };
  const walk = (at: (step: number) => number, most: number): [Run, Run][] => {
    const pairs: [Run, Run][] = [];
    for (let step = 0; step < most; step += 1) {
      const pair = pairAt(at(step), at(step));
      if (pair === null) break;
      pairs.push(pair);
    }
    return pairs;
  };
  const front = walk((step) => step, shorter);
  if (front.length === ours.length && front.length === theirs.length) return front;
  const back = walk((step) => -1 - step, shorter - front.length);
  return [front, back].flatMap((pairs) =>
    pairs.filter((pair, at) => at < pairs.length - 1 || pair[0].form === HEADING),
  );
}

const HEADING = "h";

interface PairEvidence {
  /** Figures by their leading digits, since 1.1 billion yuan are 11亿元. */
  readonly figures: ReadonlySet<string>;
  /** Length in English words: a Han character counts as six tenths of one. */
  readonly length: number;
  readonly words: ReadonlyMap<string, number> | null;
}

const MONTH = new RegExp(
  String.raw`\b(${MONTH_STARTS.map((month) => `${month}[a-z]{0,6}`).join("|")})\.? \d|\b(?:in|of) (${MONTH_STARTS.join("|")})[a-z]*\b`,
  "giu",
);
const HAN_AS_WORDS = 0.6;
/** A translation is at most so many times as long, or as short; under a line it may be more. */
const LONGEST = 3;
const A_LINE = 6;

/**
 * Evidence that two texts in two languages say the same, or do not: figures, names in Latin letters, length, and,
 * where both have words of one language, those.
 * @param words of one language for both texts, where there are such
 */
function evidenceIn(text: string, words?: readonly string[]): PairEvidence {
  const numbers = Array.from(text.normalize("NFKC").matchAll(/\d[\d.,:]*/gu), ([number]) => leadingDigits(number));
  const months = Array.from(text.matchAll(MONTH), ([, before, after]) =>
    String(monthNumber(before ?? after ?? "")),
  ).map(leadingDigits);
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}[\p{Script=Latin}'’-]*/gu)?.length ?? 0;
  const counts = new Map<string, number>();
  for (const word of words ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return {
    figures: new Set([...numbers, ...months].filter((digits) => digits !== "")),
    length: han * HAN_AS_WORDS + latin,
    words: words === undefined || words.length === 0 ? null : counts,
  };
}

/** @returns from -1 (they contradict each other) to about 2 */
function alike(one: PairEvidence, other: PairEvidence): number {
  const [shorter, longer] = [one.length, other.length].sort((first, second) => first - second);
  if ((longer ?? 0) > A_LINE && (longer ?? 0) > (shorter ?? 0) * LONGEST + A_LINE) return -1;
  const shared = [...one.figures].filter((figure) => other.figures.has(figure)).length;
  const fewest = Math.min(one.figures.size, other.figures.size);
  if (fewest > 0 && shared === 0) return -1;
  const figures = fewest === 0 ? 0 : (0.5 * shared) / Math.max(one.figures.size, other.figures.size);
  return figures + cosine(one.words, other.words);
}

function cosine(one: PairEvidence["words"], other: PairEvidence["words"]): number {
  if (one === null || other === null) return 0;
  let product = 0;
  for (const [word, count] of one) product += Math.sqrt(count * (other.get(word) ?? 0));
  const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  return product / Math.sqrt(total(one) * total(other) || 1);
}

/** `2,100`, `2.1` and `21000` begin alike: units are written in another way in each language. */
function leadingDigits(number: string): string {
  return number.replaceAll(/\D/gu, "").replace(/^0+/u, "").replace(/0+$/u, "");
}
