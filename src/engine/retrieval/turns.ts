/**
 * Many questions at once on one thread. What is left to compute once a question's vector is there takes a millisecond or
 * two and cannot be interrupted; a hundred of them one right after the other would keep everything else waiting: messages
 * that come in, answers that are to go out. So they pass one by one, and after each 10 ms of them it is the others' turn.
 */

/** Long enough that what goes out of several questions can share one write to the disk. */
const SLICE_MS = 10;

/** Resolves when it is the caller's turn to compute; in the order of the calls. */
export type TakeTurn = () => Promise<void>;

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
