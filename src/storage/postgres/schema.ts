/** Tables in PostgreSQL, and how they are brought up to date while other replicas use them. */

import { DocketError } from "../../errors.ts";
import type { Postgres } from "./pool.ts";

/** Of all replicas one migrates; the number is the project's own. */
const MIGRATION_LOCK = 7_262_513;

const BOXES = `
  -- Who lives: what a replica has leased is free once it does not.
  CREATE TABLE replicas (id TEXT PRIMARY KEY, alive_until TIMESTAMPTZ NOT NULL);

  CREATE TABLE inbox (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, update_id BIGINT NOT NULL, digest BYTEA NOT NULL,
    lane TEXT NOT NULL, person BIGINT, state TEXT NOT NULL CHECK (state IN ('waiting', 'handled', 'parked')),
    tries INTEGER NOT NULL DEFAULT 0, attempt INTEGER NOT NULL DEFAULT 0, owner TEXT, suspect BOOLEAN NOT NULL DEFAULT false,
    deaths INTEGER NOT NULL DEFAULT 0, body TEXT, changed_at BIGINT NOT NULL, UNIQUE (update_id, digest)
  );
  CREATE INDEX inbox_waiting ON inbox (lane, position) WHERE state = 'waiting';
  CREATE INDEX inbox_parked ON inbox (position) WHERE state = 'parked';
  CREATE INDEX inbox_by_time ON inbox (changed_at);

  CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, chat TEXT NOT NULL, person BIGINT, method TEXT NOT NULL,
    payload TEXT, file_name TEXT, file BYTEA, repeatable BOOLEAN NOT NULL, notice BOOLEAN NOT NULL, receipt TEXT,
    shown TEXT, tries INTEGER NOT NULL DEFAULT 0, owner TEXT, not_before BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
    changed_at BIGINT NOT NULL
  );
  CREATE INDEX outbox_open ON outbox (chat, id) WHERE state IN ('queued', 'sending', 'unknown');
  CREATE INDEX outbox_by_time ON outbox (changed_at);
`;

/** What calls of the language model may have cost, or did cost once they are settled, in millionths. */
const MODEL_CALLS = `
  CREATE TABLE model_calls (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day TEXT NOT NULL, person BIGINT, tokens BIGINT NOT NULL,
    cost BIGINT NOT NULL, settled BOOLEAN NOT NULL DEFAULT false
  );
  CREATE INDEX model_calls_by_day ON model_calls (day, person);
`;

/** When questions were taken up and when they were done with, for the limits; the last day only. */
const QUESTIONS_ASKED = `
  CREATE TABLE questions_asked (person BIGINT NOT NULL, asked_at BIGINT NOT NULL, done_at BIGINT NOT NULL);
  CREATE INDEX questions_asked_by_person ON questions_asked (person, asked_at);
`;

/** Who may ask and what they may see, named as in the state file. A collection that is not here is for all members. */
const STANDINGS = `
  CREATE TABLE people (
    person BIGINT PRIMARY KEY, name TEXT NOT NULL, username TEXT, language TEXT, client_language TEXT, spoken TEXT,
    seen_at BIGINT NOT NULL
  );
  CREATE INDEX people_by_username ON people (lower(username));
  CREATE TABLE roster (
    person BIGINT PRIMARY KEY, standing TEXT NOT NULL CHECK (standing IN ('invited', 'removed')), since BIGINT NOT NULL
  );
  CREATE TABLE restricted_collections (collection TEXT PRIMARY KEY);
  CREATE TABLE collection_members (
    collection TEXT NOT NULL REFERENCES restricted_collections (collection) ON DELETE CASCADE, person BIGINT NOT NULL,
    PRIMARY KEY (collection, person)
  );
  CREATE INDEX collections_by_member ON collection_members (person);
  -- Hashes of people whom a state that was lost knew as removed, salted with its name.
  CREATE TABLE removed_before (salt TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (salt, hash));
  -- When a stranger was last told that this bot is for members.
  CREATE TABLE refusals (person BIGINT PRIMARY KEY, at BIGINT NOT NULL);
`;

/** Conversations, named as in the state file; answers of one moment are told apart by their number. */
const CONVERSATIONS = `
  CREATE TABLE answers (
    nth BIGINT GENERATED ALWAYS AS IDENTITY, id TEXT PRIMARY KEY, person BIGINT NOT NULL, chat BIGINT NOT NULL,
    topic BIGINT NOT NULL, message BIGINT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, further TEXT NOT NULL, rests TEXT NOT NULL, in_context BOOLEAN NOT NULL DEFAULT true,
    at BIGINT NOT NULL, told_at BIGINT
  );
  CREATE INDEX answers_by_asker ON answers (person, chat, topic, at, nth);
  CREATE INDEX answers_by_time ON answers (at);
  CREATE TABLE searches (id TEXT PRIMARY KEY, person BIGINT NOT NULL, words TEXT NOT NULL, at BIGINT NOT NULL);
  CREATE TABLE days_asked (
    person BIGINT NOT NULL, chat BIGINT NOT NULL, topic BIGINT NOT NULL, day TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (person, chat, topic)
  );
`;

/** Number n takes the database from version n to n + 1. Never edited once released, only added to. */
export const MIGRATIONS: readonly string[] = [BOXES, MODEL_CALLS, QUESTIONS_ASKED, STANDINGS, CONVERSATIONS];

/**
 * Tables in PostgreSQL, brought up to date by one replica at a time.
 * @throws DocketError `storage` when a newer Docket was here
 */
export async function migrate(postgres: Postgres, migrations: readonly string[] = MIGRATIONS): Promise<void> {
  await postgres.transaction(async (run) => {
    await run("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await run("CREATE TABLE IF NOT EXISTS docket_schema (version INTEGER NOT NULL)");
    const { rows } = await run("SELECT version FROM docket_schema");
    const version = Number(rows[0]?.version ?? 0);
    if (version > migrations.length) {
      throw new DocketError("storage", "the database was written by a newer Docket: update this one");
    }
    for (const script of migrations.slice(version)) await run(script);
    if (rows.length === 0) await run("INSERT INTO docket_schema VALUES ($1)", [migrations.length]);
    else await run("UPDATE docket_schema SET version = $1", [migrations.length]);
  });
}
