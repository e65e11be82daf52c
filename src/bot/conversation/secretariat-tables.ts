/**
 * The tables of what goes between members and the secretariat. Times are milliseconds since
 * 1970; people and chats are Telegram's ids.
 */

/** Since version 2 of the state. */
export const SECRETARIAT_TABLES = `
  -- How a question stands: waiting, seen, taken; answered, pointed (to a document), declined, withdrawn. The handler is the
  -- admin who brought it there; nearest are the passages that were found for it; reminded of next at remind_at.
  ALTER TABLE unanswered ADD COLUMN message INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE unanswered ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
  ALTER TABLE unanswered ADD COLUMN handler INTEGER;
  ALTER TABLE unanswered ADD COLUMN reply TEXT;
  ALTER TABLE unanswered ADD COLUMN nearest TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE unanswered ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE unanswered ADD COLUMN remind_at INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX unanswered_open ON unanswered (remind_at) WHERE state IN ('waiting', 'seen', 'taken');

  -- Messages in which a question stands: a card for the secretariat, a prompt for its answer, the asker's own receipt.
  CREATE TABLE cards (
    chat INTEGER NOT NULL, message INTEGER NOT NULL, question INTEGER NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (chat, message)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX cards_by_question ON cards (question);

  -- What an admin has written as an answer and not yet sent; also: numbers of further questions that it is to answer.
  CREATE TABLE drafts (
    id TEXT PRIMARY KEY, person INTEGER NOT NULL, question INTEGER NOT NULL, offered TEXT NOT NULL, also TEXT NOT NULL,
    text TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Where cards go; no row: to each admin.
  CREATE TABLE secretariat_chat (
    one INTEGER PRIMARY KEY CHECK (one = 1), chat INTEGER NOT NULL, topic INTEGER NOT NULL, language TEXT NOT NULL
  ) STRICT;
`;

/** Since version 3: questions that nobody put to the secretariat and that it answers all the same; feedback that was read. */
export const TAKEN_UP_TABLES = `
  -- asked, by whoever put it; missed or feedback, where the secretariat took it up: then nobody is named.
  ALTER TABLE unanswered ADD COLUMN origin TEXT NOT NULL DEFAULT 'asked';
  ALTER TABLE feedback ADD COLUMN done_at INTEGER;
  CREATE INDEX feedback_open ON feedback (at) WHERE verdict = 'bad' AND done_at IS NULL;
`;
