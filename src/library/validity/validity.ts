/**
 * Tells whether a text holds on a given day: from the dates that a document gives itself, and from what the other
 * documents of the library do to it. A year or a month as the last day means its end: a plan "until 2023" holds through
 * 31 December 2023. What supersedes and amends is worked out once; asking for a standing then costs little more than
 * comparing dates.
 */

import type { DocumentFacts } from "../../documents/document.ts";
import type { Span } from "../../language/sentences.ts";
import { findClause, type TextAndBlocks } from "./references.ts";
import {
  type AmendingRelation,
  type Relation,
  type RelationDecision,
  type RelationProblem,
  type RelationQuestion,
  relationsAmong,
} from "./relations.ts";
import { withRevision } from "./versions.ts";

/** The document that changed or replaced another one. */
export interface Successor {
  /** Null, as its title, where the asker may not see it: that the old text no longer holds is no secret, its name is. */
  readonly id: string | null;
  readonly title: string | null;
  /** The day from which it does so, as exact as its source: `2024-01-01`, `2024`; null where it gives no date. */
  readonly since: string | null;
}

interface InForce {
  readonly kind: "in-force";
  /**
   * Amendments of a whole document: all that changed it; of a part: those that changed the document without naming a
   * clause.
   */
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

export interface DatedDocument extends DocumentFacts {
  readonly id: string;
  readonly path: string;
  readonly collection: string;
  readonly version: string;
}

export interface AccessScope {
  /** Day such as `2026-11-22`. */
  readonly day: string;
  /** A later document does not count, as on a day that is past; absent means that all counts. */
  readonly publishedBy?: string;
  /** Documents of other collections have their effect, and are not named; absent means that all may be named. */
  readonly collections?: ReadonlySet<string>;
}

/** The standing of a document, or of the part of its text that is given. */
export type ValidityOf = (document: DatedDocument, part?: Span) => Validity;

export interface ValidityIndex {
  on(view: AccessScope): ValidityOf;
  /** Relations that seem to be so and change nothing until somebody says so. */
  questions(): readonly RelationQuestion[];
  /** Statements of documents about each other that cannot be so, fit to be shown to the secretariat. */
  problems(): readonly RelationProblem[];
}

export interface ValidityIndexOptions {
  readonly documents: readonly DatedDocument[];
  /** Text of a document's version: clauses are looked for in it. */
  readonly textOf: (version: string) => TextAndBlocks | null;
  /** The other editions of a document, in other languages: what replaces one replaces all. */
  readonly editionsOf?: (id: string) => readonly { readonly id: string }[];
  /** Paths that documents had once, and where they are now. */
  readonly formerNames?: ReadonlyMap<string, string>;
  /** Decisions of the secretariat on relations that were not sure. */
  readonly decisions?: readonly RelationDecision[];
}

/**
 * Works out how the documents of a library stand on a day, each seen beside all others: which of them superseded or
 * amended it. The relations are worked out once; asking for a standing then costs little more than comparing dates.
 */
export function createValidityIndex(options: ValidityIndexOptions): ValidityIndex {
  const { textOf } = options;
  const { superseding, amending, versions, problems, questions } = relationsAmong(options);
  const successors = Map.groupBy(superseding, ({ of }) => of.id);
  const amendments = Map.groupBy(amending, ({ of }) => of.id);
  const undated = new Map(
    versions.flatMap((some) => some.map((one) => [one.id, some.filter((other) => other !== one)] as const)),
  );
  const clauses = new Map<AmendingRelation, Span | null>();
  /** Null where the whole document is meant, or a clause that cannot be told. */
  const clauseOf = (amendment: AmendingRelation): Span | null => {
    const { clause, of } = amendment;
    if (clause === null) return null;
    const known = clauses.get(amendment);
    if (known !== undefined) return known;
    const version = textOf(of.version);
    const found = version === null ? null : findClause(version, clause);
    clauses.set(amendment, found);
    return found;
  };
  return {
    on: (view) => validityOn(view, { successors, amendments, undated, clauseOf }),
    questions: () => questions,
    problems: () => [
      ...problems,
      ...amending
        .filter((amendment) => amendment.clause !== null && clauseOf(amendment) === null)
        .map(({ by, of, clause }) => ({
          path: by.path,
          problem: `it amends "${clause}" of ${of.path}, which is not there, or there more than once: all of ${of.path} is shown as amended; name the clause as its heading does`,
        })),
    ],
  };
}

interface Relations {
  readonly successors: ReadonlyMap<string, readonly Relation[]>;
  readonly amendments: ReadonlyMap<string, readonly AmendingRelation[]>;
  /** Versions of one work beside a document, where none is known to be the last. */
  readonly undated: ReadonlyMap<string, readonly DatedDocument[]>;
  readonly clauseOf: (amendment: AmendingRelation) => Span | null;
}

function validityOn(view: AccessScope, { successors, amendments, undated, clauseOf }: Relations): ValidityOf {
  const { day, publishedBy, collections } = view;
  const hasBegun = ({ by, since }: Relation): boolean =>
    (firstDay(since) ?? day) <= day && (publishedBy === undefined || isPublishedBy(by, publishedBy));
  const isSecret = ({ by }: Pick<Relation, "by">): boolean =>
    collections !== undefined && !collections.has(by.collection);
  const named = (relation: Relation): Successor => {
    const { id, title } = relation.by;
    return isSecret(relation) ? { id: null, title: null, since: relation.since } : { id, title, since: relation.since };
  };
  /** The first to do it, among those that may be named if there are any; of translations the one in its own language. */
  const successorOf = (document: DatedDocument): Relation | undefined => {
    const order = (relation: Relation): string =>
      [
        isSecret(relation) ? 1 : 0,
        relation.since ?? "9999",
        relation.by.language === document.language ? 0 : 1,
        relation.by.id,
      ].join(" ");
    return successors
      .get(document.id)
      ?.filter(hasBegun)
      .sort((one, other) => (order(one) < order(other) ? -1 : 1))[0];
  };
  const endOfLine = (relation: Relation): Relation => {
    const next = successorOf(relation.by);
    return next === undefined ? relation : endOfLine(next);
  };
  return (document, part) => {
    const successor = successorOf(document);
    if (successor !== undefined) {
      const last = endOfLine(successor);
      const isNow = last !== successor && !isSecret(last) && isInForce(validityByDates(withRevision(last.by), day));
      const version = successor.isVersion ? ({ earlierVersion: true } as const) : {};
      return { kind: "superseded", by: named(successor), now: isNow ? named(last) : null, ...version };
    }
    const byDates = validityByDates(withRevision(document), day);
    const others = (undated.get(document.id) ?? []).filter((by) => !isSecret({ by }));
    if (others.length > 0 && byDates.kind === "unknown") {
      return { kind: "one-of-versions", others: others.map(({ id, title }) => ({ id, title, since: null })) };
    }
    const begun = (amendments.get(document.id) ?? []).filter(hasBegun);
    if (begun.length === 0 || !isInForce(byDates)) return byDates;
    if (part === undefined) return { kind: "in-force", amendedBy: begun.map(named) };
    const latest = begun
      .filter((amendment) => overlaps(clauseOf(amendment), part))
      .sort((one, other) => ((one.since ?? "") < (other.since ?? "") ? 1 : -1))[0];
    if (latest !== undefined) return { kind: "amended", by: named(latest) };
    return { kind: "in-force", amendedBy: begun.filter((amendment) => clauseOf(amendment) === null).map(named) };
  };
}

function overlaps(clause: Span | null, part: Span): boolean {
  return clause !== null && clause.start < part.end && part.start < clause.end;
}
