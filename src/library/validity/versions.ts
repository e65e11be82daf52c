/**
 * Files that are versions of one work: the same title but for a year, a day, 修订 or "v2", in one language and one
 * collection, with much of the same text. Minutes, reports and plans of several years are works of their own. Pure.
 */

import type { DocumentFacts } from "../../documents/document.ts";
import { sendsRound, workKey } from "../../documents/facts/document-name.ts";
import { lastRevision } from "../../documents/facts/facts-in-text.ts";
import { foldedForm } from "../../language/canonical.ts";
import { daysIn } from "../../language/dates.ts";
import { chineseScriptOf } from "../../language/zh/han.ts";
import { yearsIn } from "./references.ts";
import { type DatedDocument, firstDay, type ValidityIndexOptions } from "./validity.ts";

/** Documents of one work, each replaced by the next. */
export interface Versions {
  /** Oldest first, where they are dated; one at least of the others is not, or is dated by a year in its name alone. */
  readonly documents: readonly DatedDocument[];
  readonly dated: boolean;
}

/**
 * Kinds of documents that come anew each year or each time, and replace nothing: told by the kind of thing that the
 * title names.
 */
const PERIODIC =
  /(?:纪要|报告|记录|日志|动态|新闻|快报|公报|周报|日报|总结|年报|月报|简报|通讯|预算|决算|议程|名单|名录|清单|目录|计划|规划|方案|通知|公告|通告|通报|邀请|邀请函|函|会议|表|培训|要点|请示|批复)$/u;
const PERIODIC_IN_ENGLISH =
  /\b(?:minutes|notes|records?|log|summary|proceedings|newsletters?|news|agenda|reports?|reviews?|budget|accounts|plans?|program(?:me)?|roadmap|invitation|survey|lists?|schedule|calendar|invoice|letter|bulletin|notice|courses|questions)$/iu;

/** "(v2)", 修订: whoever counts its versions says that it has some. */
const COUNTED = /\bv(?:er(?:sion)?)?\.?\s?\d|\brev(?:ision|ised)?\b|修订|修正/iu;

function isPeriodic(title: string): boolean {
  if (COUNTED.test(title)) return false;
  const [noun = ""] = title
    .replaceAll(/[([].*?[)\]]|(?:19|20)\d\d(?:[-/.]\d\d?(?!\d))*/gu, " ")
    .split(/\s(?:of|for|to|on|in|by|at|from|with)\s|:|,/iu);
  // Of "Development Plan 2021-2023" a dash is left.
  return PERIODIC.test(workKey(title)) || PERIODIC_IN_ENGLISH.test(noun.replace(/[\s\p{Pd}]+$/u, "").trim());
}

/** Versions of one work share most of their words; two texts that happen to be called the same do not. */
const SHARED = 0.4;
/** Works of one title from which on they are a series. */
const MOST_VERSIONS = 12;

export function versionsAmong({ documents, textOf }: Pick<ValidityIndexOptions, "documents" | "textOf">): Versions[] {
  // One text in simplified and in traditional characters is two editions, and no versions.
  const works = Map.groupBy(documents, ({ title, collection, language }) =>
    [collection, language, chineseScriptOf(title), workKey(title)].join("\n"),
  );
  return [...works.values()].flatMap((work): Versions[] => {
    const [first] = work;
    if (first === undefined || work.length < 2 || work.length > MOST_VERSIONS) return [];
    if (workKey(first.title).length < 3 || work.some(({ title }) => isPeriodic(title))) return [];
    const likes = related(work, textOf);
    if (likes.length < 2) return [];
    const dates = likes.map((document) => ({ document, dates: workDates(document) }));
    const ordered = inOrder(dates);
    return [{ documents: ordered ?? likes, dated: ordered !== null }];
  });
}

/** Those that share text with another of them; of one text in two files, or in two formats, one is enough. */
function related(work: readonly DatedDocument[], textOf: ValidityIndexOptions["textOf"]): DatedDocument[] {
  const texts = work.map((document) => ({ document, ...wordsOf(textOf(document.version)?.text ?? "") }));
  const once = texts.filter(
    (one, index) =>
      !texts.some((other, at) => at < index && (other.key === one.key || isCopy(one.document, other.document))) &&
      !texts.some((other) => isSentBy(one, other)),
  );
  return once
    .filter((one) => once.some((other) => other !== one && share(one.pairs, other.pairs) >= SHARED))
    .map(({ document }) => document);
}

