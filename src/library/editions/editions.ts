/**
 * Editions of one work in several languages, as answers use them: which edition the asker can read, where it says what
 * another one says, and who may see it. Worked out once for each state of the library; two editions are aligned when
 * they are first needed.
 */

import { LRUCache } from "lru-cache";
import { type Amendment, isOnePlace } from "../../documents/document.ts";
import type { Language } from "../../language/language.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";
import type { Database } from "../../storage/database.ts";
import type { LibraryDocument, StoredVersion } from "../library.ts";
import { referencesTo } from "../validity/references.ts";
import type { RelationProblem } from "../validity/relations.ts";
import type { DatedDocument } from "../validity/validity.ts";
import { alignEditions, type Edition, type Pairs } from "./align.ts";

export interface Editions {
  /** The other editions of the same work. */
  of(id: string): readonly LibraryDocument[];
  /** The one in that language: itself, where it is; null where there is none. */
  inLanguage(document: LibraryDocument, language: Language): LibraryDocument | null;
  /** Place where the other edition says what this one says there; null where that is not sure. */
  counterpart(document: LibraryDocument, span: Span, other: LibraryDocument): Span | null;
  /** Whoever may not see one edition sees none: the narrower right holds for the work. */
  isOpen(document: LibraryDocument, maySee: (collection: string) => boolean): boolean;
  /** Fit to be shown to the secretariat. */
  problems(): readonly RelationProblem[];
}

interface EditionsOptions {
  readonly documents: readonly LibraryDocument[];
  readonly versionOf: (hash: string) => StoredVersion | null;
  /** Time of the last change of the document's file, in milliseconds since 1970. */
  readonly modifiedOf: (document: string) => number;
  readonly wordsOf: (document: string) => readonly PassageWords[];
}

/**
 * The words by which a passage is found across languages: its own of an English one, of a Chinese one its English ones.
 */
interface PassageWords extends Span {
  readonly words: readonly string[];
}

/** Pairs of editions, each with both texts: members ask about the same few documents. */
const REMEMBERED = 40;

export function createEditions({ documents, versionOf, modifiedOf, wordsOf }: EditionsOptions): Editions {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const { works, problems } = worksAmong(
    documents.map((document): EditionDocument => ({ ...document, modified: modifiedOf(document.id) })),
  );
  const others = new Map(
    works.flatMap((work) =>
      work.map(({ id }) => [id, work.flatMap((edition) => (edition.id === id ? [] : (byId.get(edition.id) ?? [])))]),
    ),
  );
  const aligned = new LRUCache<string, { readonly both: Aligned | null }>({ max: REMEMBERED });
  const alignedWith = (document: LibraryDocument, other: LibraryDocument): Aligned | null => {
    const key = `${document.version} ${other.version}`;
    const known = aligned.get(key);
    if (known !== undefined) return known.both;
    const [one, two] = [versionOf(document.version), versionOf(other.version)];
    const withWords = (version: StoredVersion, id: string): Edition => ({
      ...version,
      wordsBetween: wordsBetween(wordsOf(id)),
    });
    const both =
      one === null || two === null
        ? null
        : { one, two, pairs: alignEditions(withWords(one, document.id), withWords(two, other.id)) };
    aligned.set(key, { both });
    return both;
  };
  const of = (id: string): readonly LibraryDocument[] => others.get(id) ?? [];
  return {
    of,
    inLanguage: (document, language) =>
      document.language === language ? document : (of(document.id).find((one) => one.language === language) ?? null),
    counterpart(document, span, other) {
      const both = alignedWith(document, other);
      return both === null ? null : counterpartIn(both, span);
    },
    isOpen: (document, maySee) =>
      maySee(document.collection) && of(document.id).every(({ collection }) => maySee(collection)),
    problems: () => problems,
  };
}

interface Aligned {
  readonly one: StoredVersion;
  readonly two: StoredVersion;
  readonly pairs: Pairs;
}

function wordsBetween(passages: readonly PassageWords[]): NonNullable<Edition["wordsBetween"]> {
  return (start, end) =>
    passages.filter((passage) => passage.start < end && start < passage.end).flatMap(({ words }) => words);
}

/** Reads dates of files and words of passages from the library. */
export function keptForEditions(database: Database): Pick<EditionsOptions, "modifiedOf" | "wordsOf"> {
  const modified = database.prepare("SELECT file_modified FROM documents WHERE id = ?");
  const words = database.prepare(
    `SELECT passages.start, passages."end", words.own, words.gloss FROM passages
     JOIN words ON words.passage = passages.id WHERE passages.document = ? ORDER BY passages.ordinal`,
  );
  return {
    modifiedOf: (document) => Number(modified.get(document)?.file_modified ?? 0),
    wordsOf: (document) =>
      words.all(document).map((row) => ({
        start: Number(row.start),
        end: Number(row.end),
        words: String(row.gloss === "" ? row.own : row.gloss).split(" "),
      })),
  };
}

/** Whole blocks, or, where a block has as many sentences in both editions, the sentences that are meant. */
function counterpartIn({ one, two, pairs }: Aligned, { start, end }: Span): Span | null {
  const spans: Span[] = [];
  for (const [index, block] of one.blocks.entries()) {
    if (block.end <= start || block.start >= end) continue;
    const theirs = two.blocks[pairs.get(index) ?? -1];
    if (theirs === undefined) return null;
    spans.push(sentencesMeant(one.text, block, two.text, theirs, { start, end }));
  }
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  // Blocks that follow each other here and stand apart there are no place that could be shown.
  const inOrder = spans.every((span, index) => index === 0 || span.start >= (spans[index - 1]?.end ?? 0));
  return inOrder ? { start: first.start, end: last.end } : null;
}

function sentencesMeant(text: string, block: Span, otherText: string, other: Span, meant: Span): Span {
  const ours = sentencesIn(text, block.start, block.end);
  const theirs = sentencesIn(otherText, other.start, other.end);
  if (ours.length !== theirs.length) return { start: other.start, end: other.end };
  const chosen = theirs.filter((_, index) => {
    const own = ours[index];
    return own !== undefined && own.start < meant.end && meant.start < own.end;
  });
  const [first, last] = [chosen[0], chosen.at(-1)];
  return first === undefined || last === undefined
    ? { start: other.start, end: other.end }
    : { start: first.start, end: last.end };
}

export interface EditionDocument extends DatedDocument {
  /** Time of the last change of its file, in milliseconds since 1970. */
  readonly modified: number;
}

/** Two or more editions, each in another language; the one that the others are of comes first. */
type Work = readonly EditionDocument[];

interface Works {
  readonly works: readonly Work[];
  readonly problems: readonly RelationProblem[];
}

/** Files that are written on the same day are as old as each other. */
const DAY_MS = 86_400_000;
const LANGUAGE_TAG = /\.(?:en|zh(?:-[a-z]+)?)(?=\.[^./]+$)/iu;
const LANGUAGE_FOLDER = /(?<=^|\/)(?:en|zh)(?=\/)/giu;

/**
 * Finds which documents are editions of one work in several languages: `plan.zh.md` beside `plan.md` or `plan.en.md`,
 * the same name in the folders `en` and `zh` beside each other, or a document that says `edition_of`. What one of them
 * says of dates and of documents that it replaces counts for each.
 */
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
