/**
 * Reaches the Bot API by undici, which tells a connection that was never made from an answer that was lost, gives up
 * connecting after 10 s, and drops idle connections before the other side does. Node's `fetch` is built on it, and
 * takes four times its processor time. And no error that leaves here holds the token, which is part of every address,
 * or words of an answer.
 */

import { readFile, stat } from "node:fs/promises";
import { type Api, type ApiClientOptions, GrammyError, HttpError, type Transformer } from "grammy";
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

/** Gives the signal the type that grammY knows it by. */
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

export type Fault =
  | {
      /** Telegram answered no. */
      readonly kind: "refused";
      readonly code: number;
      readonly description: string;
      readonly retryAfterMs: number | null;
      readonly movedTo: number | null;
    }
  /** No connection was made: nothing happened at the other side. */
  | { readonly kind: "unreachable"; readonly description: string }
  /** The call went out and no answer that can be read came back: it may have been done, or not. */
  | { readonly kind: "lost"; readonly description: string };

/** Codes of failures before the first byte is sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EMFILE",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Classifies the error of a call: refused, never sent, or lost on the way so that nobody knows. */
export function faultOf(error: unknown): Fault {
  if (error instanceof GrammyError) {
    const { error_code: code, description, parameters } = error;
    return {
      kind: "refused",
      code,
      description,
      retryAfterMs: parameters.retry_after === undefined ? null : parameters.retry_after * 1_000,
      movedTo: parameters.migrate_to_chat_id ?? null,
    };
  }
  const description = errorText(error);
  if (!(error instanceof HttpError)) return { kind: "lost", description };
  const { code } = (error.error ?? {}) as { readonly code?: unknown };
  return { kind: NEVER_SENT.has(String(code)) ? "unreachable" : "lost", description };
}

export type Downloaded = { readonly bytes: Uint8Array } | { readonly problem: "too-big" | "lost" };

/** Size of the largest document, see documents/limits.ts. */
const MAX_BYTES = 100_000_000;

interface DownloadOptions {
  readonly api: Api;
  readonly apiRoot: string;
  readonly token: string;
}

/**
 * The bytes of a file that somebody sent. Telegram's own server gives 20 MB; a local one gives more, as files on this
 * machine.
 * @throws where the network or the disk fails: the update is then handled again
 */
export async function download(
  fileId: string,
  { api, apiRoot, token }: DownloadOptions,
  signal: AbortSignal,
): Promise<Downloaded> {
  let path: string | undefined;
  try {
    ({ file_path: path } = await api.getFile(fileId, forGrammy(signal)));
  } catch (fault) {
    if (!(fault instanceof GrammyError)) throw fault;
    return { problem: /too big/iu.test(fault.description) ? "too-big" : "lost" };
  }
  if (path === undefined) return { problem: "lost" };
  // A local server names a file on this machine.
  if (path.startsWith("/")) {
    if ((await stat(path)).size > MAX_BYTES) return { problem: "too-big" };
    return { bytes: await readFile(path) };
  }
  const url = `${apiRoot.replace(/\/+$/u, "")}/file/bot${token}/${path}`;
  const { statusCode, body } = await request(url, { signal }).catch(() => {
    // The address has the token in it, and so may the error.
    throw new Error("the file could not be fetched");
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) return { problem: "too-big" };
    chunks.push(chunk);
  }
  return statusCode === 200 ? { bytes: Buffer.concat(chunks) } : { problem: "lost" };
}

/** Longer names are cut by file systems, most of which take 255 bytes; of Chinese that is 85 characters. */
const MOST_BYTES_OF_NAME = 240;
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u;
/** Controls, also those of a line's direction, and what shows nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The name under which a file is sent. Any name may stand in the folder; in the head of a multipart part some
 * characters end it, grammY refuses others, and an app shows what turns a line around as another ending.
 * @returns a name in quotes, as grammY writes it into the head as it is
 */
export function quotedFileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(UNSEEN, "")
    .replaceAll('"', "'")
    .replaceAll(/[\\/]/gu, "_")
    .trim();
  const ending = ENDING.exec(plain)?.[0] ?? "";
  const stem = plain.slice(0, plain.length - ending.length);
  const cut = cutToBytes(stem, MOST_BYTES_OF_NAME - Buffer.byteLength(ending)).trim();
  return `"${cut === "" ? "document" : cut}${ending}"`;
}

function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}
