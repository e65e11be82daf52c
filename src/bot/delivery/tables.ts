/**
 * The tables of what came in and what must go out. All times are milliseconds since 1970. What has been dealt with loses
 * its content at once; its number stays for a while, so that a repetition is recognised.
 */

/** Since version 2: what a message is about, told back once it is sent. */
export const TELEGRAM_RECEIPTS = `
  ALTER TABLE outbox ADD COLUMN receipt TEXT;
`;

export const TELEGRAM_TABLES = `
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
