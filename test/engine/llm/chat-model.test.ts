/** One request to a server, and what is made of what it does. */

import { describe, expect, it, onTestFinished } from "vitest";
import { openaiClient } from "../../../src/embedding/openai.ts";
import type { ChatRequest } from "../../../src/engine/llm/chat-model.ts";
import { openaiChat } from "../../../src/engine/llm/openai-chat.ts";
import {
  type ChatReply,
  type ChatServer,
  chatServer,
  cutHalfWay,
  floods,
  keepsSilent,
  refuses,
  resets,
  says,
  sendsErrorEvent,
  sendsGarbage,
  sendsHtml,
  stalls,
} from "../../support/chat-server.ts";
import { API_KEY as KEY, MEMBERS_WORDS, secretsIn } from "../../support/secrets.ts";

const TEXT = "The photomask project costs 3 billion yuan. 总投资三十亿元。".repeat(5);

async function setting(...replies: readonly ChatReply[]) {
  const server: ChatServer = await chatServer(...replies);
  onTestFinished(() => server.close());
  const model = openaiChat({
    client: openaiClient({ apiKey: KEY, baseUrl: server.baseUrl }),
    model: "some-model",
    now: () => Date.parse("2026-11-22T00:00:00Z"),
  });
  const request: ChatRequest = {
    messages: [
      { role: "system", content: "Rules." },
      { role: "user", content: "A question?" },
    ],
    ...{ maxTokens: 100, signal: new AbortController().signal, idleMs: 200 },
  };
  return { server, model, request };
}

const form = { name: "answer", schema: { type: "object" }, asJson: "In JSON.", asLines: "In lines." };

