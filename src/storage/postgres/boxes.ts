/**
 * Both boxes in PostgreSQL, for several replicas at once. What a replica begins is its own until it ends it, or until it does
 * not live any more; an end is fenced by owner and attempt, so that one that was only slow changes nothing.
 */

import type {
  Batch,
  BegunCall,
  Boxes,
  BoxListener,
  CallEnd,
  Lease,
  NewCall,
  QueuedCall,
  WaitingUpdate,
} from "../boxes.ts";
import {
  addCalls,
  addUpdates,
  beginCall,
  beginUpdate,
  endCall,
  endUpdate,
  freeOfLease,
  freeUpdates,
  OF_THE_DEAD,
  queueAgain,
  queuedCalls,
  releaseUpdate,
  takeOver,
} from "./box-statements.ts";
import type { Postgres, Run } from "./pool.ts";
import { migrate } from "./schema.ts";
import { CHANNEL, sayAlive, startWatch } from "./watch.ts";

export interface PostgresBoxes<Records> extends Boxes<Records> {
  /** Ends the watch: what is leased is free for others. The connections are the caller's. */
  close(): Promise<void>;
}

interface PostgresBoxesOptions<Records> {
  readonly postgres: Postgres;
  /** Tells this replica from all others, also from itself before a restart. */
  readonly owner: string;
  readonly clock: () => Date;
  /** Stores records inside the transaction. */
  readonly keep: (records: Records, run: Run) => Promise<void>;
  /** Told the outcome of a call with a receipt, inside the transaction. @returns calls that come of it */
  readonly onEnd?: (end: CallEnd, run: Run) => Promise<readonly NewCall[]>;
  /** A group became a supergroup, inside the transaction. */
  readonly onMoved?: (from: number, to: number, run: Run) => Promise<void>;
  /** The database is away; what is asked for meanwhile fails, and the watch tries again each second. */
  readonly onFailure: (fault: unknown) => void;
}

/** A look takes so many of each lane, so that a chat with thousands hides no other. */
const A_LOOK = 20;

/** Parts that the stores of both boxes share. */
interface Shared<Records> extends Omit<PostgresBoxesOptions<Records>, "clock" | "onFailure"> {
  readonly now: () => number;
  readonly heard: ReturnType<typeof heardOf>;
  readonly calls: ReturnType<typeof heldAttempts>;
}

/** @throws DocketError `storage` when the database cannot be reached, or a newer Docket was there */
export async function openPostgresBoxes<Records>(
  options: PostgresBoxesOptions<Records>,
): Promise<PostgresBoxes<Records>> {
  const { postgres, owner, clock, onFailure } = options;
  await migrate(postgres);
  await sayAlive(postgres.query, owner);
  const now = (): number => clock().getTime();
  const [heard, calls] = [heardOf(), heldAttempts()];
  const shared: Shared<Records> = { ...options, now, heard, calls };
  const look = async (): Promise<void> => {
    const { waiting, queued, interrupted } = await postgres.transaction(async (run) => {
      await freeUpdates(run, OF_THE_DEAD);
      return {
        interrupted: await takeOver(run, owner, OF_THE_DEAD),
        waiting: await freeOfLease(run, A_LOOK),
        queued: await queuedCalls(run, now(), A_LOOK),
      };
    });
    for (const { lease } of interrupted) calls.hold(lease.id, lease.attempt);
    heard.interrupted(interrupted);
    heard.waiting(waiting);
    heard.queued(queued);
  };
  const watch = startWatch({ postgres, owner, isListening: heard.isListening, look, onFailure });
  return {
    inbox: inboxStore(shared),
    outbox: outboxStore(shared),
    listen(listener) {
      heard.add(listener);
      watch.begin();
    },
    async depths() {
      const { rows } = await postgres.query(
        `SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting') AS inbox,
           (SELECT count(*) FROM inbox WHERE state = 'parked') AS parked,
           (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')) AS outbox`,
      );
      const [row] = rows;
      return { inbox: Number(row?.inbox), outbox: Number(row?.outbox), parked: Number(row?.parked) };
    },
    close: watch.close,
  };
}

function inboxStore<Records>(shared: Shared<Records>): Boxes<Records>["inbox"] {
  const { postgres, owner, now, heard } = shared;
  const leases = heldAttempts();
  return {
    async receive(updates) {
      const added = await postgres.transaction(async (run) => {
        const rows = await addUpdates(run, updates, now());
        await tell(run, rows);
        return rows;
      });
      heard.waiting(added);
      return added.length;
    },
    recover: () =>
      postgres.transaction(async (run) => {
        await freeUpdates(run, `owner = $1 OR ${OF_THE_DEAD}`, [owner]);
        return freeOfLease(run);
      }),
    async begin(position) {
      const held = leases.attemptOf(position);
      const begun = await postgres.transaction((run) => beginUpdate(run, position, { owner, held }));
      heard.forgetUpdate(position);
      if (begun !== null) leases.hold(position, begun.lease.attempt);
      return begun;
    },
    async release(lease, counted) {
      // It is begun again by whoever released it, and need not be found for that.
      heard.expectUpdate(lease.id);
      await postgres.transaction((run) => releaseUpdate(run, lease, owner, counted));
      leases.drop(lease);
    },
    async end(lease, state, batch) {
      const queued = await postgres.transaction(async (run) => {
        if (!(await endUpdate(run, lease, { owner, state, now: now() }))) return null;
        return storeBatch(run, batch, shared);
      });
      leases.drop(lease);
      heard.queued(queued ?? []);
      return queued !== null;
    },
  };
}

