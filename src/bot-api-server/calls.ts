/**
 * Calls of the Bot API: their parameters, in each of the ways in which Telegram takes them, their refusals in
 * Telegram's words, and a record of what came of each.
 */

import type { ResponseParameters } from "@grammyjs/types";
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

interface CallsOptions {
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

export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The parameters of one call. Telegram takes the same call as JSON, as a form, as multipart or in the address, so a
 * number may come as `5` or as "5", and an object as itself or as JSON in a string. Readers here take each of them,
 * and refuse in Telegram's words.
 */
export class Parameters {
  readonly values: Fields;
  readonly files: ReadonlyMap<string, UploadedFile>;

  constructor(values: Fields, files: ReadonlyMap<string, UploadedFile> = new Map()) {
    this.values = values;
    this.files = files;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** The empty string if it is not given. */
  text(name: string): string {
    const value = this.values[name] ?? "";
    return typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /** Null if it is not given or is no whole number, which Telegram does not tell apart either. */
  integer(name: string): number | null {
    const value = this.values[name];
    const number = typeof value === "string" && value !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
  }

  flag(name: string): boolean {
    const value = this.values[name];
    return value === true || value === 1 || (typeof value === "string" && /^(?:true|yes|1)$/iu.test(value));
  }

  /** @returns undefined if it is not given */
  json(name: string): unknown {
    const value = this.values[name];
    if (value === null || value === "") return undefined;
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`can't parse ${name} JSON object`);
    }
  }

  object(name: string): Fields | null {
    const value = this.json(name);
    if (value === undefined) return null;
    if (!isFields(value)) throw badRequest(`object expected as ${name.replaceAll("_", " ")}`);
    return value;
  }

  list(name: string): readonly unknown[] | null {
    const value = this.json(name);
    if (value === undefined) return null;
    if (!Array.isArray(value)) throw badRequest(`expected an Array of ${name.replaceAll("_", " ")}`);
    return value;
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws ApiFailure as Telegram says it of an identifier that is missing or no number */
export function requiredInteger(parameters: Parameters, name: string): number {
  const value = parameters.integer(name);
  if (value === null) throw new ApiFailure(400, `Bad Request: ${name.replaceAll("_", " ")} is not specified`);
  return value;
}

/**
 * A call that the Bot API refuses: its code and its words, as Telegram sends them. Thrown by whatever notices first,
 * caught in one place, the server, which makes the answer of it. Not a DocketError: refusing is this server's work.
 */
export class ApiFailure extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | null;

  constructor(code: number, description: string, parameters: ResponseParameters | null = null) {
    super(description);
    this.name = "ApiFailure";
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(what: string): ApiFailure {
  return new ApiFailure(400, `Bad Request: ${what}`);
}

export function forbidden(what: string): ApiFailure {
  return new ApiFailure(403, `Forbidden: ${what}`);
}

export function conflict(what: string): ApiFailure {
  return new ApiFailure(409, `Conflict: ${what}`);
}

interface Call {
  readonly parameters: Parameters;
  readonly state: State;
  /** Aborted when the caller hangs up. */
  readonly gone: AbortSignal;
}

/** A method of the Bot API: parameters in, Telegram's result out, or an ApiFailure thrown. */
export type Method = (call: Call) => unknown;
export type Methods = Readonly<Record<string, Method>>;
