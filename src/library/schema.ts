/**
 * The library's tables. Documents, their versions, passages, words and vectors are kept in one SQLite file: the truth,
 * from which every index snapshot is built.
 */

import type { Schema } from "../storage/database.ts";

export const LIBRARY_SCHEMA: Schema = {
  name: "library",
  ifDamaged: "restore a backup, or remove it to build it again from the documents",
  migrations: [
    `
    -- One row: the state as a whole. The revision counts the published changes; an index that carries another revision
    -- is stale. The pipeline names the code that read and split the documents: another one reads them all again.
    CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, pipeline TEXT NOT NULL) STRICT;
    INSERT INTO state VALUES (1, 0, '');

    -- A document's text as it once was. Versions are kept when their document changes or leaves, for the proofs that
    -- point at them.
    CREATE TABLE versions (
      hash TEXT PRIMARY KEY, text TEXT NOT NULL, blocks TEXT NOT NULL, stored_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE documents (
      id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, collection TEXT NOT NULL, format TEXT NOT NULL,
      version TEXT NOT NULL REFERENCES versions (hash), facts TEXT NOT NULL, warnings TEXT NOT NULL,
      file_hash TEXT NOT NULL, file_size INTEGER NOT NULL, file_modified REAL NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- AUTOINCREMENT: an id is never used again, so that a row of an older index can never name another passage.
    CREATE TABLE passages (
      id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, section TEXT NOT NULL, page INTEGER,
      language TEXT NOT NULL, text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX passages_by_document ON passages (document, ordinal);

    -- What is embedded: the passage itself (kind 0) and each of its sentences (kind 1), by the hash of the embedded text.
    CREATE TABLE pieces (
      passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE, kind INTEGER NOT NULL,
      sentence INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text_hash BLOB NOT NULL,
      PRIMARY KEY (passage, kind, sentence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pieces_by_text ON pieces (text_hash);

    CREATE TABLE vectors (
      text_hash BLOB NOT NULL, embedder TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (text_hash, embedder)
    ) STRICT;

    -- Words, as words.ts makes them, set apart by spaces: those of title, headings and text, and the English ones of its
    -- gloss. Kept so that a keyword index is built without reading a dictionary.
    CREATE TABLE words (
      passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE, own TEXT NOT NULL, gloss TEXT NOT NULL
    ) STRICT;
    `,
    `
    -- A passage's place is a page, a slide or a row: {"kind": "page", "number": 3}.
    ALTER TABLE passages DROP COLUMN page;
    ALTER TABLE passages ADD COLUMN place TEXT;

    -- The path of the file that the document came in: another than its own for a mail's attachment.
    ALTER TABLE documents ADD COLUMN file TEXT NOT NULL DEFAULT '';
    UPDATE documents SET file = path;
    CREATE INDEX documents_by_file ON documents (file);

    -- What a document amends has a clause, where it names one.
    UPDATE documents SET facts = json_set(facts, '$.amends', json((
      SELECT json_group_array(json_object('document', value, 'clause', NULL)) FROM json_each(facts, '$.amends')
    ))) WHERE json_array_length(facts, '$.amends') > 0;

    -- Files, and attachments in them, that could not be read when they were last looked at, and as what they were then.
    -- Those that would fail again (lasting 1) are read only once they have changed.
    CREATE TABLE failures (
      path TEXT PRIMARY KEY, file TEXT NOT NULL, reason TEXT NOT NULL, lasting INTEGER NOT NULL,
      file_size INTEGER NOT NULL, file_modified REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
    `,
    `
    -- What the secretariat said of documents that seem to replace others; the last word on a pair counts. By ids, so that
    -- it outlives the documents' versions.
    CREATE TABLE relation_decisions (
      number INTEGER PRIMARY KEY AUTOINCREMENT, successor TEXT NOT NULL, predecessor TEXT NOT NULL,
      holds INTEGER NOT NULL, decided_at TEXT NOT NULL
    ) STRICT;
    `,
    `
    -- The folder that the documents were read from: another one is another library.
    ALTER TABLE state ADD COLUMN corpus TEXT;
    `,
    `
    -- Paths that documents had before they were renamed, moved or saved in another format, and where they are now.
    CREATE TABLE former_names (name TEXT PRIMARY KEY, path TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `,
    `
    -- The cosine that unrelated texts have with an embedder, measured at its first ingest.
    CREATE TABLE calibrations (embedder TEXT PRIMARY KEY, unrelated REAL NOT NULL) STRICT, WITHOUT ROWID;
    `,
    `
    -- One row, as JSON: what the bot's state says of rights. See library.ts.
    CREATE TABLE sealed_rights (one INTEGER PRIMARY KEY CHECK (one = 1), content TEXT NOT NULL) STRICT;
    `,
    `
    -- Lines of scanned pages by the bytes of their file, its part ("" or "/attachment.pdf"), and who recognised them; NULL
    -- while the page waits. The file is where those bytes lie now.
    CREATE TABLE recognised_pages (
      file_hash TEXT NOT NULL, part TEXT NOT NULL, page INTEGER NOT NULL, recogniser TEXT NOT NULL, file TEXT NOT NULL,
      result TEXT, PRIMARY KEY (file_hash, part, page, recogniser)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recognised_pages_by_file ON recognised_pages (file);
    `,
    `
    -- How many of the folder's files are read, as {"read": 120, "total": 500}; NULL when its first read is done.
    ALTER TABLE state ADD COLUMN first_read TEXT;
    `,
  ],
};
