/**
 * Evidence that two texts in two languages say the same, or do not: figures, names in Latin letters, length, and, where
 * both have words of one language, those. Pure.
 */

import { MONTH_STARTS, monthNumber } from "../../language/months.ts";

export interface PairEvidence {
  /** Figures by their leading digits, since 1.1 billion yuan are 11亿元. */
  readonly figures: ReadonlySet<string>;
  /** In English words: a Han character counts as six tenths of one. */
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

/** @param words of one language for both texts, where there are such */
export function evidenceIn(text: string, words?: readonly string[]): PairEvidence {
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
export function alike(one: PairEvidence, other: PairEvidence): number {
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
