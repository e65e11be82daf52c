/**
 * What a number counts: `yuan` and 元 are one unit, a kilometre is a thousand metres, and 家企业 are companies. A measure
 * must be the same on both sides; what is merely counted may be left unsaid by one of them. Pure.
 */

export interface Unit {
  /** Canonical name. */
  readonly name: string;
  /** What one of it is in the canonical unit: 1,000 for a kilometre, whose canonical unit is the metre. */
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

export interface FoundUnit {
  readonly unit: Unit;
  /** Number of UTF-16 code units that it takes, the space before it included. */
  readonly length: number;
}

/** The unit of a number that ends where `after` begins; null where none is known. */
export function unitAfter(after: string): FoundUnit | null {
  const start = after.slice(0, 60);
  for (const { unit, english, chinese } of patterns) {
    const found = chinese.exec(start) ?? english.exec(start);
    if (found !== null) return { unit, length: found[0].length };
  }
  return null;
}

/** For what is said without a number before it. */
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
