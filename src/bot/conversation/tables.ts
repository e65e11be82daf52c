/**
 * The tables of what was asked and answered. All times are milliseconds since 1970; a person and a chat are Telegram's
 * ids, and a topic is 0 where the chat has none.
 */

export const CONVERSATION_TABLES = `
  -- A question with its answer. The message is the asker's; in_context says whether a follow-up may lean on it. Rows are
  -- kept in the order in which they come: by their random ids, a row of 4 KB took three times as long to store.
  CREATE TABLE answers (
    id TEXT PRIMARY KEY, person INTEGER NOT NULL, chat INTEGER NOT NULL, topic INTEGER NOT NULL, message INTEGER NOT NULL,
    question TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, further TEXT NOT NULL,
    in_context INTEGER NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX answers_by_asker ON answers (person, chat, topic, at);
  CREATE INDEX answers_by_time ON answers (at);

  -- What stands behind a mark, as long as anybody may tap it: it outlives the answer, names nobody, and quotes no question.
  -- The same words of the same version have one proof, however often they are quoted.
  CREATE TABLE proofs (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, document TEXT NOT NULL,
    citation TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX proofs_by_words ON proofs (version, start, "end", document);

  -- What somebody thought of an answer: good or bad, why, and in their own words.
  CREATE TABLE feedback (
    answer TEXT NOT NULL, person INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT, comment TEXT, at INTEGER NOT NULL,
    PRIMARY KEY (answer, person)
  ) STRICT, WITHOUT ROWID;

  -- Whose next message in a chat is a comment on an answer, and until when.
  CREATE TABLE expected_comments (
    person INTEGER NOT NULL, chat INTEGER NOT NULL, answer TEXT NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (person, chat)
  ) STRICT, WITHOUT ROWID;

  -- Questions that the documents do not answer, put to the secretariat by whoever asked them.
  CREATE TABLE unanswered (
    id INTEGER PRIMARY KEY AUTOINCREMENT, answer TEXT NOT NULL UNIQUE, person INTEGER NOT NULL, name TEXT NOT NULL,
    username TEXT, chat INTEGER NOT NULL, topic INTEGER NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;

  -- The words of a search, so that its next page can be shown: they are longer than a button can carry.
  CREATE TABLE searches (id TEXT PRIMARY KEY, person INTEGER NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
`;
