/** Faults of handlers, and what becomes of the update and of whoever sent it. */

import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { botSetting, callsOf, eventually, HELLO, HELLO_TO_YOU, said } from "../../support/bot-setting.ts";
import { echo } from "../../support/bot-transport.ts";

const NOT_HANDLED =
  "Sorry, something went wrong with this message. Please ask again; if it fails again, tell the secretariat.";
const TOO_SLOW = "Sorry, this took too long, and I stopped. Please ask again.";

describe("an update", () => {
  it("is tried three times, then parked, and the member hears of it once; the next one is handled", async () => {
    let tries = 0;
    const { server, begin, chat, say } = await botSetting({
      handle(context) {
        echo(context);
        if (context.message?.text !== "poison") return;
        tries++;
        throw new Error("it cannot be handled");
      },
    });
    const { running, lines } = await begin();
    say("poison");
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([NOT_HANDLED, HELLO_TO_YOU]));
    expect(tries).toBe(3);
    expect(await running.depths()).toMatchObject({ inbox: 0, parked: 1 });
    expect(JSON.stringify(lines)).toContain("it cannot be handled");
  });

  it("is parked when the process died on it three times", async () => {
    const { server, begin, chat, say, folder } = await botSetting();
    const first = await begin();
    await first.stop();
    say("poison");
    let tries = 0;
    const second = await begin({ handle: () => new Promise(() => void tries++), options: { drainMs: 1 } });
    await eventually(() => expect(tries).toBe(1));
    // As three deaths would have left it.
    second.database.prepare("UPDATE inbox SET deaths = 4 WHERE state = 'waiting'").run();
    await second.stop();
    await begin({ folder });
    await eventually(() => expect(said(server, chat)).toEqual([NOT_HANDLED]));
  });

  it("is broken off at its deadline, with words to the member, and holds up nobody", async () => {
    let aborted = false;
    const { server, begin, chat, say } = await botSetting({
      async handle(context) {
        if (context.message?.text === "hang") {
          context.signal.addEventListener("abort", () => {
            aborted = true;
          });
          await new Promise(() => undefined);
        }
        echo(context);
      },
      options: { deadlineMs: 50 },
    });
    await begin();
    say("hang");
    const bob = server.world.person({ first_name: "Bob" });
    const other = server.world.privateChat(bob);
    server.world.say(bob, other, HELLO);
    await eventually(() => expect(said(server, other)).toEqual([HELLO_TO_YOU]));
    expect(said(server, chat)).toEqual([]);
    await eventually(() => expect(said(server, chat)).toEqual([TOO_SLOW]));
    expect(aborted).toBe(true);
  });

  it("leaves nothing of a handler that speaks up after it was broken off", async () => {
    const brokenOff = Promise.withResolvers<void>();
    const spokenUp = Promise.withResolvers<void>();
    const { server, begin, chat, say } = await botSetting({
      async handle(context) {
        if (context.message?.text !== "late") return echo(context);
        await brokenOff.promise;
        echo(context);
        spokenUp.resolve();
      },
      options: { deadlineMs: 500 },
    });
    await begin();
    say("late");
    await eventually(() => expect(said(server, chat)).toEqual([TOO_SLOW]));
    brokenOff.resolve();
    await spokenUp.promise;
    say("on time");
    await eventually(() => expect(said(server, chat)).toEqual([TOO_SLOW, "You said: on time"]));
  });

  it("stores what its handler writes together with its messages, or nothing of both", async () => {
    const { server, begin, chat, say } = await botSetting();
    let tries = 0;
    const transport = await begin({
      handle(context) {
        const { connection } = transport.database;
        context.effects.decide(() => {
          connection.exec("INSERT INTO notes VALUES ('kept')");
          return [];
        });
        echo(context);
        context.effects.decide(() => {
          if (++tries === 1) throw new Error("the second one fails");
          return [];
        });
      },
    });
    transport.database.connection.exec("CREATE TABLE notes (note TEXT)");
    say(HELLO);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(transport.database.prepare("SELECT count(*) AS n FROM notes").get()?.n).toBe(1);
  });

  it("is handled once though the disk is full when its answer is there, and answered once there is space", async () => {
    let handled = 0;
    const { server, begin, chat, say } = await botSetting();
    const transport = await begin({
      handle(context) {
        handled++;
        const { connection } = transport.database;
        connection.exec(`PRAGMA max_page_count = ${Number(connection.prepare("PRAGMA page_count").get()?.page_count)}`);
        const text = `You said: ${context.message?.text} ${"and so on ".repeat(400)}`.trim();
        const person = context.from?.id ?? null;
        for (let part = 1; part <= 4; part++) {
          context.effects.send({
            method: "sendMessage",
            payload: { chat_id: chat.id, text: `${part} ${text}` },
            person,
          });
        }
      },
    });
    say(HELLO);
    await eventually(() => expect(JSON.stringify(transport.lines)).toContain("the disk is full"));
    const noted = expect.stringContaining("Your message is noted");
    await eventually(() => expect(said(server, chat)).toEqual([noted]));
    transport.database.connection.exec("PRAGMA max_page_count = 100000");
    await eventually(() =>
      expect(said(server, chat).map((text) => text?.slice(0, 17))).toEqual([
        "Your message is n",
        "1 You said: hello",
        "2 You said: hello",
        "3 You said: hello",
        "4 You said: hello",
      ]),
    );
    expect(handled).toBe(1);
  });

  it("that its sender has erased meanwhile is neither answered nor kept", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const kept: string[] = [];
    const { server, begin, ann, chat } = await botSetting({
      async handle(context) {
        if (context.message?.text === HELLO) await promise;
        context.effects.decide(() => {
          kept.push(context.message?.text ?? "");
          return [];
        });
        echo(context);
      },
    });
    const { database, boxes } = await begin();
    server.world.say(ann, chat, HELLO);
    await eventually(() => expect(database.prepare("SELECT tries FROM inbox").all()).toEqual([{ tries: 1 }]));
    boxes.kept.inbox.personalData.erase(ann.id);
    resolve();
    server.world.say(ann, chat, `${HELLO} again`);
    await eventually(() => expect(said(server, chat)).toEqual([`${HELLO_TO_YOU} again`]));
    expect(kept).toEqual([`${HELLO} again`]);
  });

  it("of a tap waits for no answer that is being made, and Stop for nothing at all", async () => {
    const order: string[] = [];
    const [begun, tapped] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { server, begin, ann, say } = await botSetting({
      async handle(context) {
        if (context.callbackQuery !== undefined) {
          order.push("tap");
          await context.answerCallbackQuery();
          tapped.resolve();
        } else if (context.message?.text === "long") {
          begun.resolve();
          await tapped.promise;
          order.push("long");
        } else {
          const reply_markup = { inline_keyboard: [[{ text: "1", callback_data: "p:1" }]] };
          const payload = { chat_id: context.chat?.id, text: "Yes. [1]", reply_markup };
          context.effects.send({ method: "sendMessage", payload, person: null });
        }
      },
    });
    await begin();
    const { chat } = say("question");
    await eventually(() => expect(said(server, chat)).toHaveLength(1));
    const answer = server.world.messages(chat).at(-1);
    say("long");
    await begun.promise;
    if (answer !== undefined) await server.world.press(ann, answer, "1");
    await eventually(() => expect(order).toEqual(["tap", "long"]));
  });
});

