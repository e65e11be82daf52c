/**
 * Days, months, years and hours as people write them: `2021年6月1日`, `1 June 2021`, `19 Aug.`, `2022-08`, 下午3点; each in
 * one form, as exact as it was written.
 */

import { chineseCount } from "./labels.ts";
import { chineseNumber } from "./zh/chinese-numbers.ts";

/** Beginnings of months in order; the names of no two begin alike. */
export const MONTH_STARTS: readonly string[] = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** A pattern of them, for expressions that look at no case; it names no groups. */
export const MONTH_NAME =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

const HAN_YEAR = "[一二][〇零一二三四五六七八九]{3}";
/** Years of the Republic: 1 is 1912; alone, only with three digits, a month and a day is it no other year: 112年8月1日. */
const ROC_YEAR =
  "(?:中?[华華]?民[国國]\\s?(?<republic>\\d{2,3}|[〇零一二三四五六七八九]{2,3})|(?<!\\d)(?<republic>1[0-3]\\d)(?=\\s?年\\s?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日))\\s?年";
const HAN_SMALL = "[一二三四五六七八九十廿]{1,3}";
const YEAR = "(?:19|20)\\d{2}";

/** The form that says most comes first; a group is named as often as there are forms. */
const FORMS = [
  `${ROC_YEAR}\\s?(?<month>\\d{1,2}|${HAN_SMALL})\\s?月(?:\\s?(?<day>\\d{1,2}|${HAN_SMALL})\\s?日)?`,
  `(?<year>${YEAR}|${HAN_YEAR})\\s?年\\s?(?<month>\\d{1,2}|${HAN_SMALL})\\s?月(?:\\s?(?<day>\\d{1,2}|${HAN_SMALL})\\s?[日号])?`,
  `(?<!\\d)(?<year>${YEAR})\\s?[-/.]\\s?(?<month>\\d{1,2})\\s?[-/.]\\s?(?<day>\\d{1,2})(?!\\d)`,
  `\\b(?<month>${MONTH_NAME})\\.?\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<year>${YEAR})\\b`,
  `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s(?:day\\s)?(?:of\\s)?(?<month>${MONTH_NAME})\\.?,?\\s(?<year>${YEAR})\\b`,
  `\\b(?<month>${MONTH_NAME})\\.?,?\\s(?<year>${YEAR})\\b`,
  `(?<year>${YEAR}|${HAN_YEAR})\\s?年(?!\\d|\\s?(?:第|以|内|期|度))`,
];

/** A day, for patterns that have a day in them; it names no groups. */
export const DAY = `(?:${FORMS.join("|").replaceAll(/\(\?<[a-z]+>/gu, "(?:")})`;

/** Every form has a year; most lines have none, and are not looked through for each form. */
const HAS_YEAR = new RegExp(`${YEAR}|${HAN_YEAR}|民[国國]\\s?[\\d〇零一二三四五六七八九]|1[0-3]\\d\\s?年`, "u");
const ANY_DAY = new RegExp(FORMS.join("|"), "giu");

export function mayHaveDay(text: string): boolean {
  return HAS_YEAR.test(text);
}

interface WrittenDay {
  readonly start: number;
  readonly end: number;
  /** `2021-06-01`, `2021-06` or `2021`. */
  readonly date: string;
}

/** Days in order. @param text folded */
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

const FIRST_OF_REPUBLIC = 1912;

function dateOf({ year = "", republic, month, day }: Readonly<Record<string, string | undefined>>): string | null {
  const digits = (written: string): string =>
    /^\d/u.test(written)
      ? written
      : Array.from(written, (digit) => "〇一二三四五六七八九".indexOf(digit.replace("零", "〇"))).join("");
  const years = republic === undefined ? digits(year) : String(Number(digits(republic)) + FIRST_OF_REPUBLIC - 1);
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

interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly date: DateFigure | ClockFigure;
}

