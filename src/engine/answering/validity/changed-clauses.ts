/**
 * What changed from one version of a text to the next: clauses that read otherwise, each as it was and as it is, those that
 * are new, and those that are gone. A clause that has only another number is no change. Pure.
 */

import type { Block } from "../../../documents/document.ts";
import { foldedForQuotes } from "../../../language/canonical.ts";
import { labelAt } from "../../../language/labels.ts";
import { type Span, sentencesIn } from "../../../language/sentences.ts";
import type { TextAndBlocks } from "../../../library/validity/references.ts";

/** Null where the clause is new, or gone; never both. */
export interface ChangedClause {
  readonly before: Span | null;
  readonly after: Span | null;
}

interface Clause extends Span {
  readonly label: string | null;
  /** Without its number. */
  readonly key: string;
  readonly pairs: ReadonlySet<string>;
}

/** Two clauses that share so much are one that was changed; of the same number less is enough. */
const LIKE = 0.5;
const LIKE_OF_ONE_NUMBER = 0.2;
/** Of two that are as like, the one of the same number. */
const SAME_NUMBER = 0.15;
/** Longer ones are cut to the sentences that changed. */
const LONGEST_WHOLE = 240;
/** Beside the other, most of a text must be there still: else one replaced the other, and no clause was changed. */
const LEAST_SHARED = 0.2;
/** Comparing each with each is quadratic. */
const MOST_CLAUSES = 600;

/** In the order of the new text, then what is gone; null where the two are no versions of one text. */
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

/** From the clause as it is now to the one that it was: the likest first. */
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
  // What stands above the first article, days of adoption and revision, tells of the whole.
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
