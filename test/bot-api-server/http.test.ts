import { InputFile } from "grammy";
import { describe, expect, it } from "vitest";
import { connects } from "../support/connects.ts";
import { botApiSetting } from "./server.ts";

describe("a call", () => {
  it("may come as JSON, as a form, as multipart, or in the address", async () => {
    const { server, chat } = await botApiSetting();
    const url = `${server.url}/bot${server.token}/sendMessage`;
    const keyboard = JSON.stringify({ inline_keyboard: [[], [{ text: "b", callback_data: "x" }]] });
    const fields = { chat_id: String(chat.id), text: "hello", reply_markup: keyboard };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const responses = await Promise.all([
      fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fields) }),
      fetch(url, { method: "POST", body: new URLSearchParams(fields) }),
      fetch(url, { method: "POST", body: form }),
      fetch(`${url}?${new URLSearchParams(fields)}`),
      fetch(`${server.url}/bot${server.token}/SENDMESSAGE?${new URLSearchParams(fields)}`),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const flag = async (can_stop: string) => {
      const draft = new URLSearchParams({ chat_id: String(chat.id), draft_id: "1", text: "a", can_stop });
      await fetch(`${server.url}/bot${server.token}/sendMessageDraft`, { method: "POST", body: draft });
      return server.world.draft(chat)?.can_stop;
    };
    expect([await flag("True"), await flag("1"), await flag("false"), await flag("0")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    for (const { text, reply_markup } of server.world.messages(chat)) {
      expect(text).toBe("hello");
      expect(reply_markup?.inline_keyboard).toEqual([[{ text: "b", callback_data: "x" }]]);
    }
  });

  it("is refused with a wrong token or to no address of the Bot API", async () => {
    const { server } = await botApiSetting();
    const status = async (path: string) => (await fetch(server.url + path)).status;
    expect(await status(`/bot987654321:${"A".repeat(35)}/getMe`)).toBe(401);
    expect(await status("/botnonsense/getMe")).toBe(404);
    expect(await status("/")).toBe(404);
  });

  it("is refused with a body that is no JSON", async () => {
    const { server } = await botApiSetting();
    const response = await fetch(`${server.url}/bot${server.token}/getMe`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(await response.json()).toMatchObject({ ok: false, error_code: 400 });
  });

  it("is recorded with what came of it, also of a method that is missing", async () => {
    const { server, call } = await botApiSetting({ clock: () => 1_000 });
    await call("getMe");
    await call("sendPigeon", { to: "Ann" });
    expect(server.calls).toEqual([
      { method: "getMe", payload: {}, at: 1_000, outcome: "ok" },
      { method: "sendPigeon", payload: { to: "Ann" }, at: 1_000, outcome: "404 Not Found: method not found" },
    ]);
  });

  it("reaches the server from this machine only", async () => {
    const { server } = await botApiSetting();
    const port = Number(new URL(server.url).port);
    expect(await connects("127.0.0.1", port)).toBe(true);
    // This machine too: whoever listens on every address would hear it.
    expect(await connects("127.0.0.2", port)).toBe(false);
  });
});

describe("a file", () => {
  it("goes from the bot to the chat and back by its id", async () => {
    const { server, api, chat } = await botApiSetting();
    const bytes = new TextEncoder().encode("%PDF 条");
    const sent = await api.sendDocument(chat.id, new InputFile(bytes, "rules.pdf"), { caption: "The rules" });
    expect(sent).toMatchObject({ caption: "The rules", document: { file_name: "rules.pdf", file_size: bytes.length } });
    const [shown] = server.world.messages(chat);
    if (shown === undefined) throw new Error("the document is in the chat");
    expect(server.world.file(shown)?.bytes).toEqual(bytes);
    await api.sendDocument(chat.id, sent.document.file_id);
    expect(server.world.messages(chat)).toHaveLength(2);
  });

  it("goes from a person to the bot", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const bytes = new TextEncoder().encode("hello");
    const message = server.world.say(ann, chat, { document: { name: "note.txt", bytes }, caption: "see" });
    const { file_path = "" } = await api.getFile(message.document?.file_id ?? "");
    const response = await fetch(`${server.url}/file/bot${server.token}/${file_path}`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${server.url}/file/bot${server.token}/documents/other`)).status).toBe(404);
  });

  it("is not given to the bot above 20 MB", async () => {
    const { server, ann, chat, outcome } = await botApiSetting();
    const bytes = new Uint8Array(20 * 1024 * 1024 + 1);
    const { document } = server.world.say(ann, chat, { document: { name: "big.pdf", bytes } });
    expect(await outcome("getFile", { file_id: document?.file_id })).toBe("Bad Request: file is too big");
    expect(await outcome("getFile", { file_id: "unknown" })).toMatch(/^Bad Request: wrong file_id/u);
  });

  it("has a caption of 1,024 characters at most", async () => {
    const { server, api, ann, chat, outcome } = await botApiSetting();
    const { document } = server.world.say(ann, chat, { document: { name: "a.txt", bytes: new Uint8Array([65]) } });
    const send = (caption: string) =>
      outcome("sendDocument", { chat_id: chat.id, document: document?.file_id, caption });
    expect([await send("条".repeat(1_024)), await send("条".repeat(1_025))]).toEqual([
      "ok",
      "Bad Request: message caption is too long",
    ]);
    const { message_id } = await api.sendDocument(chat.id, document?.file_id ?? "", { caption: "one" });
    await api.editMessageCaption(chat.id, message_id, { caption: "two" });
    expect(server.world.messages(chat).at(-1)?.caption).toBe("two");
    expect(await outcome("editMessageText", { chat_id: chat.id, message_id, text: "a" })).toBe(
      "Bad Request: there is no text in the message to edit",
    );
  });

  it("must be there and must not be empty", async () => {
    const { server, chat, outcome } = await botApiSetting();
    expect(await outcome("sendDocument", { chat_id: chat.id })).toBe(
      "Bad Request: there is no document in the request",
    );
    const form = new FormData();
    form.set("chat_id", String(chat.id));
    form.set("document", new File([], "empty.txt"));
    const response = await fetch(`${server.url}/bot${server.token}/sendDocument`, { method: "POST", body: form });
    expect(await response.json()).toMatchObject({ description: "Bad Request: file must be non-empty" });
  });
});
