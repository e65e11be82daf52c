/**
 * One call of a model, as an answer needs it: allowed by the breaker, paid for before it is made, and made once more
 * where that may help. Whatever happens, whoever asked hears of it while there is still time for another answer.
 */

import type { Breaker } from "./breaker.ts";
import { type ChatModel, type ChatRequest, type Completion, estimatedUsage } from "./chat-model.ts";
import type { Ledger } from "./ledger.ts";

export interface CallingOptions {
  readonly model: ChatModel;
  readonly breaker: Breaker;
  readonly ledger: Pick<Ledger, "reserve">;
  /** Rejects when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

export interface CallRequest extends ChatRequest {
  /** Whose question it is; null at the command line. */
  readonly asker: number | null;
}

export type Outcome =
  | Completion
  /** Not made: the asker's share, or everybody's, is spent for today. */
  | { readonly kind: "over-budget" }
  /** Not made: the server is left alone. */
  | { readonly kind: "resting"; readonly message: string };

export type Call = (request: CallRequest) => Promise<Outcome>;

const MAX_TRIES = 2;
/** Before the second try, where the server does not say how long to wait. */
const BACKOFF_MS = 500;
/** A member waits so long for a server that is busy, and no longer: the quotes are there. */
const MAX_WAIT_MS = 5_000;

export function createCalling({ model, breaker, ledger, sleep }: CallingOptions): Call {
  return async (request) => {
    for (let tries = 1; ; tries++) {
      const closed = breaker.closedBy();
      if (closed !== null) {
        const until = new Date(closed.until).toISOString();
        return { kind: "resting", message: `${closed.reason}; not asked again before ${until}` };
      }
      const { asker, messages, maxTokens } = request;
      const most = { ...estimatedUsage(messages, ""), outputTokens: maxTokens };
      const reservation = ledger.reserve({ person: asker, most });
      if (reservation === null) {
        breaker.release();
        return { kind: "over-budget" };
      }
      const outcome = await model.complete(request);
      reservation.settle(outcome.usage);
      const waitMs = tries < MAX_TRIES ? pauseBefore(outcome) : null;
      if (outcome.kind === "whole" || waitMs === null) {
        breaker.tell(outcome);
        return outcome;
      }
      breaker.release();
      try {
        await sleep(waitMs, request.signal);
      } catch {
        return { ...outcome, fault: "cancelled" };
      }
    }
  };
}

/** How long to wait before it is tried again; null where that would not help. */
function pauseBefore(outcome: Completion): number | null {
  if (outcome.kind === "whole") return null;
  const { fault, retryAfterMs } = outcome;
  switch (fault) {
    case "cut":
      return 0;
    case "server":
    case "rate-limited":
      return (retryAfterMs ?? BACKOFF_MS) <= MAX_WAIT_MS ? Math.max(BACKOFF_MS, retryAfterMs ?? 0) : null;
    case "stalled":
    case "no-credit":
    case "no-access":
    case "context":
    case "filtered":
    case "length":
    case "refused":
    case "cancelled":
      return null;
    default:
      return fault satisfies never;
  }
}
