/**
 * Tells what changed: of a text that amends another the words that do so, with the clause as it was; of a version the
 * clauses that read otherwise than in the version before it, each as it is now and as it was.
 */

import type { Block } from "../../../documents/document.ts";
import type { StatedFact, StatedKind } from "../../../documents/facts/facts-in-text.ts";
import { foldedForQuotes } from "../../../language/canonical.ts";
import { labelAt } from "../../../language/labels.ts";
import { type Span, sentencesIn } from "../../../language/sentences.ts";
import type { LibraryDocument } from "../../../library/library.ts";
import { findClause, type TextAndBlocks } from "../../../library/validity/references.ts";
import type { ValidityOf } from "../../../library/validity/validity.ts";
import { workDates } from "../../../library/validity/versions.ts";
import type { Citation, Claim, ClauseChange, DocumentValidity } from "../answer.ts";
import type { TextOf } from "../units.ts";
import type { AskedOfDocument } from "./asks-validity.ts";

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

/** Finds the words that amend this clause, among all of a text that does; all of them, where none is told apart. */
function amendmentsOf(
  by: LibraryDocument,
  { document, trimmed, textOf }: Pick<Telling, "document" | "textOf"> & { readonly trimmed: Span },
): readonly StatedFact[] {
  const all = allStated(by, "amends");
  const ofClause = all.filter(({ clause }) => {
    const span = clause === undefined ? null : clauseIn(document, clause, textOf);
    return span !== null && span.start < trimmed.end && trimmed.start < span.end;
  });
  return ofClause.length > 0 ? ofClause : all;
}

/** The article itself, and where it was amended, the words that did so. */
export function article(
  { asked, document, validityOf, successorOf, textOf }: Telling,
  quoting: Quoting,
): ValidityAnswer | null {
  const trimmed = clauseIn(document, asked.article ?? "", textOf);
  if (trimmed === null) return null;
  const validity = validityOf(document, trimmed);
  const by = validity.kind === "amended" ? successorOf(validity.by.id) : null;
  const changed = by === null ? [] : amendmentsOf(by, { document, trimmed, textOf });
  const claims = [
    ...(by === null ? [] : changed.flatMap((fact) => quoting(by, withQuotedText(by, fact, textOf)))),
    ...quoting(document, trimmed),
  ];
  return claims.length === 0 ? null : { claims };
}

function as(change: ClauseChange, claims: readonly Claim[]): Claim[] {
  return claims.map((claim) => ({ ...claim, change }));
}

/** "…is replaced by the following:" with the paragraph that follows. */
function withQuotedText(document: LibraryDocument, { start, end }: Span, textOf: TextOf): Span {
  const version = textOf(document);
  if (version === null || !/[:：]\s*$/u.test(version.text.slice(start, end))) return { start, end };
  const next = version.blocks.find((block) => block.start >= end);
  return { start, end: next?.end ?? end };
}

function clauseIn(document: LibraryDocument, clause: string, textOf: TextOf): Span | null {
  const version = textOf(document);
  const span = version === null ? null : findClause(version, clause);
  if (version === null || span === null) return null;
  const end = Math.min(span.end, span.start + LONGEST_ARTICLE);
  return { start: span.start, end: span.start + version.text.slice(span.start, end).trimEnd().length };
}

export interface ValidityAnswer {
  /** Claims, not yet compared with the stored text. */
  readonly claims: readonly Claim[];
  /** The document's validity, where that was asked. */
  readonly standing?: DocumentValidity;
  /** The name that was asked with can mean each of the documents that are quoted. */
  readonly severalMeant?: true;
}

export interface Telling {
  readonly asked: AskedOfDocument;
  readonly document: LibraryDocument;
  readonly validityOf: ValidityOf;
  readonly textOf: TextOf;
  readonly successorOf: (id: string | null) => LibraryDocument | null;
  /** Those that the asker may see. */
  readonly documents: readonly LibraryDocument[];
  readonly named: (name: string) => LibraryDocument | null;
}

export type Quoting = (document: LibraryDocument, span: Span) => Claim[];

/** Claims that are quotes, each with a mark of its own. */
export function quotes(validityOf: ValidityOf, textOf: TextOf): Quoting {
  let marks = 0;
  const quoted = new Set<string>();
  return (document, { start, end }) => {
    const version = textOf(document);
    const place = `${document.version}:${start}:${end}`;
    if (version === null || quoted.has(place)) return [];
    quoted.add(place);
    marks += 1;
    const quote = version.text.slice(start, end);
    const block = version.blocks.find((one) => one.end > start);
    const citation: Citation = {
      mark: marks,
      quote,
      start,
      end,
      section: block?.section ?? [],
      place: block?.place ?? null,
      document,
      standing: validityOf(document, { start, end }),
    };
    return [{ text: quote.replaceAll(/\s*\n\s*/gu, "\n"), citations: [citation] }];
  };
}

/** Statements of the document's text, unless somebody wrote otherwise by hand. */
export function allStated(document: LibraryDocument, kind: StatedKind): readonly StatedFact[] {
  const { stated = [], origins = {} } = document;
  const single =
    kind === "publisher" || kind === "number" || kind === "published" || kind === "effectiveUntil" ? kind : null;
  const byHand = single !== null && /front matter|sidecar/u.test(origins[single] ?? "");
  return stated.filter(
    (fact) => fact.kind === kind && fact.sure && (single === null || !byHand || fact.value === document[single]),
  );
}

