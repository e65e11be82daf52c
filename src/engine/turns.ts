/**
 * Turns of a thread: long computing takes turns with everything else that the thread does, and another thread finds
 * out when it does not turn any more.
 */

import { setImmediate as nextTurn } from "node:timers/promises";

/** Long enough that what goes out of several questions can share one write to the disk. */
const SLICE_MS = 10;

/** Resolves when it is the caller's turn to compute; in the order of the calls. */
type TakeTurn = () => Promise<void>;

/** One by one, with the event loop coming round after each 10 ms of them. */
export function takeTurns(now: () => number = () => performance.now()): TakeTurn {
  const waiting: (() => void)[] = [];
  let underWay = false;
  const passFor = (until: number): void => {
    const next = waiting.shift();
    if (next === undefined) {
      underWay = false;
      return;
    }
    next();
    // Turns end in a microtask: after what the caller computes right away.
    if (now() < until) queueMicrotask(() => passFor(until));
    else setImmediate(begin);
  };
  const begin = (): void => passFor(now() + SLICE_MS);
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (underWay) return;
      underWay = true;
      begin();
    });
}

/** One piece of work in a turn of the event loop. @returns what to wait for before each */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}

/** A thread that has not answered so many pings, of which one is sent in so many milliseconds, is taken for stuck. */
export interface Patience {
  readonly everyMs: number;
  readonly pings: number;
}

interface Heart {
  stop(): void;
  /** Listens as long as the result is awaited. */
  whileAsked<Result>(result: Promise<Result>): Promise<Result>;
}

/** While it starts: code and index are loaded. */
const PATIENCE_AT_START = 4;

/**
 * Finds out that a thread does not turn any more: it is pinged while something is asked of it, and answers or does
 * not. Pings while something is asked: who does nothing cannot be stuck.
 */
export function watchHeart(ping: () => Promise<void>, { everyMs, pings }: Patience, onStopped: () => void): Heart {
  let asked = 0;
  let missed = 0;
  let waiting = false;
  let begun = false;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const look = (): void => {
    if (waiting) missed += 1;
    if (missed >= pings * (begun ? 1 : PATIENCE_AT_START)) {
      stop();
      onStopped();
    }
    if (waiting) return;
    waiting = true;
    void ping().then(
      () => {
        begun = true;
        waiting = false;
        missed = 0;
      },
      () => undefined,
    );
  };
  return {
    stop,
    async whileAsked<Result>(result: Promise<Result>): Promise<Result> {
      asked += 1;
      if (timer === undefined) {
        missed = 0;
        timer = setInterval(look, everyMs).unref();
      }
      try {
        return await result;
      } finally {
        asked -= 1;
        if (asked === 0) stop();
      }
    },
  };
}
