/**
 * Much computing on one thread, in turns with everything else: messages that come in, answers that are to go out. What
 * cannot be interrupted is short (a question's evidence takes a millisecond or two, grounding a sentence 8 ms); a hundred
 * of them one right after the other would hold up everybody.
 */

import { setImmediate as nextTurn } from "node:timers/promises";

/** Long enough that what goes out of several questions can share one write to the disk. */
const SLICE_MS = 10;

/** Resolves when it is the caller's turn to compute; in the order of the calls. */
export type TakeTurn = () => Promise<void>;

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
    // In a microtask: after what the caller computes right away.
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
