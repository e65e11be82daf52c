/**
 * The threads that run a model, and the queue before them. A thread gets one task at a time (a text to embed, a passage
 * to select from) and the next is chosen when it is done, so a question waits for the passage that is being computed and
 * for no other. One thread serves questions; more are started when tasks pile up, and end when they have had nothing to
 * do for a while.
 */

import { DocketError } from "../../errors.ts";
import type { EmbeddingRole } from "../embedder.ts";
import type { EngineChoice } from "./engine.ts";
import type { ThreadMessage } from "./protocol.ts";
import type { StartThread, Thread } from "./thread.ts";

/** So many tasks must wait for another thread to be started: they take as long as the start of the thread, 0.3 s. */
const TASKS_WORTH_A_THREAD = 12;

/** Longer than an engine takes to load, or a task to be done. Should it hang, the process exits nevertheless. */
const LONGEST_WAIT_AT_EXIT_MS = 2_000;

export interface ThreadsOptions<Given, Task, Result> {
  readonly engine: EngineChoice;
  readonly startThread: StartThread<Task, Result>;
  /** At most so many, each on a core of its own. */
  readonly threads: number;
  /** How long a thread beyond the first is kept with nothing to do. */
  readonly keepIdleMs: number;
  /** What a thread is sent for what was given. Called when its turn has come. */
  readonly prepare: (given: Given) => Task;
  /** Called once, when the native runtime was wanted and does not run here. */
  readonly onFallback: (reason: string) => void;
}

export interface Threads<Given, Result> {
  /** One result for each that was given, in its order. */
  run(given: readonly Given[], role: EmbeddingRole, signal?: AbortSignal): Promise<Result[]>;
  close(): Promise<void>;
}

/** One call of `run`. Its tasks are sent in order; with several threads they may be answered out of it. */
interface Call<Given, Result> {
  readonly given: readonly Given[];
  readonly role: EmbeddingRole;
  readonly results: Result[];
  /** Index of the first that has not been sent. */
  next: number;
  unanswered: number;
  readonly resolve: (results: Result[]) => void;
  readonly reject: (error: DocketError) => void;
}

/** A thread and what it is at. */
interface Member<Given, Task, Result> {
  readonly thread: Thread<Task>;
  ready: boolean;
  /** It is to have no more tasks. */
  leaving: boolean;
  task: { readonly call: Call<Given, Result>; readonly index: number } | null;
}