/** A date, as exact as it is written. */
export interface DateFigure {
  readonly kind: "date";
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

export interface ClockFigure {
  /** Minutes since midnight; 1 (Monday) to 7; 1 to 4; 1 or 2; the first year of ten. */
  readonly kind: "time" | "weekday" | "quarter" | "half-year" | "decade";
  readonly number: number;
}

const WEEKDAYS = "mon tue wed thu fri sat sun".split(" ");
const HAN = "[〇零一二三四五六七八九十]";
const N = `(?:\\d{1,2}|${HAN}{1,3})`;
const YEAR_IN_FIGURES = `(?:\\d{4}|[〇零一二三四五六七八九]{4})`;
const TO = "(?:-|~|至|到| to | and |and|、|和)";

const DATE = new RegExp(
  [
    `(?<!\\d)(?<isoYear>\\d{4})[-/.](?<isoMonth>\\d{1,2})[-/.](?<isoDay>\\d{1,2})(?!\\d)`,
    `(?<decade>(?:1[5-9]|20)\\d0)(?:s|年代)(?![A-Za-z])|(?<![\\d.])(?<shortDecade>[5-9]0)年代`,
    `(?<century>\\d{1,2})世纪(?<tens>\\d0)年代`,
    `(?<![\\d.])(?<year>${YEAR_IN_FIGURES}) ?年(?:度|初|底|末)?(?: ?(?<month>${N}) ?月(?: ?(?<day>${N}) ?[日号](?:${TO}(?<toDay>${N}) ?[日号])?)?)?`,
    `(?<![\\d.])(?<zhMonth>${N}) ?月(?:份)?(?: ?(?<zhDay>${N}) ?[日号]?${TO}(?<zhToDay>${N}) ?[日号]| ?(?<zhOneDay>${N}) ?[日号])?`,
    `(?<![A-Za-z])(?<enMonth>${MONTH_NAME})\\.? (?<enDay>\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:${TO}(?<enToDay>\\d{1,2})(?:st|nd|rd|th)?(?!\\d))?(?:,? (?:of )?(?<enYear>\\d{4})(?!\\d))?`,
    `(?<!\\d)(?<dayFirst>\\d{1,2})(?:st|nd|rd|th)?(?:${TO}(?<dayLast>\\d{1,2})(?:st|nd|rd|th)?)? (?:of )?(?<monthAfter>${MONTH_NAME})\\.?(?![A-Za-z])(?:,? (?<yearAfter>\\d{4})(?!\\d))?`,
    `(?<![A-Za-z])(?<monthOfYear>${MONTH_NAME})\\.?,? (?:of )?(?<yearOfMonth>\\d{4})(?!\\d)`,
    `(?<![A-Za-z])(?<bareMonth>January|February|March|April|June|July|August|September|October|November|December)(?![A-Za-z])`,
    `(?<![A-Za-z])(?<weekday>Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)days?(?![A-Za-z])`,
    `(?:星期|礼拜|(?<![每本上下一两三四])周)(?<zhWeekday>[一二三四五六日天])`,
    `(?<daypart>上午|下午|早上|晚上|凌晨|中午)? ?(?<hour>\\d{1,2})(?::|点|时(?!间))(?:(?<minute>\\d{2})分?|(?<halfHour>半))?(?!\\d)(?: ?(?<meridiem>[ap])\\.?m\\.?(?![A-Za-z]))?`,
    `(?<!\\d)(?<meridiemHour>\\d{1,2}) ?(?<meridiemOnly>[ap])\\.?m\\.?(?![A-Za-z])`,
    `(?<![A-Za-z])Q(?<quarter>[1-4])(?!\\d)|(?<quarterWord>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter|(?<![前每各近续去后数])第?(?<zhQuarter>[一二三四1-4])季度`,
    `(?<halfWord>first|second|1st|2nd) half of (?:the )?(?:year|\\d{4})|(?<zhHalf>[上下])半年`,
    `(?<![\\d.,/A-Za-z-])(?<bareYear>(?:1[5-9]|20|21)\\d\\d)(?![\\d,%A-Za-z]|\\.\\d| ?[万亿百千个家名位项种元人吨亩米]| (?:million|billion|thousand|percent|yuan|people|compan|enterprises|projects|tons?|square|mu|km|members|days|hours|US))`,
    `(?<=(?:1[5-9]|20)\\d\\d-)(?<rangeYear>20\\d\\d)(?!\\d)`,
  ].join("|"),
  "giu",
);

/**
 * Days, months, years, hours and weekdays as people write them: `August 19, 2022`, `19 Aug.`, `2022-08-19`, 8月19日,
 * 二〇二二年, `3 p.m.`, 星期一. In order, without overlap; a range gives both its ends. The text is folded.
 */
export function datesIn(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(DATE)) {
    const [start, end] = [match.index, match.index + match[0].length];
    for (const date of datesOf(match.groups ?? {}, match[0])) found.push({ start, end, date });
  }
  return found;
}

type Groups = Readonly<Record<string, string | undefined>>;

