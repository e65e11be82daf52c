/**
 * The library as the answering side reads it: what documents there are, and the passages of an answer. Writing is
 * ingest's, through library-writer.ts.
 */

import type { Block, DocumentFacts } from "../documents/document.ts";
import type { Span } from "../documents/sentences.ts";
import { type Database, openDatabase } from "../storage/database.ts";
import { LIBRARY_SCHEMA } from "./schema.ts";
import type { Passage } from "./split.ts";

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

/** A passage as answers find it: with its document. */
export interface LibraryPassage extends Passage {
  /** Never used again for another passage. */
  readonly id: number;
  readonly document: LibraryDocument;
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
  /** Passages of one document. */
  countPassages(document: string): number;
  /** Those of the ids that the library still has, in the order asked for. */
  passages(ids: readonly number[]): readonly LibraryPassage[];
  /** Also versions that no document has any more; null if it never was. */
  version(hash: string): StoredVersion | null;
  close(): void;
}

/** @throws DocketError `storage` */
export function openLibrary(path: string): Library {
  const database = openDatabase(path, LIBRARY_SCHEMA);
  return {
    database,
    revision: () => Number(database.prepare("SELECT revision FROM state").get()?.revision ?? 0),
    size() {
      const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
      return { documents: count("documents"), passages: count("passages"), pieces: count("pieces") };
    },
    countPassages: (document) =>
      Number(database.prepare("SELECT count(*) AS n FROM passages WHERE document = ?").get(document)?.n),
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
    close: () => database.close(),
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
