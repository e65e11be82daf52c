/**
 * Numbers as people write them, in digits and in words, in English and in Chinese: `3 billion`, `3,000,000,000`, `30亿`,
 * `三十亿`, `twenty-one`, `百分之三十`, `three quarters`. What they count stands in units.ts. Pure.
 */

import { chineseNumber } from "../zh/chinese-numbers.ts";

export interface Numeral {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Written so that its unit is clear: 百分之, 三成. */
  readonly percent: boolean;
  /** A lone small number word or Chinese digit: a number only if something that is counted follows. */
  readonly weak: boolean;
}

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(" ");
const WORD_VALUES: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...["seventeen", "eighteen", "nineteen"].map((word, index) => [word, 17 + index] as const),
  ...["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"].map(
    (word, index) => [word, 20 + 10 * index] as const,
  ),
]);
const WORD_SCALES: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);
/** After digits, also in short. A lone `m` is a metre unless money goes before it; that is units.ts's to know. */
const SHORT_SCALES: ReadonlyMap<string, number> = new Map([
  ...WORD_SCALES,
  ["k", 1e3],
  ["mn", 1e6],
  ["mln", 1e6],
  ["bn", 1e9],
  ["tn", 1e12],
  ["trn", 1e12],
]);
const HAN_SCALES: Readonly<Record<string, number>> = {
  ...{ 万亿: 1e12, 千亿: 1e11, 百亿: 1e10, 十亿: 1e9, 亿: 1e8 },
  ...{ 千万: 1e7, 百万: 1e6, 十万: 1e5, 万: 1e4, 千: 1e3, 百: 100 },
};
const FRACTION_WORDS: Readonly<Record<string, number>> = { half: 2, third: 3, quarter: 4, fifth: 5, tenth: 10 };

const NUMBER_WORD = [...WORD_VALUES.keys()].join("|");
const SCALE_WORD = [...WORD_SCALES.keys()].join("|");
const HAN_DIGITS = "零〇一二三四五六七八九两";

const NUMERAL = new RegExp(
  [
    // 三分之二, 百分之三十
    `(?<parts>[${HAN_DIGITS}十百]+)分之(?<share>\\d+(?:\\.\\d+)?|[${HAN_DIGITS}十百]+(?:点[${HAN_DIGITS}]+)?)`,
    // 3 billion, 1,100,000, 30亿, 2.1 万
    `(?<![\\d.,]|[A-Za-z]-?)(?<digits>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)` +
      `(?: ?(?<hanScale>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)|[ -]?(?<scale>${[...SHORT_SCALES.keys()].join("|")})(?![A-Za-z]))?`,
    // two thirds
    `(?<![A-Za-z])(?<numerator>a|one|two|three|four|nine)[ -](?<denominator>half|third|quarter|fifth|tenth)s?(?![A-Za-z])`,
    // twenty-one, three hundred and five, two million
    `(?<![A-Za-z])(?<words>(?:${NUMBER_WORD}|a(?= (?:${SCALE_WORD})))(?:[ -](?:and )?(?:${NUMBER_WORD}|${SCALE_WORD})(?![A-Za-z]))*)(?![A-Za-z])`,
    // 三十亿, 一千二百, 三点五亿, 一半
    `(?<half>一半)`,
    `(?<han>[${HAN_DIGITS}十百千万亿]+(?:点[${HAN_DIGITS}]+[万亿]*)?)`,
  ].join("|"),
  "giu",
);

/** In order, without overlap. The text is folded. */
export function numeralsIn(text: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(NUMERAL)) {
    const numeral = numeralOf(match.groups ?? {});
    if (numeral !== null) found.push({ start: match.index, end: match.index + match[0].length, ...numeral });
  }
  return found;
}

function numeralOf(groups: Readonly<Record<string, string | undefined>>): Omit<Numeral, "start" | "end"> | null {
  const { parts, share, digits, hanScale, scale, numerator, denominator, words, half, han } = groups;
  if (parts !== undefined && share !== undefined) {
    const [whole, part] = [parts === "百" ? 100 : chineseNumber(parts), decimal(share)];
    if (whole === undefined || part === null) return null;
    return whole === 100
      ? { value: part, percent: true, weak: false }
      : { value: part / whole, percent: false, weak: false };
  }
  if (digits !== undefined) {
    const value = Number(digits.replaceAll(",", ""));
    const factor = HAN_SCALES[hanScale ?? ""] ?? SHORT_SCALES.get(scale?.toLowerCase() ?? "") ?? 1;
    return { value: scaled(value, factor), percent: false, weak: false };
  }
  if (numerator !== undefined && denominator !== undefined) {
    const over = numerator.toLowerCase() === "a" ? 1 : (WORD_VALUES.get(numerator.toLowerCase()) ?? 1);
    return { value: over / (FRACTION_WORDS[denominator.toLowerCase()] ?? 1), percent: false, weak: false };
  }
  if (words !== undefined) {
    const value = wordsValue(words.toLowerCase());
    return { value, percent: false, weak: value <= 1 };
  }
  if (half !== undefined) return { value: 0.5, percent: false, weak: false };
  if (han === undefined) return null;
  const value = decimal(han);
  return value === null ? null : { value, percent: false, weak: han.length === 1 };
}

function wordsValue(words: string): number {
  let total = 0;
  let section = 0;
  for (const word of words.split(/[ -]/u)) {
    const scale = WORD_SCALES.get(word);
    if (scale === 100) section = Math.max(1, section) * 100;
    else if (scale !== undefined) {
      total += Math.max(1, section) * scale;
      section = 0;
    } else section += WORD_VALUES.get(word) ?? (word === "a" ? 1 : 0);
  }
  return total + section;
}

/** Chinese or Arabic, with a decimal point or 点. */
function decimal(text: string): number | null {
  if (/^\d/u.test(text)) return Number(text);
  const [, whole = "", fraction = "", scale = ""] = /^([^点]*)(?:点([^万亿]+))?([万亿]*)$/u.exec(text) ?? [];
  if (fraction === "") return chineseNumber(text) ?? null;
  const integer = whole === "" ? 0 : chineseNumber(whole);
  if (integer === undefined) return null;
  const digits = Array.from(fraction, (digit) => Math.max(0, HAN_DIGITS.indexOf(digit === "两" ? "二" : digit) - 1));
  return scaled(Number(`${integer}.${digits.join("")}`), HAN_SCALES[scale] ?? 1);
}

function scaled(value: number, factor: number): number {
  return exact(value * factor);
}

/** Products of decimal numbers, without what binary fractions add: 1.1 * 1e9 is 1100000000.0000002. */
export function exact(value: number): number {
  return Number(value.toPrecision(12));
}
