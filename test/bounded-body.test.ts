import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { boundedFetch } from "../src/bounded-body.ts";

/** A server whose answer does not end. */
async function endless() {
  let sent = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const more = (): void => {
      if (response.destroyed) return;
      sent += 100_000;
      response.write(" ".repeat(100_000), () => setImmediate(more));
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, sent: () => sent };
}

it("reads an answer that does not end to its limit, and lets the connection go", async () => {
  const { url, sent } = await endless();
  const response = await boundedFetch(1_000_000)(url);
  expect(response.headers.get("content-type")).toBe("application/json");
  await expect(response.json()).rejects.toThrow("the answer is longer than 1 MB");
  const before = sent();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent() - before).toBeLessThan(5_000_000);
});

it("gives a shorter one as it is", async () => {
  const inner = () => Promise.resolve(new Response('{"a":1}', { status: 201, headers: { "x-a": "b" } }));
  const response = await boundedFetch(100, inner)("http://127.0.0.1/");
  expect([response.status, response.headers.get("x-a"), await response.json()]).toEqual([201, "b", { a: 1 }]);
});
