/** Numbers as people write them, in digits and in words, in English and in Chinese, and the units that they count. */

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
/**
 * Scales after digits, also in short. A lone `m` is a metre unless money goes before it; that is units.ts's to know.
 */
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
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  十亿: 1e9,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万: 1e4,
  千: 1e3,
  百: 100,
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

/** Numerals in order, without overlap. The text is folded. */
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

export interface Unit {
  /** Canonical name. */
  readonly name: string;
  /** Value of one of it in the canonical unit: 1,000 for a kilometre, whose canonical unit is the metre. */
  readonly factor: number;
  /** False for things that are counted (companies, people), true for what is measured (money, lengths, shares, time). */
  readonly measure: boolean;
}

type Row = readonly [name: string, factor: number, english: string, chinese: string];

/** English forms stand alone, Chinese ones directly after the number; longest first where one begins another. */
const MEASURES: readonly Row[] = [
  ["percentage-point", 1, "percentage points?|pct points?", "个百分点|百分点"],
  ["percent", 1, "%|percent|per cent|pct", "%"],
  ["hkd", 1, "hong kong dollars?|hkd", "港元|港币"],
  ["usd", 1, "us dollars?|u\\.s\\. dollars?|american dollars?|dollars?|usd", "美元|美金"],
  ["yuan", 1, "chinese yuan|yuan|rmb|cny|renminbi", "元人民币|人民币|元(?![件素器老首])|块钱"],
  ["eur", 1, "euros?|eur", "欧元"],
  ["jpy", 1, "japanese yen|yen|jpy", "日元"],
  ["gbp", 1, "pounds sterling|pounds?|gbp", "英镑"],
  ["krw", 1, "korean won|won|krw", "韩元"],
  ["twd", 1, "taiwan dollars?|twd", "新台币"],
  ["square-metre", 1e6, "square kilomet(?:re|er)s?|sq\\.? ?km|km2", "平方公里|平方千米"],
  ["square-metre", 1, "square met(?:re|er)s?|sq\\.? ?m|m2", "平方米|平米"],
  ["hectare", 1, "hectares?", "公顷"],
  ["mu", 1, "mu|mou", "亩"],
  ["cubic-metre", 1, "cubic met(?:re|er)s?|m3", "立方米"],
  ["metre", 1e-9, "nanomet(?:re|er)s?|nm", "纳米"],
  ["metre", 1e-6, "micromet(?:re|er)s?|microns?|μm|um", "微米"],
  ["metre", 1e-3, "millimet(?:re|er)s?|mm", "毫米"],
  ["metre", 1e-2, "centimet(?:re|er)s?|cm", "厘米"],
  ["metre", 1e3, "kilomet(?:re|er)s?|km", "公里|千米"],
  ["metre", 1, "met(?:re|er)s?|m", "米"],
  ["inch", 1, "inch(?:es)?", "英寸|寸"],
  ["gram", 1e-3, "milligrams?|mg", "毫克"],
  ["gram", 1e3, "kilograms?|kg", "公斤|千克"],
  ["gram", 1e6, "metric tons?|tonnes?|tons?|t", "吨"],
  ["gram", 1, "grams?|g", "克"],
  ["litre", 1e-3, "millilit(?:re|er)s?|ml", "毫升"],
  ["litre", 1, "lit(?:re|er)s?|l", "升(?![高级降值])"],
  ["watt-hour", 1e3, "kilowatt[- ]hours?|kwh", "千瓦时|度电"],
  ["watt", 1e9, "gigawatts?|gw", "吉瓦"],
  ["watt", 1e6, "megawatts?|mw", "兆瓦"],
  ["watt", 1e3, "kilowatts?|kw", "千瓦"],
  ["watt", 1, "watts?", "瓦"],
  ["hertz", 1e9, "gigahertz|ghz", "吉赫"],
  ["hertz", 1e6, "megahertz|mhz", "兆赫"],
  ["celsius", 1, "degrees celsius|°c", "摄氏度|°c"],
  ["year-old", 1, "years? old|years of age", "周?岁"],
  ["year", 1, "[- ]?years?", "周年|年(?![代级度初底末])|载"],
  ["month", 1, "[- ]?months?", "个月"],
  ["day", 7, "[- ]?weeks?", "个?星期|周(?![年岁])"],
  ["working-day", 1, "(?:working|business) days?", "个?工作日"],
  ["day", 1, "[- ]?days?", "天|日"],
  ["minute", 60, "[- ]?hours?|hrs?", "个?小时"],
  ["minute", 1, "[- ]?minutes?|mins?", "分钟"],
  ["second", 1, "seconds?", "秒"],
  ["times", 1, "times|-?fold", "倍"],
];

