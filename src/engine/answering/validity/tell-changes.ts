/**
 * What changed: of a text that amends another the words that do so, with the clause as it was; of a version the clauses that
 * read otherwise than in the version before it, each as it is now and as it was.
 */

import type { Span } from "../../../language/sentences.ts";
import type { LibraryDocument } from "../../../library/library.ts";
import { findClause } from "../../../library/validity/references.ts";
import { workDates } from "../../../library/validity/versions.ts";
import type { Claim, ClauseChange } from "../answer.ts";
import type { TextOf } from "../units.ts";
import { changedClauses } from "./changed-clauses.ts";
import { allStated, type Quoting, type Telling, type ValidityAnswer } from "./telling.ts";

/** Longer articles are cut; a tap on the quote shows the rest. */
const LONGEST_ARTICLE = 1_200;
/** More on a phone nobody reads; two messages hold them. */
const MOST_CHANGES = 12;

export function changes(telling: Telling, quoting: Quoting): ValidityAnswer | null {
  const claims = byAmendment(telling, quoting);
  const all = claims.length > 0 ? claims : betweenVersions(telling, quoting);
  return all.length === 0 ? null : { claims: all };
}

function byAmendment(telling: Telling, quoting: Quoting): Claim[] {
  const { document, validityOf, successorOf, textOf, named } = telling;
  const validity = validityOf(document);
  const amended = validity.kind === "in-force" ? validity.amendedBy.flatMap(({ id }) => successorOf(id) ?? []) : [];
  const amending = allStated(document, "amends").length > 0 ? [document] : amended;
  return amending.flatMap((by) =>
    allStated(by, "amends").flatMap((fact) => {
      const of = named(fact.value);
      const before = of === null || fact.clause === undefined ? null : clauseIn(of, fact.clause, textOf);
      const change = quoting(by, withQuotedText(by, fact, textOf));
      return of === null || before === null ? change : [...change, ...as("before", quoting(of, before))];
    }),
  );
}

/** The version that is meant beside the one that it replaced; of one that is replaced itself, beside what replaced it. */
function betweenVersions(telling: Telling, quoting: Quoting): Claim[] {
  const [before, after] = versionsOf(telling) ?? [];
  if (before === undefined || after === undefined) return [];
  const [old, now] = [telling.textOf(before), telling.textOf(after)];
  if (old === null || now === null) return [];
  return (changedClauses(old, now) ?? [])
    .slice(0, MOST_CHANGES)
    .flatMap((change) => [
      ...(change.after === null ? [] : as(change.before === null ? "added" : "now", quoting(after, change.after))),
      ...(change.before === null
        ? []
        : as(change.after === null ? "removed" : "before", quoting(before, change.before))),
    ]);
}

function versionsOf({ document, documents, validityOf, successorOf }: Telling): readonly LibraryDocument[] | null {
  const replaced = documents
    .filter((one) => {
      const validity = one.language === document.language ? validityOf(one) : null;
      return validity?.kind === "superseded" && validity.by.id === document.id;
    })
    .toSorted((one, other) => ((workDates(one).day ?? "") < (workDates(other).day ?? "") ? 1 : -1));
  if (replaced[0] !== undefined) return [replaced[0], document];
  const validity = validityOf(document);
  const successor = validity.kind === "superseded" ? successorOf(validity.by.id) : null;
  return successor === null ? null : [document, successor];
}

function as(change: ClauseChange, claims: readonly Claim[]): Claim[] {
  return claims.map((claim) => ({ ...claim, change }));
}

/** "…is replaced by the following:" with the paragraph that follows. */
export function withQuotedText(document: LibraryDocument, { start, end }: Span, textOf: TextOf): Span {
  const version = textOf(document);
  if (version === null || !/[:：]\s*$/u.test(version.text.slice(start, end))) return { start, end };
  const next = version.blocks.find((block) => block.start >= end);
  return { start, end: next?.end ?? end };
}

export function clauseIn(document: LibraryDocument, clause: string, textOf: TextOf): Span | null {
  const version = textOf(document);
  const span = version === null ? null : findClause(version, clause);
  if (version === null || span === null) return null;
  const end = Math.min(span.end, span.start + LONGEST_ARTICLE);
  return { start: span.start, end: span.start + version.text.slice(span.start, end).trimEnd().length };
}
