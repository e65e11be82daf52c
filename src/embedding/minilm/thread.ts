/**
 * One thread that runs a model, seen from outside. A thread must never be ended while it is inside the native runtime,
 * which would take the whole process down with it: so a thread is asked to end, and a process that exits waits for it.
 */

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { EngineChoice } from "./engine.ts";
import { BUSY, type ThreadMessage, type ThreadOptions, type ThreadTask } from "./protocol.ts";

export interface Thread<Task> {
  /** Sends a task; the thread must have answered before it is sent the next. */
  send(task: Task): void;
  /** Tells whether the thread keeps the process alive. */
  keepAlive(needed: boolean): void;
  /** Lets it finish what it is at, and end. */
  end(): Promise<void>;
  /** Holds up everything until it has finished what it is at. */
  waitUntilIdle(timeoutMs: number): void;
}

interface ThreadEvents<Result> {
  onMessage(message: ThreadMessage<Result>): void;
  /** Comes once and last, whether it was asked to end or not. */
  onEnd(reason: string): void;
}

export type StartThread<Task, Result> = (engine: EngineChoice, events: ThreadEvents<Result>) => Thread<Task>;

/** @param program what the thread runs: `worker.ts`, or what a test puts in its place */
export function threadRunning<Task, Result>(program: URL): StartThread<Task, Result> {
  return (engine, { onMessage, onEnd }) => {
    const buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const state = new Int32Array(buffer).fill(BUSY);
    const workerData: ThreadOptions = { engine, state: buffer };
    const worker = new Worker(program, { workerData });
    const ended = once(worker, "exit");
    let failure: string | undefined;
    worker.on("message", onMessage);
    worker.on("error", (error) => {
      failure = error.message;
    });
    worker.on("exit", (code) => onEnd(failure ?? `its thread ended with code ${code}`));
    const post = (task: ThreadTask<Task>) => worker.postMessage(task);
    return {
      send(task) {
        Atomics.store(state, 0, BUSY);
        post(task);
      },
      keepAlive: (needed) => (needed ? worker.ref() : worker.unref()),
      async end() {
        worker.ref();
        post(null);
        await ended;
      },
      waitUntilIdle(timeoutMs) {
        Atomics.wait(state, 0, BUSY, timeoutMs);
      },
    };
  };
}
