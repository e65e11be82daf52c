/**
 * The library as the answering side reads it: what documents there are, and the passages of an answer. Writing is
 * ingest's, through library-writer.ts.
 */

import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Block, DocumentFacts } from "../documents/document.ts";
import type { Span } from "../language/sentences.ts";
import { type Database, openDatabase } from "../storage/database.ts";
import { createEditions, type Editions, keptForEditions, withWorkFacts } from "./editions/editions.ts";
import type { FirstRead } from "./first-read.ts";
import { knownFailures } from "./library-writer.ts";
import { formerNames } from "./renames.ts";
import { LIBRARY_SCHEMA } from "./schema.ts";
import type { Passage } from "./split.ts";
import type { RelationDecision } from "./validity/relations.ts";
import { createValidityIndex, type ValidityIndex } from "./validity/validity.ts";

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
  /** Number that is never used again for another passage. */
  readonly id: number;
  readonly document: LibraryDocument;
}

/** A document's text as it once was. */
export interface StoredVersion {
  readonly text: string;
  readonly blocks: readonly Block[];
}

interface LibrarySize {
  readonly documents: number;
  readonly passages: number;
  readonly pieces: number;
}

export interface Library {
  readonly database: Database;
  /** Counts the published changes. */
  revision(): number;
  size(): LibrarySize;
  /** Progress of the folder's first read, which is published as it goes; null when it is done. */
  firstRead(): FirstRead | null;
  /** The objects stay the same until the library changes. */
  documents(): readonly LibraryDocument[];
  /** Null where it is gone. */
  document(id: string): LibraryDocument | null;
  /** Validity of the documents beside each other, as they are now. */
  validityIndex(): ValidityIndex;
  /** Tells which documents are editions of one work, as they are now. */
  editions(): Editions;
  /** Keeps what the secretariat says of a document that seems to replace another. */
  decideRelation(decision: RelationDecision, now: Date): void;
  /** Files, and attachments in them, that could not be read at the last ingest. */
  failures(): readonly { readonly path: string; readonly reason: string }[];
  /** Passages of one document. */
  countPassages(document: string): number;
  /** Those of the ids that the library still has, in the order asked for. */
  passages(ids: readonly number[]): readonly LibraryPassage[];
  /** The passage that holds this place of a document. */
  passageAt(document: string, offset: number): number | null;
  /** Finds also versions that were replaced or removed; null if it never was. */
  version(hash: string): StoredVersion | null;
  /** Rights in the bot's state when it was last compared; null where it never was. */
  sealedRights(): SealedRights | null;
  /** @returns false where it cannot be written now, and is to be tried again */
  keepSealedRights(rights: SealedRights): boolean;
  /** The cosine that unrelated texts have with an embedder; null where it was not measured. */
  unrelatedCosine(embedderId: string): number | null;
  close(): void;
}

/** @throws DocketError `storage` */
export function openLibrary(path: string): Library {
  const database = openDatabase(path, LIBRARY_SCHEMA);
  const revision = (): number => Number(database.prepare("SELECT revision FROM state").get()?.revision ?? 0);
  let known: { readonly revision: number; readonly documents: readonly LibraryDocument[] } | undefined;
  let current: { readonly state: string; readonly validity: ValidityIndex; readonly editions: Editions } | undefined;
  const now = () => {
    const at = `${revision()}/${lastDecision(database)}`;
    if (current?.state !== at) {
      const documents = library.documents();
      const editions = createEditions({ documents, versionOf: library.version, ...keptForEditions(database) });
      const parts = {
        documents,
        editions,
        textOf: library.version,
        decisions: relationDecisions(database),
        formerNames: formerNames(database),
      };
      current = { state: at, editions, validity: validityOfWorks(parts) };
    }
    return current;
  };
  const library: Library = {
    database,
    revision,
    size() {
      const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
      return { documents: count("documents"), passages: count("passages"), pieces: count("pieces") };
    },
    firstRead() {
      const row = database.prepare("SELECT first_read FROM state").get();
      return row?.first_read == null ? null : (JSON.parse(String(row.first_read)) as FirstRead);
    },
    failures: () => knownFailures(database).map(({ path, reason }) => ({ path, reason })),
    countPassages: (document) =>
      Number(database.prepare("SELECT count(*) AS n FROM passages WHERE document = ?").get(document)?.n),
    documents() {
      const at = revision();
      if (known?.revision !== at) {
        const rows = database.prepare("SELECT * FROM documents ORDER BY path").all();
        known = { revision: at, documents: rows.map(asDocument) };
      }
      return known.documents;
    },
    document(id) {
      const row = database.prepare("SELECT * FROM documents WHERE id = ?").get(id);
      return row === undefined ? null : asDocument(row);
    },
    validityIndex: () => now().validity,
    editions: () => now().editions,
    decideRelation: (decision, moment) => storeDecision(database, decision, moment),
    passages: passageReader(database, revision),
    passageAt(document, offset) {
      const row = database
        .prepare('SELECT id FROM passages WHERE document = ? AND start <= ? AND "end" > ?')
        .get(document, offset, offset);
      return row === undefined ? null : Number(row.id);
    },
    version(hash) {
      const row = database.prepare("SELECT text, blocks FROM versions WHERE hash = ?").get(hash);
      if (row === undefined) return null;
      return { text: String(row.text), blocks: JSON.parse(String(row.blocks)) };
    },
    sealedRights: () => sealedRights(database),
    keepSealedRights: (rights) => keepSealedRights(database, rights),
    unrelatedCosine(embedderId) {
      const row = database.prepare("SELECT unrelated FROM calibrations WHERE embedder = ?").get(embedderId);
      return row === undefined ? null : Number(row.unrelated);
    },
    close: () => database.close(),
  };
  return library;
}

