/**
 * An embeddings endpoint on the loopback that answers as it is told: with vectors, or with any of the faults that real
 * servers and the networks before them have. Vectors depend on the text alone, and are not of unit length.
 */

import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface EmbeddingsRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly input: readonly string[] } & Readonly<Record<string, unknown>>;
}

export type Reply = (response: ServerResponse, request: EmbeddingsRequest) => void;

export interface OpenaiServer {
  /** To be given to a client; ends in /v1. */
  readonly baseUrl: string;
  /** In the order in which they came. */
  readonly requests: EmbeddingsRequest[];
  /** The next requests are answered so, one each; those after them with vectors. */
  answerWith(...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

export async function openaiServer({ dimensions }: { readonly dimensions: number }): Promise<OpenaiServer> {
  const requests: EmbeddingsRequest[] = [];
  const replies: Reply[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const request: EmbeddingsRequest = { path: incoming.url ?? "", headers: incoming.headers, body };
    requests.push(request);
    const reply = replies.shift() ?? vectors(dimensions);
    reply(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    answerWith: (...next) => {
      replies.push(...next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface EmbeddingItem {
  readonly object: "embedding";
  readonly index: number;
  readonly embedding: readonly (number | null)[];
}

/** A right answer, or one that `change` has put wrong. */
export function vectors(
  dimensions: number,
  change: (data: EmbeddingItem[]) => readonly unknown[] = (data) => data,
): Reply {
  return (response, { body: { input, model } }) => {
    const data = input.map(
      (text, index): EmbeddingItem => ({ object: "embedding", index, embedding: numbersOf(text, dimensions) }),
    );
    const usage = { prompt_tokens: input.length, total_tokens: input.length };
    json(response, 200, { object: "list", data: change(data), model, usage });
  };
}

/** An error in OpenAI's form. */
export function failure(
  status: number,
  {
    message = "it failed",
    code = null,
    headers = {},
  }: { message?: string; code?: string | null; headers?: Record<string, string> } = {},
): Reply {
  return (response) => json(response, status, { error: { message, type: "error", param: null, code } }, headers);
}

/** Answers that a proxy, a captive portal or a wrong address answers with. */
export function page(status = 200): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html" }).end("<!doctype html><title>Welcome</title>");
  };
}

/** The connection ends before an answer begins. */
export function hangUp(): Reply {
  return (response) => {
    response.destroy();
  };
}

/** The connection ends in the middle of the answer. */
export function cut(): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"object": "list", "data": [', () => response.destroy());
  };
}

/** The request is taken, and nothing comes of it. */
export function silence(): Reply {
  return () => undefined;
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function numbersOf(text: string, dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, place) => {
    const bytes = createHash("sha256")
      .update(`${place >> 3} ${text}`)
      .digest();
    return bytes.readInt32LE((place & 7) * 4) / 2 ** 30;
  });
}
