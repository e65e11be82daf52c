/**
 * How the documents of a library stand on a day, each seen beside all others: which of them superseded or amended it.
 * The relations are worked out once; asking for a standing then costs little more than comparing dates.
 */

import type { DocumentFacts } from "../document.ts";
import type { Span } from "../sentences.ts";
import { findClause, type TextAndBlocks } from "./clauses.ts";
import { referencesTo } from "./references.ts";
import {
  effectiveSince,
  firstDay,
  holds,
  isPublishedBy,
  type Standing,
  type Successor,
  standingByDates,
} from "./standing.ts";

export interface DatedDocument extends DocumentFacts {
  readonly id: string;
  readonly path: string;
  readonly collection: string;
  readonly version: string;
}

export interface AccessScope {
  /** As `2026-11-22`. */
  readonly day: string;
  /** What was published later does not count, as on a day that is past; absent means that all counts. */
  readonly publishedBy?: string;
  /** Documents of other collections have their effect, and are not named; absent means that all may be named. */
  readonly collections?: ReadonlySet<string>;
}

/** The standing of a document, or of the part of its text that is given. */
export type StandingOf = (document: DatedDocument, part?: Span) => Standing;

export interface Standings {
  on(view: AccessScope): StandingOf;
  /** What documents say of each other that cannot be so, fit to be shown to the secretariat. */
  problems(): readonly RelationProblem[];
}

export interface RelationProblem {
  /** Of the document that says it. */
  readonly path: string;
  readonly problem: string;
}

export interface StandingsOptions {
  readonly documents: readonly DatedDocument[];
  /** Of a document's version: clauses are looked for in it. */
  readonly textOf: (version: string) => TextAndBlocks | null;
}

/** `by` says that it supersedes or amends `of`. */
interface Relation {
  readonly by: DatedDocument;
  readonly of: DatedDocument;
  readonly since: string | null;
}

interface AmendingRelation extends Relation {
  readonly clause: string | null;
}

export function createStandings({ documents, textOf }: StandingsOptions): Standings {
  const { superseding, amending, problems } = relationsAmong(documents);
  const successors = Map.groupBy(superseding, ({ of }) => of.id);
  const amendments = Map.groupBy(amending, ({ of }) => of.id);
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
    on: (view) => standingsOn(view, { successors, amendments, clauseOf }),
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
  readonly clauseOf: (amendment: AmendingRelation) => Span | null;
}

function standingsOn(view: AccessScope, { successors, amendments, clauseOf }: Relations): StandingOf {
  const { day, publishedBy, collections } = view;
  const hasBegun = ({ by, since }: Relation): boolean =>
    (firstDay(since) ?? day) <= day && (publishedBy === undefined || isPublishedBy(by, publishedBy));
  const isSecret = ({ by }: Relation): boolean => collections !== undefined && !collections.has(by.collection);
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
      const isNow = last !== successor && !isSecret(last) && holds(standingByDates(last.by, day));
      return { kind: "superseded", by: named(successor), now: isNow ? named(last) : null };
    }
    const byDates = standingByDates(document, day);
    const begun = (amendments.get(document.id) ?? []).filter(hasBegun);
    if (begun.length === 0 || !holds(byDates)) return byDates;
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

function relationsAmong(documents: readonly DatedDocument[]) {
  const known = referencesTo(documents);
  const problems: RelationProblem[] = [];
  /** A new version may carry its predecessor's number: it is meant itself only where nobody else can be. */
  const meant = (by: DatedDocument, reference: string, verb: string): readonly DatedDocument[] => {
    const found = known(reference);
    const others = found.filter(({ id }) => id !== by.id);
    if (found.length > 0 && others.length === 0) {
      problems.push({ path: by.path, problem: `it says that it ${verb} itself ("${reference}"): this is ignored` });
    }
    if (found.length === 0) {
      const problem = `it ${verb} "${reference}", which is no id or number in the library: correct it, if that document should be there`;
      problems.push({ path: by.path, problem });
    }
    return others;
  };
  const stated = documents.flatMap((by) =>
    by.supersedes.flatMap((reference) =>
      meant(by, reference, "supersedes").map((of): Relation => ({ by, of, since: effectiveSince(by) })),
    ),
  );
  const circular = new Set(inCircles(stated));
  for (const { by, of } of circular) {
    problems.push({
      path: by.path,
      problem: `it supersedes ${of.path}, and is superseded by it, directly or through others: this is ignored; correct one of them`,
    });
  }
  const amending = documents.flatMap((by) =>
    by.amends.flatMap(({ document, clause }) =>
      meant(by, document, "amends").map((of): AmendingRelation => ({ by, of, clause, since: effectiveSince(by) })),
    ),
  );
  return { superseding: stated.filter((relation) => !circular.has(relation)), amending, problems };
}

/** What is left when lines are taken off at both ends, until nothing has an end. */
function inCircles(relations: readonly Relation[]): readonly Relation[] {
  const superseding = new Set(relations.map(({ by }) => by.id));
  const superseded = new Set(relations.map(({ of }) => of.id));
  const left = relations.filter(({ by, of }) => superseded.has(by.id) && superseding.has(of.id));
  return left.length === relations.length ? left : inCircles(left);
}
