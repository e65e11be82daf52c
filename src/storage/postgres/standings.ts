/** People and their rights in PostgreSQL: one row tells all of a person, of one moment. */

import {
  type NamedPerson,
  NOTED_FOR_MS,
  type Standing,
  type StandingChange,
  type Standings,
  storedOverride,
  storedPerson,
} from "../standings.ts";
import type { Postgres, Row, Run } from "./pool.ts";

/** @param postgres with the tables of `schema.ts` */
export function postgresStandings(postgres: Postgres): Standings {
  return {
    async standingOf(person) {
      const { rows } = await postgres.query(STANDING, [person]);
      return standingOf(rows[0] ?? {});
    },
    async collections() {
      const { rows } = await postgres.query(
        `SELECT collection, array_agg(person ORDER BY person) FILTER (WHERE person IS NOT NULL) AS people
         FROM restricted_collections LEFT JOIN collection_members USING (collection) GROUP BY collection`,
      );
      return new Map(rows.map(({ collection, people }) => [String(collection), arrayOf(people).map(Number)]));
    },
    async named(username) {
      const sql = "SELECT * FROM people WHERE lower(username) = lower($1) ORDER BY seen_at DESC LIMIT 1";
      const [row] = (await postgres.query(sql, [username])).rows;
      return row === undefined ? null : storedPerson(row);
    },
    async everybody() {
      const { rows } = await postgres.query(
        `SELECT (SELECT coalesce(json_agg(people ORDER BY person), '[]') FROM people) AS people,
           (SELECT coalesce(json_agg(roster ORDER BY since DESC, person), '[]') FROM roster) AS overrides`,
      );
      const [row] = rows;
      const parts = (value: unknown): readonly Row[] => arrayOf(value) as readonly Row[];
      return {
        people: parts(row?.people).map(storedPerson),
        overrides: parts(row?.overrides).map(storedOverride),
      };
    },
    change: (...changes) =>
      postgres.transaction(async (run) => {
        for (const change of changes) await changeStanding(run, change);
      }),
  };
}

const STANDING = `
  SELECT (SELECT to_json(people) FROM people WHERE person = $1::bigint) AS known,
    (SELECT to_json(roster) FROM roster WHERE person = $1) AS override,
    EXISTS (
      SELECT FROM removed_before WHERE hash = left(encode(sha256(convert_to(salt || '/' || $1, 'UTF8')), 'hex'), 32)
    ) AS removed_before,
    ARRAY(SELECT collection FROM restricted_collections) AS restricted,
    ARRAY(SELECT collection FROM collection_members WHERE person = $1) AS lists,
    (SELECT at FROM refusals WHERE person = $1) AS refused_at`;

function standingOf({ known, override, removed_before, restricted, lists, refused_at }: Row): Standing {
  return {
    known: isRow(known) ? storedPerson(known) : null,
    override: isRow(override) ? storedOverride(override).override : null,
    removedBefore: removed_before === true,
    restricted: new Set(arrayOf(restricted).map(String)),
    lists: new Set(arrayOf(lists).map(String)),
    refusedAt: refused_at === null ? null : new Date(Number(refused_at)),
  };
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Stores it in the transaction of `run`. */
async function changeStanding(run: Run, change: StandingChange): Promise<void> {
  switch (change.kind) {
    case "seen":
      await note(run, change.person, { spoken: change.spoken, language: null, at: change.at });
      break;
    case "language":
      await note(run, change.person, { spoken: change.language, language: change.language, at: change.at });
      break;
    case "refused":
      await run(
        "INSERT INTO refusals (person, at) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET at = excluded.at",
        [change.person, change.at.getTime()],
      );
      break;
    case "override":
      await run(
        `INSERT INTO roster (person, standing, since) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET standing = excluded.standing, since = excluded.since`,
        [change.person, change.override, change.at.getTime()],
      );
      break;
    case "restricted":
      await run(RESTRICT, [change.collection]);
      break;
    case "opened":
      await run("DELETE FROM restricted_collections WHERE collection = $1", [change.collection]);
      break;
    case "allowed":
      await run(RESTRICT, [change.collection]);
      await run("INSERT INTO collection_members (collection, person) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
        ...[change.collection, change.person],
      ]);
      break;
    case "disallowed":
      await run("DELETE FROM collection_members WHERE collection = $1 AND person = $2", [
        ...[change.collection, change.person],
      ]);
      break;
    default:
      change satisfies never;
  }
}

const RESTRICT = "INSERT INTO restricted_collections (collection) VALUES ($1) ON CONFLICT DO NOTHING";

interface Noted {
  readonly spoken: string | null;
  /** Null where none was chosen now: then nothing is written unless it is new. */
  readonly language: string | null;
  readonly at: Date;
}

async function note(
  run: Run,
  { id, name, username, languageCode }: NamedPerson,
  { spoken, language, at }: Noted,
): Promise<void> {
  const { count } = await run(
    `INSERT INTO people (person, name, username, client_language, seen_at, spoken, language)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (person) DO UPDATE SET name = excluded.name, username = excluded.username,
       client_language = excluded.client_language, seen_at = excluded.seen_at, spoken = excluded.spoken,
       language = coalesce(excluded.language, people.language)
     WHERE excluded.language IS NOT NULL OR excluded.seen_at - people.seen_at > ${NOTED_FOR_MS}
       OR (people.name, people.username, people.client_language, people.spoken)
         IS DISTINCT FROM (excluded.name, excluded.username, excluded.client_language, excluded.spoken)`,
    [id, name, username, languageCode, at.getTime(), spoken, language],
  );
  // A name that somebody gave up may be taken by somebody else, and must not lead to the former.
  if (count > 0 && username !== null) {
    await run("UPDATE people SET username = NULL WHERE lower(username) = lower($1) AND person <> $2", [username, id]);
  }
}
