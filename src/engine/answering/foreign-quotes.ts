/**
 * Tells facts of a quote in another language without a model. Sums, counts, shares and dates are read by the code that
 * proves figures, and left out where they would not be proven by the quote again; terms of the glossary are told by
 * what they are called in the reader's language. Pure.
 */

import { type Figure, figuresIn, holdsFigure } from "../../language/figures/figures.ts";
import { type Language, type Locale, languageOfLocale } from "../../language/language.ts";
import type { Glossary } from "../../language/zh/gloss.ts";
import { simplified } from "../../language/zh/han.ts";
import { namesIn } from "../grounding/names.ts";
import type { Claim } from "./answer.ts";

/** More on one line is no summary. */
const MOST_FACTS = 8;

/** Words of a unit after its number; what is not here stays unsaid. */
const UNITS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  percent: { en: "%", zh: "%" },
  "percentage-point": { en: " percentage points", zh: "个百分点" },
  yuan: { en: " yuan", zh: "元" },
  usd: { en: " US dollars", zh: "美元" },
  hkd: { en: " Hong Kong dollars", zh: "港元" },
  eur: { en: " euros", zh: "欧元" },
  jpy: { en: " yen", zh: "日元" },
  gbp: { en: " pounds", zh: "英镑" },
  krw: { en: " won", zh: "韩元" },
  mu: { en: " mu", zh: "亩" },
  hectare: { en: " hectares", zh: "公顷" },
  "square-metre": { en: " square metres", zh: "平方米" },
  year: { en: " years", zh: "年" },
  month: { en: " months", zh: "个月" },
  "working-day": { en: " working days", zh: "个工作日" },
  company: { en: " companies", zh: "家企业" },
  person: { en: " people", zh: "人" },
  project: { en: " projects", zh: "个项目" },
  product: { en: " products", zh: "个产品" },
  patent: { en: " patents", zh: "项专利" },
  member: { en: " members", zh: "个会员" },
  meeting: { en: " meetings", zh: "次会议" },
  organisation: { en: " organisations", zh: "个机构" },
};
const TRADITIONAL: Readonly<Record<string, string>> = {
  "percentage-point": "個百分點",
  gbp: "英鎊",
  krw: "韓元",
  eur: "歐元",
  "working-day": "個工作日",
  month: "個月",
  hectare: "公頃",
  company: "家企業",
  project: "個項目",
  product: "個產品",
  patent: "項專利",
  member: "個會員",
  meeting: "次會議",
  organisation: "個機構",
};
const SCALES: Readonly<Record<Locale, readonly (readonly [factor: number, word: string])[]>> = {
  en: [
    [1e12, " trillion"],
    [1e9, " billion"],
    [1e6, " million"],
  ],
  zh: [
    [1e12, "万亿"],
    [1e8, "亿"],
    [1e4, "万"],
  ],
  "zh-Hant": [
    [1e12, "兆"],
    [1e8, "億"],
    [1e4, "萬"],
  ],
};

/**
 * Facts of quotes that are not in the reader's language, each once, in the order of the answer; none of what is
 * written.
 */
export function keyFacts(claims: readonly Claim[], locale: Locale): string[] {
  const language = languageOfLocale(locale);
  const facts = claims.flatMap(({ written, text, citations: [{ document }] }) =>
    written === true || document.language === language ? [] : factsIn(text, locale),
  );
  return [...new Set(facts)].slice(0, MOST_FACTS);
}

/** True where everything that is quoted is in another language than the reader's. */
export function isForeign(claims: readonly Claim[], locale: Locale): boolean {
  const language = languageOfLocale(locale);
  return claims.every(({ written, citations: [{ document }] }) => written !== true && document.language !== language);
}

export function factsIn(quote: string, locale: Locale): string[] {
  const quoted = figuresIn(quote);
  const facts = quoted.flatMap((figure) => {
    const [proven, said] = [sayFigure(figure, languageOfLocale(locale)), sayFigure(figure, locale)];
    if (proven === null || said === null) return [];
    const again = figuresIn(proven);
    const holds = again.length > 0 && again.every((one) => holdsFigure(one, quoted));
    return holds ? [{ said, isDate: figure.kind === "date" }] : [];
  });
  // `August 19` is said by `August 19, 2022`.
  const isSaid = (fact: { readonly said: string; readonly isDate: boolean }): boolean =>
    fact.isDate && facts.some(({ said, isDate }) => isDate && said !== fact.said && said.endsWith(fact.said));
  // Surname and given name, in the letters that they are written in.
  const people = namesIn(quote, null).flatMap(({ text, forms }) => (forms.length > 1 ? [text] : []));
  return [...new Set([...people, ...facts.filter((fact) => !isSaid(fact)).map(({ said }) => said)])];
}

