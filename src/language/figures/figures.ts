/**
 * The figures of a text: sums, counts, shares, dates, times, ordinals and numbers of documents, each in one form whatever
 * the language and the way of writing. A claim may use a figure only if its quote has it: 三十亿元 for `3 billion yuan`,
 * but not 3 million, not dollars, and not 13 billion. Pure.
 */

import { folded } from "../canonical.ts";
import { type ClockFigure, type DateFigure, datesIn } from "../dates.ts";
import {
  countsSomething,
  currencyBefore,
  exact,
  type Numeral,
  numeralsIn,
  TENTHS,
  type Unit,
  unitAfter,
  unitNamed,
} from "./quantities.ts";

interface QuantityFigure {
  readonly kind: "quantity";
  /** Value in the canonical unit. */
  readonly value: number;
  /** Null for a bare number. */
  readonly unit: Unit | null;
  /** "More than", "at most", "about". */
  readonly bound: "least" | "most" | "about" | null;
}

interface OrdinalFigure {
  readonly kind: "ordinal";
  readonly number: number;
}

/** A document's number, a standard, a model: GB/T 1234-2020, 工信部规〔2021〕5号, 5G. */
interface CodeFigure {
  readonly kind: "code";
  /** Letters and digits only, lower case. */
  readonly code: string;
}

export type Figure = (DateFigure | ClockFigure | QuantityFigure | OrdinalFigure | CodeFigure) & {
  /** Text as it is written. */
  readonly text: string;
  /** Offsets in the folded text. */
  readonly start: number;
  readonly end: number;
};

interface Found {
  readonly start: number;
  readonly end: number;
  readonly figure: DateFigure | ClockFigure | QuantityFigure | OrdinalFigure | CodeFigure;
}

