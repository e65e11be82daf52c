/**
 * Statements of the boxes in PostgreSQL: leases that fence, and the order of a lane and of a chat over all replicas.
 */

import {
  type ArrivedUpdate,
  type BegunCall,
  type BegunUpdate,
  begunCallOf,
  type CallEnd,
  type CallEnding,
  type Lease,
  type NewCall,
  type Payload,
  type QueuedCall,
  queuedCallOf,
  type WaitingUpdate,
} from "../boxes.ts";
import type { Row, Run } from "./pool.ts";

/** As in SQLite: alone two ends of a process are no chance; beside others, of which each may have been the one, four are none. */
const DEATH_ALONE = 2;
const DEATH_BESIDE_OTHERS = 1;
const DEADLY = 4;

/** Condition for leases of replicas that do not live. */
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

/** Those that nobody has leased, in order; of suspects those first that fewest ends are counted against. @param ofEach how many of each lane; absent: all */
export async function freeOfLease(run: Run, ofEach: number | null = null): Promise<readonly WaitingUpdate[]> {
  const { rows } = await run(
    `SELECT position, lane, suspect FROM (
       SELECT position, lane, suspect, deaths, row_number() OVER (PARTITION BY lane ORDER BY position) AS place
       FROM inbox WHERE state = 'waiting' AND owner IS NULL
     ) AS free WHERE place <= coalesce($1, place) ORDER BY deaths, position`,
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

/** Same words as the index has. */
const OPEN = "state IN ('queued', 'sending', 'unknown')";
const CLEARED = "chat = '', payload = NULL, file_name = NULL, file = NULL, person = NULL, receipt = NULL, shown = NULL";

/**
 * Statements of the outbox in PostgreSQL: each call is made by one replica, those of a chat in order over all
 * replicas.
 */
export async function addCalls(run: Run, calls: readonly NewCall[], now: number): Promise<readonly QueuedCall[]> {
  const added: QueuedCall[] = [];
  for (const { chat, person, method, payload, file, repeatable, notice, receipt, shown } of calls) {
    const { rows } = await run(
      `INSERT INTO outbox (chat, person, method, payload, file_name, file, repeatable, notice, receipt, shown, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [
        ...[chat, person, method, JSON.stringify(payload), file?.name ?? null],
        ...[file === null ? null : Buffer.from(file.bytes), repeatable, notice, receipt],
        ...[shown === null ? null : JSON.stringify(shown), now],
      ],
    );
    added.push({ id: Number(rows[0]?.id), chat, notBefore: 0 });
  }
  return added;
}

/** Queues it again if it is unknown, and does nothing else. */
export async function queueAgain(run: Run, { id, chat }: Pick<QueuedCall, "id" | "chat">): Promise<QueuedCall | null> {
  const { count } = await run(
    "UPDATE outbox SET state = 'queued', not_before = 0 WHERE id = $1 AND chat = $2 AND state = 'unknown'",
    [id, chat],
  );
  return count === 1 ? { id, chat, notBefore: 0 } : null;
}

/** Calls that wait, in order. @param ofEach how many of each chat; absent: all */
export async function queuedCalls(run: Run, now: number, ofEach: number | null = null): Promise<readonly QueuedCall[]> {
  const { rows } = await run(
    `SELECT id, chat, not_before, changed_at FROM (
       SELECT id, chat, not_before, changed_at, row_number() OVER (PARTITION BY chat ORDER BY id) AS place
       FROM outbox WHERE ${OPEN} AND state = 'queued'
     ) AS waiting WHERE place <= coalesce($1, place) ORDER BY id`,
    [ofEach],
  );
  return rows.map((row) => queuedCallOf(row, now));
}

/** Takes over the leases of calls that replicas were making when they ended. @param condition on the owner */
export async function takeOver(run: Run, owner: string, condition: string): Promise<readonly BegunCall[]> {
  const { rows } = await run(
    `UPDATE outbox SET owner = $1, tries = tries + 1 WHERE id IN (
       SELECT id FROM outbox WHERE ${OPEN} AND state = 'sending' AND (${condition}) FOR UPDATE SKIP LOCKED
     ) RETURNING *`,
    [owner],
  );
  return rows.map(begunCallOf).sort((one, other) => one.lease.id - other.lease.id);
}

/** @param held the attempt that this replica knows to have; another one of its own was lost on the way to it */
export async function beginCall(
  run: Run,
  { id, chat }: Pick<QueuedCall, "id" | "chat">,
  { owner, held, now }: { readonly owner: string; readonly held: number; readonly now: number },
): Promise<BegunCall | null> {
  const { rows } = await run(
    `UPDATE outbox SET state = 'sending', tries = tries + 1, owner = $3, changed_at = $5 WHERE id = (
       SELECT id FROM outbox AS mine
       WHERE id = $1 AND chat = $2 AND (state = 'queued' OR state = 'sending' AND owner = $3 AND tries <> $4)
         AND NOT EXISTS (
           SELECT 1 FROM outbox AS older
           WHERE older.chat = mine.chat AND older.id < mine.id AND older.${OPEN} AND older.state <> 'unknown'
         )
       FOR UPDATE SKIP LOCKED
     ) RETURNING *`,
    [id, chat, owner, held, now],
  );
  const [row] = rows;
  return row === undefined ? null : begunCallOf(row);
}

/** Effects of an end, besides its own row. */
interface Ended {
  readonly ends: readonly CallEnd[];
  readonly moved: { readonly from: number; readonly to: number } | null;
  readonly queued: readonly QueuedCall[];
}

/** @returns null where it is gone, or the lease is lost */
export async function endCall(
  run: Run,
  { id, attempt }: Lease,
  { owner, ending, now }: { readonly owner: string; readonly ending: CallEnding; readonly now: number },
): Promise<Ended | null> {
  const { rows } = await run(
    "SELECT chat, receipt FROM outbox WHERE id = $1 AND tries = $2 AND owner = $3 AND state = 'sending' FOR UPDATE",
    [id, attempt, owner],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const chat = String(row.chat);
  const change = (set: string, ...values: readonly unknown[]) =>
    run(`UPDATE outbox SET ${set}, owner = NULL, changed_at = $2 WHERE id = $1`, [id, now, ...values]);
  const nothing: Ended = { ends: [], moved: null, queued: [] };
  switch (ending.kind) {
    case "sent":
      await change(`state = 'sent', ${CLEARED}`);
      return ending.message === null ? nothing : { ...nothing, ends: endsOf(rows, ending.message) };
    case "failed": {
      await change(`state = 'failed', ${CLEARED}`);
      const dropped = ending.chat ? await dropChat(run, chat, now) : [];
      return { ...nothing, ends: endsOf([...rows, ...dropped], null) };
    }
    case "unknown":
      await change("state = 'unknown'");
      return nothing;
    case "postponed":
      await change("state = 'queued', not_before = $3", now + ending.milliseconds);
      return nothing;
    case "changed":
      await change("state = 'queued', method = $3, payload = $4", ending.method, JSON.stringify(ending.payload));
      return nothing;
    case "withheld": {
      const without = "shown = NULL, file_name = NULL, file = NULL";
      const set = `state = 'queued', method = $3, payload = $4, ${without}`;
      await change(set, ending.method, JSON.stringify(ending.payload));
      return nothing;
    }
    case "moved":
      return {
        ends: [],
        moved: { from: Number(chat), to: ending.chat },
        queued: await moveChat(run, chat, { to: ending.chat, now }),
      };
    default:
      return ending satisfies never;
  }
}

/** @returns what was dropped, with its receipts */
async function dropChat(run: Run, chat: string, now: number): Promise<readonly Row[]> {
  const where = `chat = $1 AND ${OPEN} AND state <> 'sending'`;
  const { rows } = await run(`SELECT chat, receipt FROM outbox WHERE ${where} ORDER BY id FOR UPDATE`, [chat]);
  await run(`UPDATE outbox SET state = 'failed', ${CLEARED}, changed_at = $2 WHERE ${where}`, [chat, now]);
  return rows;
}

async function moveChat(
  run: Run,
  from: string,
  { to, now }: { readonly to: number; readonly now: number },
): Promise<readonly QueuedCall[]> {
  const { rows } = await run(`SELECT id, payload FROM outbox WHERE chat = $1 AND ${OPEN} ORDER BY id FOR UPDATE`, [
    from,
  ]);
  const moved: QueuedCall[] = [];
  for (const { id, payload } of rows) {
    // The merge is not done in SQL: its JSON knows no U+0000, which a text may have.
    const changed = JSON.stringify({ ...(JSON.parse(String(payload)) as Payload), chat_id: to });
    const { rows: after } = await run(
      `UPDATE outbox SET chat = $2, payload = $3, owner = NULL,
         state = CASE state WHEN 'sending' THEN 'queued' ELSE state END
       WHERE id = $1 RETURNING id, chat, state, not_before, changed_at`,
      [id, String(to), changed],
    );
    moved.push(...after.filter(({ state }) => state === "queued").map((row) => queuedCallOf(row, now)));
  }
  return moved;
}

function endsOf(rows: readonly Row[], message: number | null): readonly CallEnd[] {
  return rows
    .filter(({ receipt }) => receipt !== null)
    .map(({ receipt, chat }) => ({ receipt: String(receipt), chat: Number(chat), message }));
}
