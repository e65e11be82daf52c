/**
 * The threads that run a model. A thread gets one task at a time (a text to embed, a passage to select from) and takes
 * the next from the queue when it is done, so a question waits for the passage that is being computed and for no other.
 * One thread serves questions; more start when tasks pile up, and end when they have had nothing to do for a while.
 */

import type { MessagePort } from "node:worker_threads";
import { DocketError, errorText } from "../../errors.ts";
import type { EmbeddingRole } from "../embedder.ts";
import type { EngineChoice } from "./engine.ts";
import { type QueuedTask, type TaskQueue, taskQueue } from "./task-queue.ts";
import { type Opened, type StartThread, THREAD_GONE, type Thread } from "./thread.ts";

/** Number of waiting tasks for which another thread is started: they take as long as the start of the thread, 0.3 s. */
const TASKS_WORTH_A_THREAD = 12;

/** A text takes milliseconds. A thread inside of the native runtime cannot be ended: it is left, and another one started. */
export const LONGEST_TASK_MS = 120_000;

/** Longer than an engine takes to load, or a task to be done. Should it hang, the process exits nevertheless. */
const LONGEST_WAIT_AT_EXIT_MS = 2_000;

interface ThreadsOptions<Given, Task, Result> {
  readonly engine: EngineChoice;
  readonly startThread: StartThread<Task, Result>;
  /** Largest number of threads, each on a core of its own. */
  readonly threads: number;
  /** Time for which a thread beyond the first is kept with nothing to do. */
  readonly keepIdleMs: number;
  /** Makes the task to send, when its turn has come. */
  readonly prepare: (given: Given) => Task;
  /** @default 120 s */
  readonly longestTaskMs?: number;
  /** Called once, when the native runtime was wanted and does not run here. */
  readonly onFallback: (reason: string) => void;
}

interface Threads<Given, Result> {
  /** One result for each that was given, in its order. */
  run(given: readonly Given[], role: EmbeddingRole, signal?: AbortSignal): Promise<Result[]>;
  /**
   * A line of tasks to the first thread, which is started if there is none.
   * @throws DocketError `embedding` when it does not start
   */
  line(): Promise<MessagePort>;
  /** Its line does not answer: another thread takes its place. */
  giveUpFirst(): void;
  close(): Promise<void>;
}

/** A thread and its current task. */
interface Member<Given, Task, Result> {
  readonly thread: Thread<Task, Result>;
  ready: boolean;
  /** It is to have no more tasks. */
  leaving: boolean;
  task: QueuedTask<Given, Result> | null;
}

export function modelThreads<Given, Task, Result>(
  options: ThreadsOptions<Given, Task, Result>,
): Threads<Given, Result> {
  const queue = taskQueue<Given, Result>();
  const pool = threadPool(options, queue);
  let closed = false;
  return {
    async run(given, role, signal) {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      if (signal?.aborted) throw cancelled(signal);
      if (given.length === 0) return [];
      const { results, giveUp } = queue.add(given, role);
      const cancel = () => giveUp(cancelled(signal));
      signal?.addEventListener("abort", cancel);
      pool.dispatch();
      return results.finally(() => signal?.removeEventListener("abort", cancel));
    },
    async line() {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      return await pool.line();
    },
    giveUpFirst: () => pool.giveUpFirst(),
    async close() {
      closed = true;
      await pool.close(new DocketError("cancelled", "the embedder was closed before it had answered"));
    },
  };
}

interface ThreadPool extends Pick<Threads<never, never>, "line" | "giveUpFirst"> {
  /** Gives idle threads the next tasks, and starts another thread where many wait. */
  dispatch(): void;
  /** Lets the threads finish their tasks and end; every call fails with this. */
  close(error: DocketError): Promise<void>;
}

/** State that the functions of a pool share. */
interface PoolState<Given, Task, Result> {
  readonly options: ThreadsOptions<Given, Task, Result>;
  readonly queue: TaskQueue<Given, Result>;
  /** Every thread that has not ended. */
  readonly members: Set<Member<Given, Task, Result>>;
  /** Engine of a thread that is started next. */
  choice: EngineChoice;
  limit: number;
  retirement: NodeJS.Timeout | undefined;
  readonly waitUntilIdle: () => void;
}

function threadPool<Given, Task, Result>(
  options: ThreadsOptions<Given, Task, Result>,
  queue: TaskQueue<Given, Result>,
): ThreadPool {
  const members = new Set<Member<Given, Task, Result>>();
  const state: PoolState<Given, Task, Result> = {
    options,
    queue,
    members,
    choice: options.engine,
    limit: options.threads,
    retirement: undefined,
    waitUntilIdle() {
      for (const { thread } of members) thread.waitUntilIdle(LONGEST_WAIT_AT_EXIT_MS);
    },
  };
  return {
    dispatch: () => dispatch(state),
    line: () => lineToFirst(state),
    giveUpFirst() {
      const [first] = staying(state);
      if (first !== undefined) abandon(state, first, options.longestTaskMs ?? LONGEST_TASK_MS);
    },
    async close(error) {
      clearTimeout(state.retirement);
      for (const { task } of members) if (task !== null) queue.fail(task, error);
      queue.failWaiting(error);
      await Promise.all([...members].map(dismiss));
    },
  };
}

