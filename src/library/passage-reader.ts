/**
 * Passages as answers find them. Every question looks at some twenty, and members ask about the same few documents: the
 * last ones are remembered, until the library changes.
 */

import { LRUCache } from "lru-cache";
import type { DocumentFacts } from "../documents/document.ts";
import type { Span } from "../language/sentences.ts";
import type { Database } from "../storage/database.ts";
import type { LibraryDocument, LibraryPassage } from "./library.ts";

/** About 4 KB each. */
const REMEMBERED = 1_000;

/** Without those that the library has no more. A passage is the same object as long as it is remembered. */
export type ReadPassages = (ids: readonly number[]) => LibraryPassage[];

/** @param revision which the library changes with everything that is told here */
export function passageReader(database: Database, revision: () => number): ReadPassages {
  const known = new LRUCache<number, LibraryPassage>({ max: REMEMBERED });
  const documents = new Map<string, LibraryDocument>();
  let knownRevision = -1;

  const documentOf = (row: Row): LibraryDocument => {
    const document = documents.get(String(row.id)) ?? asDocument(row);
    documents.set(document.id, document);
    return document;
  };
  const read = (id: number): LibraryPassage | null => {
    const row = database.prepare(PASSAGE).get(id);
    if (row === undefined) return null;
    return asPassage(row, documentOf(row), database.prepare(SENTENCES).all(id).map(asSpan));
  };

  return (ids) => {
    const current = revision();
    if (current !== knownRevision) {
      known.clear();
      documents.clear();
      knownRevision = current;
    }
    return ids.flatMap((id) => {
      const passage = known.get(id) ?? read(id);
      if (passage === null) return [];
      known.set(id, passage);
      return [passage];
    });
  };
}

const PASSAGE = `
  SELECT documents.*, passages.id AS passage, passages.ordinal, passages.start, passages."end", passages.section,
    passages.place, passages.language, passages.text
  FROM passages JOIN documents ON documents.id = passages.document WHERE passages.id = ?`;

const SENTENCES = 'SELECT start, "end" FROM pieces WHERE passage = ? AND kind = 1 ORDER BY sentence';

type Row = Record<string, unknown>;

export function asDocument(row: Row): LibraryDocument {
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

function asPassage(row: Row, document: LibraryDocument, sentences: readonly Span[]): LibraryPassage {
  return {
    id: Number(row.passage),
    document,
    ordinal: Number(row.ordinal),
    ...asSpan(row),
    section: JSON.parse(String(row.section)),
    place: row.place === null ? null : JSON.parse(String(row.place)),
    language: row.language === "zh" ? "zh" : "en",
    text: String(row.text),
    sentences,
  };
}

function asSpan(row: Row): Span {
  return { start: Number(row.start), end: Number(row.end) };
}
