/**
 * The library as ingest writes it. Vectors are stored as they come, addressed by the text they are of, so that a killed
 * ingest has not embedded in vain; documents, passages and words change in one transaction, so that whoever answers
 * sees the old library or the new one, never a part of each.
 */

import { resolve } from "node:path";
import type { Document } from "../documents/document.ts";
import type { KeywordContent } from "../index/keyword/keyword-columns.ts";
import type { IndexContent } from "../index/vector/vector-index.ts";
import { tokenize } from "../language/tokenize.ts";
import type { Database } from "../storage/database.ts";
import { INDEX_ENTRY_KINDS, indexEntriesOf, textHash } from "./embed-texts.ts";
import type { FirstRead } from "./first-read.ts";
import { type Rename, storeRenames } from "./renames.ts";
import { contextOf, type Passage } from "./split.ts";

/** Size and date of the file when it was read, to see cheaply whether it has changed. */
interface FileMark {
  readonly hash: string;
  readonly size: number;
  readonly modified: number;
}

export interface KnownFile extends FileMark {
  readonly path: string;
  /** Documents read from the file: itself, and its attachments. */
  readonly documents: readonly { readonly id: string; readonly path: string }[];
}

/** A file, or an attachment in it, that could not be read. */
export interface Failure {
  readonly path: string;
  /** The path of the file that it is or is in. */
  readonly file: string;
  readonly reason: string;
  /** True when it would fail again as long as the file stays as it is. */
  readonly lasting: boolean;
  readonly size: number;
  readonly modified: number;
}

export interface NewDocument {
  readonly document: Document;
  readonly passages: readonly Passage[];
  readonly file: FileMark;
  /** The path of the file that it came in, where that is not its own. */
  readonly attachedTo?: string;
}

export interface Changes {
  readonly pipeline: string;
  /** Ids of documents that are gone or are replaced. */
  readonly removed: readonly string[];
  readonly added: Iterable<NewDocument>;
  /** All that cannot be read as things are; absent: as before. */
  readonly failures?: readonly Failure[];
  readonly renamed?: readonly Rename[];
  /** Files whose date changed and whose bytes did not. */
  readonly touched: readonly KnownFile[];
  /** English words of a text in another language, for keyword search across languages; "" where there are none. */
  readonly gloss: (text: string) => string;
  /** Progress of the first read; absent or null: it is done. */
  readonly firstRead?: FirstRead | null;
  readonly now: Date;
}

/** Files by path. */
export function knownFiles(database: Database): Map<string, KnownFile> {
  const files = new Map<string, KnownFile>();
  const rows = database.prepare("SELECT id, path, file, file_hash, file_size, file_modified FROM documents").all();
  for (const row of rows) {
    const path = String(row.file);
    const documents = [...(files.get(path)?.documents ?? []), { id: String(row.id), path: String(row.path) }];
    const mark = { hash: String(row.file_hash), size: Number(row.file_size), modified: Number(row.file_modified) };
    files.set(path, { path, documents, ...mark });
  }
  return files;
}

export function knownFailures(database: Database): Failure[] {
  return database
    .prepare("SELECT * FROM failures ORDER BY path")
    .all()
    .map((row) => ({
      path: String(row.path),
      file: String(row.file),
      reason: String(row.reason),
      lasting: row.lasting === 1,
      size: Number(row.file_size),
      modified: Number(row.file_modified),
    }));
}

/** The documents were read from another folder than this; false where that was not noted. */
export function isOfAnotherFolder(database: Database, corpusDir: string): boolean {
  const corpus = database.prepare("SELECT corpus FROM state").get()?.corpus ?? null;
  return corpus !== null && corpus !== resolve(corpusDir);
}

export function noteFolder(database: Database, corpusDir: string): void {
  const corpus = resolve(corpusDir);
  database.prepare("UPDATE state SET corpus = ? WHERE corpus IS NOT ?").run(corpus, corpus);
}

export function pipelineOf(database: Database): string {
  return String(database.prepare("SELECT pipeline FROM state").get()?.pipeline ?? "");
}

