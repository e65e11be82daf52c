/**
 * Whether a document's text holds on a given day, told from the dates that it gives itself. A year or a month as the
 * last day means its end: a plan "until 2023" holds through 31 December 2023.
 */

import type { DocumentFacts } from "./document.ts";

export type Standing =
  | { readonly kind: "in-force" }
  | { readonly kind: "not-yet-in-force"; readonly from: string }
  | { readonly kind: "expired"; readonly on: string }
  | { readonly kind: "unknown" };

/** @param day as `2026-11-22` */
export function standingOn(facts: Pick<DocumentFacts, "effectiveFrom" | "effectiveUntil">, day: string): Standing {
  const from = facts.effectiveFrom === null ? null : firstDay(facts.effectiveFrom);
  const until = facts.effectiveUntil === null ? null : lastDay(facts.effectiveUntil);
  if (from === null && until === null) return { kind: "unknown" };
  if (from !== null && day < from) return { kind: "not-yet-in-force", from };
  if (until !== null && day > until) return { kind: "expired", on: until };
  return { kind: "in-force" };
}

/** Dates without a year (`--02-27`) say nothing about a given day. */
const DATE = /^(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2}))?)?$/u;

function firstDay(date: string): string | null {
  const parts = DATE.exec(date)?.groups;
  if (parts === undefined) return null;
  return `${parts.year}-${parts.month ?? "01"}-${parts.day ?? "01"}`;
}

function lastDay(date: string): string | null {
  const parts = DATE.exec(date)?.groups;
  if (parts === undefined) return null;
  const month = parts.month ?? "12";
  // Day 0 of the next month is the last of this one.
  const end = new Date(Date.UTC(Number(parts.year), Number(month), 0)).getUTCDate();
  return `${parts.year}-${month}-${parts.day ?? String(end).padStart(2, "0")}`;
}
