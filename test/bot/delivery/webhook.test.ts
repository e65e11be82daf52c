import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { botSetting, callsOf, eventually, HELLO, HELLO_TO_YOU, said } from "../../support/bot-setting.ts";
import { WEBHOOK_SECRET } from "../../support/secrets.ts";

async function setting() {
  const { server, begin, ann, chat } = await botSetting();
  const webhook = { url: "https://bot.example.org/updates", secret: WEBHOOK_SECRET, host: "127.0.0.1", port: 0 };
  const transport = await begin({ options: { telegram: { token: server.token, apiRoot: server.url, webhook } } });
  const deliver = async (
    body: string | object,
    { secret = WEBHOOK_SECRET, path = "/updates" } = {},
  ): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${transport.running.port}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(secret === "" ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret }),
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status;
  };
  let number = 100;
  const update = (text: string) => ({
    update_id: ++number,
    message: { message_id: number, date: 1_795_000_000, chat, from: ann, text },
  });
  return { ...{ server, chat, transport }, ...{ deliver, update } };
}

describe("the webhook", () => {
  it("tells Telegram its address, its secret and what it takes", async () => {
    const { server } = await setting();
    await eventually(() => expect(callsOf(server, "setWebhook")).not.toEqual([]));
    expect(callsOf(server, "setWebhook")[0]?.payload).toMatchObject({
      url: "https://bot.example.org/updates",
      secret_token: WEBHOOK_SECRET,
    });
    expect(callsOf(server, "getUpdates")).toEqual([]);
  });

  it("answers 200 when the update is stored, and handles it once, however often it is delivered", async () => {
    const { server, deliver, update, chat, transport } = await setting();
    const hello = update(HELLO);
    expect(await deliver(hello)).toBe(200);
    expect(transport.database.prepare("SELECT count(*) AS n FROM inbox").get()?.n).toBe(1);
    expect(await deliver(hello)).toBe(200);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(await deliver(hello)).toBe(200);
    expect(await deliver(update("more"))).toBe(200);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU, "You said: more"]));
  });

  it.each([
    ["nothing", ""],
    ["something else", "wrong"],
    ["more than it", `${WEBHOOK_SECRET}x`],
    ["less than it", WEBHOOK_SECRET.slice(1)],
  ])("turns away whoever says %s for the secret", async (_what, secret) => {
    const { deliver, update, transport } = await setting();
    expect(await deliver(update(HELLO), { secret })).toBe(401);
    expect((await transport.running.depths()).inbox).toBe(0);
    expect(transport.lines.map(({ event }) => event)).toContain(
      "Calls of the webhook with a wrong secret are turned away",
    );
  });

  it("refuses what is no update, what is too long, and other addresses", async () => {
    const { deliver, update, transport } = await setting();
    for (const body of ["", "{", "null", "[]", "{}", '{"update_id":"7"}', '{"update_id":1.5}']) {
      expect(await deliver(body)).toBe(400);
    }
    expect(await deliver(update("long ".repeat(300_000)))).toBe(413);
    expect(await deliver(update(HELLO), { path: "/other" })).toBe(404);
    expect(transport.database.prepare("SELECT count(*) AS n FROM inbox").get()?.n).toBe(0);
  });

  it("answers 500 while the disk is full, so that Telegram delivers the update again", async () => {
    const { server, deliver, update, chat, transport } = await setting();
    const { connection } = transport.database;
    connection.exec(`PRAGMA max_page_count = ${Number(connection.prepare("PRAGMA page_count").get()?.page_count)}`);
    const long = update("long ".repeat(5_000).trim());
    expect(await deliver(long)).toBe(500);
    connection.exec("PRAGMA max_page_count = 100000");
    expect(await deliver({ ...long, message: { ...long.message, text: "short" } })).toBe(200);
    const toldThatItWaits = expect.stringContaining("I cannot note your message right now");
    await eventually(() => expect(said(server, chat)).toEqual([toldThatItWaits, "You said: short"]));
  });

  it("stops although a connection stays open", async () => {
    const { transport } = await setting();
    const headers = { "X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET };
    const socket = request({ port: transport.running.port ?? 0, method: "POST", path: "/updates", headers });
    socket.on("error", () => undefined);
    socket.write("{");
    await new Promise((resolve) => socket.once("socket", (given) => given.once("connect", resolve)));
    await delay(50);
    await transport.stop();
    socket.destroy();
  });
});
