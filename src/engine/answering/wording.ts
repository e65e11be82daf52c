/**
 * Puts into words how a place, a date, a standing and the facts of a document are said to people, in the language of
 * the question. Every front (command line, Telegram, preview) says them in these words.
 */

import { type DocumentFacts, type FactOrigin, type Locator, ORIGINAL_FACTS } from "../../documents/document.ts";
import type { StatedFact, StatedKind } from "../../documents/facts/facts-in-text.ts";
import type { Locale } from "../../language/language.ts";
import type { LibraryDocument } from "../../library/library.ts";
import type { Successor, Validity } from "../../library/validity/validity.ts";
import type { DocumentValidity } from "./answer.ts";

interface Words {
  place(place: Locator): string;
  /** A date without a year, as `--01-29`. */
  yearless(month: number, day: number): string;
  /** A date, as exact as it is: `31 December 2023`, `March 2024`, `2024`. */
  date(year: number, month: number | null, day: number | null): string;
  readonly inForce: string;
  amended(by: string, since: string | null): string;
  superseded(by: string, since: string | null): string;
  supersededByHidden(since: string | null): string;
  amendedByHidden(since: string | null): string;
  now(by: string): string;
  earlierVersion(since: string | null): string;
  oneOfVersions(count: number): string;
  /** Introduces rows of a table that were counted. */
  rowsCounted(matched: number, rows: number): string;
  notYetInForce(from: string): string;
  expired(on: string): string;
  /** Words from when it holds or held, before one of those above. */
  began(from: string, text: string): string;
  title(title: string): string;
  /** Words as a sentence; the text is one of those above. */
  stands(title: string, text: string): string;
  readonly comma: string;
}

const ENGLISH: Words = {
  place: ({ kind, number, recognised }) =>
    `${kind} ${number}${recognised === undefined ? "" : " (recognised, may have errors)"}`,
  yearless: (month, day) => `${day} ${monthName(month)}, year not given`,
  date: (year, month, day) => [day, month === null ? null : monthName(month), year].filter(isGiven).join(" "),
  inForce: "in force",
  amended: (by, since) => `amended by ${by}${since === null ? "" : ` since ${since}`}`,
  amendedByHidden: (since) => (since === null ? "amended" : `amended since ${since}`),
  superseded: (by, since) => `superseded by ${by}${since === null ? "" : ` since ${since}`}`,
  supersededByHidden: (since) => (since === null ? "superseded" : `superseded since ${since}`),
  now: (by) => ` (now ${by})`,
  earlierVersion: (since) => `an earlier version, replaced by a later one${since === null ? "" : ` since ${since}`}`,
  rowsCounted: (matched, rows) => `${matched} of the table's ${rows} rows:`,
  oneOfVersions: (count) => `one of ${count === 2 ? "two" : count} versions, not dated`,
  notYetInForce: (from) => `not in force until ${from}`,
  expired: (on) => `expired on ${on}`,
  began: (from, text) =>
    `in force from ${from}${text.startsWith("in force") ? text.slice("in force".length) : `, ${text}`}`,
  title: (title) => `“${title}”`,
  stands: (title, text) => `${title}: ${text}.`,
  comma: ", ",
};

const CHINESE: Words = {
  place: ({ kind, number, recognised }) =>
    `第 ${number} ${{ page: "页", slide: "张幻灯片", row: "行" }[kind]}${recognised === undefined ? "" : "（识别所得，可能有误）"}`,
  yearless: (month, day) => `${month}月${day}日（未注明年份）`,
  date: (year, month, day) => `${year}年${month === null ? "" : `${month}月`}${day === null ? "" : `${day}日`}`,
  inForce: "现行有效",
  amended: (by, since) => `${since === null ? "已" : `已于${since}`}被${by}修订`,
  amendedByHidden: (since) => (since === null ? "已被修订" : `已于${since}被修订`),
  superseded: (by, since) => `${since === null ? "已" : `已于${since}`}被${by}取代`,
  supersededByHidden: (since) => (since === null ? "已被取代" : `已于${since}被取代`),
  now: (by) => `（现行：${by}）`,
  earlierVersion: (since) => `旧版本，${since === null ? "已" : `已于${since}`}被新版本取代`,
  rowsCounted: (matched, rows) => `表中共${rows}行，其中${matched}行符合：`,
  oneOfVersions: (count) => `${count === 2 ? "两" : count}个版本之一，均未注明日期`,
  notYetInForce: (from) => `尚未生效，自${from}起施行`,
  expired: (on) => `已于${on}到期`,
  began: (from, text) => `自${from}起施行，${text}`,
  title: (title) => (/^《.*》$/u.test(title) ? title : `《${title}》`),
  stands: (title, text) => `${title}${text}。`,
  comma: "，",
};

