/** Statements of the inbox in PostgreSQL: leases that fence, and the order of a lane over all replicas. */

import type { ArrivedUpdate, BegunUpdate, Lease, WaitingUpdate } from "../boxes.ts";
import type { Row, Run } from "./pool.ts";

/** As in SQLite: alone two ends of a process are no chance; beside others, of which each may have been the one, four are none. */
const DEATH_ALONE = 2;
const DEATH_BESIDE_OTHERS = 1;
const DEADLY = 4;

/** Of replicas that do not live. */
export const OF_THE_DEAD = "owner NOT IN (SELECT id FROM replicas WHERE alive_until > clock_timestamp())";

/** Those that were not there yet, in order. */
export async function addUpdates(
  run: Run,
  updates: readonly ArrivedUpdate[],
  now: number,
): Promise<readonly WaitingUpdate[]> {
  const added: WaitingUpdate[] = [];
  for (const { number, digest, lane, person, body } of updates) {
    const { rows } = await run(
      `INSERT INTO inbox (update_id, digest, lane, person, state, body, changed_at)
       VALUES ($1, $2, $3, $4, 'waiting', $5, $6) ON CONFLICT DO NOTHING RETURNING position, lane, suspect`,
      [number, Buffer.from(digest), lane, person, body, now],
    );
    added.push(...rows.map(asWaiting));
  }
  return added;
}

/** Frees what replicas have leased that ended, each of them as a process that ended. @param condition on the owner */
export async function freeUpdates(run: Run, condition: string, values: readonly unknown[] = []): Promise<void> {
  const { rows } = await run(
    `SELECT position, owner, suspect FROM inbox WHERE state = 'waiting' AND owner IS NOT NULL AND (${condition})
     FOR UPDATE SKIP LOCKED`,
    values,
  );
  for (const underWay of Map.groupBy(rows, ({ owner }) => owner).values()) {
    const [guilty, ...others] = underWay.length === 1 ? underWay : underWay.filter(({ suspect }) => suspect === true);
    if (guilty === undefined || others.length > 0) continue;
    const weight = underWay.length === 1 ? DEATH_ALONE : DEATH_BESIDE_OTHERS;
    await run("UPDATE inbox SET deaths = deaths + $1 WHERE position = $2", [weight, guilty.position]);
  }
  if (rows.length === 0) return;
  await run("UPDATE inbox SET suspect = true, owner = NULL, tries = tries - 1 WHERE position = ANY ($1)", [
    rows.map(({ position }) => position),
  ]);
}

/** Those that nobody has leased, in order. @param ofEach how many of each lane; absent: all */
export async function freeOfLease(run: Run, ofEach: number | null = null): Promise<readonly WaitingUpdate[]> {
  const { rows } = await run(
    `SELECT position, lane, suspect FROM (
       SELECT position, lane, suspect, row_number() OVER (PARTITION BY lane ORDER BY position) AS place
       FROM inbox WHERE state = 'waiting' AND owner IS NULL
     ) AS free WHERE place <= coalesce($1, place) ORDER BY position`,
    [ofEach],
  );
  return rows.map(asWaiting);
}

/**
 * Leases it, unless an older one of its lane is not done; nobody waits for suspects.
 * @param held the attempt that this replica knows to have; another one of its own was lost on the way to it
 */
export async function beginUpdate(
  run: Run,
  position: number,
  { owner, held }: { readonly owner: string; readonly held: number },
): Promise<BegunUpdate | null> {
  const { rows } = await run(
    `UPDATE inbox SET tries = tries + (owner IS NULL)::integer, attempt = attempt + 1, owner = $2 WHERE position = (
       SELECT position FROM inbox AS mine
       WHERE position = $1 AND state = 'waiting' AND (owner IS NULL OR owner = $2 AND attempt <> $3)
         AND (suspect OR NOT EXISTS (
           SELECT 1 FROM inbox AS older
           WHERE older.lane = mine.lane AND older.position < mine.position AND older.state = 'waiting' AND NOT older.suspect
         ))
       FOR UPDATE SKIP LOCKED
     ) RETURNING attempt, body, tries, deaths`,
    [position, owner, held],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const lease = { id: position, attempt: Number(row.attempt) };
  return { lease, body: String(row.body), tries: Number(row.tries), deadly: Number(row.deaths) >= DEADLY };
}

const LEASED = "position = $1 AND attempt = $2 AND owner = $3 AND state = 'waiting'";

export async function releaseUpdate(run: Run, { id, attempt }: Lease, owner: string, counted: boolean): Promise<void> {
  const sql = `UPDATE inbox SET owner = NULL, tries = tries - $4 WHERE ${LEASED}`;
  await run(sql, [id, attempt, owner, Number(!counted)]);
}

/** @returns false where it was erased meanwhile, or the lease is lost */
export async function endUpdate(
  run: Run,
  { id, attempt }: Lease,
  { owner, state, now }: { readonly owner: string; readonly state: "handled" | "parked"; readonly now: number },
): Promise<boolean> {
  const content = state === "handled" ? "body = NULL, person = NULL," : "";
  const { count } = await run(`UPDATE inbox SET state = $4, ${content} owner = NULL, changed_at = $5 WHERE ${LEASED}`, [
    id,
    attempt,
    owner,
    state,
    now,
  ]);
  return count > 0;
}

function asWaiting({ position, lane, suspect }: Row): WaitingUpdate {
  return { position: Number(position), lane: String(lane), suspect: suspect === true };
}