export function modelThreads<Given, Task, Result>(
  options: ThreadsOptions<Given, Task, Result>,
): Threads<Given, Result> {
  const { engine, startThread, threads, keepIdleMs, prepare, onFallback } = options;
  /** Calls with tasks that have not been sent, oldest first. */
  const waiting = new Set<Call<Given, Result>>();
  /** Every thread that has not ended. */
  const members = new Set<Member<Given, Task, Result>>();
  let choice = engine;
  let limit = threads;
  let closed = false;
  let retirement: NodeJS.Timeout | undefined;

  const staying = () => [...members].filter(({ leaving }) => !leaving);
  const waitUntilIdle = () => {
    for (const { thread } of members) thread.waitUntilIdle(LONGEST_WAIT_AT_EXIT_MS);
  };

  function start(): void {
    let unusable: string | undefined;
    const thread = startThread(choice, {
      onMessage(message) {
        if (message.kind === "unusable") unusable = message.reason;
        else receive(member, message);
      },
      onEnd(reason) {
        members.delete(member);
        if (members.size === 0) process.off("exit", waitUntilIdle);
        if (!member.leaving) lose(member, unusable ?? reason);
      },
    });
    const member: Member<Given, Task, Result> = { thread, ready: false, leaving: false, task: null };
    if (members.size === 0) process.on("exit", waitUntilIdle);
    members.add(member);
  }

  function receive(
    member: Member<Given, Task, Result>,
    message: Exclude<ThreadMessage<Result>, { kind: "unusable" }>,
  ): void {
    if (message.kind === "ready") {
      member.ready = true;
      if (message.fallback !== null && choice === "auto") {
        choice = "wasm";
        onFallback(message.fallback);
      }
    } else if (member.task !== null) {
      const { call, index } = member.task;
      member.task = null;
      if (message.kind === "done") answer(call, index, message.result);
      else settle(call, new DocketError("embedding", `the embedded model failed on a text: ${message.reason}`));
    }
    dispatch();
  }

  /** A thread that ends unasked takes its call with it and, when it was the last, every call that waits for it. */
  function lose({ ready, task }: Member<Given, Task, Result>, reason: string): void {
    const error = ready
      ? new DocketError("embedding", `the embedded model stopped: ${reason}: try again`, { retryable: true })
      : new DocketError("embedding", `the embedded model does not start: ${reason}`);
    const left = staying().length;
    // What did not start once (no memory?) is not tried again and again while the others work.
    if (!ready) limit = Math.max(1, left);
    if (task !== null) settle(task.call, error);
    if (left === 0) for (const call of waiting) settle(call, error);
    dispatch();
  }

  function answer(call: Call<Given, Result>, index: number, result: Result): void {
    call.results[index] = result;
    call.unanswered -= 1;
    if (call.unanswered === 0) call.resolve(call.results);
  }

  /** The tasks of the call that were not sent never will be; an answer that still comes changes nothing. */
  function settle(call: Call<Given, Result>, error: DocketError): void {
    waiting.delete(call);
    call.reject(error);
  }

  function dispatch(): void {
    for (const member of staying()) {
      if (member.ready && member.task === null) sendNext(member);
    }
    if (waiting.size > 0 && needsAnother()) start();
    // Threads with nothing to do must not keep the process from ending.
    const busy = waiting.size > 0 || staying().some(({ task }) => task !== null);
    for (const { thread } of staying()) thread.keepAlive(busy);
    clearTimeout(retirement);
    if (!busy && staying().length > 1) retirement = setTimeout(retire, keepIdleMs).unref();
  }

  function sendNext(member: Member<Given, Task, Result>): void {
    const call = waiting.values().find(({ role }) => role === "question") ?? waiting.values().next().value;
    const given = call?.given[call.next];
    if (call === undefined || given === undefined) return;
    member.task = { call, index: call.next };
    call.next += 1;
    if (call.next === call.given.length) waiting.delete(call);
    member.thread.send(prepare(given));
  }

  function needsAnother(): boolean {
    const present = staying();
    if (present.length === 0) return true;
    if (present.length >= limit || present.some(({ ready }) => !ready)) return false;
    let tasks = 0;
    for (const call of waiting) tasks += call.given.length - call.next;
    return tasks >= TASKS_WORTH_A_THREAD;
  }

  function retire(): void {
    for (const member of staying().slice(1)) void dismiss(member);
  }

  function dismiss(member: Member<Given, Task, Result>): Promise<void> {
    member.leaving = true;
    return member.thread.end();
  }

  return {
    async run(given, role, signal) {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      if (signal?.aborted) throw cancelled(signal);
      if (given.length === 0) return [];
      const { promise, resolve, reject } = Promise.withResolvers<Result[]>();
      const call = { given, role, results: [], next: 0, unanswered: given.length, resolve, reject };
      const cancel = () => settle(call, cancelled(signal));
      signal?.addEventListener("abort", cancel);
      waiting.add(call);
      dispatch();
      return promise.finally(() => signal?.removeEventListener("abort", cancel));
    },
    async close() {
      closed = true;
      clearTimeout(retirement);
      const error = new DocketError("cancelled", "the embedder was closed before it had answered");
      for (const { task } of members) if (task !== null) settle(task.call, error);
      for (const call of waiting) settle(call, error);
      await Promise.all([...members].map(dismiss));
    },
  };
}

function cancelled(signal: AbortSignal | undefined): DocketError {
  return new DocketError("cancelled", "embedding was cancelled", { cause: signal?.reason });
}
