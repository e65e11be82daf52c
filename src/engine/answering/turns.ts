/**
 * One piece of work in a turn of the event loop. Ten answers that come in together are proven one after the other, and
 * between two of them everybody else is heard: proving one takes 8 ms, all ten at once would hold up everybody for 80.
 */

import { setImmediate as nextTurn } from "node:timers/promises";

/** @returns what to wait for before each piece of work */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}
