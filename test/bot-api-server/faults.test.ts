import { describe, expect, it } from "vitest";
import { botApiSetting } from "./server.ts";

describe("an ordered fault", () => {
  it("refuses in Telegram's form, with what Telegram adds", async () => {
    const { server, chat, call, outcome } = await botApiSetting();
    const description = "Too Many Requests: retry after 60";
    server.faults.order({ method: "sendMessage", fault: { kind: "status", code: 429, description, retry_after: 60 } });
    expect(await call("getMe")).toMatchObject({ ok: true });
    expect(await call("sendMessage", { chat_id: chat.id, text: "a" })).toEqual({
      status: 429,
      ok: false,
      error_code: 429,
      description,
      parameters: { retry_after: 60 },
    });
    expect(await outcome("sendMessage", { chat_id: chat.id, text: "a" })).toBe("ok");
  });

  it("serves as many calls as it was ordered for, after those that it lets pass", async () => {
    const { server, outcome } = await botApiSetting();
    server.faults.order({
      skip: 1,
      times: 2,
      fault: { kind: "status", code: 500, description: "Internal Server Error" },
    });
    const outcomes = [];
    for (let count = 0; count < 4; count++) outcomes.push(await outcome("getMe"));
    expect(outcomes).toEqual(["ok", "Internal Server Error", "Internal Server Error", "ok"]);
  });

  it("loses the reply of what is done, or the request before anything is done", async () => {
    const { server, chat, call } = await botApiSetting();
    const send = (text: string) => call("sendMessage", { chat_id: chat.id, text });
    server.faults.order({ fault: { kind: "drop-reply" } });
    await expect(send("done")).rejects.toThrow();
    server.faults.order({ fault: { kind: "drop-request" } });
    await expect(send("not done")).rejects.toThrow();
    expect(server.world.messages(chat).map(({ text }) => text)).toEqual(["done"]);
    expect(server.calls.map(({ outcome }) => outcome)).toEqual(["drop-reply", "drop-request"]);
  });

  it("answers with a page, with what is no JSON, late, or never", async () => {
    const { server } = await botApiSetting();
    const get = (signal?: AbortSignal) =>
      fetch(`${server.url}/bot${server.token}/getMe`, signal === undefined ? {} : { signal });
    server.faults.order({ fault: { kind: "html", code: 502 } });
    const page = await get();
    expect([page.status, page.headers.get("content-type")]).toEqual([502, "text/html"]);
    server.faults.order({ fault: { kind: "garbage" } });
    await expect((await get()).json()).rejects.toThrow();
    server.faults.order({ fault: { kind: "delay", ms: 60 } });
    const since = Date.now();
    expect((await get()).status).toBe(200);
    expect(Date.now() - since).toBeGreaterThan(50);
    server.faults.order({ fault: { kind: "hang" } });
    await expect(get(AbortSignal.timeout(60))).rejects.toThrow();
  });

  it("is taken back", async () => {
    const { server, outcome } = await botApiSetting();
    server.faults.order({ times: 5, fault: { kind: "drop-request" } });
    server.faults.clear();
    expect(await outcome("getMe")).toBe("ok");
  });
});