const TRADITIONAL: Words = {
  ...CHINESE,
  place: ({ kind, number, recognised }) =>
    `第 ${number} ${{ page: "頁", slide: "張投影片", row: "列" }[kind]}${recognised === undefined ? "" : "（辨識所得，可能有誤）"}`,
  yearless: (month, day) => `${month}月${day}日（未註明年份）`,
  inForce: "現行有效",
  amended: (by, since) => `${since === null ? "已" : `已於${since}`}被${by}修訂`,
  amendedByHidden: (since) => (since === null ? "已被修訂" : `已於${since}被修訂`),
  superseded: (by, since) => `${since === null ? "已" : `已於${since}`}被${by}取代`,
  supersededByHidden: (since) => (since === null ? "已被取代" : `已於${since}被取代`),
  now: (by) => `（現行：${by}）`,
  earlierVersion: (since) => `舊版本，${since === null ? "已" : `已於${since}`}被新版本取代`,
  rowsCounted: (matched, rows) => `表中共${rows}列，其中${matched}列符合：`,
  oneOfVersions: (count) => `${count === 2 ? "兩" : count}個版本之一，均未註明日期`,
  notYetInForce: (from) => `尚未生效，自${from}起施行`,
  expired: (on) => `已於${on}到期`,
};

const WORDS: Readonly<Record<Locale, Words>> = { en: ENGLISH, zh: CHINESE, "zh-Hant": TRADITIONAL };

/** Words that tell where a reader finds it: title, headings, and the page, slide or row. */
export function placeText(
  document: Pick<LibraryDocument, "title">,
  section: readonly string[],
  place: Locator | null,
  locale: Locale,
): string {
  const headings = section.filter((heading) => heading !== document.title);
  return [document.title, ...headings, ...(place === null ? [] : [wordsIn(locale).place(place)])].join(" › ");
}

/** A date of a document as it is kept, but for one without a year, which is no date to look at. */
export function dateText(date: string | null, locale: Locale): string | null {
  const [, month, day] = /^--(\d\d)-(\d\d)$/u.exec(date ?? "") ?? [];
  return month === undefined || day === undefined ? date : wordsIn(locale).yearless(Number(month), Number(day));
}

/** Null where nothing is known: silence, not "unknown". */
export function validityText(standing: Validity, locale: Locale): string | null {
  const words = wordsIn(locale);
  const amended = (by: Successor) => changeText(by, words.amended, words.amendedByHidden, locale);
  switch (standing.kind) {
    case "in-force":
      return [words.inForce, ...standing.amendedBy.map(amended)].join(words.comma);
    case "not-yet-in-force":
      return words.notYetInForce(dayText(standing.from, locale));
    case "amended":
      return amended(standing.by);
    case "superseded": {
      const { by, now, earlierVersion = false } = standing;
      if (earlierVersion) return words.earlierVersion(by.since === null ? null : dayText(by.since, locale));
      const current = now?.title ?? null;
      return (
        changeText(by, words.superseded, words.supersededByHidden, locale) +
        (current === null ? "" : words.now(words.title(current)))
      );
    }
    case "expired":
      return words.expired(dayText(standing.on, locale));
    case "one-of-versions":
      return words.oneOfVersions(standing.others.length + 1);
    case "unknown":
      return null;
    default:
      return standing satisfies never;
  }
}

