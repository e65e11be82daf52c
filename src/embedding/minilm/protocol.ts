/** Messages between a model's thread and its owner, and the flag by which either knows that the thread is busy. */

import type { MessagePort } from "node:worker_threads";
import type { EngineChoice, EngineName } from "./engine.ts";

/** The thread's start data. */
export interface ThreadOptions {
  readonly engine: EngineChoice;
  /** One Int32: `BUSY` from the start, and from the moment that a task is sent, until the thread has answered. */
  readonly state: SharedArrayBuffer;
}

export const BUSY = 1;
const IDLE = 0;

/** A task (for an embedding thread, a text), or null, which ends the thread when it is done. */
export type ThreadTask<Task> = Task | null;

/** The thread's messages: first `ready` or `unusable`, then one of the others for each task. */
export type ThreadMessage<Result> =
  | { readonly kind: "ready"; readonly engine: EngineName; readonly fallback: string | null }
  | { readonly kind: "unusable"; readonly reason: string }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly reason: string };

/** For the thread: whatever it says, it says when it is done. */
export function speaker<Result>(port: MessagePort, { state }: ThreadOptions): (message: ThreadMessage<Result>) => void {
  const flag = new Int32Array(state);
  return (message) => {
    Atomics.store(flag, 0, IDLE);
    Atomics.notify(flag, 0);
    port.postMessage(message);
  };
}