const ORDINAL_WORDS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(
    " ",
  );
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/** 十三五 is the thirteenth plan of five years. */
const FIVE_YEAR_PLAN = /十(?<nth>[一二三四五六])五(?=规划|计划|期间|时期|'|末|发展|以来|纲要|[^\p{Script=Han}]|$)/gu;
const DOCUMENT_NUMBER =
  /(?<issuer>\p{Script=Han}{0,8}?)[[(〔【]\s?(?<year>\d{4})\s?[\])〕】]\s?(?:第\s?)?(?<number>\d+)\s?号/gu;
/** A standard's letters before its number, and what else would look like a quantity: 5G, 8K, 6N. */
const STANDARD =
  /(?<![A-Za-z\d])(?:[A-Z]{1,5}\/[A-Z]{1,3} ?\d+(?:[.-]\d+)*|[A-Z]{2,5} ?\d+(?:\.\d+)?-\d{4}|\d{1,2}[A-Z])(?![A-Za-z\d])/gu;
/** Letters and digits in one word. */
const CODE = /(?<![A-Za-z\d])(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z\d]+(?:[-/.][A-Za-z\d]+)*(?![A-Za-z\d])/gu;
const ORDINAL = new RegExp(
  [
    `(?<![A-Za-z]|(?:\\b(?:an?|one|two|three|four|nine)[ -]))(?<word>${ORDINAL_WORDS.join("|")})(?![A-Za-z])`,
    "(?<!\\d)(?<digits>\\d{1,3})(?:st|nd|rd|th)(?![A-Za-z])",
    "第 ?(?<zh>\\d{1,4}|[一二三四五六七八九十百]+)",
    "(?<lead>首)(?=[期批个次届家])",
    "(?<![\\d第三十])(?<phase>[一二三四])期(?=[工项投建的为]|[^\\p{Script=Han}]|$)",
    "(?<![A-Za-z])(?:phase|part|chapter|stage|article|annex|section|no\\.?|number) ?(?:(?<label>\\d{1,4})(?![\\d.]|th|st)|(?<roman>[ivx]{1,4})(?![a-z]))",
    "(?<!\\d)(?<numbered>\\d{1,4})号(?!线)",
  ].join("|"),
  "giu",
);

const MONEY_BEFORE = " ?(?:rmb|us|cny)?\\$?¥?$";
const AT_LEAST = new RegExp(
  `(?:more than|over|above|exceed(?:s|ing|ed)?|at least|a minimum of|minimum|no(?:t)? (?:less|lower|fewer|shorter) than|longer than|超过|超|逾|不少于|不低于|不小于|至少|最少|大于|高于|多于|突破)了?(?:为|有|提前)?${MONEY_BEFORE}`,
  "iu",
);
const AT_MOST = new RegExp(
  `(?:less than|under|below|at most|a maximum of|maximum|no(?:t)? (?:more|longer|later|higher) than|not exceed(?:ing)?|up to|fewer than|within|不超过|不高于|不多于|低于|少于|小于|至多|最多|最长|最高|不足|不到)(?:为|有|可(?:以)?[申请报销]{2}|(?<=至多|最多)(?:(?![一二三四五六七八九十百千两])\\p{Script=Han}){1,12})?${MONEY_BEFORE}`,
  "iu",
);
const ABOUT = new RegExp(
  `(?:(?<![a-z])(?:about|around|approximately|roughly|nearly|almost)|大约|(?<![大签合条节制公契预邀特违履])约|(?<![最附])近|将近|接近)有?${MONEY_BEFORE}`,
  "iu",
);
/** A unit that is not known may stand between: 860份以上. */
const AT_LEAST_AFTER = /^ ?(?:\p{Script=Han}?(?<![年月日])以上|or more|or longer|and above|or above)/iu;
const AT_MOST_AFTER =
  /^ ?(?:\p{Script=Han}?(?<![年月日])(?:以下|以内|之内)|内(?![容部]|有效)|or less|or fewer|or below)/iu;
const ABOUT_AFTER = /^ ?(?:左右|上下)/u;

/** Only after a sign of money: elsewhere an `m` is a metre. */
const MONEY_SCALES: Readonly<Record<string, number>> = { m: 1e6, b: 1e9 };

/** Figures in the order of the text. */
export function figuresIn(text: string): Figure[] {
  const line = folded(text);
  const found: Found[] = [];
  let rest = line;
  const take = (more: readonly Found[]): void => {
    for (const one of more) {
      found.push(one);
      rest = `${rest.slice(0, one.start)}${"\u0001".repeat(one.end - one.start)}${rest.slice(one.end)}`;
    }
  };
  take(plansIn(rest));
  take(documentNumbersIn(rest));
  take(codesIn(rest, STANDARD));
  take(datesIn(rest).map(({ start, end, date }) => ({ start, end, figure: date })));
  take(ordinalsIn(rest));
  take(quantitiesIn(rest));
  take(codesIn(rest, CODE));
  return found
    .sort((one, other) => one.start - other.start)
    .map(({ start, end, figure }) => ({ ...figure, start, end, text: line.slice(start, end) }));
}

function plansIn(text: string): Found[] {
  return [...text.matchAll(FIVE_YEAR_PLAN)].flatMap(({ 0: plan, index, groups }) => {
    const place = { start: index, end: index + plan.length };
    const number = 11 + "一二三四五六".indexOf(groups?.nth ?? "");
    const years: QuantityFigure = { kind: "quantity", value: 5, unit: unitNamed("year"), bound: null };
    return [
      { ...place, figure: { kind: "ordinal", number } },
      { ...place, figure: years },
    ] satisfies Found[];
  });
}

function documentNumbersIn(text: string): Found[] {
  return [...text.matchAll(DOCUMENT_NUMBER)].map(({ 0: written, index, groups }) => ({
    start: index,
    end: index + written.length,
    figure: {
      kind: "code",
      code: `${groups?.issuer ?? ""}${groups?.year ?? ""}-${groups?.number ?? ""}`.toLowerCase(),
    },
  }));
}

function ordinalsIn(text: string): Found[] {
  return [...text.matchAll(ORDINAL)].flatMap(({ 0: written, index, groups = {} }): Found[] => {
    const number = ordinalOf(groups);
    if (number === null) return [];
    return [{ start: index, end: index + written.length, figure: { kind: "ordinal", number } }];
  });
}

function ordinalOf({ word, digits, zh, lead, phase, label, roman, numbered }: Record<string, string | undefined>) {
  if (word !== undefined) return ORDINAL_WORDS.indexOf(word.toLowerCase()) + 1;
  const written = digits ?? label ?? numbered;
  if (written !== undefined) return Number(written);
  if (roman !== undefined) return ROMAN.indexOf(roman.toLowerCase()) + 1 || null;
  if (lead !== undefined) return 1;
  const han = zh ?? phase;
  if (han === undefined) return null;
  return /^\d/u.test(han) ? Number(han) : (numeralsIn(han)[0]?.value ?? null);
}

function quantitiesIn(text: string): Found[] {
  return numeralsIn(text).flatMap((numeral) => {
    const found = quantityAt(text, numeral);
    return found === null ? [] : [found];
  });
}

/** A quantity with its unit, as far as that stands after it. */
function quantityAt(text: string, { start, end, value, percent, weak }: Numeral): Found | null {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  // 下一场 is the next one.
  if (value === 1 && /[下上另同任某]$/u.test(before) && text.slice(start, end) === "一") return null;
  const tenths = TENTHS.test(after);
  if (weak && !tenths && !countsSomething(after)) return null;
  const currency = currencyBefore(before);
  const following = unitAfter(after);
  const unit = percent || tenths ? unitNamed("percent") : (currency ?? following?.unit ?? null);
  // A word of letters and digits is a code, but for a unit that is written onto its number.
  if (/^[A-Za-z]/u.test(after) && unit === null) return null;
  const short = currency === null ? undefined : /^ ?([mb])(?![A-Za-z])/iu.exec(after)?.[1]?.toLowerCase();
  const factor = (tenths ? 10 : 1) * (MONEY_SCALES[short ?? ""] ?? 1) * (unit?.factor ?? 1);
  const bound = boundOf(before, after.slice(following?.length ?? 0));
  return {
    start,
    end: end + (following?.length ?? 0),
    figure: { kind: "quantity", value: exact(value * factor), unit, bound },
  };
}

function boundOf(before: string, after: string): QuantityFigure["bound"] {
  // `Not more than` is looked for before `more than`.
  if (AT_MOST.test(before) || AT_MOST_AFTER.test(after)) return "most";
  if (AT_LEAST.test(before) || AT_LEAST_AFTER.test(after)) return "least";
  return ABOUT.test(before) || ABOUT_AFTER.test(after) ? "about" : null;
}

function codesIn(text: string, pattern: RegExp): Found[] {
  return [...text.matchAll(pattern)].map(({ 0: written, index }) => ({
    start: index,
    end: index + written.length,
    figure: { kind: "code", code: written.toLowerCase().replaceAll(/[^a-z\d]/gu, "") },
  }));
}

/**
 * Tells whether one of the figures says what is wanted.
 * @param around figures that may lend a date its year or month: of the passage, its title and its date
 */
export function holdsFigure(wanted: Figure, quoted: readonly Figure[], around: readonly Figure[] = []): boolean {
  return quoted.some((figure) => saysSame(wanted, figure, around));
}

function saysSame(wanted: Figure, figure: Figure, around: readonly Figure[]): boolean {
  switch (wanted.kind) {
    case "date":
      return figure.kind === "date"
        ? coversDate(wanted, figure, around)
        : isBare(figure) && isYear(wanted, figure.value);
    case "quantity":
      if (figure.kind === "quantity") return coversQuantity(wanted, figure);
      if (figure.kind === "ordinal") return isBare(wanted) && wanted.value === figure.number;
      return figure.kind === "date" && isBare(wanted) && isYear(figure, wanted.value);
    case "ordinal":
      if (figure.kind === "ordinal") return figure.number === wanted.number;
      return isBare(figure) && figure.value === wanted.number;
    case "code":
      return figure.kind === "code" && figure.code === wanted.code;
    default:
      return figure.kind === wanted.kind && figure.number === wanted.number;
  }
}

function isBare(figure: Figure): figure is Figure & QuantityFigure {
  return figure.kind === "quantity" && figure.unit === null;
}

function isYear({ year, month }: DateFigure, value: number): boolean {
  return month === null && year === value;
}

/** Every part that is wanted must be there; the year alone may stand around. */
function coversDate(wanted: DateFigure, quoted: DateFigure, around: readonly Figure[]): boolean {
  if (wanted.month !== null && wanted.month !== quoted.month) return false;
  if (wanted.day !== null && wanted.day !== quoted.day) return false;
  if (wanted.month === null && wanted.year !== quoted.year) return false;
  if (wanted.year === null || wanted.year === quoted.year) return true;
  return quoted.year === null && around.some((other) => other.kind === "date" && other.year === wanted.year);
}

function coversQuantity(wanted: QuantityFigure, quoted: QuantityFigure): boolean {
  if (!same(wanted.value, quoted.value)) return sameCount(wanted, quoted);
  if (wanted.bound !== quoted.bound) return false;
  if (wanted.unit === null || quoted.unit?.name === wanted.unit.name) return true;
  return !wanted.unit.measure && quoted.unit === null;
}

/** 3万米 and `30 km`, where one side has no unit that is known. */
function sameCount(wanted: QuantityFigure, quoted: QuantityFigure): boolean {
  const bare = (one: QuantityFigure) => exact(one.value / (one.unit?.factor ?? 1));
  return wanted.unit === null && quoted.unit !== null && same(wanted.value, bare(quoted));
}

function same(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}
