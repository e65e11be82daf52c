/** The selector's model, used from the thread that answers: its owner serves a port, the other end scores over it. */

import type { MessagePort } from "node:worker_threads";
import { DocketError } from "../../errors.ts";
import { callsOverPort, lend } from "../../rpc.ts";
import type { UnitScorer } from "./minilm-selector.ts";
import type { SelectorTask } from "./worker.ts";

/** Lends it to one thread, which must have the port in its transfer list, until it is taken back. */
export function lendScorer(scorer: UnitScorer): { readonly port: MessagePort; takeBack(): void } {
  return lend<readonly SelectorTask[], readonly Float32Array[]>((tasks, { signal }) => scorer.score(tasks, signal));
}

/** @returns a scorer whose `close` closes the port, and not the scorer at the other end */
export function scorerOverPort(port: MessagePort): UnitScorer {
  const { call, close } = callsOverPort<readonly SelectorTask[], readonly Float32Array[]>(port, {
    cancelled: (cause) => new DocketError("cancelled", "selecting was cancelled", { cause }),
    closed: () => new DocketError("embedding", "the selector is closed"),
    gone: () => new DocketError("embedding", "the thread of the selector is gone: try again", { retryable: true }),
  });
  return {
    score: (tasks, signal) => call(tasks, { signal }),
    async close() {
      close();
    },
  };
}
