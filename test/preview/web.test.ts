/** The server of the page, spoken to as the page does and as others would. No bot: what the bot says is sent for it. */

import { request } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { DocketError } from "../../src/errors.ts";
import { createStatus, type Preview, startPreview } from "../../src/preview/preview.ts";
import { createInspector } from "../../src/preview/preview-inspector.ts";
import type { PageAction } from "../../src/preview/web-actions.ts";
import type { ChatView, PageEvent, Snapshot } from "../../src/preview/web-view.ts";
import { connects } from "../support/connects.ts";

async function opened(port = 0): Promise<Preview> {
  const preview = await startPreview({
    ...{ port, status: createStatus(), inspector: createInspector({ clock: () => new Date() }), flood: false },
    startBot: () => Promise.resolve({ close: () => Promise.resolve() }),
  });
  onTestFinished(preview.close);
  return preview;
}

function lineTo({ url, server }: Preview) {
  const { origin, hash } = new URL(url);
  const authorization = `Bearer ${hash.slice(1)}`;
  const [member, admin, stranger] = server.world.people();
  if (member === undefined || admin === undefined || stranger === undefined) throw new Error("nobody is there");
  return {
    ...{ origin, authorization, world: server.world, member, admin, stranger },
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(`${origin}${path}`, { headers: { authorization, ...headers } }),
    act: (as: number, action: PageAction | object) =>
      fetch(`${origin}/api/do?as=${as}`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(action),
      }),
    /** Events that somebody is shown, one event after another. */
    async watch(as: number, language = "en") {
      const ended = new AbortController();
      onTestFinished(() => ended.abort());
      const response = await fetch(`${origin}/api/events?as=${as}&language=${language}`, {
        headers: { authorization },
        signal: ended.signal,
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      return async function next<Kind extends PageEvent["kind"]>(kind: Kind): Promise<PageEvent & { kind: Kind }> {
        for (;;) {
          const end = text.indexOf("\n\n");
          if (end < 0) {
            const read = await reader?.read();
            if (read?.value === undefined) throw new Error(`the stream ended before "${kind}"`);
            text += read.value;
            continue;
          }
          const event = JSON.parse(text.slice("data: ".length, end)) as PageEvent;
          text = text.slice(end + 2);
          if (event.kind === kind) return event as PageEvent & { kind: Kind };
        }
      };
    },
  };
}

/** fetch does not let a host be made up. */
function statusWith(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once("error", reject)
      .end();
  });
}

