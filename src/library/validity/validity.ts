/**
 * Tells whether a text holds on a given day. This file tells it from the dates that a document gives itself; what other
 * documents do to it is told in validity-index.ts. A year or a month as the last day means its end: a plan "until 2023" holds
 * through 31 December 2023.
 */

import type { DocumentFacts } from "../../documents/document.ts";

/** The document that changed or replaced another one. */
export interface Successor {
  /** Null, as its title, where the asker may not see it: that the old text no longer holds is no secret, its name is. */
  readonly id: string | null;
  readonly title: string | null;
  /** Since when it does so, as exact as its source: `2024-01-01`, `2024`; null where it gives no date. */
  readonly since: string | null;
}

interface InForce {
  readonly kind: "in-force";
  /** Of a whole document: by all that changed it. Of a part: by what changed the document without naming a clause. */
  readonly amendedBy: readonly Successor[];
}

/** This clause reads differently now; the rest of the document holds. */
interface Amended {
  readonly kind: "amended";
  readonly by: Successor;
}

interface Superseded {
  readonly kind: "superseded";
  readonly by: Successor;
  /** The document in force now, where the successor has been superseded too; null otherwise. */
  readonly now: Successor | null;
  /** True where both are versions of one work, as their titles, texts and dates tell. */
  readonly earlierVersion?: true;
}

/** One of several versions of a work, of which none is known to be the last. */
interface OneOfVersions {
  readonly kind: "one-of-versions";
  readonly others: readonly Successor[];
}

export type Validity =
  | InForce
  | { readonly kind: "not-yet-in-force"; readonly from: string }
  | Amended
  | Superseded
  | { readonly kind: "expired"; readonly on: string }
  | OneOfVersions
  | { readonly kind: "unknown" };

/** Tells whether the text may be taken for what holds: a document that says nothing of its dates is taken at its word. */
export function isInForce({ kind }: Validity): boolean {
  return kind === "in-force" || kind === "unknown" || kind === "one-of-versions";
}

type Dates = Pick<DocumentFacts, "published" | "effectiveFrom" | "effectiveUntil">;

/** @param day as `2026-11-22` */
export function validityByDates(dates: Omit<Dates, "published">, day: string): Validity {
  const from = firstDay(dates.effectiveFrom);
  const until = lastDay(dates.effectiveUntil);
  if (from === null && until === null) return { kind: "unknown" };
  if (from !== null && day < from) return { kind: "not-yet-in-force", from };
  if (until !== null && day > until) return { kind: "expired", on: until };
  return { kind: "in-force", amendedBy: [] };
}

/** The date from which a document has its effect on others, as exact as its source; null where it gives none. */
export function effectiveSince({ effectiveFrom, published }: Dates): string | null {
  return [effectiveFrom, published].find((date) => firstDay(date) !== null) ?? null;
}

/** Tells whether it was published by then, or does not say when. */
export function isPublishedBy({ published }: Pick<Dates, "published">, day: string): boolean {
  const first = firstDay(published);
  return first === null || first <= day;
}

/** Dates without a year (`--02-27`) say nothing about a given day. */
const DATE = /^(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2}))?)?$/u;

export function firstDay(date: string | null): string | null {
  const parts = DATE.exec(date ?? "")?.groups;
  if (parts === undefined) return null;
  return `${parts.year}-${parts.month ?? "01"}-${parts.day ?? "01"}`;
}

function lastDay(date: string | null): string | null {
  const parts = DATE.exec(date ?? "")?.groups;
  if (parts === undefined) return null;
  const month = parts.month ?? "12";
  // Day 0 of the next month is the last of this one.
  const end = new Date(Date.UTC(Number(parts.year), Number(month), 0)).getUTCDate();
  return `${parts.year}-${month}-${parts.day ?? String(end).padStart(2, "0")}`;
}
