/** Finds out that a thread does not turn any more: it is pinged while something is asked of it, and answers or does not. */

/** A thread that has not answered so many pings, of which one is sent in so many milliseconds, is taken for stuck. */
export interface Patience {
  readonly everyMs: number;
  readonly pings: number;
}

export interface Heart {
  stop(): void;
  /** Listens as long as the result is awaited. */
  whileAsked<Result>(result: Promise<Result>): Promise<Result>;
}

/** While it starts: code and index are loaded. */
const PATIENCE_AT_START = 4;

/** Pings while something is asked: who does nothing cannot be stuck. */
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