function datesOf(groups: Groups, written: string): (DateFigure | ClockFigure)[] {
  const g = (name: string) => groups[name];
  if (g("isoYear") !== undefined) return ofDay(g("isoYear"), g("isoMonth"), g("isoDay"));
  if (g("decade") !== undefined) return [{ kind: "decade", number: Number(g("decade")) }];
  if (g("shortDecade") !== undefined) return [{ kind: "decade", number: 1900 + Number(g("shortDecade")) }];
  if (g("century") !== undefined) {
    return [{ kind: "decade", number: (Number(g("century")) - 1) * 100 + Number(g("tens")) }];
  }
  if (g("year") !== undefined) return ofDay(g("year"), g("month"), g("day"), g("toDay"));
  if (g("zhMonth") !== undefined) return ofDay(undefined, g("zhMonth"), g("zhDay") ?? g("zhOneDay"), g("zhToDay"));
  if (g("enMonth") !== undefined) {
    // "may 5 of them" is no date; a month has a capital letter.
    if (!/^\p{Lu}/u.test(written)) return [];
    return ofDay(g("enYear"), g("enMonth"), g("enDay"), g("enToDay"));
  }
  if (g("dayFirst") !== undefined) return ofDay(g("yearAfter"), g("monthAfter"), g("dayFirst"), g("dayLast"));
  if (g("monthOfYear") !== undefined) return ofDay(g("yearOfMonth"), g("monthOfYear"), undefined);
  if (g("bareMonth") !== undefined) {
    return /^\p{Lu}/u.test(written) ? ofDay(undefined, g("bareMonth"), undefined) : [];
  }
  const weekday = g("weekday");
  if (weekday !== undefined)
    return [{ kind: "weekday", number: 1 + WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()) }];
  const zhWeekday = g("zhWeekday");
  if (zhWeekday !== undefined)
    return [{ kind: "weekday", number: 1 + "一二三四五六日".indexOf(zhWeekday.replace("天", "日")) }];
  if (g("hour") !== undefined || g("meridiemHour") !== undefined) return timeOf(groups, written);
  const quarter = g("quarter") ?? g("quarterWord") ?? g("zhQuarter");
  if (quarter !== undefined) return [{ kind: "quarter", number: small(quarter) }];
  const half = g("halfWord") ?? g("zhHalf");
  if (half !== undefined) return [{ kind: "half-year", number: /first|1st|上/iu.test(half) ? 1 : 2 }];
  const year = g("bareYear") ?? g("rangeYear");
  return year === undefined ? [] : ofDay(year, undefined, undefined);
}

function ofDay(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  toDay?: string,
): DateFigure[] {
  const parts = { year: number(year, true), month: monthOf(month) };
  if ((parts.month !== null && (parts.month < 1 || parts.month > 12)) || (number(day) ?? 1) > 31) return [];
  const days = [day, ...(toDay === undefined ? [] : [toDay])];
  return days.map((one) => ({ kind: "date", ...parts, day: number(one) }));
}

function monthOf(month: string | undefined): number | null {
  if (month === undefined || !/^[a-z]/iu.test(month)) return number(month);
  return monthNumber(month);
}

/** A year is read digit by digit: 二〇二二. */
function number(text: string | undefined, byDigit = false): number | null {
  if (text === undefined) return null;
  if (/^\d/u.test(text)) return Number(text);
  if (!byDigit) return chineseNumber(text) ?? null;
  return Number(Array.from(text, (digit) => Math.max(0, "零〇一二三四五六七八九".indexOf(digit) - 1)).join(""));
}

function small(text: string): number {
  const index = ["first", "second", "third", "fourth"].indexOf(text.toLowerCase());
  return index >= 0 ? index + 1 : (number(text.replace(/(?:st|nd|rd|th)$/iu, "")) ?? 0);
}

function timeOf(groups: Groups, written: string): ClockFigure[] {
  const hour = Number(groups.hour ?? groups.meridiemHour);
  const minute = groups.halfHour === undefined ? Number(groups.minute ?? 0) : 30;
  // `2:1` is a ratio or a score.
  if (hour > 24 || minute > 59 || (written.includes(":") && groups.minute === undefined)) return [];
  const meridiem = (groups.meridiem ?? groups.meridiemOnly)?.toLowerCase();
  const later = meridiem === "p" || /下午|晚上/u.test(groups.daypart ?? "");
  const earlier = meridiem === "a" || /上午|早上|凌晨/u.test(groups.daypart ?? "");
  const ofDayHour = later && hour < 12 ? hour + 12 : earlier && hour === 12 ? 0 : hour;
  return [{ kind: "time", number: ofDayHour * 60 + minute }];
}

const FORM = /^(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|--(\d{2})-(\d{2}))$/;

/** Days of each month; 29 February is refused later in a year that has none. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Dates as exact as their source: `2022-08-19`, `2022-08`, `2022`, or `--02-27` where no year is named. They stay
 * strings, since a missing day is not the first of the month.
 */
export function isPartialDate(value: string): boolean {
  const match = FORM.exec(value);
  if (match === null) return false;
  const [, year, month = match[4], day = match[5]] = match;
  if (year !== undefined && Number(year) === 0) return false;
  if (month === undefined) return true;
  const days = DAYS[Number(month) - 1];
  if (days === undefined) return false;
  if (day === undefined) return true;
  if (Number(day) < 1 || Number(day) > days) return false;
  return !(month === "02" && day === "29" && year !== undefined && !isLeapYear(Number(year)));
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/**
 * English names of months, in full and short: `June`, `Sept`, `Dec`. 1 to 12, by the first three letters; 0 where they
 * are none of a month.
 */
export function monthNumber(name: string): number {
  return MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
