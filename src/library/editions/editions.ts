/**
 * Editions of one work in several languages, as answers use them: which edition the asker can read, where it says what
 * another one says, and who may see it. Worked out once for each state of the library; two editions are aligned when
 * they are first needed.
 */

import { LRUCache } from "lru-cache";
import type { Language } from "../../language/language.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";
import type { Database } from "../../storage/database.ts";
import type { LibraryDocument, StoredVersion } from "../library.ts";
import type { RelationProblem } from "../validity/relations.ts";
import { alignEditions, type Edition, type Pairs } from "./align.ts";
import { type EditionDocument, worksAmong } from "./works.ts";

export interface Editions {
  /** The other editions of the same work. */
  of(id: string): readonly LibraryDocument[];
  /** The one in that language: itself, where it is; null where there is none. */
  inLanguage(document: LibraryDocument, language: Language): LibraryDocument | null;
  /** Where the other edition says what this one says there; null where that is not sure. */
  counterpart(document: LibraryDocument, span: Span, other: LibraryDocument): Span | null;
  /** Whoever may not see one edition sees none: the narrower right holds for the work. */
  isOpen(document: LibraryDocument, maySee: (collection: string) => boolean): boolean;
  /** Fit to be shown to the secretariat. */
  problems(): readonly RelationProblem[];
}

export interface EditionsOptions {
  readonly documents: readonly LibraryDocument[];
  readonly versionOf: (hash: string) => StoredVersion | null;
  /** When the document's file was changed last, in milliseconds since 1970. */
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
