/**
 * Numbers of Chinese text as digits, and text that was spread with spaces as a whole, for search alone: 二〇二一年 is 2021年,
 * 五十亩 is 50亩, 一万元 is 1万元, and `会 费` is 会费. What is quoted stays as the file has it.
 */

import { chineseNumber } from "./chinese-numbers.ts";

const DIGITS = "〇零一二三四五六七八九";
/**
 * Characters of things that are counted or measured; a numeral before another character is part of a word (四川, 一般, 十分).
 */
const COUNTED =
  "年|月|日|号|天|周|季|小时|时|分钟|秒|元|美元|角|亩|公顷|吨|公斤|千克|克|斤|米|公里|千米|厘米|毫米|平方|立方|升|度|岁|届|期|倍|折|名|台|套|件|份|页|层|户|亿|万";
/** After 一 these make other words: 一个, 一次, 一级. */
const COUNTED_BUT_ONE = "个|人|次|家|位|级|种|项|条|款|章|节|本|张|座|处|批|类|字|轮|步|点";
const ORDINAL = "条|款|项|章|节|届|期|次|号|名|年|批|类|季度|部分";

const YEAR = new RegExp(`(?<![${DIGITS}])(?:[一二][${DIGITS}]{3})(?=\\s?年|[〕】\\]）)])`, "gu");
const SHARE = new RegExp(`百分之\\s?([${DIGITS}十百]+|\\d+(?:\\.\\d+)?)(?:点([${DIGITS}]+))?`, "gu");
const SUM = new RegExp(`(?<![${DIGITS}两十百千万亿])[${DIGITS}两十百千万亿]{2,16}`, "gu");
const SINGLE = new RegExp(
  `(?<![${DIGITS}两十百千万亿第])(?:[一二两三四五六七八九十](?=${COUNTED})|[二两三四五六七八九十](?=${COUNTED_BUT_ONE}))`,
  "gu",
);
const NTH = new RegExp(`(?<=第)[一二三四五六七八九十](?=${ORDINAL})`, "gu");
const SCALED = /(?<![\d.])(\d{1,12}(?:\.\d{1,6})?)(万亿|亿|万)/gu;
const SCALES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 万亿: 1e12 };
/** Characters that stand alone between spaces, two or more in a row. */
const SPREAD = /(?<!\p{Script=Han})\p{Script=Han}(?:[ \t]{1,3}\p{Script=Han}(?!\p{Script=Han}))+/gu;
/** From this share of spread characters on, digits and punctuation are spread as well. */
const MOSTLY_SPREAD = 0.5;

/** @param text without full-width digits */
export function withChineseDigits(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return text
    .replace(YEAR, (year) => Array.from(year, (digit) => Math.max(0, DIGITS.indexOf(digit) - 1)).join(""))
    .replace(SHARE, (whole, share: string, decimals: string | undefined) => percent(share, decimals) ?? whole)
    .replace(SUM, (sum) => (/^[〇零]/.test(sum) ? sum : digitsOf(sum)))
    .replace(SINGLE, digitsOf)
    .replace(NTH, digitsOf)
    .replace(SCALED, (whole, amount: string, unit: string) => {
      const value = Number((Number(amount) * (SCALES[unit] ?? 1)).toPrecision(15));
      return Number.isSafeInteger(value) ? String(value) : whole;
    });
}

/** `联 盟 章 程` -> `联盟章程`; a text that is spread throughout loses all spaces next to Chinese. */
export function withoutSpread(text: string): string {
  if (!SPREAD.test(text)) return text;
  SPREAD.lastIndex = 0;
  const spread = (text.match(SPREAD) ?? []).reduce((sum, run) => sum + (run.match(/\p{Script=Han}/gu)?.length ?? 0), 0);
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (spread < han * MOSTLY_SPREAD) return text.replace(SPREAD, (run) => run.replace(/[ \t]+/g, ""));
  const whole = "[\\p{Script=Han}\\d，。；：、！？（）《》“”]";
  return text.replace(new RegExp(`(?<=${whole})[ \\t]{1,3}(?=${whole})`, "gu"), "");
}

function digitsOf(numeral: string): string {
  const value = chineseNumber(numeral);
  return value === undefined ? numeral : String(value);
}

function percent(share: string, decimals: string | undefined): string | undefined {
  const value = /^\d/.test(share) ? share : share === "百" ? "100" : String(chineseNumber(share) ?? "");
  if (value === "") return undefined;
  const after =
    decimals === undefined
      ? ""
      : `.${Array.from(decimals, (digit) => Math.max(0, DIGITS.indexOf(digit) - 1)).join("")}`;
  return `${value}${after}%`;
}
