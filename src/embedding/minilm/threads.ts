/**
 * The threads that embed, and the queue before them. A thread gets one text at a time and the next is chosen when it
 * is done, so a question waits for the passage that is being computed and for no other. One thread serves questions;
 * more are started when passages pile up, and end when they have had nothing to do for a while.
 */

import type { Worker } from "node:worker_threads";
import { DocketError } from "../../errors.ts";
import type { EmbeddingRole } from "../embedder.ts";
import type { EngineChoice } from "./engine.ts";
import type { ThreadMessage } from "./worker.ts";

/** So many texts must wait for another thread to be started: they take as long as the start of the thread, 0.3 s. */
const TEXTS_WORTH_A_THREAD = 12;

export interface ThreadsOptions {
  readonly engine: EngineChoice;
  readonly startThread: (engine: EngineChoice) => Worker;
  /** At most so many, each on a core of its own. */
  readonly threads: number;
  /** How long a thread beyond the first is kept with nothing to do. */
  readonly keepIdleMs: number;
  /** What a thread is sent for a text. Called when the text's turn has come. */
  readonly prepare: (text: string) => string;
  /** Called once, when the native runtime was wanted and does not run here. */
  readonly onFallback: (reason: string) => void;
}

export interface Threads {
  embed(texts: readonly string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** One call of `embed`. Its texts are sent in order; with several threads they may be answered out of it. */
interface Call {
  readonly texts: readonly string[];
  readonly role: EmbeddingRole;
  readonly vectors: Float32Array[];
  /** Index of the first text that has not been sent. */
  next: number;
  unanswered: number;
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (error: DocketError) => void;
}

interface Thread {
  readonly worker: Worker;
  ready: boolean;
  task: { readonly call: Call; readonly index: number } | null;
}

export function embeddingThreads(options: ThreadsOptions): Threads {
  const { engine, startThread, threads, keepIdleMs, prepare, onFallback } = options;
  /** Calls with texts that have not been sent, oldest first. */
  const waiting = new Set<Call>();
  const running = new Set<Thread>();
  let choice = engine;
  let limit = threads;
  let closed = false;
  let retirement: NodeJS.Timeout | undefined;

  function start(): void {
    const worker = startThread(choice);
    const thread: Thread = { worker, ready: false, task: null };
    let reason = "";
    worker.on("message", (message: ThreadMessage) => {
      if (message.kind === "unusable") reason = message.reason;
      else receive(thread, message);
    });
    worker.on("error", (error) => {
      reason = error.message;
    });
    worker.on("exit", (code) => {
      if (running.delete(thread)) lose(thread, reason || `its thread ended with code ${code}`);
    });
    running.add(thread);
  }

  function receive(thread: Thread, message: Exclude<ThreadMessage, { kind: "unusable" }>): void {
    if (message.kind === "ready") {
      thread.ready = true;
      if (message.fallback !== null && choice === "auto") {
        choice = "wasm";
        onFallback(message.fallback);
      }
    } else if (thread.task !== null) {
      const { call, index } = thread.task;
      thread.task = null;
      if (message.kind === "vector") answer(call, index, message.vector);
      else settle(call, new DocketError("embedding", `the embedded model failed on a text: ${message.reason}`));
    }
    dispatch();
  }

  /** A thread that ends by itself takes its call with it, and when it was the last one, every call that waits for it. */
  function lose(thread: Thread, reason: string): void {
    const error = thread.ready
      ? new DocketError("embedding", `the embedded model stopped: ${reason}: try again`, { retryable: true })
      : new DocketError("embedding", `the embedded model does not start: ${reason}`);
    // What did not start once (no memory?) is not tried again and again while the others work.
    if (!thread.ready) limit = Math.max(1, running.size);
    if (thread.task !== null) settle(thread.task.call, error);
    if (running.size === 0) for (const call of waiting) settle(call, error);
    dispatch();
  }

  function answer(call: Call, index: number, vector: Float32Array): void {
    call.vectors[index] = vector;
    call.unanswered -= 1;
    if (call.unanswered === 0) call.resolve(call.vectors);
  }

  /** The texts of the call that were not sent never will be; an answer that still comes changes nothing. */
  function settle(call: Call, error: DocketError): void {
    waiting.delete(call);
    call.reject(error);
  }

  function nextCall(): Call | undefined {
    return waiting.values().find(({ role }) => role === "question") ?? waiting.values().next().value;
  }

  function dispatch(): void {
    for (const thread of running) {
      if (thread.ready && thread.task === null) send(thread, nextCall());
    }
    if (waiting.size > 0 && (running.size === 0 || needsAnother())) start();
    // Threads with nothing to do must not keep the process from ending.
    const busy = waiting.size > 0 || running.values().some(({ task }) => task !== null);
    for (const { worker } of running) busy ? worker.ref() : worker.unref();
    clearTimeout(retirement);
    if (!busy && running.size > 1) retirement = setTimeout(retire, keepIdleMs).unref();
  }

  function send(thread: Thread, call: Call | undefined): void {
    const text = call?.texts[call.next];
    if (call === undefined || text === undefined) return;
    thread.task = { call, index: call.next };
    call.next += 1;
    if (call.next === call.texts.length) waiting.delete(call);
    thread.worker.postMessage(prepare(text));
  }

  function needsAnother(): boolean {
    if (running.size >= limit || running.values().some(({ ready }) => !ready)) return false;
    let texts = 0;
    for (const call of waiting) texts += call.texts.length - call.next;
    return texts >= TEXTS_WORTH_A_THREAD;
  }

  function retire(): void {
    for (const thread of [...running].slice(1)) {
      running.delete(thread);
      void thread.worker.terminate();
    }
  }

  return {
    async embed(texts, role, signal) {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      if (signal?.aborted) throw cancelled(signal);
      if (texts.length === 0) return [];
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>();
      const call: Call = { texts, role, vectors: [], next: 0, unanswered: texts.length, resolve, reject };
      const cancel = () => settle(call, cancelled(signal));
      signal?.addEventListener("abort", cancel);
      waiting.add(call);
      dispatch();
      return promise.finally(() => signal?.removeEventListener("abort", cancel));
    },
    async close() {
      closed = true;
      clearTimeout(retirement);
      const ended = [...running];
      running.clear();
      const error = new DocketError("cancelled", "the embedder was closed before it had answered");
      for (const { task } of ended) if (task !== null) settle(task.call, error);
      for (const call of waiting) settle(call, error);
      await Promise.all(ended.map(({ worker }) => worker.terminate()));
    },
  };
}

function cancelled(signal: AbortSignal | undefined): DocketError {
  return new DocketError("cancelled", "embedding was cancelled", { cause: signal?.reason });
}
