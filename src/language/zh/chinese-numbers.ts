/**
 * Sums, shares, ordinals and dates of Chinese text as English writes them: Chinese counts in ten thousands and hundred
 * millions, so that 11亿 and `1.1 billion` have no word in common. What is no plain number (三四, 千百, 百万) stays as it
 * is. Pure.
 */

const DIGITS = "零〇一二三四五六七八九";
const DIGIT_VALUES: ReadonlyMap<string, number> = new Map([
  ...Array.from(DIGITS, (digit, index) => [digit, Math.max(0, index - 1)] as const),
  ["两", 2],
]);
/** They multiply the digit before them, */
const SMALL_UNITS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1_000],
]);
/** and these all that is before them. */
const LARGE_UNITS: ReadonlyMap<string, number> = new Map([
  ["万", 1e4],
  ["亿", 1e8],
]);

/** `一千二百万` is 12,000,000. Undefined where the characters are no plain number, or leave a digit out (百万). */
export function chineseNumber(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of text) {
    const value = DIGIT_VALUES.get(character);
    const small = SMALL_UNITS.get(character);
    const large = LARGE_UNITS.get(character);
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
    } else if (small !== undefined) {
      // Only ten does without a digit, at the beginning: 十五.
      if (digit === undefined && !(small === 10 && section === 0 && total === 0)) return undefined;
      section += (digit ?? 1) * small;
      digit = undefined;
    } else if (large !== undefined) {
      const ofSection = section + (digit ?? 0);
      if (ofSection === 0 && (total === 0 || total >= large)) return undefined;
      // 三万亿 is 三万 times 亿, but 一亿二百万 is 一亿 and 二百万.
      total = total < large ? (total + ofSection) * large : total + ofSection * large;
      section = 0;
      digit = undefined;
    } else return undefined;
  }
  const number = total + section + (digit ?? 0);
  return text !== "" && Number.isSafeInteger(number) ? number : undefined;
}

/** A part of a text that is a number, and its English; of several ways to write it, the usual one first. */
interface FoundNumber {
  readonly start: number;
  readonly end: number;
  readonly english: readonly string[];
}

/**
 * A number is read from the beginning of its digits, and has a limited length: or each digit of a long row would be
 * tried as a beginning.
 */
const ARABIC = "(?<!\\d|\\d[.,])\\d{1,12}(?:,\\d{3}){0,4}(?:\\.\\d{1,6})?";
const HAN_NUMBER = `[${DIGITS}两十百千万亿]+`;
const DATE_NUMBER = `(?:\\d{1,2}|[一二三四五六七八九十]{1,3})`;
const YEAR = `(?:\\d{4}|[${DIGITS}]{4})`;

/** Forms in order: at one place the first that fits is taken. */
const NUMBER = new RegExp(
  [
    `(?<!\\d)(?<year>${YEAR}) ?年(?: ?(?<month>${DATE_NUMBER}) ?月(?: ?(?<day>${DATE_NUMBER}) ?[日号])?)?`,
    `(?<![\\d.])(?<monthOnly>${DATE_NUMBER}) ?月(?: ?(?<dayOfMonth>${DATE_NUMBER}) ?[日号])?`,
    `(?:第 ?|(?<![前每各近续去后数\\d.]))(?<quarter>[1-4一二三四]) ?季度|(?<half>[上下])半年`,
    `百分之 ?(?<share>${ARABIC}|${HAN_NUMBER})`,
    `第 ?(?<ordinal>\\d{1,6}(?!\\d)|${HAN_NUMBER})`,
    `(?<amount>${ARABIC}) ?(?<unit>万亿|千万|百万|万|亿)(?<yuan>元(?!件))?`,
    `(?<sum>${HAN_NUMBER})(?<yuanOfSum>元(?!件))?`,
  ].join("|"),
  "gu",
);

const UNITS: Readonly<Record<string, number>> = { 万亿: 1e12, 千万: 1e7, 百万: 1e6, 万: 1e4, 亿: 1e8 };

/** The numbers that a text writes in the Chinese way, in order. In simplified characters. */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const english = englishOf(match.groups ?? {});
    if (english.length > 0) found.push({ start: match.index, end: match.index + match[0].length, english });
  }
  return found;
}

function englishOf(groups: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { year, share, ordinal, amount, unit, sum } = groups;
  const month = groups.month ?? groups.monthOnly;
  if (year !== undefined || month !== undefined) return dateOf(year, month, groups.day ?? groups.dayOfMonth);
  if (groups.quarter !== undefined) return [`${QUARTERS[(numberOf(groups.quarter) ?? 1) - 1]} quarter`];
  if (groups.half !== undefined) return [groups.half === "上" ? "1st half" : "2nd half"];
  if (share !== undefined) {
    const percent = share === "百" ? 100 : numberOf(share);
    return percent === undefined ? [] : [`${percent}%`];
  }
  if (ordinal !== undefined) return ordinalOf(ordinal);
  if (amount !== undefined) {
    return [sumOf((numberOf(amount) ?? 0) * (UNITS[unit ?? ""] ?? 1)) + (groups.yuan === undefined ? "" : " yuan")];
  }
  // One character is a word like any other: 一 is in half of all sentences.
  const value = sum === undefined || sum.length < 2 ? undefined : chineseNumber(sum);
  if (value === undefined || /^[零〇]/.test(sum ?? "")) return [];
  return [sumOf(value) + (groups.yuanOfSum === undefined ? "" : " yuan")];
}

/** Arabic digits as they are read, or Chinese ones. */
function numberOf(number: string): number | undefined {
  return /^\d/.test(number) ? Number(number.replaceAll(",", "")) : chineseNumber(number);
}

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];

