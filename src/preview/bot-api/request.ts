/** An HTTP request -> the parameters of a call, in any of the four ways that the Bot API takes them. */

import type { IncomingMessage } from "node:http";
import { ApiFailure, badRequest } from "./failure.ts";
import { type Fields, isFields, Parameters, type UploadedFile } from "./parameters.ts";

/** Telegram takes files of up to 50 MB from bots; the rest is room for the other fields. */
const MAX_BODY_BYTES = 52 * 1024 * 1024;

export async function readParameters(request: IncomingMessage, query: URLSearchParams): Promise<Parameters> {
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
