import { MessageChannel } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { embedderOverPort, serveEmbedder } from "../../src/embedding/embedder.ts";
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
