/** One HTTP request: a call of a method or the download of a file, with the fault that was ordered for it. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiFailure, badRequest, type Calls, type Fields, isFields, Parameters, type UploadedFile } from "./calls.ts";
import type { Files } from "./state.ts";

interface HttpParts {
  readonly token: string;
  readonly calls: Calls;
  readonly faults: FaultOrders;
  readonly files: Files;
}

/** Answers a call, and never rejects: what goes wrong is answered in Telegram's form. */
export async function answerHttp(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const [, forFile, token = "", rest = ""] = /^\/(file\/)?bot([^/]*)\/(.*)$/su.exec(decoded(url.pathname)) ?? [];
    assertToken(token, parts.token);
    if (forFile === undefined) await answerCall(parts, rest, url.searchParams, request, response);
    else await answerFile(parts, rest, request, response);
  } catch (thrown) {
    if (response.destroyed || response.headersSent) return;
    const failure = thrown instanceof ApiFailure ? thrown : new ApiFailure(500, `Internal Server Error: ${thrown}`);
    fail(response, failure);
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ApiFailure(404, "Not Found");
  }
}

/** Text that cannot be a token is no address at all; a token of no bot is not authorised. */
function assertToken(given: string, token: string): void {
  if (given === token) return;
  throw /^\d+:[A-Za-z0-9_-]{30,}$/u.test(given)
    ? new ApiFailure(401, "Unauthorized")
    : new ApiFailure(404, "Not Found");
}

async function answerCall(
  { calls, faults }: HttpParts,
  method: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parameters = await readParameters(request, query);
  const record = calls.record(method, parameters);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const fault = faults.take(method, parameters.integer("chat_id"));
  if (fault !== null) record.outcome = fault.kind;
  if (fault !== null && !(await passes(fault, response))) return;
  const result = await calls.make(record, parameters, gone.signal);
  if (fault?.kind === "drop-reply") response.destroy();
  else if (fault?.kind === "garbage") response.writeHead(200, { "content-type": "application/json" }).end('{"ok":tr');
  else json(response, 200, { ok: true, result });
}

async function answerFile(
  { faults, files }: HttpParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  const fault = faults.take("file", null);
  if (fault !== null && !(await passes(fault, response))) return;
  const file = files.atPath(path);
  if (file === undefined) throw new ApiFailure(404, "Not Found");
  response
    .writeHead(200, { "content-type": "application/octet-stream", "content-length": file.bytes.length })
    .end(file.bytes);
}

/** @returns whether the call goes on */
async function passes(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case "status": {
      const { code, description, retry_after, migrate_to_chat_id } = fault;
      const parameters = {
        ...(retry_after !== undefined && { retry_after }),
        ...(migrate_to_chat_id !== undefined && { migrate_to_chat_id }),
      };
      fail(response, new ApiFailure(code, description, Object.keys(parameters).length > 0 ? parameters : null));
      return false;
    }
    case "html":
      response.writeHead(fault.code, { "content-type": "text/html" }).end("<!doctype html><title>Bad Gateway</title>");
      return false;
    case "delay":
      await sleep(fault.ms, undefined, { ref: false });
      return true;
    case "drop-request":
      response.destroy();
      return false;
    case "hang":
      return false;
    case "drop-reply":
    case "garbage":
      return true;
    default:
      return fault satisfies never;
  }
}

function fail(response: ServerResponse, { code, message, parameters }: ApiFailure): void {
  const body = { ok: false, error_code: code, description: message, ...(parameters !== null && { parameters }) };
  json(response, code, body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    .end(text);
}

/** Telegram takes files of up to 50 MB from bots; the rest is room for the other fields. */
const MAX_BODY_BYTES = 52 * 1024 * 1024;

/** An HTTP request -> the parameters of a call, in any of the four ways that the Bot API takes them. */
async function readParameters(request: IncomingMessage, query: URLSearchParams): Promise<Parameters> {
  const body = await readBody(request);
  const given: Fields = query.size === 0 ? {} : Object.fromEntries(query);
  if (body.length === 0) return new Parameters(given);
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("application/json")) return new Parameters({ ...given, ...parseObject(body) });
  if (contentType.startsWith("application/x-www-form-urlencoded"))
    return new Parameters({ ...given, ...Object.fromEntries(new URLSearchParams(body.toString("utf8"))) });
  if (contentType.startsWith("multipart/form-data")) return readMultipart(body, contentType, given);
  return new Parameters(given);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiFailure(413, "Request Entity Too Large");
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size);
}

function parseObject(body: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (isFields(value)) return value;
  } catch {
    // Said below, with the body that is JSON but no object.
  }
  throw badRequest("can't parse request JSON object");
}

async function readMultipart(body: Buffer, contentType: string, given: Fields): Promise<Parameters> {
  const values: Record<string, unknown> = { ...given };
  const files = new Map<string, UploadedFile>();
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw badRequest("can't parse multipart/form-data");
    });
  for (const [name, value] of form) {
    if (typeof value === "string") values[name] = value;
    else files.set(name, { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return new Parameters(values, files);
}

export type Fault =
  /** An error in Telegram's form. */
  | {
      readonly kind: "status";
      readonly code: number;
      readonly description: string;
      readonly retry_after?: number;
      readonly migrate_to_chat_id?: number;
    }
  /** A page, as proxies and gateways send it. */
  | { readonly kind: "html"; readonly code: number }
  /** Late, but right. */
  | { readonly kind: "delay"; readonly ms: number }
  /** The connection ends before anything is done. */
  | { readonly kind: "drop-request" }
  /** Done, but the answer never comes: the connection ends instead. */
  | { readonly kind: "drop-reply" }
  /** Taken, not done, never answered. */
  | { readonly kind: "hang" }
  /** Done, and answered with what is no JSON. */
  | { readonly kind: "garbage" };

interface FaultOrder {
  /** Any method if it is left out. */
  readonly method?: string;
  /** Any chat if it is left out. */
  readonly chat?: number;
  /** Number of calls that it serves; 1 if it is left out. */
  readonly times?: number;
  /** Number of fitting calls that pass before it begins. */
  readonly skip?: number;
  readonly fault: Fault;
}

export interface Faults {
  order(order: FaultOrder): void;
  clear(): void;
}

interface FaultOrders extends Faults {
  /** The fault that this call must have, if any. */
  take(method: string, chat: number | null): Fault | null;
}

/**
 * Faults on order, for tests: what networks, proxies and Telegram itself do to a call once in a while. Orders are
 * taken in the order in which they were given; each serves as many calls as it says.
 */
export function createFaults(): FaultOrders {
  let orders: { readonly order: FaultOrder; skip: number; times: number }[] = [];
  return {
    order: (order) => {
      orders.push({ order, skip: order.skip ?? 0, times: order.times ?? 1 });
    },
    clear: () => {
      orders = [];
    },
    take(method, chat) {
      for (const entry of orders) {
        const { order } = entry;
        if (order.method !== undefined && order.method.toLowerCase() !== method.toLowerCase()) continue;
        if (order.chat !== undefined && order.chat !== chat) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.times -= 1;
        if (entry.times <= 0) orders = orders.filter((other) => other !== entry);
        return order.fault;
      }
      return null;
    },
  };
}
