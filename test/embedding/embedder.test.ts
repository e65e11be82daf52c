import { MessageChannel } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { cachedEmbedder, embedderOverPort, serveEmbedder } from "../../src/embedding/embedder.ts";
import { openaiClient, openaiEmbedder } from "../../src/embedding/openai.ts";
import { DocketError } from "../../src/errors.ts";
import { embedderContract, failureOf } from "../contract/embedder.ts";
import { type OpenaiServer, openaiServer } from "../support/openai-server.ts";
import { API_KEY } from "../support/secrets.ts";
import { heldEmbedder } from "./held-embedder.ts";

function overPort() {
  const held = heldEmbedder();
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  serveEmbedder(held, port1);
  return { held, port1, remote: embedderOverPort(port2, held) };
}

describe("embedderOverPort", () => {
  let server: OpenaiServer;
  beforeAll(async () => {
    server = await openaiServer({ dimensions: 16 });
  });
  afterAll(async () => {
    await server.close();
  });

  embedderContract("over a port", () => {
    const client = openaiClient({ apiKey: API_KEY, baseUrl: server.baseUrl });
    const served = openaiEmbedder({ client, model: "m", dimensions: 16 });
    const { port1, port2 } = new MessageChannel();
    serveEmbedder(served, port1);
    return embedderOverPort(port2, served);
  });

  it("passes on the texts and the role, and keeps calls apart that are answered out of order", async () => {
    const { held, remote } = overPort();
    const calls = [remote.embed(["a", "bb"], "passage"), remote.embed(["ccc"], "question")];
    await expect
      .poll(() => held.calls.map(({ texts, role }) => [texts, role]))
      .toEqual([
        [["a", "bb"], "passage"],
        [["ccc"], "question"],
      ]);
    held.calls[1]?.answer();
    expect(await calls[1]).toEqual([Float32Array.of(3, 0)]);
    held.calls[0]?.answer();
    expect(await calls[0]).toEqual([Float32Array.of(1, 0), Float32Array.of(2, 0)]);
  });

  it("lets errors keep their code, their message and whether to try again", async () => {
    const { held, remote } = overPort();
    const call = failureOf(remote.embed(["a"], "passage"));
    await expect.poll(() => held.calls).toHaveLength(1);
    held.calls[0]?.fail(new DocketError("busy", "come back later", { retryable: true }));
    expect(await call).toMatchObject({ code: "busy", message: "come back later", retryable: true });
  });

  it("gives an error without a code the code of embedders", async () => {
    const { held, remote } = overPort();
    const call = failureOf(remote.embed(["a"], "passage"));
    await expect.poll(() => held.calls).toHaveLength(1);
    held.calls[0]?.fail(new TypeError("something broke"));
    expect(await call).toMatchObject({ code: "embedding", message: "something broke", retryable: false });
  });

  it("lets the signal travel", async () => {
    const { held, remote } = overPort();
    const controller = new AbortController();
    const call = failureOf(remote.embed(["a"], "passage", controller.signal));
    await expect.poll(() => held.calls).toHaveLength(1);
    controller.abort();
    expect((await call).code).toBe("cancelled");
    await expect.poll(() => held.calls[0]?.signal?.aborted).toBe(true);
  });

  it("rejects who waits when the other end goes, and cancels what it was doing", async () => {
    const { held, remote, port1 } = overPort();
    const call = failureOf(remote.embed(["a"], "passage"));
    await expect.poll(() => held.calls).toHaveLength(1);
    port1.close();
    expect(await call).toMatchObject({ code: "embedding", retryable: true });
    expect((await failureOf(remote.embed(["b"], "passage"))).message).toMatch(/thread of the embedder is gone/);
    await expect.poll(() => held.calls[0]?.signal?.aborted).toBe(true);
  });

  it("closes the port, and leaves the embedder at the other end open", async () => {
    const { held, remote } = overPort();
    await remote.close();
    expect(held.closed).toBe(false);
  });
});

