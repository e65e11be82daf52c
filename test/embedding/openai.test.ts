import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Clock, type OpenaiOptions, openaiClient, openaiEmbedder } from "../../src/embedding/openai.ts";
import { cosine, embedderContract, failureOf } from "../contract/embedder.ts";
import {
  cut,
  failure,
  hangUp,
  type OpenaiServer,
  openaiServer,
  page,
  silence,
  vectors,
} from "../support/openai-server.ts";
import { API_KEY as KEY, MEMBERS_WORDS } from "../support/secrets.ts";

const DIMENSIONS = 16;

/** Time that passes only while someone sleeps. */
function fakeClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.parse("2026-11-20T08:00:00Z");
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
}

describe("openaiEmbedder", () => {
  let server: OpenaiServer;
  beforeAll(async () => {
    server = await openaiServer({ dimensions: DIMENSIONS });
  });
  afterEach(() => {
    server.requests.length = 0;
  });
  afterAll(async () => {
    await server.close();
  });

  const embedder = (options: Partial<OpenaiOptions> = {}) =>
    openaiEmbedder({
      client: openaiClient({ apiKey: KEY, baseUrl: server.baseUrl }),
      model: "text-embedding-3-small",
      dimensions: DIMENSIONS,
      clock: fakeClock(),
      ...options,
    });
  /** Message that the operator reads when a request is answered so, and how many requests it took. */
  const failing = async (options: Partial<OpenaiOptions> = {}) => {
    const error = await failureOf(embedder(options).embed(["one", "two"], "passage"));
    expect(error.code).toBe("embedding");
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain(KEY);
    const at = `text-embedding-3-small at ${new URL(server.baseUrl).host}: `;
    expect(error.message.slice(0, at.length)).toBe(at);
    return { message: error.message.slice(at.length), retryable: error.retryable, requests: server.requests.length };
  };

  embedderContract("openai", () => embedder());

  it("asks for numbers, and for shorter vectors where the model can shorten them", async () => {
    await embedder().embed(["a"], "question");
    await embedder({ model: "bge-m3" }).embed(["a"], "question");
    expect(server.requests.map(({ body }) => body)).toEqual([
      { model: "text-embedding-3-small", input: ["a"], encoding_format: "float", dimensions: DIMENSIONS },
      { model: "bge-m3", input: ["a"], encoding_format: "float" },
    ]);
    expect(server.requests[0]).toMatchObject({ path: "/v1/embeddings", headers: { authorization: `Bearer ${KEY}` } });
  });

  it("sends as many texts as a request may hold, one request after the other", async () => {
    const texts = Array.from({ length: 7 }, (_, index) => `text ${index}`);
    const vectors = await embedder({ maxInputs: 3 }).embed(texts, "passage");
    expect(server.requests.map(({ body }) => body.input.length)).toEqual([3, 3, 1]);
    const [last] = await embedder().embed(["text 6"], "passage");
    expect(cosine(vectors[6], last)).toBeCloseTo(1, 5);
  });

  it("sends no text that is empty", async () => {
    await embedder().embed(["", "  "], "passage");
    expect(server.requests[0]?.body.input).toEqual([".", "."]);
  });

  it("puts vectors in order that came out of order", async () => {
    const inOrder = await embedder().embed(["a", "b", "c"], "passage");
    server.answerWith(vectors(DIMENSIONS, (data) => [...data].reverse()));
    expect(await embedder().embed(["a", "b", "c"], "passage")).toEqual(inOrder);
  });

  describe("does not believe an answer", () => {
    it.each([
      ["that lacks a vector", (data: unknown[]) => data.slice(1), "answered 2 texts with 1 vectors"],
      [
        "that has one vector twice",
        ([first]: unknown[]) => [first, first],
        "answered with vectors numbered wrongly (0), so that they cannot be told apart",
      ],
      [
        "with vectors of another size",
        (data: { embedding: readonly unknown[] }[]) => data.map((item) => ({ ...item, embedding: [1, 2, 3] })),
        "gave a vector of 3 numbers, not 16: set the dimensions to what the model gives",
      ],
      [
        "with numbers that are none",
        (data: { embedding: readonly unknown[] }[]) =>
          data.map((item) => ({ ...item, embedding: [null, ...item.embedding.slice(1)] })),
        "gave a vector that is zero or not of finite numbers: is this an embedding model?",
      ],
      [
        "with numbers beyond all measure",
        (data: { embedding: readonly unknown[] }[]) =>
          data.map((item) => ({ ...item, embedding: item.embedding.map(() => 1e308) })),
        "gave a vector that is zero or not of finite numbers: is this an embedding model?",
      ],
      [
        "with a zero vector",
        (data: { embedding: readonly unknown[] }[]) =>
          data.map((item) => ({ ...item, embedding: item.embedding.map(() => 0) })),
        "gave a vector that is zero or not of finite numbers: is this an embedding model?",
      ],
    ])("%s", async (_, change, message) => {
      server.answerWith(vectors(DIMENSIONS, change));
      expect(await failing()).toEqual({ message, retryable: false, requests: 1 });
    });

    it("that is a web page", async () => {
      server.answerWith(page());
      expect(await failing()).toEqual({
        message: "answered with something else than vectors: check the base URL, which usually ends in /v1",
        retryable: false,
        requests: 1,
      });
    });
  });

  it.each([
    [401, null, "the API key is not accepted (401): check it, or make a new one"],
    [403, null, 'the API key has no right to this (403), saying "bad [key]": check its project and its permissions'],
    [
      404,
      null,
      'there is no such model or address (404), saying "bad [key]": check the model\'s name and the base URL',
    ],
    [400, null, 'the request was refused (400), saying "bad [key]": check the model, its dimensions and its limits'],
    [429, "insufficient_quota", 'no credit is left (429), saying "bad [key]": add credit, or use another key'],
  ])("does not ask again after status %i (%s)", async (status, code, message) => {
    server.answerWith(failure(status, { message: `bad ${KEY}`, code }));
    expect(await failing()).toEqual({ message, retryable: false, requests: 1 });
  });

  it.each([
    ["a failing server", failure(500)],
    ["a busy server", failure(429)],
    ["a proxy's page", page(502)],
    ["a refused answer", hangUp()],
    ["a cut answer", cut()],
  ])("asks again after %s", async (_, fault) => {
    const clock = fakeClock();
    server.answerWith(fault, fault);
    expect(await embedder({ clock }).embed(["one"], "passage")).toHaveLength(1);
    expect(clock.slept).toEqual([500, 2_000]);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    [failure(503, { message: "overloaded" }), 'the server failed (503), saying "overloaded": try again later'],
    [failure(429, { message: "slow down" }), 'too many requests (429), saying "slow down": try again later'],
    [hangUp(), expect.stringMatching(/^no connection \(.+\): check the network and the base URL$/)],
    [cut(), expect.stringMatching(/^no connection \(.+\): check the network and the base URL$/)],
  ])("gives up after three tries", async (fault, message) => {
    server.answerWith(fault, fault, fault);
    expect(await failing()).toEqual({ message, retryable: true, requests: 3 });
  });

  it.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after": "Fri, 20 Nov 2026 08:00:09 GMT" }, 9_000],
    [{ "retry-after": "7", "retry-after-ms": "1234" }, 1_234],
    [{ "retry-after": "0" }, 500],
    [{ "retry-after": "soon" }, 500],
  ])("waits as long as it is asked to: %j", async (headers, expected) => {
    const clock = fakeClock();
    server.answerWith(failure(429, { headers }));
    await embedder({ clock }).embed(["one"], "passage");
    expect(clock.slept).toEqual([expected]);
  });

  it("fails at once, and says when to try again, where it would have to wait beyond its deadline", async () => {
    server.answerWith(failure(429, { message: "slow down", headers: { "retry-after": "3600" } }));
    expect(await failing()).toEqual({
      message:
        'too many requests (429), saying "slow down": try again later; it asks to be left alone for 3600 s, until 2026-11-20T09:00:00.000Z',
      retryable: true,
      requests: 1,
    });
  });

  it("does not wait for an answer beyond its deadline", async () => {
    server.answerWith(silence());
    expect(await failing({ deadlineMs: 50 })).toEqual({
      message: "no answer within 0.05 s: try again, or allow more time",
      retryable: true,
      requests: 1,
    });
  });

  it("stops when its caller gives up, while it waits for an answer or to ask again", async () => {
    server.answerWith(silence(), failure(500));
    for (const requests of [1, 2]) {
      const controller = new AbortController();
      const options = { client: openaiClient({ apiKey: KEY, baseUrl: server.baseUrl }), model: "m", dimensions: 16 };
      const call = failureOf(openaiEmbedder(options).embed(["one"], "question", controller.signal));
      await expect.poll(() => server.requests.length).toBe(requests);
      controller.abort();
      expect((await call).code).toBe("cancelled");
    }
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ["English", `How much does ${MEMBERS_WORDS} cost?`, `invalid input: 'How much does ${MEMBERS_WORDS} cost?'`],
    ["Chinese", `会费多少 ${MEMBERS_WORDS}`, `{"input": "\\u4f1a\\u8d39\\u591a\\u5c11 ${MEMBERS_WORDS}"}`],
    ["few words", MEMBERS_WORDS, `not allowed: "${MEMBERS_WORDS}"`],
  ])("shows nothing of a message that repeats a question (%s)", async (_what, question, message) => {
    server.answerWith(failure(400, { message }));
    const error = await failureOf(embedder().embed([question], "question"));
    expect(error.message).toMatch(
      /: the request was refused \(400\): check the model, its dimensions and its limits$/u,
    );
  });

  it("names the host that cannot be reached", async () => {
    const client = openaiClient({ apiKey: null, baseUrl: "http://127.0.0.1:1/v1" });
    const error = await failureOf(embedder({ client }).embed(["a"], "question"));
    expect(error.message).toMatch(/at 127\.0\.0\.1:1: no connection \(.+\): check the network and the base URL/);
    expect(error.retryable).toBe(true);
  });
});