/** Nouns, after up to three words that say more of them, or after a Chinese measure word. */
const COUNTED: readonly Row[] = [
  ["company", 1, "compan(?:y|ies)|enterprises?|firms?|manufacturers?|businesses", "企业|公司|厂商|厂家"],
  [
    "person",
    1,
    "people|persons?|participants?|attendees|representatives?|experts?|employees?|staff|guests?|delegates?",
    "人|专家|代表|员工|嘉宾|学生",
  ],
  ["project", 1, "projects?", "项目"],
  ["product", 1, "products?", "产品"],
  ["patent", 1, "patents?", "专利"],
  ["country", 1, "countr(?:y|ies)|nations?", "国家|国"],
  ["province", 1, "provinces?", "省"],
  ["city", 1, "cit(?:y|ies)", "城市|市"],
  ["member", 1, "members?", "会员|成员"],
  ["meeting", 1, "meetings?|sessions?", "会议"],
  ["document", 1, "documents?|files?|copies|copy", "文件"],
  ["question", 1, "questions?", "问题"],
  ["organisation", 1, "organi[sz]ations?|institutions?|units?", "单位|机构"],
  ["task", 1, "tasks?|measures?", "任务|措施"],
];

interface Pattern {
  readonly unit: Unit;
  readonly english: RegExp;
  readonly chinese: RegExp;
}

const measures: readonly Pattern[] = MEASURES.map(([name, factor, english, chinese]) => ({
  unit: { name, factor, measure: true },
  english: new RegExp(`^[ -]?(?:${english})(?![A-Za-z\\d])`, "iu"),
  chinese: new RegExp(`^ ?(?:多|余|来|几)?(?:${chinese})`, "iu"),
}));

const counted: readonly Pattern[] = COUNTED.map(([name, factor, english, chinese]) => ({
  unit: { name, factor, measure: false },
  english: new RegExp(`^[- ](?:[\\p{Ll}-]+ ){0,3}?(?:${english})(?!\\p{L})`, "u"),
  chinese: new RegExp(
    `^ ?(?:多|余|来)?[个家名位项种条件份座批户](?:\\p{Script=Han}{0,6}?)(?:${chinese})|^ ?(?:多|余)?(?:${chinese})`,
    "u",
  ),
}));

const patterns: readonly Pattern[] = [...measures, ...counted];

/** Chinese words that only say that something is counted. */
const MEASURE_WORD = /^ ?(?:多|余|来)?[个家名位项种条次件份座台套届期轮场批户座]/u;

interface FoundUnit {
  readonly unit: Unit;
  /** Number of UTF-16 code units that it takes, the space before it included. */
  readonly length: number;
}

/**
 * Finds the unit that a number counts: `yuan` and 元 are one unit, a kilometre is a thousand metres, and 家企业 are
 * companies. A measure must be the same on both sides; what is merely counted may be left unsaid by one of them. The
 * unit of a number that ends where `after` begins; null where none is known.
 */
export function unitAfter(after: string): FoundUnit | null {
  const start = after.slice(0, 60);
  for (const { unit, english, chinese } of patterns) {
    const found = chinese.exec(start) ?? english.exec(start);
    if (found !== null) return { unit, length: found[0].length };
  }
  return null;
}

/** Unit of what is said without a number before it. */
export function unitNamed(name: string): Unit | null {
  return patterns.find(({ unit }) => unit.name === name && unit.factor === 1)?.unit ?? null;
}

/** True where a Chinese measure word or anything of units.ts follows: 一 is a number before it, and a word elsewhere. */
export function countsSomething(after: string): boolean {
  return MEASURE_WORD.test(after) || unitAfter(after) !== null;
}

const BEFORE: readonly (readonly [RegExp, string])[] = [
  [/(?:hk\$|hkd) ?$/iu, "hkd"],
  [/(?:us\$|usd|u\.s\.\$) ?$/iu, "usd"],
  [/(?:nt\$|twd) ?$/iu, "twd"],
  [/(?:rmb|cny|人民币|¥|￥) ?¥?$/iu, "yuan"],
  [/(?:€|eur) ?$/iu, "eur"],
  [/(?:£|gbp) ?$/iu, "gbp"],
  [/\$ ?$/u, "usd"],
];

/** Money whose sign goes before the number. */
export function currencyBefore(before: string): Unit | null {
  const end = before.slice(-8);
  const name = BEFORE.find(([sign]) => sign.test(end))?.[1];
  return name === undefined ? null : unitNamed(name);
}

/** A share is said in words by some: 三成 is 30 %. */
export const TENTHS = /^成(?![立员果为本功长就品都份套分型])/u;
