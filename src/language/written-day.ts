/**
 * Days as documents write them, in a sentence or alone: `2021年6月1日`, `二〇二一年六月一日`, `1 June 2021`, `June 1st, 2021`,
 * `2021-06-01`. They come out as exact as they are written. Pure.
 */

import { chineseCount } from "./clause-label.ts";
import { MONTH_NAME, monthNumber } from "./months.ts";
import { isPartialDate } from "./partial-date.ts";

const HAN_YEAR = "[一二][〇零一二三四五六七八九]{3}";
const HAN_SMALL = "[一二三四五六七八九十廿]{1,3}";
const YEAR = "(?:19|20)\\d{2}";

/** The form that says most comes first; a group is named as often as there are forms. */
const FORMS = [
  `(?<year>${YEAR}|${HAN_YEAR})\\s?年\\s?(?<month>\\d{1,2}|${HAN_SMALL})\\s?月(?:\\s?(?<day>\\d{1,2}|${HAN_SMALL})\\s?[日号])?`,
  `(?<!\\d)(?<year>${YEAR})\\s?[-/.]\\s?(?<month>\\d{1,2})\\s?[-/.]\\s?(?<day>\\d{1,2})(?!\\d)`,
  `\\b(?<month>${MONTH_NAME})\\.?\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<year>${YEAR})\\b`,
  `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s(?:day\\s)?(?:of\\s)?(?<month>${MONTH_NAME})\\.?,?\\s(?<year>${YEAR})\\b`,
  `\\b(?<month>${MONTH_NAME})\\.?,?\\s(?<year>${YEAR})\\b`,
  `(?<year>${YEAR}|${HAN_YEAR})\\s?年(?!\\d|\\s?(?:第|以|内|期|度))`,
];

/** For patterns that have a day in them; it names no groups. */
export const DAY = `(?:${FORMS.join("|").replaceAll(/\(\?<[a-z]+>/gu, "(?:")})`;

/** Every form has a year; most lines have none, and are not looked through for each form. */
const HAS_YEAR = new RegExp(`${YEAR}|${HAN_YEAR}`, "u");
const ANY_DAY = new RegExp(FORMS.join("|"), "giu");

export function mayHaveDay(text: string): boolean {
  return HAS_YEAR.test(text);
}

export interface WrittenDay {
  readonly start: number;
  readonly end: number;
  /** `2021-06-01`, `2021-06` or `2021`. */
  readonly date: string;
}

/** In order. @param text folded */
export function daysIn(text: string): WrittenDay[] {
  if (!HAS_YEAR.test(text)) return [];
  return Array.from(text.matchAll(ANY_DAY)).flatMap((match) => {
    const date = dateOf(match.groups ?? {});
    return date === null ? [] : [{ start: match.index, end: match.index + match[0].length, date }];
  });
}

/** The first day in a short text. @param text folded */
export function dayIn(text: string): string | null {
  return daysIn(text)[0]?.date ?? null;
}

function dateOf({ year = "", month, day }: Readonly<Record<string, string | undefined>>): string | null {
  const years = /^\d/u.test(year)
    ? year
    : Array.from(year, (digit) => "〇一二三四五六七八九".indexOf(digit.replace("零", "〇"))).join("");
  const date = [years, ...[month, day].filter((part) => part !== undefined).map(twoDigits)].join("-");
  return isPartialDate(date) ? date : null;
}

function twoDigits(part: string): string {
  const month = monthNumber(part);
  const number = month > 0 ? String(month) : chineseCount(part.replace("廿", "二十"));
  return number.padStart(2, "0");
}

/** The last day of a term that begins on a day: two years from `2021-06-01` end on `2023-05-31`. Null for part dates. */
export function endOfTerm(from: string, years: number, months = 0): string | null {
  const [year, month, day] = from.split("-").map(Number);
  if (year === undefined) return null;
  if (month === undefined) return months > 0 ? null : String(year + years - 1);
  const end = new Date(Date.UTC(year + years, month - 1 + months, (day ?? 1) - 1));
  const date = end.toISOString().slice(0, 10);
  return day === undefined ? date.slice(0, 7) : date;
}

/** The day so many days after another. Null for part dates. */
export function daysAfter(day: string, days: number): string | null {
  if (day.length !== 10) return null;
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
