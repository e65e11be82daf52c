/** Tasks that wait for a thread of the model, each a part of one call. */

import type { DocketError } from "../../errors.ts";
import type { EmbeddingRole } from "../embedder.ts";

/** One thing to compute for a call; a call's tasks may be answered out of order. */
export interface QueuedTask<Given, Result> {
  readonly given: Given;
  readonly call: Call<Given, Result>;
  readonly index: number;
}

interface Call<Given, Result> {
  readonly given: readonly Given[];
  readonly role: EmbeddingRole;
  readonly results: Result[];
  /** Index of the first task that has not been sent. */
  next: number;
  unanswered: number;
  readonly resolve: (results: Result[]) => void;
  readonly reject: (error: DocketError) => void;
}

export interface TaskQueue<Given, Result> {
  /** Number of tasks that have not been taken. */
  size(): number;
  /** @returns the results, and how to give the call up: its tasks that wait are dropped, late answers change nothing */
  add(
    given: readonly Given[],
    role: EmbeddingRole,
  ): { readonly results: Promise<Result[]>; readonly giveUp: (error: DocketError) => void };
  /** Null where none waits. */
  take(): QueuedTask<Given, Result> | null;
  answer(task: QueuedTask<Given, Result>, result: Result): void;
  /** Fails the task's whole call. */
  fail(task: QueuedTask<Given, Result>, error: DocketError): void;
  failWaiting(error: DocketError): void;
}

/**
 * Tasks that wait for a model's thread: the tasks of a call in its order, calls for questions before those for
 * passages, older calls first.
 */
export function taskQueue<Given, Result>(): TaskQueue<Given, Result> {
  /** Calls with tasks that have not been taken, oldest first. */
  const waiting = new Set<Call<Given, Result>>();
  const giveUp = (call: Call<Given, Result>, error: DocketError): void => {
    waiting.delete(call);
    call.reject(error);
  };
  return {
    size: () => waiting.values().reduce((sum, { given, next }) => sum + given.length - next, 0),
    add(given, role) {
      const { promise, resolve, reject } = Promise.withResolvers<Result[]>();
      const call = { given, role, results: [], next: 0, unanswered: given.length, resolve, reject };
      waiting.add(call);
      return { results: promise, giveUp: (error) => giveUp(call, error) };
    },
    take() {
      const call = waiting.values().find(({ role }) => role === "question") ?? waiting.values().next().value;
      const given = call?.given[call.next];
      if (call === undefined || given === undefined) return null;
      const index = call.next;
      call.next += 1;
      if (call.next === call.given.length) waiting.delete(call);
      return { given, call, index };
    },
    answer({ call, index }, result) {
      call.results[index] = result;
      call.unanswered -= 1;
      if (call.unanswered === 0) call.resolve(call.results);
    },
    fail: ({ call }, error) => giveUp(call, error),
    failWaiting(error) {
      for (const call of waiting) giveUp(call, error);
    },
  };
}
