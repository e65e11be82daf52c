/** The tables of who may ask. All times are milliseconds since 1970; a person is a Telegram user id. */

export const MEMBER_TABLES = `
  -- Members as Telegram names them, so that the secretariat reads names instead of numbers, with the language they chose
  -- and that of their client.
  CREATE TABLE people (
    person INTEGER PRIMARY KEY, name TEXT NOT NULL, username TEXT COLLATE NOCASE, language TEXT, client_language TEXT,
    seen_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX people_by_username ON people (username);

  -- Who came by an invitation, and whom the secretariat removed.
  CREATE TABLE roster (
    person INTEGER PRIMARY KEY, standing TEXT NOT NULL CHECK (standing IN ('invited', 'removed')), since INTEGER NOT NULL
  ) STRICT;

  -- Of an invitation only a hash is kept: whoever reads this file cannot come in with it.
  CREATE TABLE invitations (
    hash BLOB PRIMARY KEY, note TEXT NOT NULL, created_by INTEGER NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL, used_by INTEGER, used_at INTEGER
  ) STRICT, WITHOUT ROWID;

  -- A collection that is not here is for all members.
  CREATE TABLE restricted_collections (collection TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE collection_members (
    collection TEXT NOT NULL REFERENCES restricted_collections (collection) ON DELETE CASCADE, person INTEGER NOT NULL,
    PRIMARY KEY (collection, person)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX collections_by_member ON collection_members (person);

  -- When questions were taken up and when they were done with, for the limits; the last day only.
  CREATE TABLE questions_asked (person INTEGER NOT NULL, asked_at INTEGER NOT NULL, done_at INTEGER NOT NULL) STRICT;
  CREATE INDEX questions_asked_by_person ON questions_asked (person, asked_at);

  -- When a stranger was last told that this bot is for members.
  CREATE TABLE refusals (person INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
`;
