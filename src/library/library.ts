/**
 * The library as the answering side reads it: what documents there are, and the passages of an answer. Writing is
 * ingest's, through library-writer.ts.
 */

import type { Block, DocumentFacts, Language } from "../documents/document.ts";
import type { Span } from "../documents/sentences.ts";
import { type Database, openDatabase } from "../storage/database.ts";
import { LIBRARY_SCHEMA } from "./schema.ts";

/** A document as answers cite it. */
export interface LibraryDocument extends DocumentFacts {
  readonly id: string;
  readonly path: string;
  readonly collection: string;
  readonly format: string;
  /** Hash of the version that answers today. */
  readonly version: string;
  readonly warnings: readonly string[];
}

export interface LibraryPassage {
  readonly id: number;
  readonly document: LibraryDocument;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly section: readonly string[];
  readonly page: number | null;
  readonly language: Language;
  readonly text: string;
  /** Offsets of the document's text. */
  readonly sentences: readonly Span[];
}

/** A document's text as it once was. */
export interface StoredVersion {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export interface LibrarySize {
  readonly documents: number;
  readonly passages: number;
  readonly pieces: number;
}

export interface Library {
  readonly database: Database;
  /** Counts the published changes. */
  revision(): number;
  size(): LibrarySize;
  documents(): readonly LibraryDocument[];
  /** Those of the ids that the library still has, in the order asked for. */
  passages(ids: readonly number[]): readonly LibraryPassage[];
  /** Also versions that no document has any more; null if it never was. */
  version(hash: string): StoredVersion | null;
  /** The passages that match best by BM25. @param query an FTS5 query over the columns `own` and `gloss` */
  matchWords(query: string, limit: number, collections?: ReadonlySet<string>): readonly number[];
  /** The words of a passage: of its title, headings and text, and of its gloss. */
  words(passage: number): { readonly own: readonly string[]; readonly gloss: readonly string[] };
  /** In how many passages a word stands in that column. */
  countWord(word: string, column: "own" | "gloss"): number;
  /** All words of the passages' own columns that begin so. */
  wordsBeginningWith(letter: string): readonly string[];
  /** How many passages there are in each language. */
  countPassages(): Readonly<Record<Language, number>>;
  close(): void;
}

/** @throws DocketError `storage` */
export function openLibrary(path: string): Library {
  const database = openDatabase(path, LIBRARY_SCHEMA);
  const revision = (): number => Number(database.prepare("SELECT revision FROM state").get()?.revision ?? 0);
  const counts = rememberedCounts(database, revision);
  return {
    database,
    revision,
    size() {
      const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
      return { documents: count("documents"), passages: count("passages"), pieces: count("pieces") };
    },
    documents: () => database.prepare("SELECT * FROM documents ORDER BY path").all().map(asDocument),
    passages(ids) {
      const statement = database.prepare(
        `SELECT documents.*, passages.id AS passage, passages.ordinal, passages.start, passages."end", passages.section,
           passages.page, passages.language, passages.text
         FROM passages JOIN documents ON documents.id = passages.document WHERE passages.id = ?`,
      );
      const sentences = database.prepare(
        'SELECT start, "end" FROM pieces WHERE passage = ? AND kind = 1 ORDER BY sentence',
      );
      return ids.flatMap((id) => {
        const row = statement.get(id);
        return row === undefined ? [] : [asPassage(row, sentences.all(id).map(asSpan))];
      });
    },
    version(hash) {
      const row = database.prepare("SELECT text, blocks FROM versions WHERE hash = ?").get(hash);
      if (row === undefined) return null;
      return { text: String(row.text), blocks: JSON.parse(String(row.blocks)) };
    },
    matchWords(query, limit, collections) {
      if (collections === undefined) {
        const ranked = database.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?");
        return ranked.all(query, limit).map((row) => Number(row.rowid));
      }
      // The filter is inside the search, not after it: a passage of another collection never takes a place.
      const allowed = database.prepare(
        `SELECT words.rowid FROM words WHERE words MATCH ? AND words.rowid IN (
           SELECT passages.id FROM passages JOIN documents ON documents.id = passages.document
           WHERE documents.collection IN (SELECT value FROM json_each(?))
         ) ORDER BY rank LIMIT ?`,
      );
      return allowed.all(query, JSON.stringify([...collections]), limit).map((row) => Number(row.rowid));
    },
    words(passage) {
      const row = database.prepare("SELECT own, gloss FROM words WHERE rowid = ?").get(passage);
      const list = (text: unknown): string[] => (typeof text === "string" && text !== "" ? text.split(" ") : []);
      return { own: list(row?.own), gloss: list(row?.gloss) };
    },
    countWord: (word, column) => counts.ofWord(word)[column],
    wordsBeginningWith(letter) {
      const rows = database.prepare("SELECT term FROM word_counts WHERE term >= ? AND term < ? AND col = 'own'");
      return rows.all(letter, `${letter}\u{10ffff}`).map((row) => String(row.term));
    },
    countPassages: () => counts.ofPassages(),
    close: () => database.close(),
  };
}

/** More than the words of all questions between two changes; so many take about 1 MB. */
const MOST_COUNTED_WORDS = 10_000;

/**
 * SQLite counts by reading through an index, 1 ms for 50,000 passages and 0.2 ms for a common word, and every question
 * asks: so what was counted is kept until the library changes.
 */
function rememberedCounts(database: Database, revision: () => number) {
  const words = new Map<string, Readonly<Record<"own" | "gloss", number>>>();
  let passages: Readonly<Record<Language, number>> | undefined;
  let counted = -1;

  function forgetOnChange(): void {
    const now = revision();
    if (now === counted && words.size < MOST_COUNTED_WORDS) return;
    words.clear();
    passages = undefined;
    counted = now;
  }

  return {
    ofWord(word: string): Readonly<Record<"own" | "gloss", number>> {
      forgetOnChange();
      const known = words.get(word);
      if (known !== undefined) return known;
      const rows = database.prepare("SELECT col, doc FROM word_counts WHERE term = ?").all(word);
      const inColumn = (column: string): number => Number(rows.find(({ col }) => col === column)?.doc ?? 0);
      const count = { own: inColumn("own"), gloss: inColumn("gloss") };
      words.set(word, count);
      return count;
    },
    ofPassages(): Readonly<Record<Language, number>> {
      forgetOnChange();
      const count = (language: Language): number =>
        Number(database.prepare("SELECT count(*) AS n FROM passages WHERE language = ?").get(language)?.n);
      passages ??= { en: count("en"), zh: count("zh") };
      return passages;
    },
  };
}

type Row = Record<string, unknown>;

function asDocument(row: Row): LibraryDocument {
  return {
    ...(JSON.parse(String(row.facts)) as DocumentFacts),
    id: String(row.id),
    path: String(row.path),
    collection: String(row.collection),
    format: String(row.format),
    version: String(row.version),
    warnings: JSON.parse(String(row.warnings)),
  };
}

function asPassage(row: Row, sentences: readonly Span[]): LibraryPassage {
  return {
    id: Number(row.passage),
    document: asDocument(row),
    ordinal: Number(row.ordinal),
    ...asSpan(row),
    section: JSON.parse(String(row.section)),
    page: row.page === null ? null : Number(row.page),
    language: row.language === "zh" ? "zh" : "en",
    text: String(row.text),
    sentences,
  };
}

function asSpan(row: Row): Span {
  return { start: Number(row.start), end: Number(row.end) };
}
