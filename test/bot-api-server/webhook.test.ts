import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Update } from "@grammyjs/types";
import { describe, expect, it, onTestFinished } from "vitest";
import { WEBHOOK_SECRET } from "../support/secrets.ts";
import { botApiSetting } from "./server.ts";

interface Delivered {
  readonly update: Update;
  readonly headers: IncomingHttpHeaders;
}

/** Answers with the statuses in turn, then with 200. @param wait for as long as an answer takes */
async function receiver(statuses: readonly number[] = [], answer = "", wait: Promise<void> = Promise.resolve()) {
  const delivered: Delivered[] = [];
  const left = [...statuses];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    delivered.push({ update: JSON.parse(Buffer.concat(chunks).toString("utf8")), headers: request.headers });
    await wait;
    const place = { "content-type": "application/json", location: `http://127.0.0.1:${port()}/elsewhere` };
    response.writeHead(left.shift() ?? 200, place).end(answer);
  });
  const port = () => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port()}/hook`, delivered };
}

describe("a webhook", () => {
  it("gets what waits and what comes, with its secret", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const { url, delivered } = await receiver();
    server.world.say(ann, chat, "before");
    await api.setWebhook(url, { secret_token: WEBHOOK_SECRET });
    server.world.say(ann, chat, "after");
    await expect.poll(() => delivered.map(({ update }) => update.message?.text)).toEqual(["before", "after"]);
    expect(delivered[0]?.headers["x-telegram-bot-api-secret-token"]).toBe(WEBHOOK_SECRET);
    expect((await api.getWebhookInfo()).url).toBe(url);
    await expect.poll(() => server.world.updates.pending).toBe(0);
  });

  it("is tried again until it takes the update, and its failures are told", async () => {
    const { server, api, ann, chat } = await botApiSetting({ webhookRetryMs: 5 });
    const { url, delivered } = await receiver([500, 502, 503]);
    await api.setWebhook(url);
    server.world.say(ann, chat, "one");
    server.world.say(ann, chat, "two");
    await expect.poll(() => delivered.length).toBe(5);
    expect(delivered.map(({ update }) => update.message?.text)).toEqual(["one", "one", "one", "one", "two"]);
    const { last_error_message } = await api.getWebhookInfo();
    expect(last_error_message).toBe("Wrong response from the webhook: 503 Service Unavailable");
  });

  it("takes the place of polling until it is deleted", async () => {
    const { server, api, ann, chat, outcome, arrived } = await botApiSetting();
    const { url, delivered } = await receiver();
    const polling = outcome("getUpdates", { timeout: 20 });
    await arrived("getUpdates");
    await api.setWebhook(url);
    expect(await polling).toBe("Conflict: terminated by setWebhook request");
    expect(await outcome("getUpdates")).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await api.deleteWebhook();
    server.world.say(ann, chat, "to the poller");
    expect(await api.getUpdates()).toHaveLength(1);
    expect(delivered).toEqual([]);
  });

  it("says which updates it gets, and gets no others", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const { url, delivered } = await receiver();
    await api.setWebhook(url, { allowed_updates: ["edited_message"] });
    expect(await api.getWebhookInfo()).toMatchObject({ allowed_updates: ["edited_message"], max_connections: 40 });
    server.world.edit(ann, server.world.say(ann, chat, "first"), "second");
    await expect.poll(() => delivered.map(({ update }) => Object.keys(update)[1])).toEqual(["edited_message"]);
  });

  it("gets one update of a chat at a time, and of all chats no more than it has connections", async () => {
    const { server, api } = await botApiSetting();
    const { promise: wait, resolve: letGo } = Promise.withResolvers<void>();
    const { url, delivered } = await receiver([], "", wait);
    await api.setWebhook(url, { max_connections: 2 });
    for (const name of ["Bea", "Cem", "Dan"]) {
      const person = server.world.person({ first_name: name });
      for (const text of ["one", "two"]) server.world.say(person, server.world.privateChat(person), text);
    }
    const from = () => delivered.map(({ update }) => update.message?.from.first_name);
    await expect.poll(from).toEqual(["Bea", "Cem"]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(from()).toEqual(["Bea", "Cem"]);
    letGo();
    await expect.poll(() => from().length).toBe(6);
    await api.setWebhook(url, { max_connections: 1_000 });
    expect((await api.getWebhookInfo()).max_connections).toBe(100);
  });

  it("is not followed to another address", async () => {
    const { server, api, ann, chat } = await botApiSetting({ webhookRetryMs: 5 });
    const { url, delivered } = await receiver([302]);
    await api.setWebhook(url);
    server.world.say(ann, chat, "one");
    await expect.poll(() => server.world.updates.pending).toBe(0);
    expect(delivered).toHaveLength(2);
    expect((await api.getWebhookInfo()).last_error_message).toBe("Wrong response from the webhook: 302 Found");
  });

  it("drops what waits if it is asked to", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const { url, delivered } = await receiver();
    server.world.say(ann, chat, "old");
    await api.setWebhook(url, { drop_pending_updates: true });
    server.world.say(ann, chat, "new");
    await expect.poll(() => delivered.map(({ update }) => update.message?.text)).toEqual(["new"]);
    await api.deleteWebhook();
    server.world.say(ann, chat, "for nobody");
    await api.deleteWebhook({ drop_pending_updates: true });
    expect(await api.getUpdates()).toEqual([]);
  });

  it("may answer with a call", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const { url } = await receiver([], JSON.stringify({ method: "sendMessage", chat_id: chat.id, text: "at once" }));
    await api.setWebhook(url);
    server.world.say(ann, chat, "hello");
    await expect.poll(() => server.world.messages(chat).map(({ text }) => text)).toEqual(["hello", "at once"]);
    const [made] = server.calls.filter(({ method }) => method === "sendMessage");
    expect(made).toMatchObject({ payload: { text: "at once" }, outcome: "ok" });
  });

  it("may answer with a call that is refused, which nobody but the record is told", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const { url } = await receiver([], JSON.stringify({ method: "sendMessage", chat_id: chat.id }));
    await api.setWebhook(url);
    server.world.say(ann, chat, "hello");
    await expect.poll(() => server.calls.at(-1)?.outcome).toBe("400 Bad Request: message text is empty");
    expect(server.world.updates.pending).toBe(0);
  });

  it("must be an address that Telegram would call, with a secret that it would send", async () => {
    const { outcome } = await botApiSetting();
    expect(await outcome("setWebhook", { url: "http://example.com/hook" })).toMatch(/An HTTPS URL must be provided/u);
    expect(await outcome("setWebhook", { url: "https://example.com/", secret_token: "no spaces" })).toBe(
      "Bad Request: secret token contains unallowed characters",
    );
  });
});
