/**
 * Leaves a server alone that asked for it, or that cannot help: whoever asks meanwhile is told so at once and need not
 * wait for another failure. When the time is over one request tries it; the others wait for what becomes of that.
 */

import type { Completion } from "./chat-model.ts";

export interface BreakerOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What the operator has to do, said once until a request succeeds again. */
  readonly onTrouble: (message: string) => void;
}

export interface Breaker {
  /** Null where a request may be made: it must be told or released after. Else why not, and until when. */
  closedBy(): { readonly reason: string; readonly until: number } | null;
  tell(outcome: Completion): void;
  /** The request was not made, or its outcome says nothing yet. */
  release(): void;
}

/** A key and an account are not mended in a minute. */
const AFTER_NO_ACCESS_MS = 10 * 60_000;
/** A server that has failed for so long is not asked for as long again. */
const FAILING_FOR_MS = 60_000;
/** Where a server says "too many requests", and not for how long. */
const AFTER_RATE_LIMIT_MS = 30_000;
/** Longer than any request takes: a trial that nobody told the end of does not close it for ever. */
const TRIAL_MS = 10 * 60_000;

export function createBreaker({ now, onTrouble }: BreakerOptions): Breaker {
  let resting: { reason: string; until: number } | null = null;
  /** While one request tries whether the server is back. */
  let trialUntil = 0;
  let failingSince: number | null = null;
  let told = false;

  const rest = (reason: string, ms: number): void => {
    resting = { reason, until: now() + ms };
  };
  const complain = (message: string): void => {
    if (told) return;
    told = true;
    onTrouble(message);
  };

  return {
    closedBy() {
      if (resting === null) return null;
      if (now() < resting.until) return resting;
      if (now() < trialUntil) return { ...resting, until: trialUntil };
      trialUntil = now() + TRIAL_MS;
      return null;
    },
    release() {
      trialUntil = 0;
    },
    tell(outcome) {
      trialUntil = 0;
      if (outcome.kind === "whole") {
        resting = null;
        failingSince = null;
        told = false;
        return;
      }
      const { fault, message, retryAfterMs } = outcome;
      switch (fault) {
        case "no-credit":
        case "no-access":
          rest(message, Math.max(AFTER_NO_ACCESS_MS, retryAfterMs ?? 0));
          return complain(message);
        case "rate-limited":
          return rest(message, retryAfterMs ?? AFTER_RATE_LIMIT_MS);
        case "server":
        case "stalled":
        case "cut":
          failingSince ??= now();
          if (retryAfterMs !== null) rest(message, retryAfterMs);
          if (now() - failingSince < FAILING_FOR_MS) return;
          rest(message, Math.max(FAILING_FOR_MS, retryAfterMs ?? 0));
          return complain(message);
        case "context":
        case "filtered":
        case "length":
          // The server is there; this one request was not for it.
          failingSince = null;
          return;
        case "refused":
        case "cancelled":
          return;
        default:
          return fault satisfies never;
      }
    },
  };
}
