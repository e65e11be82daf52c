/**
 * Many members at once, a process that is killed again and again, and a Telegram that fails in every way it can: nothing is
 * lost, and nothing is answered twice unasked. By hand with 2,100 messages and 70 kills:
 * `KILLS=35 npx vitest run test/bot/delivery/load.test.ts`.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { Fault } from "../../../src/bot-api-server/http.ts";
import type { BotApiServer } from "../../../src/bot-api-server/server.ts";
import { botApiServer } from "../../support/bot-api-server.ts";
import { scanOutput } from "../../support/leaks.ts";
import { MEMBERS_NAME, MEMBERS_WORDS } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** For each way to receive. */
const KILLS = Number(process.env.KILLS ?? 2);
const MESSAGES_A_KILL = 30;
const PEOPLE = 20;
const PROCESS = fileURLToPath(new URL("../../support/bot-process.ts", import.meta.url));
/** A call that hangs is given up soon. */
const CALL_SECONDS = 2;

const FAULTS: readonly Fault[] = [
  { kind: "status", code: 429, description: "Too Many Requests: retry after 1", retry_after: 1 },
  { kind: "status", code: 500, description: "Internal Server Error" },
  { kind: "status", code: 503, description: "Service Unavailable" },
  { kind: "html", code: 502 },
  { kind: "html", code: 504 },
  { kind: "delay", ms: 300 },
  { kind: "drop-request" },
  { kind: "drop-reply" },
  { kind: "hang" },
  { kind: "garbage" },
];
/** Whoever ends the process at chosen moments makes an innocent message look guilty now and then; its member is told so. */
const NOT_HANDLED = "Sorry, something went wrong ";
const MOST_GIVEN_UP = 0.005;
/** Of standard error, in characters. */
const SAID_LAST = 2_000;
const ANSWER = "You said: ";
const NOTICE = "My last message may not have reached you";

it.each(["polling", "webhook"] as const)(
  "nothing is lost or answered twice over kills and faults by %s",
  async (way) => {
    const server = await botApiServer({ webhookRetryMs: 50 });
    onTestFinished(() => server.close());
    const { path: folder } = temporaryFolder();
    const webhookPort = way === "webhook" ? String(await freePort()) : "";
    const begin = () => start(server, [folder, webhookPort, String(CALL_SECONDS)]);
    const people = Array.from({ length: PEOPLE }, (_, index) => {
      const person = server.world.person({ first_name: `${MEMBERS_NAME} ${index}` });
      return { person, chat: server.world.privateChat(person) };
    });
    const asked: { readonly chat: (typeof people)[number]["chat"]; readonly id: number }[] = [];
    let bot = await begin();
    for (let round = 0; round <= KILLS; round++) {
      for (let which = 0; which < FAULTS.length; which++) {
        const fault = FAULTS[(which + round) % FAULTS.length] as Fault;
        server.faults.order({ method: "sendMessage", skip: (which * 3 + round) % MESSAGES_A_KILL, fault });
        if (which % 3 === 0) server.faults.order({ method: "getUpdates", skip: which, fault });
      }
      for (let number = 0; number < MESSAGES_A_KILL; number++) {
        const { person, chat } = people[(number * 7 + round) % PEOPLE] as (typeof people)[number];
        const { message_id: id } = server.world.say(person, chat, `${MEMBERS_WORDS} ${round} ${number}`);
        asked.push({ chat, id });
        if (number % 10 === 0) await delay((round * 5) % 23);
      }
      if (round === KILLS) break;
      // Anywhere between the first update and the last answer.
      await delay((round * 37) % 400);
      await kill(bot);
      bot = await begin();
    }
    server.faults.clear();
    const outcome = () => outcomeOf(server, asked);
    while (outcome().silent > 0) await delay(100);
    bot.kill("SIGTERM");
    await once(bot, "exit");
    expect(outcome()).toMatchObject({ silent: 0, twice: 0 });
    expect(outcome().givenUp).toBeLessThanOrEqual(MOST_GIVEN_UP * asked.length);
    expect(outcome().answered).toBeGreaterThan(asked.length / 2);
  },
  120_000 + KILLS * 30_000,
);

const NOTHING = { answers: 0, notices: 0, refusals: 0 };

/** Counts by the replies to each message. */
function outcomeOf(
  server: BotApiServer,
  asked: readonly { readonly chat: Parameters<BotApiServer["world"]["messages"]>[0]; readonly id: number }[],
): { readonly answered: number; readonly silent: number; readonly twice: number; readonly givenUp: number } {
  const replies = new Map<string, { answers: number; notices: number; refusals: number }>();
  for (const chat of new Set(asked.map((one) => one.chat))) {
    for (const { reply_to_message: to, text = "" } of server.world.messages(chat)) {
      const key = `${chat.id} ${to?.message_id}`;
      const counts = replies.get(key) ?? { answers: 0, notices: 0, refusals: 0 };
      if (text.startsWith(ANSWER)) counts.answers += 1;
      if (text.startsWith(NOTICE)) counts.notices += 1;
      if (text.startsWith(NOT_HANDLED)) counts.refusals += 1;
      replies.set(key, counts);
    }
  }
  const each = asked.map(({ chat, id }) => replies.get(`${chat.id} ${id}`) ?? NOTHING);
  return {
    answered: each.filter(({ answers }) => answers > 0).length,
    silent: each.filter(({ answers, notices, refusals }) => answers + notices + refusals === 0).length,
    givenUp: each.filter(({ answers, refusals }) => answers === 0 && refusals > 0).length,
    twice: each.filter(({ answers }) => answers > 1).length,
  };
}

async function start({ url, token }: BotApiServer, args: readonly string[]): Promise<ChildProcess> {
  const env = { PATH: process.env.PATH, TELEGRAM_BOT_TOKEN: token };
  const command = ["--import", "./scripts/before-start.mjs", PROCESS, url, ...args];
  const child = spawn(process.execPath, command, { env, stdio: ["ignore", "pipe", "pipe"] });
  scanOutput(child, "the bot's process");
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (data) => {
    said = `${said}${data}`.slice(-SAID_LAST);
  });
  // Of a process that ends before it has started nothing would ever come.
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`the bot ended with ${code}: ${said}`)));
  await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Telegram has to know the webhook's address before the bot listens there. */
async function freePort(): Promise<number> {
  const listening = createServer();
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as { port: number };
  listening.close();
  await once(listening, "close");
  return port;
}
