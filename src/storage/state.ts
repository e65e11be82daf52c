/**
 * The file of what the bot remembers: who may ask, what was asked and answered, what the model has spent, and what came
 * in and must go out. Several threads and commands open it, so its schema stands here, below them all. All times are
 * milliseconds since 1970; people and chats are Telegram's ids, and a topic is 0 where the chat has none.
 */

import { isMainThread } from "node:worker_threads";
import { asStorageError, type Database, emptyLog, openDatabase, type Schema } from "./database.ts";
import { FACTS_TABLES, FIX_TABLES, GUEST_TABLES, NEWS_TABLES } from "./state-library.ts";

/** Who may ask. */
const MEMBER_TABLES = `
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

/** What was asked and answered. */
const CONVERSATION_TABLES = `
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

/**
 * What came in and what must go out. What has been dealt with loses its content at once; its number
 * stays for a while, so that a repetition is recognised.
 */
const TELEGRAM_TABLES = `
  -- An update is the same as another if both number and content are: numbers start anew after a quiet week. The lane is
  -- what updates are handled in order of; the person is whose content this is.
  CREATE TABLE inbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT, update_id INTEGER NOT NULL, digest BLOB NOT NULL, lane TEXT NOT NULL,
    person INTEGER, state TEXT NOT NULL CHECK (state IN ('waiting', 'handled', 'parked')), tries INTEGER NOT NULL,
    body TEXT, changed_at INTEGER NOT NULL, UNIQUE (update_id, digest)
  ) STRICT;
  CREATE INDEX inbox_waiting ON inbox (position) WHERE state = 'waiting';
  CREATE INDEX inbox_parked ON inbox (position) WHERE state = 'parked';
  CREATE INDEX inbox_by_time ON inbox (changed_at);

  -- One call of the Bot API. 'unknown' means that it went out and that no answer came back; a repeatable one may be made
  -- twice without harm.
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat TEXT NOT NULL, person INTEGER, method TEXT NOT NULL, payload TEXT,
    file_name TEXT, file BLOB, repeatable INTEGER NOT NULL, notice INTEGER NOT NULL, tries INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
    not_before INTEGER NOT NULL, changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX outbox_open ON outbox (chat, id) WHERE state IN ('queued', 'sending', 'unknown');
  CREATE INDEX outbox_by_time ON outbox (changed_at);
`;

/** The language model's budget. */
const MODEL_TABLES = `
  -- What calls of the language model may have cost, or did cost once they are settled. Person is null at the command line.
  CREATE TABLE model_calls (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, person INTEGER, tokens INTEGER NOT NULL, cost INTEGER NOT NULL,
    settled INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX model_calls_by_day ON model_calls (day, person);
`;

/** What goes between members and the secretariat. */
const SECRETARIAT_TABLES = `
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

/** What a message is about, told back once it is sent. */
const TELEGRAM_RECEIPTS = `
  ALTER TABLE outbox ADD COLUMN receipt TEXT;
`;

/** Questions that nobody put to the secretariat and that it answers all the same; feedback that was read. */
const TAKEN_UP_TABLES = `
  -- asked, by whoever put it; missed or feedback, where the secretariat took it up: then nobody is named.
  ALTER TABLE unanswered ADD COLUMN origin TEXT NOT NULL DEFAULT 'asked';
  ALTER TABLE feedback ADD COLUMN done_at INTEGER;
  CREATE INDEX feedback_open ON feedback (at) WHERE verdict = 'bad' AND done_at IS NULL;
`;

const FOLDER_TABLES = `
  CREATE TABLE folders_asked_about (id INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL UNIQUE) STRICT;
`;

const FILE_ORDER_TABLES = `
  CREATE TABLE file_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, bytes BLOB, sidecar TEXT, person INTEGER,
    problem TEXT, at INTEGER NOT NULL
  ) STRICT;
`;

const OFFICIAL_ANSWER_TABLES = `
  -- named: the documents that its text names, as they were: [{"id": …, "version": …}]. Days are as 2026-11-28.
  CREATE TABLE official_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, question TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
    author INTEGER, day TEXT NOT NULL, until TEXT NOT NULL, collection TEXT NOT NULL, path TEXT NOT NULL,
    state TEXT NOT NULL, named TEXT NOT NULL, source INTEGER, at INTEGER NOT NULL
  ) STRICT;
`;

const DAYS_ASKED_TABLES = `
  -- A day that is past, or to come, as 2022-06-01: questions of this person in this chat and topic are answered as on it.
  CREATE TABLE days_asked (
    person INTEGER NOT NULL, chat INTEGER NOT NULL, topic INTEGER NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (person, chat, topic)
  ) STRICT, WITHOUT ROWID;
`;

const RELATIONS_ASKED_TABLES = `
  CREATE TABLE relations_asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT, successor TEXT NOT NULL, predecessor TEXT NOT NULL,
    UNIQUE (successor, predecessor)
  ) STRICT;