describe("the page's server", () => {
  it("lets nobody in without the key of the printed address", async () => {
    const { origin, get } = lineTo(await opened());
    expect((await fetch(`${origin}/api/events`)).status).toBe(401);
    expect((await fetch(`${origin}/api/do`, { method: "POST", body: "{}" })).status).toBe(401);
    for (const guess of ["guess", "A".repeat(32)])
      expect((await get("/api/file?chat=1&message=m1", { authorization: `Bearer ${guess}` })).status).toBe(401);
  });

  it("is reached from this machine only", async () => {
    const port = Number(new URL((await opened()).url).port);
    expect([await connects("127.0.0.1", port), await connects("127.0.0.2", port)]).toEqual([true, false]);
  });

  it("answers neither under a foreign name nor to a foreign page, with or without the key", async () => {
    const { origin, authorization } = lineTo(await opened());
    const { port } = new URL(origin);
    expect(await statusWith(`${origin}/`, { host: "evil.example" })).toBe(403);
    expect(await statusWith(`${origin}/`, { host: `evil.example:${port}` })).toBe(403);
    expect(await statusWith(`${origin}/api/events`, { authorization, origin: "http://evil.example" })).toBe(403);
    expect(await statusWith(`${origin}/`, { "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await statusWith(`${origin}/`, { host: `localhost:${port}` })).toBe(200);
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect(await statusWith(`${origin}/`, link)).toBe(200);
  });

  it("gives the page with a policy that lets in nothing but its own files, and no other file of the disk", async () => {
    const { origin, get } = lineTo(await opened());
    const page = await fetch(`${origin}/`);
    const policy = page.headers.get("content-security-policy") ?? "";
    const sources = new Map(policy.split("; ").map((rule) => rule.split(/ (.*)/u) as [string, string]));
    for (const nothing of ["default-src", "base-uri", "form-action", "frame-ancestors", "trusted-types"])
      expect([nothing, sources.get(nothing)]).toEqual([nothing, "'none'"]);
    for (const own of ["script-src", "style-src", "connect-src", "img-src"])
      expect([own, sources.get(own)]).toEqual([own, "'self'"]);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("cache-control")).toBe("no-store");
    for (const path of ["/tsconfig.json", "/..%2fpreview.ts", "/../preview.ts", "/.env"]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it("shows everything at once, and then each change", async () => {
    const line = lineTo(await opened());
    const { world, member } = line;
    const next = await line.watch(member.id);
    const { chats, people } = await next("snapshot");
    expect(people.map(({ role }) => role)).toEqual(["member", "admin", "stranger"]);
    expect(chats.map(({ isPrivate, topics }) => [isPrivate, topics.length])).toEqual([
      [true, 0],
      [false, 3],
    ]);
    const chat = world.privateChat(member).id;
    const text = "See https://example.org";
    await line.act(member.id, { do: "say", chat, thread: null, text, replyTo: null, quote: null });
    const { message } = await next("message");
    expect(message).toMatchObject({ text, from: { id: member.id, isBot: false }, entities: [{ type: "url" }] });
  });

  it("shows replies in the topic of what they reply to, and those of no topic in the general one", async () => {
    const line = lineTo(await opened());
    const { member } = line;
    const next = await line.watch(member.id);
    const [, group] = (await next("snapshot")).chats;
    const chat = group?.id ?? 0;
    for (const thread of [null, group?.topics[1]?.thread ?? null]) {
      await line.act(member.id, { do: "say", chat, thread, text: "first", replyTo: null, quote: null });
      const { message: first } = await next("message");
      await line.act(member.id, { do: "say", chat, thread, text: "second", replyTo: first.key, quote: null });
      const { message: second } = await next("message");
      expect([first.thread, second.thread, second.replyTo?.id]).toEqual([thread, thread, first.id]);
    }
  });

  it("lets somebody new into the group, as a stranger", async () => {
    const line = lineTo(await opened());
    const next = await line.watch(line.member.id);
    await next("snapshot");
    await line.act(line.member.id, { do: "add-person", name: " Grace " });
    expect((await next("message")).message.event).toEqual({ kind: "joined", name: "Grace" });
    expect((await next("snapshot")).people.at(-1)).toMatchObject({ name: "Grace", role: "stranger" });
  });

  it("shows nobody the private chat or the private messages of another", async () => {
    const preview = await opened();
    const line = lineTo(preview);
    const { world, member, admin, stranger } = line;
    const next = await line.watch(stranger.id);
    await next("snapshot");
    const adminsNext = await line.watch(admin.id);
    const group = world.chats().find(({ type }) => type === "supergroup");
    const send = (payload: object) =>
      fetch(`${preview.server.url}/bot${preview.server.token}/sendMessage`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(payload),
      });
    // Whispering to somebody who has not just written is for administrators.
    if (group !== undefined) world.setStatus(preview.server.bot, group, "administrator");
    await send({ chat_id: member.id, text: "to the member" });
    await send({
      chat_id: group?.id,
      text: "to the admin",
      ephemeral_message_parameters: { receiver_user_id: admin.id },
    });
    await send({ chat_id: group?.id, text: "to all" });
    expect((await adminsNext("message")).message.text).toBe("to the admin");
    expect((await next("message")).message.text).toBe("to all");
    const refused = await line.act(stranger.id, { do: "stop", chat: member.id });
    expect(await refused.json()).toEqual({ problem: `Alex is in no chat ${member.id}: reload the page` });
  });

  it("takes files of up to 20 MB, and gives them back as bytes and never as a page", async () => {
    const line = lineTo(await opened());
    const { origin, authorization, admin } = line;
    const query = `as=${admin.id}&chat=${admin.id}`;
    const send = (body: Uint8Array<ArrayBuffer>) =>
      fetch(`${origin}/api/file?${query}&name=a.html`, {
        method: "POST",
        headers: { authorization, "content-type": "text/html" },
        body,
      });
    expect((await send(new TextEncoder().encode("<script>1</script>"))).status).toBe(200);
    const tooLarge = await send(new Uint8Array(20 * 1024 * 1024 + 1));
    expect([tooLarge.status, await tooLarge.json()]).toEqual([413, { problem: expect.stringContaining("20 MB") }]);
    const next = await line.watch(admin.id);
    const [chat] = (await next("snapshot")).chats;
    const file = await line.get(`/api/file?${query}&message=${chat?.messages[0]?.key}`);
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
    expect(await file.text()).toBe("<script>1</script>");
  });

  it("tells what is wrong with what it cannot do", async () => {
    const line = lineTo(await opened());
    const { member } = line;
    const problem = async (action: object) => (await line.act(member.id, action)).json();
    expect(await problem({ do: "fly" })).toMatchObject({ problem: expect.stringContaining("not known") });
    expect(await problem({ do: "press", chat: member.id, message: "m999", data: "x" })).toEqual({
      problem: "the message is no longer there",
    });
  });

  it("speaks the page's language through the person's app", async () => {
    const line = lineTo(await opened());
    const { member, world } = line;
    await (await line.watch(member.id, "zh"))("snapshot");
    expect(world.people().map(({ language_code }) => language_code)).toEqual(["zh-hans", "zh-hans", "zh-hans"]);
  });

  it("begins the bot anew on demand, also after a start that failed", async () => {
    const told: string[] = [];
    const plan = ["starts", "starts", "fails", "starts"];
    const preview = await startPreview({
      ...{ port: 0, status: createStatus(), inspector: createInspector({ clock: () => new Date() }), flood: false },
      startBot() {
        const next = plan.shift() ?? "";
        told.push(next);
        if (next === "fails") return Promise.reject(new Error("no disk"));
        return Promise.resolve({ close: () => Promise.resolve(void told.push("ends")) });
      },
    });
    onTestFinished(preview.close);
    const { act, member } = lineTo(preview);
    const restart = async () => (await act(member.id, { do: "restart-bot" })).json();
    expect(await restart()).toEqual({ kind: "done" });
    expect(await restart()).toEqual({ problem: "no disk" });
    expect(await restart()).toEqual({ kind: "done" });
    expect(told).toEqual(["starts", "ends", "starts", "ends", "fails", "starts"]);
    told.length = 0;
    plan.push("starts", "starts");
    await Promise.all([restart(), restart()]);
    expect(told).toEqual(["ends", "starts", "ends", "starts"]);
  });

  it("says which setting to change when the port is taken", async () => {
    const { url } = await opened();
    const taken = Number(new URL(url).port);
    await expect(opened(taken)).rejects.toThrow(DocketError);
    await expect(opened(taken)).rejects.toThrow(`PREVIEW_PORT ${taken} cannot be listened on`);
  });

  it("shows changes of the menu without being asked again", async () => {
    const preview = await opened();
    const line = lineTo(preview);
    const next = await line.watch(line.member.id);
    const menuOf = ({ chats: [chat] }: Snapshot): ChatView["commands"] => chat?.commands ?? [];
    expect(menuOf(await next("snapshot"))).toEqual([]);
    await fetch(`${preview.server.url}/bot${preview.server.token}/setMyCommands`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ commands: [{ command: "help", description: "What there is" }] }),
    });
    expect(menuOf(await next("snapshot"))).toEqual([{ command: "help", description: "What there is" }]);
  });
});
