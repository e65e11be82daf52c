/** Tables of the state about the documents: what has changed in them, how they are changed in chat, and who is told where. */

/** Changes in the documents, and who is told of them. */
export const NEWS_TABLES = `
  -- rests: the citations that the answer stands on, [{"proof": …, "held": …}], with whether their words held then. told_at:
  -- when its asker was told that these have changed.
  ALTER TABLE answers ADD COLUMN rests TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE answers ADD COLUMN told_at INTEGER;

  -- The documents as they were when they were last compared, each in a few words as JSON, and whether it held.
  CREATE TABLE documents_seen (
    document TEXT PRIMARY KEY, version TEXT NOT NULL, held INTEGER NOT NULL, facts TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- came, changed, ended, began, gone: with the proof of the words that are shown of it.
  CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, proof TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX news_by_time ON news (at);

  -- Who wants a digest each week, and when the last one was made.
  CREATE TABLE digests (person INTEGER PRIMARY KEY, since INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT;
`;

/** Facts of a document are changed in chat, and several changes are undone as one. */
export const FACTS_TABLES = `
  -- The file stays as it is, and its sidecar alone is written.
  ALTER TABLE file_orders ADD COLUMN as_it_is INTEGER NOT NULL DEFAULT 0;
  -- What is undone by one press. facts: the sidecar as it was, NULL for none. as_it_is: the file itself did not change.
  ALTER TABLE library_changes ADD COLUMN batch TEXT NOT NULL DEFAULT '';
  ALTER TABLE library_changes ADD COLUMN facts TEXT;
  ALTER TABLE library_changes ADD COLUMN as_it_is INTEGER NOT NULL DEFAULT 0;
  UPDATE library_changes SET batch = id;
  CREATE INDEX library_changes_by_batch ON library_changes (batch);
  -- facts: the sidecar that it gets. batch: the album that it came in, "" for none; shown: with its album. proposed: by a
  -- member, to the secretariat.
  ALTER TABLE proposals ADD COLUMN facts TEXT;
  ALTER TABLE proposals ADD COLUMN batch TEXT NOT NULL DEFAULT '';
  ALTER TABLE proposals ADD COLUMN shown INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE proposals ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX proposals_by_batch ON proposals (batch);
`;

/** A row: the bot answers in chats that it is not in. */
export const GUEST_TABLES = `
  CREATE TABLE guest_mode (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
`;

/** Wrong answers that are mended by a term, or by what is known of a document; how soon the secretariat is reminded. */
export const FIX_TABLES = `
  CREATE TABLE secretariat_reminders (one INTEGER PRIMARY KEY CHECK (one = 1), hours INTEGER NOT NULL) STRICT;

  -- What an admin has written and not confirmed. fact: of the document at the path subject; NULL: subject is a term.
  CREATE TABLE fix_drafts (
    id TEXT PRIMARY KEY, person INTEGER NOT NULL, answer TEXT NOT NULL, subject TEXT NOT NULL, fact TEXT, value TEXT,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- batch: by which it is undone, of facts that of library_changes. before: the English of the term until then. told: those
  -- who found the answer wrong know.
  CREATE TABLE fixes (
    batch TEXT PRIMARY KEY, answer TEXT NOT NULL, person INTEGER, term TEXT, english TEXT, before TEXT,
    told INTEGER NOT NULL, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Terms to be written into the glossary of the data folder; without English: to be taken out.
  CREATE TABLE glossary_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, term TEXT NOT NULL, english TEXT, at INTEGER NOT NULL
  ) STRICT;
`;
