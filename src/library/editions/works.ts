/**
 * Which documents are editions of one work in several languages: `plan.zh.md` beside `plan.md` or `plan.en.md`, the same
 * name in the folders `en` and `zh` beside each other, or a document that says `edition_of`. What one of them says of
 * dates and of documents that it replaces counts for each. Pure.
 */

import { type Amendment, isOnePlace } from "../../documents/document.ts";
import type { Language } from "../../language/language.ts";
import { referencesTo } from "../validity/references.ts";
import type { RelationProblem } from "../validity/relations.ts";
import type { DatedDocument } from "../validity/validity-index.ts";

export interface EditionDocument extends DatedDocument {
  /** When its file was changed last, in milliseconds since 1970. */
  readonly modified: number;
}

/** Two or more editions, each in another language; the one that the others are of comes first. */
type Work = readonly EditionDocument[];

export interface Works {
  readonly works: readonly Work[];
  readonly problems: readonly RelationProblem[];
}

/** Files that are written on the same day are as old as each other. */
const DAY_MS = 86_400_000;
const LANGUAGE_TAG = /\.(?:en|zh(?:-[a-z]+)?)(?=\.[^./]+$)/iu;
const LANGUAGE_FOLDER = /(?<=^|\/)(?:en|zh)(?=\/)/giu;

export function worksAmong(documents: readonly EditionDocument[]): Works {
  const problems: RelationProblem[] = [];
  const groups = new Map(documents.map((document) => [document.id, [document]]));
  const join = (one: EditionDocument, other: EditionDocument): void => {
    const [into, from] = [groups.get(one.id) ?? [one], groups.get(other.id) ?? [other]];
    if (into === from) return;
    into.push(...from);
    for (const { id } of from) groups.set(id, into);
  };
  for (const [first, ...others] of sameNames(documents)) for (const other of others) join(first, other);
  const known = referencesTo(documents);
  for (const document of documents) {
    if (document.editionOf === undefined) continue;
    const [original] = known(document.editionOf).documents.filter(({ id }) => id !== document.id);
    if (original !== undefined) join(original, document);
    else {
      const problem = `it is an edition of "${document.editionOf}", which is no id or number of another document: correct it`;
      problems.push({ path: document.path, problem });
    }
  }
  const works = [...new Set(groups.values())].flatMap((group) => {
    const work = oneOfEachLanguage(group, problems);
    return work.length > 1 ? [work] : [];
  });
  return { works, problems: [...problems, ...works.flatMap(problemsOf)] };
}

/** Groups of files whose paths are the same but for a language. */
function sameNames(documents: readonly EditionDocument[]): [EditionDocument, ...EditionDocument[]][] {
  const byName = Map.groupBy(documents, ({ path }) => nameWithoutLanguage(path));
  return [...byName.values()].flatMap(([first, ...others]) =>
    first === undefined || others.length === 0 ? [] : [[first, ...others]],
  );
}

function nameWithoutLanguage(path: string): string {
  return path.replace(LANGUAGE_TAG, "").replaceAll(LANGUAGE_FOLDER, "*");
}

function oneOfEachLanguage(group: readonly EditionDocument[], problems: RelationProblem[]): Work {
  const byLanguage = new Map<Language, EditionDocument>();
  for (const document of group.toSorted(originalFirst)) {
    const other = byLanguage.get(document.language);
    if (other === undefined) byLanguage.set(document.language, document);
    else {
      const problem = `it is named as an edition of what ${other.path} is, and is in the same language: it counts as a document of its own; give it another name, or set its language`;
      problems.push({ path: document.path, problem });
    }
  }
  return [...byLanguage.values()];
}

/** An edition names what it is of, or has its language in its name. */
function originalFirst(one: EditionDocument, other: EditionDocument): number {
  const rank = ({ path, editionOf }: EditionDocument): number =>
    (editionOf === undefined ? 0 : 2) + (LANGUAGE_TAG.test(path) ? 1 : 0);
  return rank(one) - rank(other) || (one.path < other.path ? -1 : 1);
}

function problemsOf([original, ...editions]: Work): RelationProblem[] {
  if (original === undefined) return [];
  return editions.flatMap((edition) => {
    const told: string[] = [];
    if (edition.collection !== original.collection) {
      told.push(
        `its edition ${original.path} is in another collection: only who may see both sees either of them; put both into one`,
      );
    }
    if (edition.modified < original.modified - DAY_MS) {
      told.push(`it is older than ${original.path}, which it is an edition of: bring it up to date`);
    }
    for (const [key, fact] of [
      ["published", "published"],
      ["effective_from", "effectiveFrom"],
      ["effective_until", "effectiveUntil"],
    ] as const) {
      const [own, other] = [edition[fact], original[fact]];
      if (own === null || other === null || own === other) continue;
      told.push(`it says ${key} "${own}", and its edition ${original.path} says "${other}": correct one of them`);
    }
    return told.map((problem) => ({ path: edition.path, problem }));
  });
}

/** @returns the documents in the same order, each with the facts of its work */
export function withWorkFacts<Known extends DatedDocument>(
  documents: readonly Known[],
  editionsOf: (id: string) => readonly DatedDocument[],
): Known[] {
  const known = referencesTo(documents);
  /** All editions of what is meant; the reference itself where it has none, or nothing is meant. */
  const widened = (reference: string, by: string): readonly string[] => {
    const own = new Set([by, ...editionsOf(by).map(({ id }) => id)]);
    const meant = known(reference).documents.filter(({ id }) => !own.has(id));
    const all = new Set(meant.flatMap(({ id }) => [id, ...editionsOf(id).map((edition) => edition.id)]));
    return all.size > meant.length ? [...all] : [reference];
  };
  return documents.map((document) => {
    // Whoever names a document of another collection as the original does not date it or speak in its name.
    const others = editionsOf(document.id).filter(({ collection }) => isOnePlace(collection, document.collection));
    const resolved = (reference: string): boolean => known(reference).documents.some(({ id }) => id !== document.id);
    const supersedes = [
      ...document.supersedes,
      ...others.flatMap((other) => other.supersedes.filter(resolved)),
    ].flatMap((reference) => widened(reference, document.id));
    const amends = [
      ...document.amends,
      ...others.flatMap((other) => other.amends.filter(({ document: reference }) => resolved(reference))),
    ].flatMap(({ document: reference, clause }) =>
      widened(reference, document.id).map((widenedTo): Amendment => ({ document: widenedTo, clause })),
    );
    const first = (fact: "published" | "effectiveFrom" | "effectiveUntil" | "number"): string | null =>
      document[fact] ?? others.find((other) => other[fact] !== null)?.[fact] ?? null;
    return {
      ...document,
      published: first("published"),
      effectiveFrom: first("effectiveFrom"),
      effectiveUntil: first("effectiveUntil"),
      number: first("number"),
      supersedes: [...new Set(supersedes)],
      amends: distinct(amends),
    };
  });
}

function distinct(amends: readonly Amendment[]): Amendment[] {
  return [...new Map(amends.map((amendment) => [JSON.stringify(amendment), amendment])).values()];
}