/** Null where the clause is new, or gone; never both. */
interface ChangedClause {
  readonly before: Span | null;
  readonly after: Span | null;
}

interface Clause extends Span {
  readonly label: string | null;
  /** Key without its number. */
  readonly key: string;
  readonly pairs: ReadonlySet<string>;
}

/** Two clauses that share so much are one that was changed; of the same number less is enough. */
const LIKE = 0.5;
const LIKE_OF_ONE_NUMBER = 0.2;
/** Bonus by which, of two that are as like, the one of the same number wins. */
const SAME_NUMBER = 0.15;
/** Longer ones are cut to the sentences that changed. */
const LONGEST_WHOLE = 240;
/**
 * Share of a text that must be there still beside the other: else one replaced the other, and no clause was changed.
 */
const LEAST_SHARED = 0.2;
/** Comparing each with each is quadratic. */
const MOST_CLAUSES = 600;

/**
 * Finds what changed from one version of a text to the next: clauses that read otherwise, each as it was and as it is,
 * those that are new, and those that are gone. A clause that has only another number is no change. In the order of the
 * new text, then what is gone; null where the two are no versions of one text.
 */
export function changedClauses(before: TextAndBlocks, after: TextAndBlocks): ChangedClause[] | null {
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const unchanged = new Set(now.map(({ key }) => key).filter((key) => old.some((clause) => clause.key === key)));
  const [gone, come] = [old, now].map((clauses) => clauses.filter(({ key }) => !unchanged.has(key)));
  if (gone === undefined || come === undefined || gone.length > MOST_CLAUSES || come.length > MOST_CLAUSES) return null;
  const partner = pairsAmong(gone, come);
  if (unchanged.size + partner.size < LEAST_SHARED * Math.max(old.length, now.length)) return null;
  const paired = new Set(partner.values());
  return [
    ...come.map((clause): ChangedClause => {
      const earlier = partner.get(clause);
      if (earlier === undefined) return { before: null, after: clause };
      return {
        before: whatDiffers(before, earlier, after, clause),
        after: whatDiffers(after, clause, before, earlier),
      };
    }),
    ...gone.filter((clause) => !paired.has(clause)).map((clause): ChangedClause => ({ before: clause, after: null })),
  ];
}

/** Pairs each clause as it is now with the one that it was, the likest first. */
function pairsAmong(gone: readonly Clause[], come: readonly Clause[]): Map<Clause, Clause> {
  const rated = come
    .flatMap((now) =>
      gone.map((old) => {
        const isSame = now.label !== null && now.label === old.label;
        const like = likeness(now.pairs, old.pairs);
        const isPair = like >= (isSame ? LIKE_OF_ONE_NUMBER : LIKE);
        return { now, old, like: isPair ? like + (isSame ? SAME_NUMBER : 0) : 0 };
      }),
    )
    .filter(({ like }) => like > 0)
    .toSorted((one, other) => other.like - one.like);
  const partner = new Map<Clause, Clause>();
  const taken = new Set<Clause>();
  for (const { now, old } of rated) {
    if (partner.has(now) || taken.has(old)) continue;
    partner.set(now, old);
    taken.add(old);
  }
  return partner;
}

function clausesOf({ text, blocks }: TextAndBlocks): Clause[] {
  const labelled = blocks.findIndex((block) => isClause(text, block));
  // The lines above the first article, days of adoption and revision, tells of the whole.
  return blocks.slice(Math.max(labelled, 0)).flatMap((block) => {
    if (block.kind === "heading" || block.kind === "code") return [];
    const written = text.slice(block.start, block.end).trimEnd();
    const found = labelAt(written);
    const key = foldedForQuotes(found?.rest ?? written);
    if (!/[\p{L}\p{N}]/u.test(key)) return [];
    const label = found === null ? null : `${found.label.style} ${found.label.number}`;
    return [
      { start: block.start, end: block.start + written.length, label, key, pairs: pairsOf(found?.rest ?? written) },
    ];
  });
}

function isClause(text: string, { kind, start, end }: Block): boolean {
  return (
    kind !== "heading" &&
    /^\s*(?:第.{1,6}条|(?:article|clause|section|rule|bye?-?law)\s|§)/iu.test(text.slice(start, end))
  );
}

/** Neighbouring words, or Han characters. */
function pairsOf(text: string): ReadonlySet<string> {
  const units = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  return new Set(units.map((unit, index) => `${units[index - 1] ?? ""} ${unit}`));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.size + other.size === 0 ? 0 : (2 * one.intersection(other).size) / (one.size + other.size);
}

/** All of a short clause; of a long one from the first to the last sentence that the other has not. */
function whatDiffers(own: TextAndBlocks, clause: Span, other: TextAndBlocks, counterpart: Span): Span {
  if (clause.end - clause.start <= LONGEST_WHOLE) return { start: clause.start, end: clause.end };
  const known = new Set(
    sentencesIn(other.text, counterpart.start, counterpart.end).map(({ start, end }) =>
      foldedForQuotes(other.text.slice(start, end)),
    ),
  );
  const differing = sentencesIn(own.text, clause.start, clause.end).filter(
    ({ start, end }) => !known.has(foldedForQuotes(own.text.slice(start, end))),
  );
  const [first, last] = [differing[0], differing.at(-1)];
  return first === undefined || last === undefined ? clause : { start: first.start, end: last.end };
}