async function lineToFirst<Given, Task, Result>(
  state: PoolState<Given, Task, Result>,
  mayBeGone = true,
): Promise<MessagePort> {
  if (staying(state).length === 0) start(state);
  const [first] = staying(state);
  try {
    if (first === undefined) throw THREAD_GONE;
    await first.thread.opened;
    return await first.thread.line();
  } catch (fault) {
    if (fault !== THREAD_GONE) throw endedUnasked(false, errorText(fault));
    // Its end is heard at the other end of its lines first, who asks for another at once.
    await first?.thread.end();
    if (mayBeGone) return await lineToFirst(state, false);
    throw endedUnasked(first?.ready === true, "its thread has ended");
  }
}

function staying<Given, Task, Result>({ members }: PoolState<Given, Task, Result>): Member<Given, Task, Result>[] {
  return [...members].filter(({ leaving }) => !leaving);
}

function dispatch<Given, Task, Result>(state: PoolState<Given, Task, Result>): void {
  const { queue, options } = state;
  for (const member of staying(state)) {
    if (!member.ready || member.task !== null) continue;
    const task = queue.take();
    if (task !== null) void run(state, member, task);
  }
  if (needsAnother(staying(state), queue.size(), state.limit)) start(state);
  const busy = queue.size() > 0 || staying(state).some(({ task }) => task !== null);
  clearTimeout(state.retirement);
  if (!busy && staying(state).length > 1) {
    state.retirement = setTimeout(() => staying(state).slice(1).forEach(dismiss), options.keepIdleMs).unref();
  }
}

function start<Given, Task, Result>(state: PoolState<Given, Task, Result>): void {
  const { members, options, waitUntilIdle } = state;
  let unusable: string | undefined;
  const thread = options.startThread(state.choice, (reason) => {
    members.delete(member);
    if (members.size === 0) process.off("exit", waitUntilIdle);
    if (!member.leaving) lose(state, member, unusable ?? reason);
  });
  const member: Member<Given, Task, Result> = { thread, ready: false, leaving: false, task: null };
  if (members.size === 0) process.on("exit", waitUntilIdle);
  members.add(member);
  thread.opened.then(
    (opened) => begin(state, member, opened),
    (fault: unknown) => {
      if (fault === THREAD_GONE) return;
      unusable = errorText(fault);
      void thread.end();
    },
  );
}

function begin<Given, Task, Result>(
  state: PoolState<Given, Task, Result>,
  member: Member<Given, Task, Result>,
  { fallback }: Opened,
): void {
  member.ready = true;
  if (fallback !== null && state.choice === "auto") {
    state.choice = "wasm";
    state.options.onFallback(fallback);
  }
  dispatch(state);
}

async function run<Given, Task, Result>(
  state: PoolState<Given, Task, Result>,
  member: Member<Given, Task, Result>,
  task: QueuedTask<Given, Result>,
): Promise<void> {
  const { members, queue, options } = state;
  const { prepare, longestTaskMs = LONGEST_TASK_MS } = options;
  member.task = task;
  const patience = setTimeout(() => abandon(state, member, longestTaskMs), longestTaskMs).unref();
  try {
    const result = await member.thread.run(prepare(task.given));
    if (!members.has(member)) return;
    queue.answer(task, result);
  } catch (fault) {
    // Then `lose` has the task.
    if (fault === THREAD_GONE || !members.has(member)) return;
    queue.fail(task, new DocketError("embedding", `the embedded model failed on a text: ${errorText(fault)}`));
  } finally {
    clearTimeout(patience);
  }
  member.task = null;
  dispatch(state);
}

/** It does not come back from its task. */
function abandon<Given, Task, Result>(
  state: PoolState<Given, Task, Result>,
  member: Member<Given, Task, Result>,
  afterMs: number,
): void {
  member.leaving = true;
  state.members.delete(member);
  lose(state, member, `a text took longer than ${afterMs / 1_000} s`);
}

/** A thread that ends unasked takes its call with it and, when it was the last, every call that waits for it. */
function lose<Given, Task, Result>(
  state: PoolState<Given, Task, Result>,
  { ready, task }: Member<Given, Task, Result>,
  reason: string,
): void {
  const error = endedUnasked(ready, reason);
  const left = staying(state).length;
  // A thread that did not start once (no memory?) is not tried again and again while the others work.
  if (!ready) state.limit = Math.max(1, left);
  if (task !== null) state.queue.fail(task, error);
  if (left === 0) state.queue.failWaiting(error);
  dispatch(state);
}

function endedUnasked(wasReady: boolean, reason: string): DocketError {
  return wasReady
    ? new DocketError("embedding", `the embedded model stopped: ${reason}: try again`, { retryable: true })
    : new DocketError("embedding", `the embedded model does not start: ${reason}`);
}

function needsAnother(present: readonly { readonly ready: boolean }[], tasks: number, limit: number): boolean {
  if (tasks === 0 || present.length === 0) return tasks > 0;
  return present.length < limit && present.every(({ ready }) => ready) && tasks >= TASKS_WORTH_A_THREAD;
}

function dismiss<Given, Task, Result>(member: Member<Given, Task, Result>): Promise<void> {
  member.leaving = true;
  return member.thread.end();
}

function cancelled(signal: AbortSignal | undefined): DocketError {
  return new DocketError("cancelled", "embedding was cancelled", { cause: signal?.reason });
}