export function storeVectors(
  database: Database,
  embedder: string,
  texts: readonly { readonly hash: Uint8Array }[],
  vectors: readonly Float32Array[],
): void {
  const insert = database.prepare("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)");
  database.transaction(() => {
    texts.forEach(({ hash }, index) => {
      const vector = vectors[index];
      if (vector === undefined) return;
      insert.run(hash, embedder, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    });
  });
}

/** All of the changes or none. @returns the new revision */
export function applyChanges(database: Database, changes: Changes): number {
  return database.transaction(() => {
    for (const id of changes.removed) removeDocument(database, id);
    let added = 0;
    for (const document of changes.added) {
      addDocument(database, document, changes);
      added += 1;
    }
    const touch = database.prepare("UPDATE documents SET file_size = ?, file_modified = ? WHERE file = ?");
    for (const { path, size, modified } of changes.touched) touch.run(size, modified, path);
    if (changes.renamed !== undefined) storeRenames(database, changes.renamed);
    if (changes.failures !== undefined) replaceFailures(database, changes.failures);
    // A vector is worth keeping while a passage has its text: also another embedder's, so that changing back costs nothing.
    if (changes.removed.length > 0) {
      database.prepare("DELETE FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM pieces)").run();
    }
    const published = changes.removed.length + added > 0 ? 1 : 0;
    const state = database
      .prepare("UPDATE state SET revision = revision + ?, pipeline = ?, first_read = ? RETURNING revision")
      .get(published, changes.pipeline, changes.firstRead == null ? null : JSON.stringify(changes.firstRead));
    return Number(state?.revision);
  });
}

function replaceFailures(database: Database, failures: readonly Failure[]): void {
  database.prepare("DELETE FROM failures").run();
  const insert = database.prepare("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?)");
  for (const { path, file, reason, lasting, size, modified } of failures) {
    insert.run(path, file, reason, lasting ? 1 : 0, size, modified);
  }
}

function removeDocument(database: Database, id: string): void {
  database.prepare("DELETE FROM documents WHERE id = ?").run(id);
}

/** A document's text, addressed by its hash: it may be stored before the document is, and more than once. */
export function storeVersion(database: Database, { version, text, blocks }: Document, now: Date): void {
  database
    .prepare("INSERT OR IGNORE INTO versions VALUES (?, ?, ?, ?)")
    .run(version, text, JSON.stringify(blocks), now.toISOString());
}

function addDocument(database: Database, added: NewDocument, { gloss, now }: Changes): void {
  const { document, passages, file, attachedTo } = added;
  const { id, path, collection, format, version, text, blocks, warnings, ...facts } = document;
  storeVersion(database, document, now);
  database
    .prepare("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(
      id,
      path,
      collection,
      format,
      version,
      JSON.stringify(facts),
      JSON.stringify(warnings),
      file.hash,
      file.size,
      file.modified,
      attachedTo ?? path,
    );
  const insertPassage = database.prepare(
    `INSERT INTO passages (document, ordinal, start, "end", section, place, language, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertPiece = database.prepare("INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?)");
  const insertWords = database.prepare("INSERT INTO words VALUES (?, ?, ?)");
  for (const passage of passages) {
    const { ordinal, start, end, section, language } = passage;
    const place = passage.place === null ? null : JSON.stringify(passage.place);
    const row = insertPassage.run(id, ordinal, start, end, JSON.stringify(section), place, language, passage.text);
    const passageId = Number(row.lastInsertRowid);
    for (const entry of indexEntriesOf(document.title, passage)) {
      insertPiece.run(
        passageId,
        INDEX_ENTRY_KINDS.indexOf(entry.kind),
        entry.sentence,
        entry.start,
        entry.end,
        textHash(entry.text),
      );
    }
    insertWords.run(
      passageId,
      tokenize(`${contextOf(document.title, section)}\n${passage.text}`).join(" "),
      tokenize(gloss(passage.text)).join(" "),
    );
  }
}

/** Number of the library's pieces that have no vector of this embedder. */
export function countWithoutVector(database: Database, embedder: string): number {
  const row = database
    .prepare(
      `SELECT count(*) AS n FROM pieces WHERE NOT EXISTS (
         SELECT 1 FROM vectors WHERE vectors.text_hash = pieces.text_hash AND vectors.embedder = ?)`,
    )
    .get(embedder);
  return Number(row?.n ?? 0);
}

/** Everything that an index of this embedder holds, straight from the library, without one embedding. */
export function indexContent(database: Database, embedder: string, dimensions: number): IndexContent {
  const joined = `FROM pieces JOIN vectors ON vectors.text_hash = pieces.text_hash AND vectors.embedder = ?
     JOIN passages ON passages.id = pieces.passage JOIN documents ON documents.id = passages.document`;
  const size = Number(database.prepare(`SELECT count(*) AS n ${joined}`).get(embedder)?.n ?? 0);
  function* rows(): IndexContent["rows"] & Generator {
    const statement = database.prepare(
      `SELECT pieces.kind, pieces.passage, pieces.sentence, documents.collection, vectors.vector ${joined}
       ORDER BY pieces.kind, pieces.passage, pieces.sentence`,
    );
    for (const row of statement.iterate(embedder)) {
      const bytes = row.vector as Uint8Array;
      yield {
        entry: {
          kind: INDEX_ENTRY_KINDS[Number(row.kind)] ?? "passage",
          passage: Number(row.passage),
          sentence: Number(row.sentence),
          collection: String(row.collection),
        },
        // The blob's own buffer need not start on a multiple of four.
        vector: new Float32Array(bytes.slice().buffer),
      };
    }
  }
  return { embedderId: embedder, dimensions, size, rows: rows() };
}

/** The words of all passages, for the keyword index. */
export function wordContent(database: Database): KeywordContent {
  const size = Number(database.prepare("SELECT count(*) AS n FROM words").get()?.n ?? 0);
  const statement = database.prepare(
    `SELECT words.passage, documents.collection, words.own, words.gloss FROM words
     JOIN passages ON passages.id = words.passage JOIN documents ON documents.id = passages.document`,
  );
  function* passages(): KeywordContent["passages"] & Generator {
    for (const row of statement.iterate()) {
      const gloss = String(row.gloss);
      yield {
        passage: Number(row.passage),
        // Whatever its document is in: a passage that has a gloss has Chinese words to be found by.
        language: gloss === "" ? "en" : "zh",
        collection: String(row.collection),
        own: wordsIn(String(row.own)),
        gloss: wordsIn(gloss),
      };
    }
  }
  return { size, passages: passages() };
}

function wordsIn(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}
