/**
 * The tasks that a replica does beside its work: it says that it lives, and looks what there is to do, when the
 * database tells it and each second, since a notification may be lost with its connection.
 */

import { Client } from "pg";
import { type Postgres, type Run, runOn } from "./pool.ts";

/** Named in NOTIFY; there is nothing more to say than that something waits. */
export const CHANNEL = "docket_boxes";

/** A replica that has not said for so long that it lives does not; another one takes over. */
const ALIVE_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

export async function sayAlive(run: Run, owner: string): Promise<void> {
  await run(
    `INSERT INTO replicas VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
     ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until`,
    [owner, ALIVE_MS],
  );
}

export interface Watch {
  /** Begins to listen, and looks at once. */
  begin(): void;
  /** The replica says that it ends: what it has leased is free at once. */
  close(): Promise<void>;
}

export interface WatchOptions {
  readonly postgres: Postgres;
  readonly owner: string;
  /** Nobody hears of what a look finds; then there is none. */
  readonly isListening: () => boolean;
  readonly look: () => Promise<void>;
  /** The database is away; told each time, and tried again in a second. */
  readonly onFailure: (fault: unknown) => void;
}

export function startWatch({ postgres, owner, isListening, look, onFailure }: WatchOptions): Watch {
  let closed = false;
  let again = false;
  let looking: Promise<void> | null = null;
  /** Set once it listens. */
  let listener: Client | null = null;

  const lookNow = (): void => {
    again = true;
    looking ??= (async () => {
      while (again && !closed) {
        again = false;
        await look().catch(onFailure);
      }
      looking = null;
    })();
  };
  /** It listens on a connection of its own: one of the pool would take what it hears to whoever has it next. */
  const listen = async (): Promise<void> => {
    const client = new Client({ connectionString: postgres.url, connectionTimeoutMillis: ALIVE_MS });
    const lost = (): void => {
      if (listener === client) listener = null;
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", lookNow);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      listener = client;
    } catch (fault) {
      lost();
      onFailure(fault);
      await client.end().catch(() => undefined);
    }
  };
  const tick = async (): Promise<void> => {
    // It uses its own connection where it has one: those of the pool may all be at work.
    await sayAlive(listener === null ? postgres.query : runOn(listener), owner).catch(onFailure);
    if (closed || !isListening()) return;
    if (listener === null) await listen();
    lookNow();
  };
  let ticking = Promise.resolve();
  const tickNext = (): void => {
    ticking = ticking.then(tick);
  };
  const timer = setInterval(tickNext, LOOK_EVERY_MS);
  timer.unref();
  return {
    begin: tickNext,
    async close() {
      closed = true;
      clearInterval(timer);
      await ticking;
      await looking;
      await listener?.end().catch(() => undefined);
      await postgres.query("DELETE FROM replicas WHERE id = $1", [owner]).catch(() => undefined);
    },
  };
}
