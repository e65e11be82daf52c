/** Faults of networks, proxies and Telegram, and what the member then reads. Real HTTP on the loopback. */

import { describe, expect, it } from "vitest";
import type { DocketContext } from "../../../src/bot/context.ts";
import { botApiServer } from "../../support/bot-api-server.ts";
import {
  refusal as bad,
  botSetting,
  callsOf,
  eventually,
  HELLO,
  HELLO_TO_YOU,
  said,
} from "../../support/bot-setting.ts";
import { echo, startTransport } from "../../support/bot-transport.ts";
import { testLog } from "../../support/test-log.ts";

const MAY_BE_MISSING =
  "My last message may not have reached you: the connection broke while I was sending it. If it is missing, tap the button.";

describe("sending", () => {
  it("keeps the order of a chat", async () => {
    const { server, begin, chat, say } = await botSetting();
    await begin();
    for (const word of ["one", "two", "three", "four"]) say(word);
    await eventually(() =>
      expect(said(server, chat)).toEqual(["You said: one", "You said: two", "You said: three", "You said: four"]),
    );
  });

  it.each(["drop-reply", "garbage"] as const)(
    "does not send again what was delivered although the reply was lost (%s), says so, and sends again when asked",
    async (kind) => {
      const { server, begin, ann, chat, say } = await botSetting();
      await begin();
      server.faults.order({ method: "sendMessage", fault: { kind } });
      say(HELLO);
      await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU, MAY_BE_MISSING]));
      const notice = server.world.messages(chat).at(-1);
      if (notice !== undefined) await server.world.press(ann, notice, "Send it again");
      await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU, "Sent again.", HELLO_TO_YOU]));
      if (notice !== undefined) await server.world.press(ann, notice, "o:1");
      await eventually(() => expect(said(server, chat)[1]).toBe("That message has been sent, or is no longer kept."));
      expect(callsOf(server, "sendMessage")).toHaveLength(3);
    },
  );

  it.each([
    ["the connection ends", { kind: "drop-request" }],
    ["a proxy answers with a page", { kind: "html", code: 502 }],
    ["a proxy answers for the server", bad(504, "Gateway Timeout")],
  ] as const)("says that an answer may be missing when %s, and goes on", async (_what, fault) => {
    const { server, begin, chat, say } = await botSetting();
    await begin();
    server.faults.order({ method: "sendMessage", fault });
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([MAY_BE_MISSING]));
    say("again");
    await eventually(() => expect(said(server, chat)).toEqual([MAY_BE_MISSING, "You said: again"]));
  });

  it("gives up on a socket that never answers, and says that the answer may be missing", async () => {
    const { server, begin, chat, say } = await botSetting({ callSeconds: 0.2 });
    await begin();
    server.faults.order({ method: "sendMessage", fault: { kind: "hang" } });
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([MAY_BE_MISSING]));
  });

  it("tries again by itself what the server says that it has not done", async () => {
    const { server, begin, chat, say } = await botSetting();
    await begin();
    server.faults.order({ method: "sendMessage", times: 3, fault: bad(500, "Internal Server Error") });
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(callsOf(server, "sendMessage")).toHaveLength(4);
  });

  it.each([1, 60, 3_600])("waits the %i s that Telegram says, and holds up no other chat", async (seconds) => {
    const waits: number[] = [];
    let release = (): void => undefined;
    const { server, begin, chat, say } = await botSetting();
    await begin({
      options: {
        wait: (milliseconds, signal) => {
          waits.push(milliseconds);
          return new Promise((resolve) => {
            release = resolve;
            signal?.addEventListener("abort", () => resolve(), { once: true });
          });
        },
      },
    });
    const limit = bad(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    server.faults.order({ method: "sendMessage", chat: chat.id, fault: limit });
    say(HELLO);
    await eventually(() => expect(waits).toEqual([seconds * 1_000]));
    const bob = server.world.person({ first_name: "Bob" });
    const other = server.world.privateChat(bob);
    server.world.say(bob, other, "me too");
    await eventually(() => expect(said(server, other)).toEqual(["You said: me too"]));
    expect(said(server, chat)).toEqual([]);
    release();
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(callsOf(server, "sendMessage")).toHaveLength(3);
  });

  it("goes on waiting after a restart", async () => {
    const { server, begin, chat, say } = await botSetting();
    const first = await begin();
    server.faults.order({ method: "sendMessage", fault: bad(429, "Too Many Requests", { retry_after: 3_600 }) });
    say(HELLO);
    await eventually(() => expect(callsOf(server, "sendMessage")).toHaveLength(1));
    await first.stop();
    const waits: number[] = [];
    await begin({
      options: { wait: async (milliseconds) => void waits.push(milliseconds), clock: () => new Date() },
    });
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(waits[0]).toBeGreaterThan(3_500_000);
  });

  it("makes all chats wait when one after the other is limited", async () => {
    const { server, begin } = await botSetting();
    const transport = await begin();
    const limit = bad(429, "Too Many Requests", { retry_after: 5 });
    server.faults.order({ method: "sendMessage", times: 3, fault: limit });
    for (const name of ["Bob", "Cleo", "Dan"]) {
      const person = server.world.person({ first_name: name });
      server.world.say(person, server.world.privateChat(person), HELLO);
    }
    await eventually(() =>
      expect(transport.lines.map(({ event }) => event)).toContain("Telegram limits the whole bot: all messages wait"),
    );
    await eventually(async () => expect(await transport.running.depths()).toMatchObject({ inbox: 0, outbox: 0 }));
    expect(callsOf(server, "sendMessage").filter(({ outcome }) => outcome === "ok")).toHaveLength(3);
  });

  it.each([
    [403, "Forbidden: bot was blocked by the user"],
    [403, "Forbidden: bot was kicked from the group chat"],
    [400, "Bad Request: chat not found"],
  ])(
    "gives up a chat after %i %s, with what else was to be sent there, and says so in the log",
    async (code, words) => {
      const { server, begin, chat, say } = await botSetting({
        handle(context: DocketContext) {
          for (let part = 1; part <= 3; part++) echo(context);
        },
      });
      const transport = await begin();
      server.faults.order({ method: "sendMessage", fault: bad(code, words) });
      say(HELLO);
      await eventually(() => expect(callsOf(server, "sendMessage")).toHaveLength(1));
      await eventually(async () => expect(await transport.running.depths()).toMatchObject({ inbox: 0, outbox: 0 }));
      expect(callsOf(server, "sendMessage")).toHaveLength(1);
      expect(said(server, chat)).toEqual([]);
      expect(transport.lines).toContainEqual(
        expect.objectContaining({ level: "warn", event: "A chat cannot be reached: its messages are given up" }),
      );
      say("back again");
      await eventually(() => expect(said(server, chat)).toHaveLength(3));
    },
  );

  it("sends plain text when the entities are refused", async () => {
    const { server, begin, chat, say } = await botSetting({
      handle({ effects, message }) {
        const text = `You said: ${message?.text}`;
        const entities = [{ type: "bold", offset: 0, length: 3 }];
        effects.send({ method: "sendMessage", payload: { chat_id: message?.chat.id, text, entities }, person: null });
      },
    });
    await begin();
    server.faults.order({ method: "sendMessage", fault: bad(400, "Bad Request: can't parse entities: unsupported") });
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(callsOf(server, "sendMessage").map(({ payload }) => "entities" in payload)).toEqual([true, false]);
  });

  it("takes a message that is not modified for done, and sends one anew whose original is gone", async () => {
    const { server, begin, chat, say } = await botSetting({
      handle({ effects, message }) {
        const payload = { chat_id: message?.chat.id, message_id: Number(message?.text), text: "A better answer." };
        effects.send({ method: "editMessageText", payload, person: null });
      },
    });
    const transport = await begin();
    say("999999");
    await eventually(() => expect(said(server, chat)).toEqual(["A better answer."]));
    const answer = server.world.messages(chat).at(-1);
    say(String(answer?.message_id));
    await eventually(() => expect(server.calls.filter(({ method }) => method === "editMessageText")).toHaveLength(2));
    await eventually(async () => expect(await transport.running.depths()).toMatchObject({ inbox: 0, outbox: 0 }));
    expect(said(server, chat)).toEqual(["A better answer."]);
  });

  it("follows a group that became a supergroup, with all that waits for it", async () => {
    const { server, begin, ann } = await botSetting({
      handle({ effects, message }) {
        for (const text of ["first", "second"]) {
          effects.send({ method: "sendMessage", payload: { chat_id: message?.chat.id, text }, person: null });
        }
      },
    });
    await begin();
    const before = server.world.group({ title: "Old", members: [ann] });
    const after = server.world.group({ title: "New", members: [ann] });
    server.faults.order({
      ...{ method: "sendMessage", chat: before.id },
      fault: bad(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: after.id }),
    });
    server.world.say(ann, before, "/ask something");
    await eventually(() => expect(said(server, after)).toEqual(["first", "second"]));
    expect(said(server, before)).toEqual([]);
  });

  it("tells the member when Telegram does not take an answer", async () => {
    const { server, begin, chat, say } = await botSetting();
    await begin();
    server.faults.order({ method: "sendMessage", fault: bad(400, "Bad Request: message is too long") });
    say(HELLO);
    await eventually(() =>
      expect(said(server, chat)).toEqual([
        "Sorry, Telegram did not accept my answer, so I could not send it. Please ask again in other words.",
      ]),
    );
  });

  it("tells of trouble in the member's language", async () => {
    const { server, begin } = await botSetting({
      handle(context) {
        if (context.message?.text === "毒") throw new Error("it cannot be handled");
        echo(context);
      },
    });
    await begin();
    const li = server.world.person({ first_name: "李", language_code: "zh" });
    const chat = server.world.privateChat(li);
    server.faults.order({ method: "sendMessage", fault: { kind: "drop-reply" } });
    server.world.say(li, chat, "你好");
    await eventually(() => expect(said(server, chat)).toHaveLength(2));
    const notice = server.world.messages(chat).at(-1);
    if (notice !== undefined) await server.world.press(li, notice, "重新发送");
    server.world.say(li, chat, "毒");
    await eventually(() =>
      expect(said(server, chat)).toEqual([
        "You said: 你好",
        "已重新发送。",
        "You said: 你好",
        "抱歉，这条消息处理时出了问题。请您再问一次；如果仍然不行，请联系秘书处。",
      ]),
    );
  });

  it("sends a file whole", async () => {
    const bytes = new TextEncoder().encode("the original");
    const { server, begin, chat, say } = await botSetting({
      handle({ effects, message }) {
        const payload = { chat_id: message?.chat.id, caption: "Here" };
        effects.send({ method: "sendDocument", payload, file: { name: "rules.txt", bytes }, person: null });
      },
    });
    await begin();
    say("file, please");
    await eventually(() => expect(server.world.messages(chat).at(-1)?.document?.file_name).toBe("rules.txt"));
    expect(server.world.messages(chat).at(-1)?.document?.file_size).toBe(bytes.length);
  });

  it("lets nobody have a message of another chat sent", async () => {
    const { server, begin, chat, say } = await botSetting();
    await begin();
    server.faults.order({ method: "sendMessage", fault: { kind: "drop-request" } });
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([MAY_BE_MISSING]));
    const eve = server.world.person({ first_name: "Eve" });
    const hers = server.world.privateChat(eve);
    server.world.say(eve, hers, HELLO);
    await eventually(() => expect(said(server, hers)).toHaveLength(1));
    const [message] = server.world.messages(hers).slice(-1);
    if (message !== undefined) await server.world.press(eve, message, "o:1");
    await eventually(() => expect(said(server, hers)).toEqual(["That message has been sent, or is no longer kept."]));
    expect(said(server, chat)).toEqual([MAY_BE_MISSING]);
  });

  it("waits for Telegram to be reachable, and writes the token nowhere", async () => {
    const { server, begin, folder } = await botSetting();
    const closed = await botApiServer();
    await closed.close();
    const nowhere = { url: closed.url, token: server.token };
    const log = testLog();
    const transport = await startTransport({ server: nowhere, folder, handle: echo, log });
    await transport.running.send({ method: "sendMessage", payload: { chat_id: 1_001, text: "News" }, person: null });
    await eventually(() => expect(log.lines.filter(({ level }) => level === "warn").length).toBeGreaterThan(4));
    expect(transport.running.reception()).toMatchObject({ kind: "troubled" });
    // Each line is looked through for it.
    expect(JSON.stringify(log.lines)).toContain("ECONNREFUSED");
    await transport.stop();
    await begin();
    await eventually(() => expect(callsOf(server, "sendMessage")).toHaveLength(1));
  });
});
