/** Reception of updates: whatever their numbers, whatever Telegram and the network do, each is handled once. */

import { describe, expect, it } from "vitest";
import { ALLOWED_UPDATES } from "../../../src/bot/delivery/lanes.ts";
import { waitForReal } from "../../../src/bot/delivery/wait.ts";
import { botSetting, callsOf, eventually, HELLO, HELLO_TO_YOU, refusal, said } from "../../support/bot-setting.ts";

describe("polling", () => {
  it("asks for every kind of update that is handled", async () => {
    const { server, begin } = await botSetting();
    await begin();
    await eventually(() => expect(callsOf(server, "getUpdates")).toHaveLength(1));
    expect(callsOf(server, "getUpdates")[0]?.payload.allowed_updates).toEqual([...ALLOWED_UPDATES]);
    expect(ALLOWED_UPDATES).toContain("chat_member");
  });

  it("handles an update once that comes twice", async () => {
    const { server, begin, chat, say } = await botSetting();
    const received: number[][] = [];
    await begin({ options: { events: { onReceived: (...counts) => received.push(counts) } } });
    say(HELLO);
    const { newest } = server.world.updates;
    await eventually(() => expect(said(server, chat)).toHaveLength(1));
    if (newest !== null) server.world.updates.duplicate(newest);
    say("and then");
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU, "You said: and then"]));
    expect(received.reduce((sum, [, repeated = 0]) => sum + repeated, 0)).toBe(1);
  });

  it("handles updates whose numbers jump, and start anew below, above and on old ones", async () => {
    const { server, begin, chat, say } = await botSetting();
    await begin();
    const expected: string[] = [];
    const tell = async (text: string): Promise<void> => {
      say(text);
      expected.push(`You said: ${text}`);
      await eventually(() => expect(said(server, chat)).toEqual(expected));
    };
    const first = server.world.updates;
    await tell("one");
    const number = first.newest?.update_id ?? 0;
    first.jump(1_000);
    await tell("two");
    first.restartIds(7);
    await tell("three");
    first.restartIds(number);
    await tell("four");
    first.restartIds(900_000_000);
    await tell("five");
    await eventually(() => expect(server.world.updates.pending).toBe(0));
  });

  it.each([
    ["a server error", refusal(500, "Internal Server Error")],
    ["a page", { kind: "html", code: 502 }],
    ["a cut connection", { kind: "drop-request" }],
    ["a reply that is lost", { kind: "drop-reply" }],
    ["another poller", refusal(409, "Conflict: terminated by other getUpdates request")],
    ["a limit", refusal(429, "Too Many Requests", { retry_after: 2 })],
  ] as const)("goes on after %s, loses nothing, and says so in the log", async (_what, fault) => {
    const { server, begin, chat, say } = await botSetting();
    server.faults.order({ method: "getUpdates", times: 4, fault });
    const { lines, running } = await begin();
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(lines.filter(({ event }) => event === "No updates can be received; trying again")).toHaveLength(4);
    expect(running.reception()).toEqual({ kind: "receiving" });
  });

  it("goes on after a poll that is never answered", async () => {
    const { server, begin, chat, say } = await botSetting({ callSeconds: 0.1 });
    server.faults.order({ method: "getUpdates", fault: { kind: "hang" } });
    say(HELLO);
    await begin();
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
  });

  it("backs off from 1 s to 60 s", async () => {
    const { server, begin } = await botSetting();
    server.faults.order({ method: "getMe", times: 10, fault: refusal(502, "Bad Gateway") });
    const waits: number[] = [];
    await begin({ options: { wait: async (milliseconds) => void waits.push(milliseconds), random: () => 0 } });
    await eventually(() => expect(waits).toHaveLength(10));
    expect(waits.map((milliseconds) => milliseconds / 1_000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });

  it.each([
    ["getMe", 401, "Unauthorized"],
    ["getUpdates", 401, "Unauthorized"],
    ["getUpdates", 404, "Not Found"],
  ] as const)(
    "tries again each minute when %s is refused with %i, says what to do, and goes on",
    async (method, code, words) => {
      const told: string[] = [];
      const waits: number[] = [];
      const { server, begin, chat, say } = await botSetting();
      server.faults.order({ method, times: 4, fault: refusal(code, words) });
      const { running, lines } = await begin({
        options: {
          onRefused: (reason) => void told.push(reason),
          onHopeless: () => void told.push("hopeless"),
          wait: (milliseconds, signal) => {
            waits.push(milliseconds);
            return waitForReal(milliseconds / 1_000, signal);
          },
        },
      });
      await eventually(() => expect(running.reception()?.kind).toBe("refused"));
      say("are you there?");
      await eventually(() => expect(said(server, chat)).toHaveLength(1));
      expect(running.reception()?.kind).toBe("receiving");
      expect(waits.filter((one) => one === 60_000)).toHaveLength(4);
      const advice = `Telegram refuses the token (${words}): get the right one from @BotFather`;
      expect(told).toEqual([expect.stringContaining(advice)]);
      expect(lines).toContainEqual(expect.objectContaining({ level: "error", event: expect.stringContaining(advice) }));
    },
  );

  it("is without hope after ten minutes of it", async () => {
    let hopeless = 0;
    const { server, begin } = await botSetting();
    server.faults.order({ method: "getUpdates", times: 1_000, fault: refusal(401, "Unauthorized") });
    await begin({
      options: {
        onHopeless: () => void hopeless++,
        wait: (milliseconds, signal) => waitForReal(milliseconds / 10_000, signal),
      },
    });
    await eventually(() => expect(hopeless).toBeGreaterThan(0));
    expect(callsOf(server, "getUpdates").length).toBeGreaterThanOrEqual(11);
  });

  it("confirms nothing that is not stored: a full disk loses no message", async () => {
    const { server, begin, chat, say } = await botSetting();
    const { database, lines, running } = await begin();
    const { page_count: pages } = database.connection.prepare("PRAGMA page_count").get() ?? {};
    database.connection.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const long = "long ".repeat(800).trim();
    for (let number = 0; number < 10; number++) say(`${number} ${long}`);
    await eventually(() => expect(running.reception()?.kind).toBe("troubled"));
    expect(JSON.stringify(lines)).toContain("the disk is full: free some space");
    expect(server.world.updates.pending).toBeGreaterThan(0);
    database.connection.exec("PRAGMA max_page_count = 1000000");
    await eventually(() => expect(said(server, chat)).toHaveLength(10));
    expect(callsOf(server, "sendMessage")).toHaveLength(10);
  });

  it("answers a thousand messages after a night offline, a chat's turn after the other's", async () => {
    const { server, begin, chat, say } = await botSetting();
    const people = Array.from({ length: 40 }, (_, index) => server.world.person({ first_name: `Person ${index}` }));
    const chats = people.map((person) => server.world.privateChat(person));
    // One person has sent 200 before all others.
    for (let number = 0; number < 200; number++) say(`m${number}`);
    for (let number = 0; number < 800; number++) {
      const [person, other] = [people[number % 40], chats[number % 40]];
      if (person !== undefined && other !== undefined) server.world.say(person, other, `q${number}`);
    }
    const { running } = await begin();
    // A loaded machine takes minutes: each step has its time, not the whole.
    for (const answered of [200, 400, 600, 800, 1_000]) {
      await eventually(() => expect(callsOf(server, "sendMessage").length).toBeGreaterThanOrEqual(answered));
    }
    expect(callsOf(server, "sendMessage")).toHaveLength(1_000);
    await eventually(async () => expect(await running.depths()).toEqual({ inbox: 0, outbox: 0, parked: 0 }));
    expect(said(server, chat)).toEqual(Array.from({ length: 200 }, (_, number) => `You said: m${number}`));
    for (const other of chats) expect(said(server, other)).toHaveLength(20);
    // Whoever came later had their turn while the 200 were being answered.
    const order = callsOf(server, "sendMessage").map(({ payload }) => payload.chat_id === chat.id);
    expect(order.indexOf(false)).toBeLessThan(100);
    expect(order.slice(-50)).toContain(true);
  }, 300_000);
});