function outboxStore<Records>(shared: Shared<Records>): Boxes<Records>["outbox"] {
  const { postgres, owner, now, heard, calls, onEnd, onMoved } = shared;
  return {
    add: async (batch) => heard.queued(await postgres.transaction((run) => storeBatch(run, batch, shared))),
    async recover() {
      const left = await postgres.transaction(async (run) => ({
        interrupted: await takeOver(run, owner, `owner = $1 OR ${OF_THE_DEAD}`),
        queued: await queuedCalls(run, now()),
      }));
      for (const { lease } of left.interrupted) calls.hold(lease.id, lease.attempt);
      return left;
    },
    async begin(queued) {
      const held = calls.attemptOf(queued.id);
      const begun = await postgres.transaction((run) => beginCall(run, queued, { owner, held, now: now() }));
      heard.forgetCall(queued.id);
      if (begun !== null) calls.hold(queued.id, begun.lease.attempt);
      return begun;
    },
    async end(lease, ending, further = []) {
      // One that follows is made by whoever ended this one, and need not be found for that.
      if (["postponed", "changed", "withheld"].includes(ending.kind)) heard.expectCall(lease.id);
      const queued = await postgres.transaction(async (run) => {
        const ended = await endCall(run, lease, { owner, ending, now: now() });
        if (ended === null) return null;
        const came: NewCall[] = [...further];
        for (const end of ended.ends) came.push(...((await onEnd?.(end, run)) ?? []));
        if (ended.moved !== null) await onMoved?.(ended.moved.from, ended.moved.to, run);
        // They were known in the chat that they are no longer in.
        for (const { id } of ended.queued) heard.forgetCall(id);
        const all = [...ended.queued, ...(await addCalls(run, came, now()))];
        await tell(run, all);
        return all;
      });
      calls.drop(lease);
      heard.queued(queued ?? []);
      return queued !== null;
    },
    async isUnknown(id, chat) {
      const sql = "SELECT 1 FROM outbox WHERE id = $1 AND chat = $2 AND state = 'unknown'";
      return (await postgres.query(sql, [id, chat])).count > 0;
    },
  };
}

async function storeBatch<Records>(
  run: Run,
  { calls = [], again = [], records }: Batch<Records>,
  { keep, now }: Shared<Records>,
): Promise<readonly QueuedCall[]> {
  const queued: QueuedCall[] = [];
  for (const call of again) {
    const one = await queueAgain(run, call);
    if (one !== null) queued.push(one);
  }
  queued.push(...(await addCalls(run, calls, now())));
  if (records !== undefined) await keep(records, run);
  await tell(run, queued);
  return queued;
}

/** Others hear of it once it is committed. */
async function tell(run: Run, rows: readonly unknown[]): Promise<void> {
  if (rows.length > 0) await run(`NOTIFY ${CHANNEL}`);
}

/**
 * State that a replica knows by itself: which leases it has, and what it has told its listeners of. Attempts that this
 * replica knows to have.
 */
function heldAttempts() {
  const attempts = new Map<number, number>();
  return {
    attemptOf: (id: number) => attempts.get(id) ?? 0,
    hold: (id: number, attempt: number) => void attempts.set(id, attempt),
    drop({ id, attempt }: Lease): void {
      if (attempts.get(id) === attempt) attempts.delete(id);
    },
  };
}

/** Tells listeners of what may be begun, of each once until it was tried: a look finds it again each second. */
function heardOf() {
  const listeners: Partial<BoxListener>[] = [];
  const known = { updates: new Set<number>(), calls: new Set<number>() };
  return {
    add: (listener: Partial<BoxListener>) => void listeners.push(listener),
    isListening: () => listeners.length > 0,
    forgetUpdate: (position: number) => void known.updates.delete(position),
    forgetCall: (id: number) => void known.calls.delete(id),
    expectUpdate: (position: number) => void known.updates.add(position),
    expectCall: (id: number) => void known.calls.add(id),
    waiting(updates: readonly WaitingUpdate[]): void {
      const fresh = updates.filter(({ position }) => !known.updates.has(position));
      for (const { position } of fresh) known.updates.add(position);
      if (fresh.length > 0) for (const listener of listeners) listener.onWaiting?.(fresh);
    },
    queued(calls: readonly QueuedCall[]): void {
      const fresh = calls.filter(({ id }) => !known.calls.has(id));
      for (const { id } of fresh) known.calls.add(id);
      if (fresh.length > 0) for (const listener of listeners) listener.onQueued?.(fresh);
    },
    interrupted(calls: readonly BegunCall[]): void {
      if (calls.length > 0) for (const listener of listeners) listener.onInterrupted?.(calls);
    },
  };
}
