/**
 * "What did a stand cost last year?" and "the budget for 2017" are not answered by this year's price or the budget for
 * 2018, however alike the sentences are. Pure.
 */

import { isInForce } from "../../library/validity/validity.ts";
import { textOfWhole } from "./choose.ts";
import type { TextOf, Unit } from "./units.ts";

const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/gu;

/** Years before or after the one that is asked in, by the words for them. */
const RELATIVE: readonly (readonly [years: number, asked: RegExp])[] = [
  [-2, /前年|the year before last|two years ago/iu],
  [-1, /去年|上一?年度?|\b(?:last|the previous|the past) year\b/iu],
  [1, /明年|次年|\bnext year\b/iu],
];

/** @param day on which it is asked, as `2026-11-22` */
export function unitOfAnotherYear(unit: Unit | undefined, question: string, day: string, textOf: TextOf): boolean {
  if (unit === undefined) return false;
  const { evidence, standing } = unit.candidate;
  const { document, section } = evidence.passage;
  return isOfAnotherYear({
    question,
    day,
    text: textOfWhole(unit, textOf),
    isInForce: isInForce(standing),
    inForce: `${document.effectiveFrom ?? ""} ${document.effectiveUntil ?? ""}`,
    around: [document.title, document.published ?? "", ...section].join(" "),
  });
}

interface AskedYearOptions {
  readonly question: string;
  /** Day on which it is asked, such as `2026-11-22`. */
  readonly day: string;
  /** Text that would be quoted. */
  readonly text: string;
  /** Title and headings over it. */
  readonly around: string;
  /** The days from and until which it is in force. */
  readonly inForce?: string;
  /** True if what it says counts today, since the year that it names. */
  readonly isInForce: boolean;
}

/** False too where nothing tells of which year it is. */
export function isOfAnotherYear({ question, day, text, around, inForce = "", isInForce }: AskedYearOptions): boolean {
  const today = Number(day.slice(0, 4));
  const named = yearsIn(question);
  const relative = RELATIVE.find(([, asked]) => asked.test(question));
  const asked = named.length > 0 ? named : relative === undefined ? [] : [today + relative[0]];
  if (asked.length === 0) return false;
  const [own, over] = [yearsIn(text), yearsIn(around)];
  if (asked.some((year) => over.includes(year))) return false;
  if (own.length === 0) return named.length === 0 && relative !== undefined && !relative[1].test(text);
  if (named.length === 0 && relative?.[1].test(text) === true) return false;
  const years = [...own, ...yearsIn(inForce)];
  const from = Math.min(...years);
  const until = Math.max(...years, isInForce ? today : 0);
  return !asked.some((year) => from <= year && year <= until);
}

function yearsIn(text: string): number[] {
  return Array.from(text.matchAll(YEAR), ([year]) => Number(year));
}
