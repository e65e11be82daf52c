/**
 * "Tell me more about the second one" and 那第二条呢 pick an item of the list that was quoted last. The question is asked
 * with the item's own words in place of the number, since no document numbers what an answer listed. Pure.
 */

import { chineseNumber } from "../../language/zh/chinese-numbers.ts";
import type { Turn } from "./follow-up.ts";

const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(
    " ",
  );
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const WORD = `${ORDINALS.join("|")}|last|\\d{1,2}(?:st|nd|rd|th)`;
const ENGLISH = new RegExp(
  `\\bthe (?<nth>${WORD})(?: (?:one|item|point|task|measure|step|option|bullet|part|of (?:them|these|those))\\b|(?=[?.!]?$))|\\b(?:number|item|point) (?<number>\\d{1,2}|${NUMBERS.join("|")})\\b`,
  "iu",
);
/** 第二期 and 第二届 are of the matter, 第二条 may be: it is only where a list was quoted. */
const CHINESE =
  /第(?<nth>[一二三四五六七八九十]{1,3}|\d{1,2})(?:个|個|项|項|条|條|点|點|步|种|種)|最后一?(?<last>个|項|项|条|點|点|步|种)/u;

/** What stands before an item: a bullet, or its number. */
const ITEM =
  /(?:^|[\n\s])(?:[•·▪-]|\(?\d{1,2}[.)、．]|[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、)\s*/u;
/** A title with a number is no list. */
const FEWEST_ITEMS = 2;

export interface Picked {
  /** The question with the item in place of its number. */
  readonly question: string;
  /** What was quoted already, and is no answer. */
  readonly listed: string;
}

/** Null where the question picks nothing, or nothing was listed that it could pick. */
export function pickedItem(question: string, history: readonly Turn[]): Picked | null {
  const found = ENGLISH.exec(question) ?? CHINESE.exec(question);
  const last = history.findLast(({ role, content }) => role !== "user" && content !== "");
  if (found === null || last === undefined) return null;
  const items = itemsIn(last.content);
  const item = items.at(numberOf(found) - 1);
  if (item === undefined || items.length < FEWEST_ITEMS) return null;
  const before = question.slice(0, found.index);
  const after = question.slice(found.index + found[0].length);
  return { question: `${before}${item}${after}`.trim(), listed: last.content };
}

/** Without their marks and their signs at the end. */
function itemsIn(answer: string): string[] {
  const [, ...items] = answer.replaceAll(/\s*\[\d+\]/gu, "").split(new RegExp(ITEM, "gu"));
  return items
    .map(
      (item) =>
        item
          .split("\n")[0]
          ?.trim()
          .replace(/[.;；。,，]+$/u, "") ?? "",
    )
    .filter((item) => item !== "");
}

/** 1-based; 0 is the last. */
function numberOf({ groups = {} }: RegExpExecArray): number {
  const { nth = "", number = "", last } = groups;
  if (last !== undefined || nth.toLowerCase() === "last") return 0;
  const written = `${nth}${number}`.toLowerCase();
  const word = Math.max(ORDINALS.indexOf(written), NUMBERS.indexOf(written)) + 1;
  return word || Number.parseInt(written, 10) || chineseNumber(written) || Number.POSITIVE_INFINITY;
}