/** `1.1 billion`; with all digits where that would be as long: `1,234,567,890`. */
function sumOf(value: number): string {
  const [scale, name] = SCALES.find(([least]) => value >= least) ?? [1, ""];
  // The quotient is rounded, not value / scale: 2.3 * 1e8 / 1e9 is 0.22999.
  const scaled = Number((value / scale).toPrecision(12));
  const isShort = /^\d+(?:\.\d{1,3})?$/.test(String(scaled));
  if (name !== "" && isShort) return `${scaled} ${name}`;
  return value < 10_000 ? String(value) : Number(value.toPrecision(15)).toLocaleString("en-US");
}

/** Words, not numbers: they stand for the number in names, and for its place in a row. */
export const smallOrdinals: ReadonlyMap<string, readonly string[]> = new Map(
  "first second third fourth fifth sixth seventh eighth ninth tenth"
    .split(" ")
    .map((english, index) => [`第${"一二三四五六七八九十".charAt(index)}`, [english, String(index + 1)]]),
);

const QUARTERS = ["1st", "2nd", "3rd", "4th"];

function ordinalOf(number: string): readonly string[] {
  // 第三 is a word like any other, which others begin with (第三世界): it is left to the dictionary.
  const value = smallOrdinals.has(`第${number}`) ? undefined : numberOf(number);
  if (value === undefined) return [];
  const isTeen = Math.floor(value / 10) % 10 === 1;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th");
  return [`${value}${ending}`, String(value)];
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** `August 19, 2022`, `August 2022`, `August 19` or `2022`. */
function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): readonly string[] {
  const name = month === undefined ? "" : MONTHS[(numberOf(month) ?? 0) - 1];
  const date = day === undefined ? 0 : (numberOf(day) ?? 32);
  if (name === undefined || date > 31 || (day !== undefined && date === 0)) return [];
  const ofMonth = [name, date > 0 ? String(date) : ""].filter((part) => part !== "").join(" ");
  const written = year === undefined ? "" : Array.from(year, (digit) => DIGIT_VALUES.get(digit) ?? digit).join("");
  return [[ofMonth, written].filter((part) => part !== "").join(date > 0 ? ", " : " ")];
}

const DIGIT_CHARACTERS = "〇零一二三四五六七八九";
/**
 * Characters of things that are counted or measured; a numeral before another character is part of a word (四川, 一般, 十分).
 */
const COUNTED =
  "年|月|日|号|天|周|季|小时|时|分钟|秒|元|美元|角|亩|公顷|吨|公斤|千克|克|斤|米|公里|千米|厘米|毫米|平方|立方|升|度|岁|届|期|倍|折|名|台|套|件|份|页|层|户|亿|万";
/** After 一 these make other words: 一个, 一次, 一级. */
const COUNTED_BUT_ONE = "个|人|次|家|位|级|种|项|条|款|章|节|本|张|座|处|批|类|字|轮|步|点";
const ORDINAL = "条|款|项|章|节|届|期|次|号|名|年|批|类|季度|部分";

const YEAR_IN_CHARACTERS = new RegExp(
  `(?<![${DIGIT_CHARACTERS}])(?:[一二][${DIGIT_CHARACTERS}]{3})(?=\\s?年|[〕】\\]）)])`,
  "gu",
);
const SHARE = new RegExp(
  `百分之\\s?([${DIGIT_CHARACTERS}十百]+|\\d+(?:\\.\\d+)?)(?:点([${DIGIT_CHARACTERS}]+))?`,
  "gu",
);
const SUM = new RegExp(`(?<![${DIGIT_CHARACTERS}两十百千万亿])[${DIGIT_CHARACTERS}两十百千万亿]{2,16}`, "gu");
const SINGLE = new RegExp(
  `(?<![${DIGIT_CHARACTERS}两十百千万亿第])(?:[一二两三四五六七八九十](?=${COUNTED})|[二两三四五六七八九十](?=${COUNTED_BUT_ONE}))`,
  "gu",
);
const NTH = new RegExp(`(?<=第)[一二三四五六七八九十](?=${ORDINAL})`, "gu");
const SCALED = /(?<![\d.])(\d{1,12}(?:\.\d{1,6})?)(万亿|亿|万)/gu;
const SCALE_CHARACTERS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 万亿: 1e12 };
/** Characters that stand alone between spaces, two or more in a row. */
const SPREAD = /(?<!\p{Script=Han})\p{Script=Han}(?:[ \t]{1,3}\p{Script=Han}(?!\p{Script=Han}))+/gu;
/** From this share of spread characters on, digits and punctuation are spread as well. */
const MOSTLY_SPREAD = 0.5;

/**
 * Numbers of Chinese text as digits, and text that was spread with spaces as a whole, for search alone: 二〇二一年 is
 * 2021年, 五十亩 is 50亩, 一万元 is 1万元, and `会 费` is 会费. What is quoted stays as the file has it.
 * @param text without full-width digits
 */
export function withChineseDigits(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return text
    .replace(YEAR_IN_CHARACTERS, (year) =>
      Array.from(year, (digit) => Math.max(0, DIGIT_CHARACTERS.indexOf(digit) - 1)).join(""),
    )
    .replace(SHARE, (whole, share: string, decimals: string | undefined) => percent(share, decimals) ?? whole)
    .replace(SUM, (sum) => (/^[〇零]/.test(sum) ? sum : digitsOf(sum)))
    .replace(SINGLE, digitsOf)
    .replace(NTH, digitsOf)
    .replace(SCALED, (whole, amount: string, unit: string) => {
      const value = Number((Number(amount) * (SCALE_CHARACTERS[unit] ?? 1)).toPrecision(15));
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
      : `.${Array.from(decimals, (digit) => Math.max(0, DIGIT_CHARACTERS.indexOf(digit) - 1)).join("")}`;
  return `${value}${after}%`;
}
