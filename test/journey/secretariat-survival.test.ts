/** The bot is killed again and again while a question goes to the secretariat and comes back, and while a file is added. */

import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Chat, Message } from "@grammyjs/types";
import { expect, it, onTestFinished } from "vitest";
import { openLibrary } from "../../src/library/library.ts";
import { botApiServer } from "../support/bot-api-server.ts";
import { withDictionary } from "../support/dictionary.ts";
import { scanOutput } from "../support/leaks.ts";
import { MEMBERS_NAME } from "../support/secrets.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** More by hand: `KILLS=200 npx vitest run test/journey/secretariat-survival.test.ts`. */
const KILLS = Number(process.env.KILLS ?? 6);
const PROCESS = fileURLToPath(new URL("../support/secretariat-process.ts", import.meta.url));

async function killedBot() {
  const server = await botApiServer();
  onTestFinished(() => server.close());
  const { world } = server;
  const person = (first_name: string) => world.person({ first_name, last_name: MEMBERS_NAME, language_code: "en" });
  const [olga, ada] = [person("Olga"), person("Ada")];
  const [data, corpus] = [temporaryFolder(), temporaryFolder()];
  withDictionary(data.path);
  corpus.write("rules/fees.md", "# Fees\n\nMembers who are late are reminded once.\n");
  const begin = async (): Promise<ChildProcess> => {
    const args = ["--import", "./scripts/before-start.mjs", PROCESS, server.url, data.path, corpus.path];
    const child = spawn(process.execPath, [...args, String(olga.id), String(ada.id)], {
      env: { PATH: process.env.PATH, TELEGRAM_BOT_TOKEN: server.token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    scanOutput(child, "the bot's process");
    onTestFinished(() => void child.kill("SIGKILL"));
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    return child;
  };
  let bot = await begin();
  const state = { kills: 0 };
  /** At some moment of what is going on. */
  const kill = async (): Promise<void> => {
    await delay((state.kills * 37) % 120);
    const ended = new Promise((resolve) => bot.once("exit", resolve));
    bot.kill("SIGKILL");
    await ended;
    state.kills += 1;
    bot = await begin();
  };
  const said = (chat: Chat): readonly Message[] => world.messages(chat).filter(({ from }) => from?.is_bot === true);
  /** What may not have arrived is asked for again, as people do. */
  const seen = async (chat: Chat, words: RegExp): Promise<Message> => {
    for (let waited = 0; waited < 900; waited += 1) {
      const found = said(chat).findLast(({ text }) => words.test(text ?? ""));
      if (found !== undefined) return found;
      const notice = said(chat).findLast(({ text }) => text?.startsWith("My last message may not have reached you"));
      if (notice !== undefined && waited % 40 === 39) {
        const person = chat.id === olga.id ? olga : ada;
        await Promise.race([world.press(person, notice, "Send it again"), delay(2_000)]);
      }
      await delay(50);
    }
    throw new Error(`nobody said ${words} after ${state.kills} kills`);
  };
  /** A press that the killed process does not answer. */
  const press = (...args: Parameters<typeof world.press>): void => void world.press(...args).catch(() => undefined);
  return { world, olga, ada, seen, said, kill, press, state, data, corpus };
}

it("loses no question and no answer of the secretariat, and sends none twice", {
  timeout: 120_000 + KILLS * 30_000,
}, async () => {
  const { world, olga, ada, seen, said, kill, press, state } = await killedBot();
  const [desk, chat] = [world.privateChat(olga), world.privateChat(ada)];
  for (let round = 1; state.kills < KILLS; round += 1) {
    world.say(ada, chat, `Who pays for lunch number ${round}?`);
    await kill();
    const answers = () => said(chat).filter(({ text }) => text?.startsWith("I did not find an answer"));
    while (answers().length < round) await seen(chat, /^$|I did not find/u).then(() => delay(50));
    press(ada, answers().at(-1) as Message, "Ask the secretariat");
    await kill();
    const card = await seen(desk, new RegExp(`^Question ${round} · `, "u"));
    world.say(olga, desk, { text: `The alliance pays for number ${round}.`, reply_to: card });
    await kill();
    const preview = await seen(desk, new RegExp(`^Your answer to question ${round} `, "u"));
    press(olga, preview, "Send");
    await kill();
    await seen(chat, new RegExp(`The alliance pays for number ${round}\\.`, "u"));
  }
  await delay(500);
  for (let round = 1; round * 4 <= KILLS; round += 1) {
    const words = `The alliance pays for number ${round}.`;
    expect(said(chat).filter(({ text }) => text?.includes(words))).toHaveLength(1);
  }
});

it("adds each file once, and the folder and the library are the same", {
  timeout: 120_000 + KILLS * 30_000,
}, async () => {
  const { world, olga, seen, kill, press, state, data, corpus } = await killedBot();
  const desk = world.privateChat(olga);
  const text = (round: number): string => `# Lunch ${round}\n\nLunch number ${round} is served on Mondays.\n`;
  for (let round = 1; state.kills < KILLS; round += 1) {
    world.say(olga, desk, { document: { name: `lunch-${round}.md`, bytes: new TextEncoder().encode(text(round)) } });
    await kill();
    press(olga, await seen(desk, new RegExp(`^Lunch ${round}\n[\\s\\S]*A new document`, "u")), "Add");
    await kill();
    await seen(desk, new RegExp(`lunch-${round}.{1,2}md (?:is being added|has been read)`, "u"));
    await expect.poll(() => readdirSync(corpus.path)).toContain(`lunch-${round}.md`);
    expect(readFileSync(join(corpus.path, `lunch-${round}.md`), "utf8")).toBe(text(round));
  }
  await kill();
  const library = openLibrary(join(data.path, "library.sqlite"));
  onTestFinished(() => library.close());
  const files = () => [...readdirSync(corpus.path).filter((name) => name.endsWith(".md")), "rules/fees.md"].sort();
  await expect
    .poll(() =>
      library
        .documents()
        .map(({ path }) => path)
        .sort(),
    )
    .toEqual(files());
});