/** Introduces the rows of a table that the question asks for. */
export function rowsCountedText(matched: number, rows: number, locale: Locale): string {
  return WORDS[locale].rowsCounted(matched, rows);
}

/**
 * A sentence of it: `“The Plan”: in force from 2021, expired on 31 December 2023.` Whoever asks whether it holds, since when or
 * until when is told all of it. Null where nothing is known.
 */
export function validitySentence({ document, standing }: DocumentValidity, locale: Locale): string | null {
  const text = validityText(standing, locale);
  if (text === null) return null;
  const words = wordsIn(locale);
  const { title, effectiveFrom } = document;
  const isPast = standing.kind === "in-force" || standing.kind === "expired" || standing.kind === "superseded";
  const whole = effectiveFrom !== null && isPast ? words.began(dayText(effectiveFrom, locale), text) : text;
  return words.stands(words.title(title), whole);
}

/** Names as they were asked: `“Suzhou”, “2030”`. */
export function namesText(names: readonly string[], locale: Locale): string {
  return names.map((name) => `“${name}”`).join(locale === "en" ? ", " : "、");
}

function changeText(
  { title, since }: Successor,
  named: Words["superseded"],
  unnamed: Words["supersededByHidden"],
  locale: Locale,
): string {
  const date = since === null ? null : dayText(since, locale);
  return title === null ? unnamed(date) : named(wordsIn(locale).title(title), date);
}

/** @param date with a year */
export function dayText(date: string, locale: Locale): string {
  const [year, month, day] = date.split("-").map(Number);
  return wordsIn(locale).date(year ?? 0, month ?? null, day ?? null);
}

function monthName(month: number): string {
  return new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
}

function isGiven(part: string | number | null): boolean {
  return part !== null;
}

function wordsIn(locale: Locale): Words {
  return WORDS[locale];
}

export interface KnownFact {
  readonly fact: StatedKind;
  readonly value: string;
  readonly origin: FactOrigin;
  /** Unsure facts change no answer. */
  readonly sure: boolean;
  /** Words of the text that say it; null where something else does. */
  readonly quote: string | null;
}

/**
 * The metadata of a document as people are shown it, at the command line and in chat: each fact with who says it, how sure it
 * is, and the words of the text that say it.
 * In words, and what is read from the text and does not count besides.
 */
export function factsKnown(document: DocumentFacts, text: string): KnownFact[] {
  const { stated = [], origins = {} } = document;
  const quoteOf = ({ start, end }: StatedFact): string => text.slice(start, end).replaceAll(/\s*\n\s*/gu, " ");
  const byOthers = ORIGINAL_FACTS.flatMap((fact): KnownFact[] => {
    const origin = origins[fact];
    if (origin === undefined || origin === "text") return [];
    return valuesOf(document, fact).map((value) => ({ fact, value, origin, sure: true, quote: null }));
  });
  const inText = stated.map((one): KnownFact => {
    const clause = one.clause === undefined ? "" : ` (${one.clause})`;
    const { kind: fact, value, sure } = one;
    return { fact, value: `${value}${clause}`, origin: "text", sure, quote: quoteOf(one) };
  });
  return [...byOthers, ...inText];
}

function valuesOf(document: DocumentFacts, fact: (typeof ORIGINAL_FACTS)[number]): readonly string[] {
  if (fact === "supersedes") return document.supersedes;
  if (fact === "amends") {
    return document.amends.map(({ document: of, clause }) => (clause === null ? of : `${of} (${clause})`));
  }
  const value = document[fact];
  return value === null ? [] : [value];
}

/** Key of the words for what it is. */
export function factKey(fact: StatedKind): string {
  return `known-${fact.replaceAll(/\p{Lu}/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Key of the words for who says it. */
export function originKey(origin: FactOrigin): string {
  return `known-from-${origin.replace(" ", "-")}`;
}
