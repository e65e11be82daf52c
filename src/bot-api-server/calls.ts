/** Calls of the Bot API: each is recorded with what came of it, whether it came over HTTP or as a webhook's answer. */

import { ApiFailure } from "./failure.ts";
import type { Methods } from "./methods/method.ts";
import type { Parameters } from "./parameters.ts";
import type { State } from "./state.ts";

export interface RecordedCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** "open", "ok", the error's code and words, or the fault that it got. */
  outcome: string;
}

export interface Calls {
  readonly made: readonly RecordedCall[];
  record(method: string, parameters: Parameters): RecordedCall;
  /** @throws ApiFailure */
  make(record: RecordedCall, parameters: Parameters, gone: AbortSignal): Promise<unknown>;
  /** Records and makes a call that came as a webhook's answer: nobody is told what comes of it. */
  answer(method: string, parameters: Parameters): Promise<void>;
}

export interface CallsOptions {
  readonly state: State;
  readonly methods: Methods;
  /** Throws when a chat gets too much; null for no limit. */
  readonly assertPace: ((chat: number) => void) | null;
}

/** More calls than any test makes; a preview that runs for days stays small. */
const KEPT_CALLS = 20_000;

/** Methods that count against the pace: those that show a reader something new. */
const PACED = /^(?:send(?!chataction|messagedraft)|editmessage)/u;

export function createCalls({ state, methods, assertPace }: CallsOptions): Calls {
  const made: RecordedCall[] = [];
  const byLowerCase = new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]));
  const calls: Calls = {
    made,
    record(method, parameters) {
      const call: RecordedCall = { method, payload: parameters.values, at: state.now(), outcome: "open" };
      made.push(call);
      if (made.length > KEPT_CALLS) made.splice(0, KEPT_CALLS / 2);
      return call;
    },
    async make(record, parameters, gone) {
      try {
        const lowerCase = record.method.toLowerCase();
        const method = byLowerCase.get(lowerCase);
        if (method === undefined) throw new ApiFailure(404, "Not Found: method not found");
        if (assertPace !== null && PACED.test(lowerCase)) assertPace(parameters.integer("chat_id") ?? 0);
        const result = await method({ parameters, state, gone });
        if (record.outcome === "open") record.outcome = "ok";
        return result;
      } catch (thrown) {
        if (thrown instanceof ApiFailure) record.outcome = `${thrown.code} ${thrown.message}`;
        throw thrown;
      }
    },
    async answer(method, parameters) {
      await calls.make(calls.record(method, parameters), parameters, AbortSignal.abort()).catch(() => undefined);
    },
  };
  return calls;
}
