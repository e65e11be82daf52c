/** The bot is killed at any moment, again and again, and no message is lost, and none is answered twice unasked. */

import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { BotApiServer } from "../../../src/bot-api-server/server.ts";
import { botApiServer } from "../../support/bot-api-server.ts";
import { type Chat, eventually, said } from "../../support/bot-setting.ts";
import { scanOutput } from "../../support/leaks.ts";
import { MEMBERS_NAME, MEMBERS_WORDS } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** More by hand: `ROUNDS=200 npx vitest run test/bot/delivery/survival.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 8);
const PROCESS = fileURLToPath(new URL("../../support/bot-process.ts", import.meta.url));
const PEOPLE = 3;
const MESSAGES = 6;
const MAY_BE_MISSING = "My last message may not have reached you";
/** `bot-process.ts` dies of it. */
const DEADLY = "die";
const ANSWER = "You said: ";
const HELLO = `hello ${MEMBERS_WORDS}`;
const NOT_HANDLED =
  "Sorry, something went wrong with this message. Please ask again; if it fails again, tell the secretariat.";

/** When the process is killed: while updates are on their way, while they are handled, or at a sendMessage. */
const MOMENTS = ["fetching", "handling", "sending", "recording"] as const;

describe("a bot that is killed", () => {
  it(
    "answers every message once, or says that the answer may not have arrived",
    async () => {
      const { server, begin } = await setting();
      const talks = Array.from({ length: PEOPLE }, (_, index) => {
        const person = server.world.person({ first_name: `${MEMBERS_NAME} ${index}` });
        return { person, chat: server.world.privateChat(person) };
      });
      let bot = await begin();
      for (let round = 0; round < ROUNDS; round++) {
        const moment = MOMENTS[round % MOMENTS.length] ?? "handling";
        const atSending = moment === "sending" || moment === "recording";
        // The process dies while the call is under way; the server does it all the same.
        if (atSending)
          server.faults.order({ method: "sendMessage", skip: round % 3, fault: { kind: "delay", ms: 20 } });
        const reached = nextCall(server, atSending ? "sendMessage" : "getUpdates");
        const asked = Array.from({ length: MESSAGES }, (_, number) => {
          const { person, chat } = talks[number % PEOPLE] ?? raise("nobody asks");
          return { person, ...server.world.say(person, chat, `${MEMBERS_WORDS} ${number} of round ${round}`) };
        });
        await reached;
        // An update is fetched, stored, handled (5 ms) and answered within about 12 ms.
        if (moment !== "fetching") await delay((round * 7) % 13);
        await kill(bot);
        bot = await begin();
        for (const { person, chat, message_id } of asked) {
          const replies = (words: string) =>
            server.world
              .messages(chat)
              .filter(({ reply_to_message: to, text }) => to?.message_id === message_id && text?.startsWith(words));
          await eventually(() => expect([...replies(ANSWER), ...replies(MAY_BE_MISSING)]).not.toEqual([]));
          if (replies(ANSWER).length === 0) {
            await server.world.press(person, replies(MAY_BE_MISSING)[0] ?? raise("no notice"), "Send it again");
          }
          await eventually(() => expect(replies(ANSWER)).toHaveLength(1));
        }
      }
      expectNoCopies(server, talks, ROUNDS * MESSAGES);
      expect(await end(bot)).toBe(0);
    },
    ROUNDS * 3_000 + 20_000,
  );

  it("by one message gives up that one after three deaths, and answers those that were handled beside it", async () => {
    const { server, begin } = await setting();
    const talks = ["Ann", "Bob", "Cleo"].map((first_name) => {
      const person = server.world.person({ first_name });
      return { person, chat: server.world.privateChat(person) };
    });
    for (const [index, { person, chat }] of talks.entries()) {
      server.world.say(person, chat, index === 1 ? DEADLY : HELLO);
    }
    let bot = await begin();
    for (let deaths = 0; deaths < 3; deaths++) {
      await new Promise((resolve) => bot.once("exit", resolve));
      bot = await begin();
    }
    const [ann, bob, cleo] = talks.map(({ chat }) => chat);
    await eventually(() => expect(said(server, bob ?? raise("no Bob"))).toEqual([NOT_HANDLED]));
    for (const chat of [ann, cleo]) {
      // A death in the middle of a call leaves it unknown whether it was delivered, and that is said.
      const answers = () => said(server, chat ?? raise("nobody")).filter((text) => !text?.startsWith(MAY_BE_MISSING));
      await eventually(() => expect(answers()).toEqual([`${ANSWER}${HELLO}`]));
    }
    expect(await end(bot)).toBe(0);
  });
});

describe("a bot whose disk is full", () => {
  it("lives on, and answers everything once there is space, nothing of it twice", async () => {
    const { server, begin } = await setting();
    const talks = Array.from({ length: 8 }, (_, index) => {
      const person = server.world.person({ first_name: `${MEMBERS_NAME} ${index}` });
      return { person, chat: server.world.privateChat(person) };
    });
    const bot = await begin({ fileSizeLimit: 786_432 });
    // Of 3.5 kB each: more than may be stored.
    const messages = 240;
    for (let number = 0; number < messages; number++) {
      const { person, chat } = talks[number % talks.length] ?? raise("nobody asks");
      server.world.say(person, chat, `${number} ${MEMBERS_WORDS} ${"and so on ".repeat(350)}`);
    }
    const answers = () => talks.flatMap(({ chat }) => said(server, chat)).filter((text) => text?.startsWith(ANSWER));
    const polls = () => server.calls.filter(({ method }) => method === "getUpdates").length;
    await eventually(() => expect(polls()).toBeGreaterThan(5));
    expect(bot.exitCode).toBeNull();
    expect(answers().length).toBeLessThan(messages);
    const told = () =>
      talks.flatMap(({ chat }) => said(server, chat)).filter((text) => /I cannot note|is noted/u.test(text ?? ""));
    await eventually(() => expect(told()).not.toEqual([]));
    await kill(bot);
    const next = await begin();
    await eventually(() => expect(answers()).toHaveLength(messages));
    expect(new Set(answers()).size).toBe(messages);
    expect(await end(next)).toBe(0);
  });
});

function expectNoCopies(server: BotApiServer, talks: readonly { readonly chat: Chat }[], messages: number): void {
  const answers = talks.flatMap(({ chat }) => said(server, chat)).filter((text) => text?.startsWith(ANSWER));
  expect(answers).toHaveLength(messages);
  expect(new Set(answers).size).toBe(messages);
}

async function end(bot: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => bot.once("exit", resolve));
  bot.kill("SIGTERM");
  return await ended;
}

function raise(message: string): never {
  throw new Error(message);
}

async function setting() {
  const server = await botApiServer();
  onTestFinished(() => server.close());
  const { path: folder } = temporaryFolder();
  return { server, begin: (limits: Limits = {}) => start(server, folder, limits) };
}

interface Limits {
  /** No file may become larger, in bytes: as if the disk were full. */
  readonly fileSizeLimit?: number;
}

async function start({ url, token }: BotApiServer, folder: string, { fileSizeLimit }: Limits): Promise<ChildProcess> {
  const command = [process.execPath, "--import", "./scripts/before-start.mjs", PROCESS, url, folder];
  // The shell counts in blocks of 512 bytes.
  const limit = fileSizeLimit === undefined ? [] : ["sh", "-c", `ulimit -f ${fileSizeLimit / 512} && exec "$@"`, "sh"];
  const [file = "", ...rest] = [...limit, ...command];
  const env = { PATH: process.env.PATH, TELEGRAM_BOT_TOKEN: token };
  const child = spawn(file, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  scanOutput(child, "the bot's process");
  onTestFinished(() => void child.kill("SIGKILL"));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Resolves at one more call of the method. */
async function nextCall({ calls }: BotApiServer, method: string): Promise<void> {
  const before = calls.length;
  await eventually(() => expect(calls.slice(before).map((call) => call.method)).toContain(method));
}