function sayFigure(figure: Figure, locale: Locale): string | null {
  if (figure.kind === "date") return sayDate(figure, locale);
  if (figure.kind !== "quantity" || figure.unit === null) return null;
  const { value, bound, unit } = figure;
  // "From one company to another" counts none.
  if (value === 1 && !unit.measure) return null;
  const language = languageOfLocale(locale);
  const after = (locale === "zh-Hant" ? TRADITIONAL[unit.name] : undefined) ?? UNITS[unit.name]?.[language];
  if (after === undefined) return null;
  const amount = `${sayNumber(value, locale)}${after}`;
  if (bound === null) return amount;
  if (language === "en")
    return { least: `${amount} or more`, most: `at most ${amount}`, about: `about ${amount}` }[bound];
  if (locale === "zh") return { least: `${amount}以上`, most: `不超过${amount}`, about: `约${amount}` }[bound];
  return { least: `${amount}以上`, most: `不超過${amount}`, about: `約${amount}` }[bound];
}

/** Counts in ten thousands where Chinese counts in them: 3 billion are 30亿. */
function sayNumber(value: number, locale: Locale): string {
  const [factor, word] = SCALES[locale].find(([scale]) => value >= scale) ?? [1, ""];
  const scaled = Number((value / factor).toPrecision(12));
  return `${locale === "en" ? scaled.toLocaleString("en", { maximumFractionDigits: 6 }) : scaled}${word}`;
}

function sayDate({ year, month, day }: Extract<Figure, { readonly kind: "date" }>, locale: Locale): string | null {
  if (locale !== "en") {
    const parts = [
      year === null ? "" : `${year}年`,
      month === null ? "" : `${month}月`,
      day === null ? "" : `${day}日`,
    ];
    return parts.join("");
  }
  const name =
    month === null
      ? null
      : new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
  return [day, name, year].filter((part) => part !== null).join(" ");
}

export interface ToldTerm {
  /** Term as the quote has it. */
  readonly term: string;
  readonly meaning: string;
}

/** More on one line nobody reads. */
const MOST_TERMS = 6;
/** Shorter single words have everyday meanings besides. */
const SHORTEST_WORD = 9;

/**
 * Terms of the organisation's glossary that stand in quotes in another language than the reader's, each with what it is
 * called in theirs. Of an English term only its usual form counts, and a short single word is none: "target" is a sales
 * target more often than a sputtering target.
 */
export function termsTold(claims: readonly Claim[], language: Language, glossary: Glossary): ToldTerm[] {
  const quotes = claims.flatMap(({ written, text, citations: [{ document }] }) =>
    written === true || document.language === language ? [] : [text],
  );
  const text = quotes.join("\n");
  if (text === "") return [];
  return (language === "zh" ? englishTerms(text, glossary) : chineseTerms(text, glossary)).slice(0, MOST_TERMS);
}

function englishTerms(text: string, glossary: Glossary): ToldTerm[] {
  const usual = new Map<string, string>();
  for (const [chinese, [english = ""]] of glossary) {
    const isTerm = /[\s-]|\d|\p{Lu}{2}/u.test(english) || english.length >= SHORTEST_WORD;
    if (isTerm && !usual.has(english.toLowerCase())) usual.set(english.toLowerCase(), chinese);
  }
  const forms = [...usual.keys()].toSorted((one, other) => other.length - one.length);
  if (forms.length === 0) return [];
  const any = new RegExp(
    `(?<![\\p{L}\\d-])(?<form>${forms.map(RegExp.escape).join("|")})(?:e?s)?(?![\\p{L}\\d-])`,
    "giu",
  );
  return once(
    Array.from(text.matchAll(any), ({ groups }) => {
      const form = groups?.form ?? "";
      return { term: form, meaning: usual.get(form.toLowerCase()) ?? "" };
    }),
  );
}

function chineseTerms(text: string, glossary: Glossary): ToldTerm[] {
  const terms = [...glossary.keys()].toSorted((one, other) => other.length - one.length);
  if (terms.length === 0) return [];
  const any = new RegExp(terms.map((term) => RegExp.escape(simplified(term))).join("|"), "gu");
  const meanings = new Map([...glossary].map(([term, [english = ""]]) => [simplified(term), english]));
  return once(
    Array.from(simplified(text).matchAll(any), ({ 0: found, index }) => ({
      term: text.slice(index, index + found.length),
      meaning: meanings.get(found) ?? "",
    })),
  );
}

function once(terms: readonly ToldTerm[]): ToldTerm[] {
  return [...new Map(terms.map((one) => [one.meaning, one])).values()].filter(({ meaning }) => meaning !== "");
}
