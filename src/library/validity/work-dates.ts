/**
 * The day that tells a version from others of its work, and the day from which it holds. A revised act says when it first
 * took effect; as it reads now it holds since it was revised. Pure.
 */

import type { DocumentFacts } from "../../documents/document.ts";
import { lastRevision } from "../../documents/facts/facts-in-text.ts";
import { foldedForm } from "../../language/fold.ts";
import { daysIn } from "../../language/written-day.ts";
import { yearsIn } from "./references.ts";
import { firstDay } from "./validity.ts";

export interface WorkDates {
  /** The last that is known of it; null where nothing is. */
  readonly day: string | null;
  /** Said in so many words, not by a year in its name alone. */
  readonly firm: boolean;
}

type Named = DocumentFacts & { readonly path: string };

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