describe("stopping", () => {
  it("lets what is under way end, and takes in nothing more", async () => {
    const { server, begin, chat, say } = await botSetting({
      async handle(context) {
        await delay(100);
        echo(context);
      },
    });
    const { running, stop } = await begin();
    say(HELLO);
    await eventually(async () => expect((await running.depths()).inbox).toBe(1));
    const stopped = stop();
    await delay(20);
    say("too late");
    await stopped;
    expect(said(server, chat)).toEqual([HELLO_TO_YOU]);
    await begin();
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU, "You said: too late"]));
  });

  it("breaks off what does not end, and the next start handles it as if for the first time", async () => {
    const { server, begin, chat, say } = await botSetting();
    let aborted = false;
    const { stop, running } = await begin({
      async handle({ signal, effects }) {
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
        aborted = true;
        effects.send({ method: "sendMessage", payload: { chat_id: chat.id, text: "Broken off." }, person: null });
      },
      options: { drainMs: 2_000 },
    });
    say(HELLO);
    await eventually(async () => expect((await running.depths()).inbox).toBe(1));
    await stop();
    expect(aborted).toBe(true);
    const second = await begin();
    expect(second.database.prepare("SELECT max(tries) AS tries FROM inbox").get()?.tries).toBeLessThanOrEqual(1);
    await eventually(() => expect(said(server, chat)).toEqual([HELLO_TO_YOU]));
    expect(callsOf(server, "sendMessage")).toHaveLength(1);
  });
});