`;

const PROPOSAL_TABLES = `
  -- seen: what was read in the file, as the card shows it. replaces: the path of the document that it is a new version of.
  CREATE TABLE proposals (
    id TEXT PRIMARY KEY, person INTEGER NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL, seen TEXT NOT NULL,
    collection TEXT NOT NULL, replaces TEXT, at INTEGER NOT NULL
  ) STRICT;

  -- What lay at a path before: nothing (NULL) or these bytes. told: the admin knows what became of it.
  CREATE TABLE library_changes (
    id TEXT PRIMARY KEY, person INTEGER NOT NULL, chat INTEGER NOT NULL, path TEXT NOT NULL, before BLOB,
    told INTEGER NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX library_changes_untold ON library_changes (path) WHERE told = 0;
`;

/** Documents whose words a message shows, as JSON: it leaves only while they may be shown to its reader. */
const TELEGRAM_SHOWN = `
  ALTER TABLE outbox ADD COLUMN shown TEXT;
`;

/** Changes of rights are counted, and the library keeps the count: a lost or older state is found out. */
const RIGHTS_SEAL = `
  -- One row. name: of this file, by which another one is told from it. accepted: the count of the library that an admin
  -- has decided to leave behind.
  CREATE TABLE rights_seal (
    one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, counter INTEGER NOT NULL, accepted TEXT
  ) STRICT;
  INSERT INTO rights_seal VALUES (1, lower(hex(randomblob(16))), 0, NULL);
  -- Hashes of people whom a state that was lost knew as removed, salted with its name.
  CREATE TABLE removed_before (salt TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (salt, hash)) STRICT, WITHOUT ROWID;
${["restricted_collections", "collection_members", "roster", "folders_asked_about", "removed_before"]
  .flatMap((table) => ["INSERT", "UPDATE", "DELETE"].map((change) => [table, change] as const))
  .map(
    ([table, change]) => `
  CREATE TRIGGER ${table}_${change.toLowerCase()}_counted AFTER ${change} ON ${table}
    BEGIN UPDATE rights_seal SET counter = counter + 1; END;`,
  )
  .join("")}
`;

/** Who was being handled when the process died: see boxes.ts. */
const INBOX_DEATHS = `
  ALTER TABLE inbox ADD COLUMN under_way INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE inbox ADD COLUMN suspect INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE inbox ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
`;

/** Counts how often an update was begun; only whoever began it last may end it. */
const INBOX_LEASES = `
  ALTER TABLE inbox ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
`;

/** The language in which a member was spoken to last, where it is another than their client's: for what comes to them unasked. */
const SPOKEN = `
  ALTER TABLE people ADD COLUMN spoken TEXT;
`;

/** The newest checklist of each admin's first steps; its message is null until it has come to the chat. */
const CHECKLISTS = `
  CREATE TABLE checklists (
    person INTEGER PRIMARY KEY, message INTEGER, shown TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
`;

/** An id that was deleted is never given again: a call that is settled late, over midnight, settles no other one. */
const MODEL_CALL_IDS = `
  ALTER TABLE model_calls RENAME TO former_model_calls;
  CREATE TABLE model_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, person INTEGER, tokens INTEGER NOT NULL, cost INTEGER NOT NULL,
    settled INTEGER NOT NULL
  ) STRICT;
  INSERT INTO model_calls SELECT id, day, person, tokens, cost, settled FROM former_model_calls;
  DROP TABLE former_model_calls;
  CREATE INDEX model_calls_by_day ON model_calls (day, person);
`;

export const STATE_SCHEMA: Schema = {
  name: "state",
  ifDamaged: "restore the latest backup; it cannot be built again, and who may see what stands in it",
  migrations: [
    `${MEMBER_TABLES}${CONVERSATION_TABLES}${TELEGRAM_TABLES}${MODEL_TABLES}`,
    `${SECRETARIAT_TABLES}${TELEGRAM_RECEIPTS}`,
    TAKEN_UP_TABLES,
    FOLDER_TABLES,
    `${FILE_ORDER_TABLES}${OFFICIAL_ANSWER_TABLES}`,
    DAYS_ASKED_TABLES,
    RELATIONS_ASKED_TABLES,
    PROPOSAL_TABLES,
    TELEGRAM_SHOWN,
    RIGHTS_SEAL,
    INBOX_DEATHS,
    NEWS_TABLES,
    INBOX_LEASES,
    FACTS_TABLES,
    GUEST_TABLES,
    FIX_TABLES,
    SPOKEN,
    CHECKLISTS,
    MODEL_CALL_IDS,
  ],
};

/** @throws DocketError `storage` */
export function openState(path: string): Database {
  const database = privately(() => openDatabase(path, STATE_SCHEMA));
  // Overwrites deleted data instead of only unlinking it.
  if (database.writable) {
    try {
      database.connection.exec("PRAGMA secure_delete = ON");
      // What was erased right before the process was killed is still in the log.
      emptyLog(database);
    } catch (cause) {
      database.close();
      throw asStorageError(cause, `${path}: the state cannot be opened`, STATE_SCHEMA.ifDamaged);
    }
  }
  return database;
}

/** Whoever creates the file, bot or command: what members ask is nobody else's business on this machine. */
function privately<Result>(work: () => Result): Result {
  // A thread has its process's umask, and cannot change it; main.ts has, before there are threads.
  if (!isMainThread) return work();
  const before = process.umask(0o077);
  try {
    return work();
  } finally {
    process.umask(before);
  }
}
