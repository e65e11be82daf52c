/**
 * The seam to a language model, messages in and one whole text out, and one call of it as an answer needs it: allowed
 * by the breaker, paid for before it is made, and made once more where that may help. A text that may not be whole is
 * never given as if it were; what may go wrong with a server is a value, told by its kind, and whoever asked hears of
 * it while there is still time for another answer.
 */

import type { Budget } from "./budget.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** The form in which the text must come. */
export interface TextForm {
  readonly name: string;
  /** JSON schema, for servers that hold a model to one. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Added to the first message: how to write it as that JSON, or else in lines, where a server holds to no schema. */
  readonly asJson: string;
  readonly asLines: string;
}

export interface ChatRequest {
  readonly messages: readonly [ChatMessage, ...ChatMessage[]];
  /** Limit of the text; a model that thinks before it writes spends them on that too. */
  readonly maxTokens: number;
  /** Absent for plain text. */
  readonly form?: TextForm;
  readonly signal: AbortSignal;
  /** The longest time without a sign from the server. */
  readonly idleMs: number;
  /** The first words are there. */
  readonly onText?: () => void;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type ChatFault =
  /** The connection broke, or ended before the text did. */
  | "cut"
  /** Nothing came for too long, or the end did not come in time. */
  | "stalled"
  | "rate-limited"
  | "no-credit"
  /** The key is not accepted, or there is no such model or address. */
  | "no-access"
  /** The server failed, or cannot be reached. */
  | "server"
  /** The messages are longer than the model can read. */
  | "context"
  /** The server's filter, or the model itself, refused to write this. */
  | "filtered"
  /** The text was longer than allowed, and ended in the middle. */
  | "length"
  /** The server did not understand the request, or answered with something else than a text. */
  | "refused"
  /** Whoever asked gave up. */
  | "cancelled";

export interface Failed {
  readonly kind: "failed";
  readonly fault: ChatFault;
  /** Message for the operator: who was asked, what happened, what to do. Holds no key and no member's words. */
  readonly message: string;
  /** Time for which the server asks to be left alone; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** Usage as far as it is known or can be estimated. */
  readonly usage: Usage;
}

export type Completion = { readonly kind: "whole"; readonly text: string; readonly usage: Usage } | Failed;

export interface ChatModel {
  /** Names the model and who runs it. */
  readonly id: string;
  /** Never throws for what a server or a network does. */
  complete(request: ChatRequest): Promise<Completion>;
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0 };

/** Tokens of a text, rather too many: a Han character is about one, and three and a half other characters are. */
function estimatedTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han * 1.2 + (text.length - han) / 3.5);
}

export function estimatedUsage(messages: readonly ChatMessage[], text: string): Usage {
  const inputTokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content) + 4, 0);
  return { inputTokens, outputTokens: estimatedTokens(text) };
}

interface CallingOptions {
  readonly model: ChatModel;
  readonly breaker: Breaker;
  readonly budget: Pick<Budget, "reserve">;
  /** Rejects when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

export interface CallRequest extends ChatRequest {
  /** The person whose question it is; null at the command line. */
  readonly asker: number | null;
}

export type Outcome =
  | Completion
  /** The call is not made: the asker's share, or everybody's, is spent for today. */
  | { readonly kind: "over-budget" }
  /** The call is not made: the server is left alone. */
  | { readonly kind: "resting"; readonly message: string };

export type Call = (request: CallRequest) => Promise<Outcome>;

const MAX_TRIES = 2;
/** Pause before the second try, where the server does not say how long to wait. */
const BACKOFF_MS = 500;
/** A member waits so long for a server that is busy, and no longer: the quotes are there. */
const MAX_WAIT_MS = 5_000;

/**
 * One call of a model, as an answer needs it: allowed by the breaker, paid for before it is made, and made once more
 * where that may help. Whatever happens, whoever asked hears of it while there is still time for another answer.
 */
export function createCalling({ model, breaker, budget, sleep }: CallingOptions): Call {
  return async (request) => {
    for (let tries = 1; ; tries++) {
      const closed = breaker.closedBy();
      if (closed !== null) {
        const until = new Date(closed.until).toISOString();
        return { kind: "resting", message: `${closed.reason}; not asked again before ${until}` };
      }
      const { asker, messages, maxTokens } = request;
      const most = { ...estimatedUsage(messages, ""), outputTokens: maxTokens };
      const reservation = await budget.reserve({ person: asker, most }).catch((fault: unknown) => {
        breaker.release();
        throw fault;
      });
      if (reservation === null) {
        breaker.release();
        return { kind: "over-budget" };
      }
      const outcome = await model.complete(request);
      // A text that is there is not lost because of what it cost: what was reserved counts then.
      await reservation.settle(outcome.usage).catch(() => undefined);
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

/** Pause before it is tried again; null where that would not help. */
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

interface BreakerOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Tells what the operator has to do, once until a request succeeds again. */
  readonly onTrouble: (message: string) => void;
}

interface Breaker {
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
/** Pause where a server says "too many requests", and not for how long. */
const AFTER_RATE_LIMIT_MS = 30_000;
/** Longer than any request takes: a trial that nobody told the end of does not close it for ever. */
const TRIAL_MS = 10 * 60_000;

/**
 * Leaves a server alone that asked for it, or that cannot help: whoever asks meanwhile is told so at once and need not
 * wait for another failure. When the time is over one request tries it; the others wait for what becomes of that.
 */
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
