/**
 * How the Bot API is reached: by undici, which tells a connection that was never made from an answer that was lost, gives
 * up connecting after 10 s, and drops idle connections before the other side does. Node's `fetch` is built on it, and
 * takes four times its processor time. And no error that leaves here holds the token, which is part of every address, or
 * words of an answer.
 */

import { type Api, type ApiClientOptions, HttpError, type Transformer } from "grammy";
import { request } from "undici";
import { bounded } from "../../bounded-body.ts";
import { errorText } from "../../errors.ts";

/** Longer than the longest poll; grammY's own 500 s would let a dead connection hold up everything. */
const CALL_TIMEOUT_SECONDS = 30;

/** A hundred updates, the most at once, are some 2 MB. */
const MOST_BYTES = 32_000_000;

export function clientOptions(apiRoot: string): ApiClientOptions {
  return {
    apiRoot: apiRoot.replace(/\/+$/u, ""),
    timeoutSeconds: CALL_TIMEOUT_SECONDS,
    fetch: undiciFetch as unknown as NonNullable<ApiClientOptions["fetch"]>,
  };
}

/** Options that grammY passes to the `fetch` that it was written for. */
interface CallInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | AsyncIterable<Uint8Array>;
  readonly signal: Pick<AbortSignal, "aborted" | "addEventListener" | "removeEventListener">;
}

/** @returns the one part of a `Response` that grammY looks at */
async function undiciFetch(
  url: string | URL,
  { method, headers, body, signal }: CallInit,
): Promise<{ json(): Promise<unknown> }> {
  const { connection: _, ...others } = headers;
  // The types know neither grammY's signal, of a package of its own, nor a body that is iterated.
  const options = { method, headers: others, body, signal } as unknown as Parameters<typeof request>[1];
  const { body: answer } = await request(url, options);
  return { json: async () => JSON.parse(await textOf(answer)) as unknown };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bounded(body, MOST_BYTES)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** Takes the token out of every error; install it before anything else is called. */
export function withoutToken(token: string): Transformer {
  return async (call, method, payload, signal) => {
    try {
      return await call(method, payload, signal);
    } catch (error) {
      const reason = error instanceof HttpError ? error.error : error;
      const clean = new Error(reasonOf(reason).replaceAll(token, "<token>"));
      const code = codeOf(reason);
      throw new HttpError(`${method} failed: ${clean.message}`, code === null ? clean : Object.assign(clean, { code }));
    }
  };
}

function reasonOf(error: unknown): string {
  // It quotes what it could not read, and that may be a member's message.
  if (error instanceof SyntaxError) return "the answer is no JSON";
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? errorText(error) : `${errorText(error)}: ${errorText(cause) || codeOf(cause)}`;
}

/** The operating system's or undici's word for what went wrong; `fetch` hides it in the cause. */
function codeOf(error: unknown): string | null {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === "string") return code;
  return cause === undefined ? null : codeOf(cause);
}

/** The same signal, as the type that grammY knows it by. */
export function forGrammy(signal: AbortSignal): NonNullable<Parameters<Api["getMe"]>[0]> {
  return signal as unknown as NonNullable<Parameters<Api["getMe"]>[0]>;
}

/** Calls a method by its name, as the outbox keeps it. @returns what Telegram made of it */
export async function callMethod(
  api: Api,
  method: string,
  payload: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<unknown> {
  const methods = api.raw as unknown as Readonly<
    Record<string, (payload: object, signal: AbortSignal) => Promise<unknown>>
  >;
  return await methods[method]?.(payload, signal);
}
