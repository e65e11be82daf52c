import type { Update } from "@grammyjs/types";
import { describe, expect, it } from "vitest";
import { botApiSetting } from "./server.ts";

const texts = (updates: readonly Update[]) => updates.map(({ message }) => message?.text);

describe("getUpdates", () => {
  it("gives what is not confirmed again, and forgets what is", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    for (const text of ["one", "two", "three"]) server.world.say(ann, chat, text);
    const first = await api.getUpdates();
    expect(texts(first)).toEqual(["one", "two", "three"]);
    expect(first.map(({ update_id }) => update_id - (first[0]?.update_id ?? 0))).toEqual([0, 1, 2]);
    expect(texts(await api.getUpdates({ limit: 2 }))).toEqual(["one", "two"]);
    const offset = (first[1]?.update_id ?? 0) + 1;
    expect(texts(await api.getUpdates({ offset }))).toEqual(["three"]);
    expect(texts(await api.getUpdates())).toEqual(["three"]);
  });

  it("keeps only the newest with a negative offset", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    server.world.updates.backlog(5, ann, chat, (index) => `m${index}`);
    expect(texts(await api.getUpdates({ offset: -2 }))).toEqual(["m3", "m4"]);
    expect(server.world.updates.pending).toBe(2);
  });

  it("gives between 1 and 100 at once, whatever it is asked for", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    server.world.updates.backlog(120, ann, chat, (index) => `m${index}`);
    const given = async (limit?: number) => (await api.getUpdates(limit === undefined ? {} : { limit })).length;
    expect([await given(), await given(500), await given(7), await given(0)]).toEqual([100, 100, 7, 1]);
  });

  it("leaves out what must be asked for by its name", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const { world } = server;
    const group = world.group({ title: "Alliance", members: [], bot: "administrator" });
    world.join(ann, group);
    world.react(ann, world.say(ann, chat, "hello"), "👍");
    const kinds = async () => (await api.getUpdates()).map((update) => Object.keys(update)[1]);
    expect(await kinds()).toEqual(["message", "message"]);
    await api.getUpdates({ offset: -1, allowed_updates: ["chat_member"] });
    world.leave(ann, group);
    expect(await kinds()).toEqual(["message", "chat_member"]);
  });

  it("waits for an update, and no longer than it was asked to", async () => {
    const { server, api, ann, chat, arrived } = await botApiSetting();
    const waiting = api.getUpdates({ timeout: 20 });
    await arrived("getUpdates");
    server.world.say(ann, chat, "late");
    expect(texts(await waiting)).toEqual(["late"]);
    await api.getUpdates({ offset: (server.world.updates.newest?.update_id ?? 0) + 1 });
    const since = Date.now();
    expect(await api.getUpdates({ timeout: 1 })).toEqual([]);
    expect(Date.now() - since).toBeGreaterThan(900);
  });

  it("ends the older of two pollers", async () => {
    const { server, api, ann, chat, outcome, arrived } = await botApiSetting();
    const older = outcome("getUpdates", { timeout: 20 });
    await arrived("getUpdates");
    const newer = api.getUpdates({ timeout: 20 });
    expect(await older).toBe(
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    );
    server.world.say(ann, chat, "hello");
    expect(texts(await newer)).toEqual(["hello"]);
  });

  it("keeps the updates of a poller that hung up", async () => {
    const { server, ann, chat, api, arrived } = await botApiSetting();
    const hangUp = new AbortController();
    const url = `${server.url}/bot${server.token}/getUpdates?timeout=20`;
    const waiting = fetch(url, { signal: hangUp.signal }).catch(() => "gone");
    await arrived("getUpdates");
    hangUp.abort();
    expect(await waiting).toBe("gone");
    server.world.say(ann, chat, "still there");
    expect(texts(await api.getUpdates())).toEqual(["still there"]);
  });

  it("remembers which kinds of updates the bot wants", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const message = server.world.say(ann, chat, "hello");
    server.world.react(ann, message, "👍");
    expect(server.world.updates.pending).toBe(1);
    await api.getUpdates({ allowed_updates: ["message_reaction"] });
    await api.getUpdates();
    server.world.react(ann, message, null);
    server.world.say(ann, chat, "not wanted");
    const kinds = (await api.getUpdates()).map((update) => Object.keys(update)[1]);
    expect(kinds).toEqual(["message", "message_reaction"]);
    await api.getUpdates({ allowed_updates: [] });
    server.world.say(ann, chat, "wanted again");
    expect(server.world.updates.pending).toBe(3);
  });

  it("sends a repeated update although it is confirmed", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    server.world.say(ann, chat, "once");
    const [update] = await api.getUpdates();
    if (update === undefined) throw new Error("there is an update");
    const offset = update.update_id + 1;
    await api.getUpdates({ offset });
    server.world.updates.duplicate(update);
    expect(await api.getUpdates({ offset })).toEqual([update]);
    expect(await api.getUpdates({ offset })).toEqual([]);
  });

  it("jumps over numbers, and starts them anew without losing an update", async () => {
    const { server, api, ann, chat } = await botApiSetting();
    const say = (text: string) => server.world.say(ann, chat, text);
    say("first");
    server.world.updates.jump(1_000);
    say("second");
    const [first, second] = await api.getUpdates();
    expect((second?.update_id ?? 0) - (first?.update_id ?? 0)).toBe(1_001);
    const offset = (second?.update_id ?? 0) + 1;
    await api.getUpdates({ offset });
    server.world.updates.restartIds(5);
    say("after a quiet week");
    const [restarted] = await api.getUpdates({ offset });
    expect(restarted).toMatchObject({ update_id: 5, message: { text: "after a quiet week" } });
    expect(await api.getUpdates({ offset: 6 })).toEqual([]);
  });
});
