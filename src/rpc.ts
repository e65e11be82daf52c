/**
 * Remote procedure calls to another thread or process: one end serves a port, the other one calls over it. A call can be
 * cancelled, can hear how far it is, and fails with the error that was thrown at the other end; all calls fail when that
 * end is gone.
 */

import type { ChildProcess } from "node:child_process";
import { MessageChannel, MessagePort } from "node:worker_threads";
import { DocketError, type ErrorCode, errorText, type Told } from "./errors.ts";

/** The part that calls need of a thread's `MessagePort`, or of a process behind the same methods. */
interface Port {
  /**
   * Resolves when it has been sent, where that takes a while.
   * @param transfer ports in it, which go over; between threads alone
   */
  postMessage(message: unknown, transfer?: readonly MessagePort[]): void | Promise<void>;
  on(event: "message" | "close", listener: (message: unknown) => void): unknown;
  /** Lets it keep this process from ending. */
  ref(): void;
  unref(): void;
  close(): void;
}

/** An error as it passes between threads, which would keep its message and nothing else. */
interface PlainError {
  /** Null for what should never have been thrown. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly retryable: boolean;
  readonly told: Told | undefined;
  readonly stack: string | undefined;
}

function plainError(thrown: unknown): PlainError {
  const code = thrown instanceof DocketError ? thrown.code : null;
  const retryable = thrown instanceof DocketError && thrown.retryable;
  const told = thrown instanceof DocketError ? thrown.told : undefined;
  return {
    code,
    message: errorText(thrown),
    retryable,
    told,
    stack: thrown instanceof Error ? thrown.stack : undefined,
  };
}

function errorOf({ code, message, retryable, told, stack }: PlainError): Error {
  if (code !== null) return new DocketError(code, message, { retryable, told });
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** The caller's messages; `call` and `cancel` have the number that its answers bear. */
type Said<Request> =
  | { readonly kind: "call"; readonly id: number; readonly request: Request }
  | { readonly kind: "cancel"; readonly id: number };

type Heard<Result, Note> =
  | { readonly kind: "note"; readonly id: number; readonly note: Note }
  | { readonly kind: "result"; readonly id: number; readonly result: Result }
  | { readonly kind: "error"; readonly id: number; readonly error: PlainError };

export type Serve<Request, Result, Note> = (
  request: Request,
  options: { readonly signal: AbortSignal; readonly onNote: (note: Note) => Promise<void> },
) => Promise<Result>;

/** Serves until the port is closed at either end; what is under way then is cancelled. A result that is a port goes over. */
export function serveCalls<Request, Result, Note = never>(port: Port, serve: Serve<Request, Result, Note>): void {
  const underWay = new Map<number, AbortController>();
  const say = async (heard: Heard<Result, Note>, transfer: readonly MessagePort[] = []): Promise<void> =>
    await port.postMessage(heard, transfer);

  port.on("message", async (message) => {
    const said = message as Said<Request>;
    const { id } = said;
    if (said.kind === "cancel") return underWay.get(id)?.abort(givenUp());
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      const onNote = (note: Note) => say({ kind: "note", id, note });
      const result = await serve(said.request, { signal: controller.signal, onNote });
      await say({ kind: "result", id, result }, result instanceof MessagePort ? [result] : []);
    } catch (thrown) {
      await say({ kind: "error", id, error: plainError(thrown) });
    } finally {
      underWay.delete(id);
    }
  });
  // Serving alone must not keep the process alive: whoever calls does.
  port.unref();
  port.on("close", () => {
    for (const controller of underWay.values()) controller.abort(givenUp());
  });
}

function givenUp(): DocketError {
  return new DocketError("cancelled", "the caller has given it up");
}

/** Serves another thread, which must have the port in its transfer list, until it is taken back. */
export function lend<Request, Result, Note = never>(
  serve: Serve<Request, Result, Note>,
): { readonly port: MessagePort; takeBack(): void } {
  const { port1, port2 } = new MessageChannel();
  serveCalls(port1, serve);
  return { port: port2, takeBack: () => port1.close() };
}