interface PartsOfValidity {
  readonly documents: readonly LibraryDocument[];
  readonly editions: Editions;
  readonly textOf: Library["version"];
  readonly decisions: readonly RelationDecision[];
  readonly formerNames: ReadonlyMap<string, string>;
}

/** Validity of each document with the facts of its work; what is wrong between editions is told with the rest. */
function validityOfWorks({ documents, editions, ...kept }: PartsOfValidity): ValidityIndex {
  const whole = withWorkFacts(documents, editions.of);
  const byId = new Map(whole.map((document) => [document.id, document]));
  const validity = createValidityIndex({ documents: whole, ...kept, editionsOf: editions.of });
  return {
    on(view) {
      const validityOf = validity.on(view);
      return (document, part) => {
        const known = byId.get(document.id);
        return validityOf(known?.version === document.version ? known : document, part);
      };
    },
    questions: validity.questions,
    problems: () => [...validity.problems(), ...editions.problems()],
  };
}

/** Rises with each decision, whoever takes it. */
function lastDecision(database: Database): number {
  return Number(database.prepare("SELECT max(number) AS last FROM relation_decisions").get()?.last ?? 0);
}

/** The last word on each pair. */
function relationDecisions(database: Database): RelationDecision[] {
  const rows = database.prepare("SELECT successor, predecessor, holds FROM relation_decisions ORDER BY number").all();
  const decisions = rows.map((row) => ({
    by: String(row.successor),
    of: String(row.predecessor),
    holds: row.holds === 1,
  }));
  return [...new Map(decisions.map((decision) => [`${decision.by}\n${decision.of}`, decision])).values()];
}

function storeDecision(database: Database, { by, of, holds }: RelationDecision, now: Date): void {
  database
    .prepare("INSERT INTO relation_decisions (successor, predecessor, holds, decided_at) VALUES (?, ?, ?, ?)")
    .run(by, of, holds ? 1 : 0, now.toISOString());
}

/** Passages that are remembered; about 4 KB each. */
const REMEMBERED = 1_000;

/**
 * Reads passages, without those that the library has no more. A passage is the same object as long as it is remembered.
 */
type ReadPassages = (ids: readonly number[]) => LibraryPassage[];

/**
 * Passages as answers find them. Every question looks at some twenty, and members ask about the same few documents:
 * the last ones are remembered, until the library changes.
 * @param revision which the library changes with everything that is told here
 */
function passageReader(database: Database, revision: () => number): ReadPassages {
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

interface SealedRights {
  /** The state's own name: another one is another file. */
  readonly state: string;
  /** Rises with each change of rights. */
  readonly counter: number;
  readonly restricted: readonly string[];
  /** Checksum over all that rights are made of: SQLite has no checksums, and a bit that flipped would be believed. */
  readonly digest: string;
  /** Hashes of people's ids: the library's file names nobody. */
  readonly removed: readonly string[];
}

const sealed = z.object({
  state: z.string(),
  counter: z.number().int(),
  digest: z.string(),
  restricted: z.array(z.string()),
  removed: z.array(z.string()),
});

/**
 * A copy of the bot's rights in the library's file: which collections are restricted, and who was removed. A state that
 * is lost, or older than this, is found out, and what it has forgotten stays closed. Null where none was ever kept.
 */
function sealedRights({ prepare }: Database): SealedRights | null {
  const row = prepare("SELECT content FROM sealed_rights").get();
  return row === undefined ? null : sealed.parse(JSON.parse(String(row.content)));
}

/** @returns false where another process or an ingest is writing: nobody waits for it, and it is tried again soon */
function keepSealedRights({ prepare, connection, writable }: Database, rights: SealedRights): boolean {
  if (!writable) return false;
  const patience = Number(prepare("PRAGMA busy_timeout").get()?.timeout ?? 0);
  connection.exec("PRAGMA busy_timeout = 0");
  try {
    prepare("INSERT OR REPLACE INTO sealed_rights VALUES (1, ?)").run(JSON.stringify(rights));
    return true;
  } catch (fault) {
    if (isBusy(fault)) return false;
    throw fault;
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${patience}`);
  }
}

function isBusy(fault: unknown): boolean {
  const { errcode } = (fault ?? {}) as { readonly errcode?: unknown };
  return typeof errcode === "number" && (errcode & 0xff) === 5;
}
