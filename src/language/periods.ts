/**
 * Parts of the year, for search alone, in one form however they are written: `Q1`, `1Q21`, `first quarter` and 第一季度 have
 * the word q1, `first half` and 上半年 the word h1, `Mar.` is March, and 2021-03-15 is a day as the text's language says it.
 * What is quoted stays as the file has it.
 */

import { MONTH_STARTS } from "./dates.ts";

const MONTHS = "january february march april may june july august september october november december".split(" ");
const NTH: Readonly<Record<string, string>> = {
  first: "1",
  second: "2",
  third: "3",
  fourth: "4",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  "1st": "1",
  "2nd": "2",
  "3rd": "3",
  "4th": "4",
};
const ORDINAL = "first|second|third|fourth|1st|2nd|3rd|4th";
const START = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";

const FORMS =
  /q[1-4]|[1-4]q|quarter|half|\dH|季度|半年|\d{4}[-/.]\d|(?<![a-z])(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![a-z])/iu;

/** Most text has none of it, and is not looked through for each form. */
function mayHavePeriod(text: string): boolean {
  return FORMS.test(text) || text.includes("May");
}

/** Quarters that are told one after the other: `the first and second quarters`. */
const QUARTER_LISTED = new RegExp(`${START}(${ORDINAL})(?=(?:,| and| or| to|-) (?:${ORDINAL}) quarters?${END})`, "giu");
const QUARTER_IN_WORDS = new RegExp(`${START}(${ORDINAL})[ -]quarters?${END}`, "giu");
const QUARTER_COUNTED = new RegExp(`${START}quarter (one|two|three|four|[1-4])${END}`, "giu");
/** `Q1`, `2021Q1`, `Q1'21`. */
const QUARTER_IN_FIGURES = new RegExp(`${START}((?:19|20)\\d\\d)?Q([1-4])${END}`, "gu");
/** `1Q`, `1Q21`, `1Q2021`. */
const QUARTER_BEFORE_YEAR = new RegExp(`${START}([1-4])Q(\\d{4}|\\d\\d)?${END}`, "gu");
const HALF_IN_WORDS = new RegExp(`${START}(first|second|1st|2nd)[ -]half${END}`, "giu");
/** `H1` is h1 by itself, and hydrogen as often: it gets no word beside it. */
const HALF_WITH_YEAR = new RegExp(`${START}(?:([12])H((?:19|20)?\\d\\d)?|((?:19|20)\\d\\d)H([12]))${END}`, "gu");
/** 前三季度 are three of them. */
const QUARTER_IN_HAN = /(?:第 ?|(?<![前每各近续去后数\d.]))([1-4]) ?(?=季度)/gu;
const HALF_IN_HAN = /[上下](?=半年)/gu;

const MONTH_SHORT = new RegExp(`${START}(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)${END}\\.?`, "giu");
/** The month among the verbs: beside a figure, after a preposition of time, or alone in a cell. */
const MAY =
  /(?<=\d(?:st|nd|rd|th)?,? |\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Ll]ate|[Ee]arly|[Mm]id|[Ll]ast|[Nn]ext) )May\b|\bMay(?= \d)|(?<=(?:^|\|) *)May(?= *(?:\||$))/gmu;
/** A word that no verb is, since `may` is none that is looked for. */
const MONTH_OF_MAY = "5may";
const DAY_IN_FIGURES =
  /(?<![\p{L}\p{N}./-])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\p{N}/-]|\.\d)/gu;
/** The number of a circular is no month: 2021-12号. */
const MONTH_IN_FIGURES = /(?<![\p{L}\p{N}./-]|\b[Nn]o\.? ?)((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?![\p{L}\p{N}/-]|\.\d)/gu;

/** @param text folded, with its digits as digits, and its capitals */
export function withPeriods(text: string): string {
  if (!mayHavePeriod(text)) return text;
  const isHan = /\p{Script=Han}/u.test(text);
  const quarter = isHan ? "季度" : " quarter";
  const day = (year: string, month: string, date?: string): string =>
    isHan
      ? `${year}年${Number(month)}月${date === undefined ? "" : `${Number(date)}日`}`
      : `${year} ${monthWord(Number(month))}${date === undefined ? "" : ` ${Number(date)}`}`;
  return text
    .replace(QUARTER_LISTED, (_, nth: string) => ` q${NTH[nth.toLowerCase()]} `)
    .replace(QUARTER_IN_WORDS, (_, nth: string) => ` q${NTH[nth.toLowerCase()]} quarter`)
    .replace(QUARTER_COUNTED, (_, nth: string) => ` q${NTH[nth.toLowerCase()] ?? nth} quarter`)
    .replace(QUARTER_IN_FIGURES, (_, year: string | undefined, nth: string) => `${year ?? ""} q${nth}${quarter}`)
    .replace(QUARTER_BEFORE_YEAR, (_, nth: string, year: string | undefined) => ` q${nth}${quarter} ${fullYear(year)}`)
    .replace(QUARTER_IN_HAN, (_, nth: string) => ` q${nth}`)
    .replace(HALF_IN_WORDS, (_, nth: string) => ` h${NTH[nth.toLowerCase()]} half`)
    .replace(HALF_WITH_YEAR, halfOf)
    .replace(HALF_IN_HAN, (half) => ` h${half === "上" ? 1 : 2}${half}`)
    .replace(DAY_IN_FIGURES, (_, year: string, __: string, month: string, date: string) => day(year, month, date))
    .replace(MONTH_IN_FIGURES, (_, year: string, month: string) => day(year, month))
    .replace(MONTH_SHORT, (_, name: string) => MONTHS[MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase())] ?? name)
    .replace(MAY, MONTH_OF_MAY);
}

function halfOf(_: string, nth?: string, year?: string, yearBefore?: string, nthAfter?: string): string {
  return `${yearBefore ?? ""} h${nth ?? nthAfter} ${fullYear(year)}`;
}

function fullYear(year: string | undefined): string {
  return year === undefined ? "" : year.length === 2 ? `20${year}` : year;
}

function monthWord(month: number): string {
  return month === 5 ? MONTH_OF_MAY : (MONTHS[month - 1] ?? "");
}

const NTH_WORDS = ["first", "second", "third", "fourth"];
const MONTH_ABBREVIATED = new RegExp(
  `${START}(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)${END}\\.?(?= *(?:\\||$|[:,;]|\\d))`,
  "gmu",
);

/**
 * Says periods in words, for a model that reads words better than figures: `Q1` is first quarter, and `Mar | 15` is
 * March.
 */
export function periodsInWords(text: string): string {
  if (!mayHavePeriod(text)) return text;
  return text
    .replace(QUARTER_IN_FIGURES, (_, year: string | undefined, nth: string) => {
      return `${year === undefined ? "" : `${year} `}${NTH_WORDS[Number(nth) - 1]} quarter`;
    })
    .replace(QUARTER_BEFORE_YEAR, (_, nth: string, year: string | undefined) => {
      return `${NTH_WORDS[Number(nth) - 1]} quarter ${fullYear(year)}`.trim();
    })
    .replace(MONTH_ABBREVIATED, (_, name: string) =>
      capital(MONTHS[MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase())] ?? name),
    );
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