interface CallOptions<Note> {
  readonly signal?: AbortSignal | undefined;
  readonly onNote?: ((note: Note) => void) | undefined;
  /** Ports in the request, which go over with it. */
  readonly transfer?: readonly MessagePort[];
}

export interface Calls<Request, Result, Note = never> {
  call(request: Request, options?: CallOptions<Note>): Promise<Result>;
  /** Cancels what is under way; the other end is told by its port. */
  close(): void;
}

interface CallErrors {
  /** Error of a call whose signal is aborted, or that was under way when this end was closed. */
  readonly cancelled: (reason: unknown) => DocketError;
  /** Error of calls after this end was closed. */
  readonly closed: () => DocketError;
  /** Error of all calls when the other end closes. */
  readonly gone: () => DocketError;
}

interface Waiting<Result, Note> extends PromiseWithResolvers<Result> {
  readonly onNote: CallOptions<Note>["onNote"];
}

export function callsOverPort<Request, Result, Note = never>(
  port: Port,
  errors: CallErrors,
): Calls<Request, Result, Note> {
  const waiting = new Map<number, Waiting<Result, Note>>();
  let lastId = 0;
  let closed: DocketError | null = null;

  const say = (said: Said<Request>, transfer: readonly MessagePort[] = []): void =>
    void port.postMessage(said, transfer);
  /** A thread that waits for nothing must be able to end. */
  const keepAliveWhileWaiting = (): void => (waiting.size > 0 ? port.ref() : port.unref());
  const end = (underWay: DocketError, later: DocketError): void => {
    closed ??= later;
    for (const { reject } of waiting.values()) reject(underWay);
  };

  port.on("message", (message) => {
    const heard = message as Heard<Result, Note>;
    const call = waiting.get(heard.id);
    if (heard.kind === "note") call?.onNote?.(heard.note);
    else if (heard.kind === "result") call?.resolve(heard.result);
    else call?.reject(errorOf(heard.error));
  });
  port.on("close", () => end(errors.gone(), errors.gone()));
  keepAliveWhileWaiting();

  return {
    async call(request, { signal, onNote, transfer } = {}) {
      if (closed !== null) throw closed;
      if (signal?.aborted) throw errors.cancelled(signal.reason);
      lastId += 1;
      const id = lastId;
      const call = { ...Promise.withResolvers<Result>(), onNote };
      const cancel = (): void => {
        say({ kind: "cancel", id });
        call.reject(errors.cancelled(signal?.reason));
      };
      waiting.set(id, call);
      signal?.addEventListener("abort", cancel);
      keepAliveWhileWaiting();
      say({ kind: "call", id, request }, transfer);
      try {
        return await call.promise;
      } finally {
        waiting.delete(id);
        signal?.removeEventListener("abort", cancel);
        keepAliveWhileWaiting();
      }
    },
    close() {
      end(errors.cancelled(new Error("closed")), errors.closed());
      port.close();
    },
  };
}

/**
 * Both ends of a channel between processes as ports of rpc.ts; the child is forked with `serialization: "advanced"`.
 * The child's end closes when it has exited.
 */
export function childPort(child: ChildProcess): Port {
  return {
    // Sent, or nobody is there to send it to: then the process has ended, which says more.
    postMessage: (message) =>
      new Promise((resolve) => {
        if (child.connected) child.send(message as object, () => resolve());
        else resolve();
      }),
    on: (event, listener) => child.on(event === "close" ? "exit" : event, listener),
    // The child's life is no matter of what it is asked.
    ref: () => undefined,
    unref: () => undefined,
    close: () => child.disconnect(),
  };
}

/** This process's own end, in the child. */
export function ownPort(): Port {
  return {
    postMessage: (message) =>
      new Promise((resolve) => {
        process.send?.(message, () => resolve());
      }),
    on: (event, listener) => process.on(event === "close" ? "disconnect" : event, listener),
    ref: () => undefined,
    unref: () => undefined,
    close: () => process.disconnect(),
  };
}