describe("a chat model", () => {
  it("gives the whole text, and what it cost", async () => {
    const { server, model, request } = await setting(
      says(TEXT, { usage: { prompt_tokens: 812, completion_tokens: 97 } }),
    );
    let started = 0;
    const completion = await model.complete({ ...request, onText: () => (started += 1) });
    expect(completion).toEqual({ kind: "whole", text: TEXT, usage: { inputTokens: 812, outputTokens: 97 } });
    expect(started).toBe(1);
    const { path, headers, body } = server.requests[0] ?? {};
    expect({ path, key: headers?.authorization }).toEqual({ path: "/v1/chat/completions", key: `Bearer ${KEY}` });
    expect(body).toMatchObject({ model: "some-model", stream: true, store: false, temperature: 0, max_tokens: 100 });
  });

  it("estimates the cost where the server does not tell it, rather too high than too low", async () => {
    const { model, request } = await setting(says(TEXT));
    const { usage } = await model.complete(request);
    // 60 words and 40 characters, five times a bit.
    expect(usage.outputTokens).toBeGreaterThan(90);
    expect(usage.outputTokens).toBeLessThan(200);
  });

  const OUTCOMES: readonly (readonly [string, ChatReply, string])[] = [
    ["cuts the stream cleanly half way", cutHalfWay(TEXT), "cut"],
    ["resets the connection", resets(TEXT), "cut"],
    ["sends nothing but an open stream", says("", { finish: null }), "cut"],
    ["stalls in the middle", stalls(TEXT), "stalled"],
    ["does not answer at all", keepsSilent, "stalled"],
    ["sends garbage", sendsGarbage, "cut"],
    ["sends an error in the stream", sendsErrorEvent({ message: "overloaded", type: "server_error" }), "server"],
    ["sends a page of HTML", sendsHtml, "refused"],
    ["sends ten million characters", floods, "refused"],
    ["ends for want of room", says(TEXT, { finish: "length" }), "length"],
    ["filters the answer", says(TEXT, { finish: "content_filter" }), "filtered"],
    [
      "filters the question",
      refuses(400, { code: "content_filter", message: "The response was filtered" }),
      "filtered",
    ],
    ["calls a tool that nobody offered", says(TEXT, { finish: "tool_calls" }), "refused"],
    ["is asked too much", refuses(429, { message: "Rate limit reached" }, { "retry-after": "3600" }), "rate-limited"],
    ["has no credit left", refuses(429, { code: "insufficient_quota", message: "You exceeded it" }), "no-credit"],
    ["wants to be paid", refuses(402, { message: "Insufficient Balance" }), "no-credit"],
    ["does not know the key", refuses(401, { message: `Incorrect API key provided: ${KEY}` }), "no-access"],
    ["does not know the model", refuses(404, { message: "The model does not exist" }), "no-access"],
    ["fails", refuses(503, { message: "unavailable" }), "server"],
    [
      "cannot read so much",
      refuses(400, { code: "context_length_exceeded", message: "This model's maximum context length is 8192 tokens" }),
      "context",
    ],
    ["does not understand the request", refuses(400, { message: "bad request" }), "refused"],
  ];
  it.each(OUTCOMES)("tells when the server %s", async (_what, reply, fault) => {
    const { model, request } = await setting(reply);
    const completion = await model.complete(request);
    expect(completion).toMatchObject({ kind: "failed", fault });
    const message = completion.kind === "failed" ? completion.message : "";
    expect(message).toMatch(/^some-model at 127\.0\.0\.1:\d+: .+/u);
    expect(message).not.toContain(KEY);
  });

  it.each([
    ["with an error", (message: string) => refuses(400, { message })],
    ["in the stream", (message: string) => sendsErrorEvent({ message })],
  ])("shows nothing of what a server repeats of the question, and no key, %s", async (_how, reply) => {
    const messages = [{ role: "user", content: `What does ${MEMBERS_WORDS} cost?` }] as const;
    for (const message of [`input: "what does ${MEMBERS_WORDS} cost"`, `no: ${KEY}`]) {
      const { model, request } = await setting(reply(message));
      const completion = await model.complete({ ...request, messages });
      expect(completion.kind).toBe("failed");
      expect(completion.kind === "failed" && secretsIn(completion.message)).toEqual([]);
    }
  });

  it("tells when there is no server", async () => {
    const { server, model, request } = await setting(says(TEXT));
    await server.close();
    expect(await model.complete(request)).toMatchObject({ kind: "failed", fault: "server" });
  });

  it("tells how long the server asks to be left alone", async () => {
    const { model, request } = await setting(refuses(429, { message: "slow down" }, { "retry-after": "3600" }));
    expect(await model.complete(request)).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it("stops at once when nobody waits any more, though the stream looks whole then", async () => {
    const { model, request } = await setting(stalls(TEXT));
    const stop = new AbortController();
    const completion = model.complete({ ...request, idleMs: 60_000, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(await completion).toMatchObject({ kind: "failed", fault: "cancelled" });
  });

  it("holds a server to the form, and asks for lines where it was refused, once and for all", async () => {
    const noSchema = refuses(400, { message: "This response_format type is unavailable now" });
    const { server, model, request } = await setting(noSchema, says(TEXT));
    expect(await model.complete({ ...request, form })).toMatchObject({ kind: "whole" });
    await model.complete({ ...request, form });
    const asked = server.requests.map(({ body }) => [body.response_format !== undefined, body.messages[0]?.content]);
    expect(asked).toEqual([
      [true, "Rules.\n\nIn JSON."],
      [false, "Rules.\n\nIn lines."],
      [false, "Rules.\n\nIn lines."],
    ]);
  });

  it("does without each parameter that a server does not know", async () => {
    const { server, model, request } = await setting(
      refuses(400, { param: "max_tokens", message: "Unsupported parameter: use 'max_completion_tokens' instead." }),
      refuses(422, { message: "Extra inputs are not permitted: body.store" }),
      refuses(400, { message: "temperature does not support 0 with this model" }),
      refuses(400, { message: "unknown field stream_options" }),
      says(TEXT),
    );
    expect(await model.complete(request)).toMatchObject({ kind: "whole" });
    const { body } = server.requests.at(-1) ?? {};
    expect(new Set(Object.keys(body ?? {}))).toEqual(new Set(["max_completion_tokens", "messages", "model", "stream"]));
  });

  it("asks as plainly as it can where a server does not say what it does not understand", async () => {
    const { server, model, request } = await setting(refuses(400, { message: "invalid request" }), says(TEXT));
    expect(await model.complete({ ...request, form })).toMatchObject({ kind: "whole" });
    expect(new Set(Object.keys(server.requests[1]?.body ?? {}))).toEqual(
      new Set(["max_tokens", "messages", "model", "stream"]),
    );
    server.answerWith(refuses(400, { message: "invalid request" }));
    expect(await model.complete({ ...request, form })).toMatchObject({ kind: "failed", fault: "refused" });
    expect(server.requests).toHaveLength(3);
  });

  it("does not ask a server for ever that refuses the same again", async () => {
    const { server, model, request } = await setting(refuses(400, { message: "no store here" }));
    expect(await model.complete(request)).toMatchObject({ kind: "failed", fault: "refused" });
    expect(server.requests).toHaveLength(2);
  });
});