/** A notice that sends a text round has all of it below; the text alone is no other version. */
const ALL_OF_IT = 0.97;

function isSentBy(one: TextOfWork, other: TextOfWork): boolean {
  const [from, sentFrom] = [one.document.effectiveFrom, other.document.effectiveFrom];
  return (
    sendsRound(other.document.title) &&
    !sendsRound(one.document.title) &&
    (from === null || sentFrom === null || from === sentFrom) &&
    one.pairs.size <= other.pairs.size &&
    share(one.pairs, other.pairs) >= ALL_OF_IT
  );
}

/** `charter.docx` and `charter.pdf`, of one day. */
function isCopy(one: DatedDocument, other: DatedDocument): boolean {
  const stem = ({ path }: DatedDocument): string => path.replace(/\.[a-z\d]{1,8}$/iu, "");
  return one.path !== other.path && stem(one) === stem(other) && workDates(one).day === workDates(other).day;
}

interface TextOfWork {
  readonly document: DatedDocument;
  readonly pairs: ReadonlySet<string>;
}

function wordsOf(text: string): Pick<TextOfWork, "pairs"> & { readonly key: string } {
  const units = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  return { key: units.join(""), pairs: pairsOf(units) };
}

/** Neighbouring words, or Han characters. */
function pairsOf(units: readonly string[]): ReadonlySet<string> {
  return new Set(units.slice(1).map((unit, index) => `${units[index]} ${unit}`));
}

/** Share of the smaller set that is in the other. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size === 0) return 0;
  let both = 0;
  for (const pair of small) if (large.has(pair)) both += 1;
  return both / small.size;
}

interface Dated {
  readonly document: DatedDocument;
  readonly dates: WorkDates;
}

/** Oldest first; null where that cannot be told: two of one day, or a day that nothing but a year in a name gives. */
function inOrder(works: readonly Dated[]): DatedDocument[] | null {
  const sorted = works.toSorted((one, other) => ((one.dates.day ?? "") < (other.dates.day ?? "") ? -1 : 1));
  const distinct = sorted.every(({ dates }, index) => {
    const next = sorted[index + 1];
    return dates.day !== null && (next === undefined || dates.day !== next.dates.day);
  });
  const newest = sorted.at(-1);
  return distinct && newest?.dates.firm === true ? sorted.map(({ document }) => document) : null;
}

interface WorkDates {
  /** The last that is known of it; null where nothing is. */
  readonly day: string | null;
  /** Said in so many words, not by a year in its name alone. */
  readonly firm: boolean;
}

type Named = DocumentFacts & { readonly path: string };

/**
 * The day that tells a version from others of its work, and the day from which it holds. A revised act says when it
 * first took effect; as it reads now it holds since it was revised.
 */
export function workDates(document: Named): WorkDates {
  const { published, effectiveFrom, title, path } = document;
  const name = foldedForm(`${title} ${path.slice(path.lastIndexOf("/") + 1)}`);
  const inName = daysIn(name.replaceAll("_", "-")).map(({ date }) => date);
  const days = [
    published,
    effectiveFrom,
    lastRevision(document.stated ?? []),
    ...inName.filter((date) => date.length >= 7),
  ].flatMap((date) => firstDay(date) ?? []);
  const last = days.toSorted().at(-1);
  if (last !== undefined) return { day: last, firm: true };
  const year = yearsIn(name).toSorted().at(-1);
  return { day: year === undefined ? null : `${year}-01-01`, firm: false };
}

/** Its dates, where what it says of its first effect is older than its last revision. */
export function withRevision<Dated extends DocumentFacts>(document: Dated): Dated {
  const revised = lastRevision(document.stated ?? []);
  const { effectiveFrom, origins } = document;
  if (revised === null || effectiveFrom === null || origins?.effectiveFrom !== "text") return document;
  const from = firstDay(effectiveFrom);
  return from !== null && from < revised ? { ...document, effectiveFrom: revised } : document;
}
