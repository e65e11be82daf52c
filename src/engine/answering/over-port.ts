/**
 * Answering that is done in another thread: the one that has library and index serves a port, the other one asks over
 * it, and goes on hearing everybody meanwhile.
 */

import type { MessagePort } from "node:worker_threads";
import { DocketError } from "../../errors.ts";
import { callsOverPort, serveCalls } from "../../rpc.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { Find, SearchRequest } from "../retrieval/search.ts";
import type { AnswerQuestion, AnswerRequest, AnswerResult, ProgressStage } from "./answering.ts";

/** What questions are asked of. */
export interface Answering {
  readonly answer: AnswerQuestion;
  readonly find: Find;
}

type Request =
  | { readonly kind: "ping" }
  | { readonly kind: "answer"; readonly request: Omit<AnswerRequest, "signal" | "onStage"> }
  | { readonly kind: "find"; readonly request: Omit<SearchRequest, "signal"> };

type Result =
  | { readonly kind: "pong" }
  | { readonly kind: "answer"; readonly result: AnswerResult }
  | { readonly kind: "find"; readonly evidence: readonly Evidence[] };

/**
 * How much comes over of what an answer was made from: all that was weighed, for who looks into it, or the passages that
 * members can be shown. Copying all of it takes both threads 0.1 to 0.2 ms.
 */
export type Detail = "all" | "shown";

/** Passages that come over, best first: what an answer cites, and those that are offered besides. */
const SHOWN = 10;

/** Serves until the port is closed at either end; what is being answered then is given up. */
export function serveAnswering({ answer, find }: Answering, port: MessagePort, detail: Detail): void {
  serveCalls<Request, Result, ProgressStage>(port, async (asked, { signal, onNote }) => {
    if (asked.kind === "ping") return { kind: "pong" };
    if (asked.kind === "find") return { kind: "find", evidence: await find({ ...asked.request, signal }) };
    const result = await answer({ ...asked.request, signal, onStage: onNote });
    return { kind: "answer", result: detail === "all" ? result : whatIsShown(result) };
  });
}

function whatIsShown(result: AnswerResult): AnswerResult {
  return { ...result, evidence: result.evidence.slice(0, SHOWN), candidates: [] };
}

/** Whoever asks over a port hears as well whether the other end still turns. */
export interface AnsweringOverPort extends Answering {
  ping(): Promise<void>;
  close(): void;
}

export function answeringOverPort(port: MessagePort): AnsweringOverPort {
  const { call, close } = callsOverPort<Request, Result, ProgressStage>(port, {
    cancelled: (cause) => new DocketError("cancelled", "answering was cancelled", { cause }),
    closed: () => new DocketError("cancelled", "answering is closed"),
    gone: () => new DocketError("cancelled", "the thread that answers is gone: ask again", { retryable: true }),
  });
  return {
    async answer({ signal, onStage, ...request }) {
      const given = await call({ kind: "answer", request }, { signal, onNote: onStage });
      if (given.kind !== "answer") throw new TypeError("an answer was asked for");
      return given.result;
    },
    async find({ signal, ...request }) {
      const given = await call({ kind: "find", request }, { signal });
      if (given.kind !== "find") throw new TypeError("passages were asked for");
      return given.evidence;
    },
    ping: async () => void (await call({ kind: "ping" })),
    close,
  };
}
