/**
 * One thread that runs a model, from both sides. A thread must never be ended while it is inside the native runtime,
 * which would take the whole process down with it: so a thread is asked to end, and a process that exits waits for it.
 */

import { once } from "node:events";
import { MessageChannel, type MessagePort, Worker, workerData } from "node:worker_threads";
import { DocketError } from "../../errors.ts";
import { callsOverPort, serveCalls } from "../../rpc.ts";
import type { EngineChoice, EngineName } from "./engine.ts";

/** The thread's start data. */
interface ThreadData {
  readonly engine: EngineChoice;
  /** One Int32: `BUSY` from the start, and from the moment that a task is sent, until the thread has answered. */
  readonly state: SharedArrayBuffer;
  readonly asking: MessagePort;
  /** What the program needs besides. */
  readonly given: unknown;
}

/** Its memory is the model's, outside of V8: tokens and vectors are small. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 12 } as const;

const BUSY = 1;
const IDLE = 0;

/** What a thread runs its tasks on. */
export interface Opened {
  readonly engine: EngineName;
  /** Why the native runtime was wanted and does not run; null when all is as it was asked for. */
  readonly fallback: string | null;
}

/** The first call opens the model, each later one runs a task. */
type Request<Task> = "open" | { readonly task: Task };

export interface Thread<Task, Result> {
  /** @throws why it can run nothing, or `THREAD_GONE` */
  readonly opened: Promise<Opened>;
  /**
   * Keeps the process alive until it is done; the thread must have answered before it is sent the next.
   * @throws what the model threw, or `THREAD_GONE`
   */
  run(task: Task): Promise<Result>;
  /** Lets it finish what it is at, and end. */
  end(): Promise<void>;
  /** Holds up everything until it has finished what it is at. */
  waitUntilIdle(timeoutMs: number): void;
}

/** Thrown by what was under way in a thread that has ended; `onEnd` tells why. */
export const THREAD_GONE = new DocketError("cancelled", "the thread has ended");

/** @param onEnd called once and last, whether it was asked to end or not */
export type StartThread<Task, Result> = (engine: EngineChoice, onEnd: (reason: string) => void) => Thread<Task, Result>;

/**
 * @param program what the thread runs; it calls `serveModel`
 * @param given plain data for it
 */
export function threadRunning<Task, Result>(program: URL, given?: unknown): StartThread<Task, Result> {
  return (engine, onEnd) => {
    const buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const state = new Int32Array(buffer).fill(BUSY);
    const { port1, port2 } = new MessageChannel();
    const data: ThreadData = { engine, state: buffer, asking: port2, given };
    const worker = new Worker(program, { workerData: data, transferList: [port2], resourceLimits: RESOURCE_LIMITS });
    // A thread with nothing to do must not keep the process alive; a call does.
    worker.unref();
    const ended = once(worker, "exit");
    let failure: string | undefined;
    worker.on("error", (error) => {
      failure = error.message;
    });
    worker.on("exit", (code) => onEnd(failure ?? `its thread ended with code ${code}`));
    const gone = () => THREAD_GONE;
    const { call, close } = callsOverPort<Request<Task>, Opened | Result>(port1, {
      ...{ cancelled: gone, closed: gone, gone },
    });
    return {
      opened: call("open") as Promise<Opened>,
      run(task) {
        Atomics.store(state, 0, BUSY);
        return call({ task }) as Promise<Result>;
      },
      async end() {
        worker.ref();
        close();
        await ended;
      },
      waitUntilIdle(timeoutMs) {
        Atomics.wait(state, 0, BUSY, timeoutMs);
      },
    };
  };
}

export interface Model<Task, Result> extends Opened {
  run(task: Task): Promise<Result>;
}

/** For the thread's program: opens the model when it is called first, and serves until its owner lets it end. */
export function serveModel<Task, Result, Given = undefined>(
  open: (engine: EngineChoice, given: Given) => Promise<Model<Task, Result>>,
): void {
  const { engine, state, asking, given } = workerData as ThreadData;
  const flag = new Int32Array(state);
  let model: Promise<Model<Task, Result>> | undefined;
  serveCalls<Request<Task>, Opened | Result>(asking, async (request) => {
    try {
      model ??= open(engine, given as Given);
      const { run, ...opened } = await model;
      return request === "open" ? opened : await run(request.task);
    } finally {
      // Before it says so: an owner that waits for the flag hears nothing.
      Atomics.store(flag, 0, IDLE);
      Atomics.notify(flag, 0);
    }
  });
  // It lives as long as it may be called.
  asking.ref();
}