describe("cachedEmbedder", () => {
  let server: OpenaiServer;
  beforeAll(async () => {
    server = await openaiServer({ dimensions: 16 });
  });
  afterAll(async () => {
    await server.close();
  });

  embedderContract("cached", () => {
    const client = openaiClient({ apiKey: API_KEY, baseUrl: server.baseUrl });
    return cachedEmbedder(openaiEmbedder({ client, model: "m", dimensions: 16 }), { capacity: 10 });
  });

  it("embeds a question once, and asks only for what it does not know", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 10 });
    const first = cached.embed(["a", "bb"], "question");
    held.calls[0]?.answer();
    await first;
    const second = cached.embed(["bb", "ccc", "a", "ccc"], "question");
    expect(held.calls[1]?.texts).toEqual(["ccc"]);
    held.calls[1]?.answer();
    expect((await second).map(([length]) => length)).toEqual([2, 3, 1, 3]);
    await cached.embed(["a", "bb", "ccc"], "question");
    expect(held.calls).toHaveLength(2);
  });

  it("lets two callers wait for one vector", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 10 });
    const callers = [cached.embed(["same", "x"], "question"), cached.embed(["same", "yy"], "question")];
    expect(held.calls.map(({ texts }) => texts)).toEqual([["same", "x"], ["yy"]]);
    for (const call of held.calls) call.answer();
    const [first, second] = await Promise.all(callers);
    expect(first?.[0]).toEqual(second?.[0]);
    expect(first?.[0]).not.toBe(second?.[0]);
  });

  it("serves the one caller when another gives up on the same text", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 10 });
    const controller = new AbortController();
    const given = failureOf(cached.embed(["same"], "question", controller.signal));
    const kept = cached.embed(["same"], "question");
    controller.abort();
    expect((await given).code).toBe("cancelled");
    expect(held.calls[0]?.signal?.aborted).toBe(false);
    held.calls[0]?.answer();
    expect(await kept).toEqual([Float32Array.of(4, 0)]);
  });

  it("gives up a call when its last caller has, and starts anew for the next", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 10 });
    const controller = new AbortController();
    const callers = [1, 2].map(() => failureOf(cached.embed(["same"], "question", controller.signal)));
    controller.abort();
    await Promise.all(callers);
    expect(held.calls[0]?.signal?.aborted).toBe(true);
    const next = cached.embed(["same"], "question");
    held.calls[0]?.fail(new DocketError("cancelled", "as it was told"));
    held.calls[1]?.answer();
    expect(await next).toHaveLength(1);
  });

  it("does not remember a failure", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 10 });
    const failing = failureOf(cached.embed(["a"], "question"));
    held.calls[0]?.fail(new DocketError("embedding", "no network", { retryable: true }));
    expect(await failing).toMatchObject({ code: "embedding", message: "no network" });
    const again = cached.embed(["a"], "question");
    held.calls[1]?.answer();
    expect(await again).toHaveLength(1);
  });

  it("is not harmed by callers who change what they got", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 10 });
    const first = cached.embed(["a"], "question");
    held.calls[0]?.answer();
    (await first)[0]?.fill(9);
    const second = await cached.embed(["a"], "question");
    second[0]?.fill(9);
    expect(await cached.embed(["a"], "question")).toEqual([Float32Array.of(1, 0)]);
  });

  it("forgets what was not asked for longest", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 2 });
    const ask = async (text: string) => {
      const asked = cached.embed([text], "question");
      held.calls.at(-1)?.answer();
      await asked;
    };
    for (const text of ["a", "b", "a", "c", "a", "b"]) await ask(text);
    expect(held.calls.flatMap(({ texts }) => texts)).toEqual(["a", "b", "c", "b"]);
  });

  it("lets passages pass by, so that an ingest pushes no question out", async () => {
    const held = heldEmbedder();
    const cached = cachedEmbedder(held, { capacity: 1 });
    const question = cached.embed(["q"], "question");
    held.calls[0]?.answer();
    await question;
    const passages = cached.embed(["p", "q", "p"], "passage");
    expect(held.calls[1]).toMatchObject({ texts: ["p", "q", "p"], role: "passage" });
    held.calls[1]?.answer();
    await passages;
    await cached.embed(["q"], "question");
    expect(held.calls).toHaveLength(2);
  });

  it("closes the embedder behind it", async () => {
    const held = heldEmbedder();
    await cachedEmbedder(held, { capacity: 1 }).close();
    expect(held.closed).toBe(true);
  });
});
