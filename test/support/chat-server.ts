/**
 * A chat completions endpoint on the loopback that answers as it is told: with a text, a word at a time, or with any of
 * the faults that real servers and the networks before them have.
 */

import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: unknown;
  readonly [parameter: string]: unknown;
}

interface ChatServerRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatBody;
}

export type ChatReply = (response: ServerResponse, request: ChatServerRequest) => void;

export interface ChatServer {
  /** To be given to a client; ends in /v1. */
  readonly baseUrl: string;
  /** In the order in which they came. */
  readonly requests: ChatServerRequest[];
  /** The next requests are answered so, one each; all after them like the last. */
  answerWith(...replies: readonly ChatReply[]): void;
  close(): Promise<void>;
}

export async function chatServer(...first: readonly ChatReply[]): Promise<ChatServer> {
  const requests: ChatServerRequest[] = [];
  let replies = [...first];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = {
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as ChatBody,
    };
    requests.push(request);
    // Ports are used again by the next server, which a connection that was kept would reach dead.
    response.setHeader("connection", "close");
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? says("");
    reply(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    answerWith: (...next) => {
      replies = [...next];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Ending {
  /** Null where the stream ends without a word. */
  readonly finish?: string | null;
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
}

/** A whole answer, in pieces of some characters. */
export function says(
  text: string | ((body: ChatBody) => string),
  { finish = "stop", usage = null }: Ending = {},
): ChatReply {
  return (response, { body }) => {
    open(response);
    for (const piece of piecesOf(typeof text === "string" ? text : text(body))) send(response, { content: piece });
    if (finish !== null) send(response, {}, finish);
    if (usage !== null) write(response, { id: "c", object: "chat.completion.chunk", choices: [], usage });
    if (finish !== null) response.write("data: [DONE]\n\n");
    response.end();
  };
}

/** Half of it, and then as if that were all. */
export function cutHalfWay(text: string): ChatReply {
  return says(text.slice(0, text.length / 2), { finish: null });
}

/** Half of it, and then nothing any more. */
export function stalls(text: string): ChatReply {
  return (response) => {
    open(response);
    send(response, { content: text.slice(0, text.length / 2) });
  };
}

/** A letter now and then, for ever. */
export const trickles: ChatReply = (response) => {
  open(response);
  const timer = setInterval(() => send(response, { content: "a" }), 20);
  response.once("close", () => clearInterval(timer));
};

/** Not even a header. */
export const keepsSilent: ChatReply = () => undefined;

/** Half of it, and then the connection is gone. */
export function resets(text: string): ChatReply {
  return (response) => {
    open(response);
    send(response, { content: text.slice(0, text.length / 2) });
    setImmediate(() => response.socket?.resetAndDestroy());
  };
}

export const sendsGarbage: ChatReply = (response) => {
  open(response);
  response.end("data: {\u0000\ufffd not json\n\n");
};

export function sendsErrorEvent(error: object): ChatReply {
  return (response) => {
    open(response);
    send(response, { content: "The " });
    response.end(`data: ${JSON.stringify({ error })}\n\n`);
  };
}

export const sendsHtml: ChatReply = (response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<!doctype html><title>Welcome</title><p>Please log in.</p>");
};

export function refuses(status: number, error: object, headers: Readonly<Record<string, string>> = {}): ChatReply {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error }));
  };
}

/** Without end, as fast as it is taken. */
export const floods: ChatReply = (response) => {
  open(response);
  const piece = "photomask ".repeat(10_000);
  let left = 100;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: piece } }] })}\n\n`)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  more();
};

function open(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

function send(response: ServerResponse, delta: object, finish: string | null = null): void {
  write(response, {
    id: "c",
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
}

function write(response: ServerResponse, chunk: object): void {
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function piecesOf(text: string): string[] {
  return text.match(/[\s\S]{1,40}/gu) ?? [];
}
