/** The words of an answer at the command line, in the language of the question. */

import type { RefusalReason } from "../../src/answering/answer.ts";
import type { Language } from "../../src/documents/document.ts";
import type { Standing } from "../../src/documents/standing.ts";
import type { LibraryDocument } from "../../src/library/library.ts";

interface Words {
  readonly notFound: string;
  /** The documents are about what is asked, and do not say it. */
  readonly nearMiss: string;
  readonly noDocuments: string;
  page(number: number): string;
  /** For a date without a year, as `--01-29`. */
  day(month: number, day: number): string;
  inForce: string;
  notYetInForce(from: string): string;
  expired(on: string): string;
}

const ENGLISH: Words = {
  notFound: "I did not find this in the documents. The nearest passages are:",
  nearMiss: "The documents do not say this. The nearest passages are:",
  noDocuments: "There are no documents to ask yet.",
  page: (number) => `page ${number}`,
  day: (month, day) =>
    `${new Date(Date.UTC(2000, month - 1, day)).toLocaleDateString("en", { ...DAY })}, year not given`,
  inForce: "in force",
  notYetInForce: (from) => `not in force until ${from}`,
  expired: (on) => `expired on ${on}`,
};

const CHINESE: Words = {
  notFound: "我在文件中没有找到答案。最接近的段落是：",
  nearMiss: "文件中没有说明这一点。最接近的段落是：",
  noDocuments: "文件库里还没有文件。",
  page: (number) => `第 ${number} 页`,
  day: (month, day) => `${month}月${day}日（未注明年份）`,
  inForce: "现行有效",
  notYetInForce: (from) => `自 ${from} 起生效`,
  expired: (on) => `已于 ${on} 到期`,
};

const DAY = { day: "numeric", month: "long", timeZone: "UTC" } as const;

export function wordsIn(language: Language): Words {
  return language === "zh" ? CHINESE : ENGLISH;
}

/** A question that was refused unread has no language: both are given. */
export function refusalText(reason: RefusalReason): string {
  switch (reason) {
    case "empty":
      return "The question is empty: write it after the command, in quotes.\n问题是空的：请把问题写在命令后面的引号里。";
    case "too-long":
      return "The question is too long: 2,000 characters at most.\n问题太长：最多 2000 个字符。";
    case "no-words":
      return "The question has no words: write what you want to know.\n问题里没有文字：请写出您想知道的内容。";
    default:
      return reason satisfies never;
  }
}

export function dateText(date: string | null, language: Language): string | null {
  const [, month, day] = /^--(\d\d)-(\d\d)$/u.exec(date ?? "") ?? [];
  return month === undefined || day === undefined ? date : wordsIn(language).day(Number(month), Number(day));
}

/** Null where nothing is known: silence, not "unknown". */
export function standingText(standing: Standing, language: Language): string | null {
  const words = wordsIn(language);
  switch (standing.kind) {
    case "in-force":
      return words.inForce;
    case "not-yet-in-force":
      return words.notYetInForce(standing.from);
    case "expired":
      return words.expired(standing.on);
    case "unknown":
      return null;
    default:
      return standing satisfies never;
  }
}

/** Where a reader finds it: title, headings, page. */
export function placeOf(
  document: LibraryDocument,
  section: readonly string[],
  page: number | null,
  language: Language,
): string {
  const headings = section.filter((heading) => heading !== document.title);
  return [document.title, ...headings, ...(page === null ? [] : [wordsIn(language).page(page)])].join(" › ");
}
