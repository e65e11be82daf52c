/**
 * One thread that runs a model, from both sides. A thread must never be ended while it is inside the native runtime,
 * which would take the whole process down with it: so a thread is asked to end, and a process that exits waits for it.
 * Besides its owner another thread may call it over a line of its own: what it asks then crosses threads once.
 */

import { once } from "node:events";
import { MessageChannel, type MessagePort, Worker, workerData } from "node:worker_threads";
import { DocketError } from "../../errors.ts";
import { callsOverPort, serveCalls } from "../../rpc.ts";
import type { EngineChoice, EngineName } from "./engine.ts";

/** The thread's start data. */
interface ThreadData {
  readonly engine: EngineChoice;
  /**
   * Two Int32. The first is `BUSY` from the start, from the moment that the owner sends a task, and while any runs; the
   * second is `CLOSED` from when the process exits: nothing more is begun.
   */
  readonly state: SharedArrayBuffer;
  readonly asking: MessagePort;
  /** Values that the program needs besides. */
  readonly given: unknown;
}

/** Its memory is the model's, outside of V8: tokens and vectors are small. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 12 } as const;

const BUSY = 1;
const IDLE = 0;
const CLOSED = 1;
const FLAGS = 2;

/** Model that a thread runs its tasks on. */
export interface Opened {
  readonly engine: EngineName;
  /** Reason why the native runtime was wanted and does not run; null when all is as it was asked for. */
  readonly fallback: string | null;
}

/** The first call opens the model, each later one runs a task, or brings a line over which others call. */
type Request<Task> = "open" | { readonly task: Task } | { readonly line: MessagePort };

/** Runs something when nothing else runs in the thread; what is more urgent goes first: 0 before 1, a line before the owner. */
type InTurn = <Result>(urgency: 0 | 1, work: () => Promise<Result>) => Promise<Result>;

export interface Thread<Task, Result> {
  /** @throws why it can run nothing, or `THREAD_GONE` */
  readonly opened: Promise<Opened>;
  /**
   * Keeps the process alive until it is done; the thread must have answered before it is sent the next.
   * @throws what the model threw, or `THREAD_GONE`
   */
  run(task: Task): Promise<Result>;
  /**
   * @returns a port for another thread, which calls with tasks and gets results; it closes when this thread ends
   * @throws `THREAD_GONE`
   */
  line(): Promise<MessagePort>;
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
    const buffer = new SharedArrayBuffer(FLAGS * Int32Array.BYTES_PER_ELEMENT);
    const state = new Int32Array(buffer);
    state[0] = BUSY;
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
    const { call, close } = callsOverPort<Request<Task>, Opened | Result | null>(port1, {
      cancelled: gone,
      closed: gone,
      gone,
    });
    return {
      opened: call("open") as Promise<Opened>,
      run(task) {
        Atomics.store(state, 0, BUSY);
        return call({ task }) as Promise<Result>;
      },
      async line() {
        const { port1: own, port2: others } = new MessageChannel();
        await call({ line: own }, { transfer: [own] });
        return others;
      },
      async end() {
        worker.ref();
        close();
        await ended;
      },
      waitUntilIdle(timeoutMs) {
        Atomics.store(state, 1, CLOSED);
        Atomics.wait(state, 0, BUSY, timeoutMs);
      },
    };
  };
}

export interface Model<Task, Result> extends Opened {
  /** @param inTurn every computation that blocks is run by it */
  run(task: Task, inTurn: InTurn, signal: AbortSignal): Promise<Result>;
}

/**
 * The thread's program calls this: it opens the model when it is called first, and serves until its owner lets it end.
 */
export function serveModel<Task, Result, Given = undefined>(
  open: (engine: EngineChoice, given: Given) => Promise<Model<Task, Result>>,
): void {
  const { engine, state, asking, given } = workerData as ThreadData;
  const flags = new Int32Array(state);
  const idle = (): void => {
    Atomics.store(flags, 0, IDLE);
    Atomics.notify(flags, 0);
  };
  const turns = oneAtATime(async (work) => {
    Atomics.store(flags, 0, BUSY);
    try {
      // Looked at after it says that it is busy, and the owner looks in the other order: one of both sees the other.
      if (Atomics.load(flags, 1) === CLOSED) throw THREAD_GONE;
      return await work();
    } finally {
      idle();
    }
  });
  let model: Promise<Model<Task, Result>> | undefined;
  const opened = (): Promise<Model<Task, Result>> => {
    model ??= open(engine, given as Given);
    return model;
  };
  serveCalls<Request<Task>, Opened | Result | null>(asking, async (request, { signal }) => {
    try {
      if (request !== "open" && "line" in request) {
        serveCalls<Task, Result>(request.line, async (task, { signal: givenUp }) =>
          (await opened()).run(task, turns(0), givenUp),
        );
        return null;
      }
      const { run, ...rest } = await opened();
      return request === "open" ? rest : await run(request.task, turns(2), signal);
    } finally {
      // The model closes before it says so: an owner that waits for the flag hears nothing.
      idle();
    }
  });
  // It lives as long as it may be called.
  asking.ref();
}

/** @param first added to the urgency of all that is run by the result */
function oneAtATime(run: <Result>(work: () => Promise<Result>) => Promise<Result>): (first: number) => InTurn {
  const waiting: (() => void)[][] = [];
  let busy = false;
  return (first) => async (urgency, work) => {
    if (busy) {
      await new Promise<void>((go) => {
        const place = first + urgency;
        waiting[place] = [...(waiting[place] ?? []), go];
      });
    }
    busy = true;
    try {
      return await run(work);
    } finally {
      const next = waiting.find((queue) => queue !== undefined && queue.length > 0)?.shift();
      if (next === undefined) busy = false;
      else next();
    }
  };
}
