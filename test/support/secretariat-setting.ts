/**
 * The whole bot against a Bot API server with an admin, members and documents, one folder of them restricted; it can be
 * started anew in the middle. Answers are real, by an embedder of words.
 */

import type { Chat, Message, User } from "@grammyjs/types";
import { expect, onTestFinished, vi } from "vitest";
import { type BotApp, openBot } from "../../src/bot/bot-app.ts";
import { loadConfig } from "../../src/config.ts";
import { createAnswering } from "../../src/engine/answering/answering.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { createSearch } from "../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../src/library/current-index.ts";
import { createIngesting } from "../../src/operations/ingesting.ts";
import { botApiServer } from "./bot-api-server.ts";
import { withDictionary } from "./dictionary.ts";
import { ingestSetting } from "./ingest-setting.ts";
import { MEMBERS_NAME } from "./secrets.ts";
import { overhear, testLog } from "./test-log.ts";

const DOCUMENTS = {
  "rules/fees.md":
    "---\ntitle: Membership fees\npublisher: Council\n---\n\n# Membership fees\n\n## Late payment\n\n" +
    "Members who are late are reminded once. After thirty days they lose the right to vote.\n",
  "board/salaries.md":
    "---\ntitle: Salaries of the office\n---\n\n# Salaries of the office\n\nThe parking space of the director is paid by the alliance.\n",
};

/** @param isReal answers by the embedded model, read in a process of its own */
export async function secretariatSetting({
  language = "en",
  admins: adminCount = 1,
  isReal = false,
  env = {} as object,
  documents = DOCUMENTS as Readonly<Record<string, string>>,
  /** The documents are those that ship. */
  isShipped = false,
} = {}) {
  const { run: runWith, options, embedder, data, corpus, ...words } = ingestSetting({ documents });
  let corpusDir = corpus.path;
  const shipped = isShipped ? { shippedFolder: corpus.path } : {};
  const run = ({ force = false } = {}) => runWith({ force, corpusDir, ...shipped });
  if (!isReal) await run();
  const server = await botApiServer();
  const { world } = server;
  const { snapshotsDir, lockPath, indexFormat: format, gloss } = options;
  const index = currentIndex({
    library: words.library,
    format,
    snapshotsDir,
    lockPath,
    embedder,
    onNotice: () => undefined,
  });
  const search = createSearch({ library: words.library, embedder, index, gloss: gloss.load });
  let held: (options: Parameters<Engine["ingest"]>[0] & object) => Promise<void> = () => Promise.resolve();
  const withWords: Engine = {
    ...{ library: words.library, embedder, answer: createAnswering({ search, library: words.library }) },
    find: async (request) => (await search(request)).evidence,
    async ingest(options = {}) {
      await held(options);
      return run({ force: options.force ?? false });
    },
    ...{ hasIndex: () => Promise.resolve(true), close: () => Promise.resolve() },
  };
  const person = (name: string): User =>
    world.person({ first_name: name, last_name: MEMBERS_NAME, language_code: language });
  const admins = ["Olga", "Pia", "Quan"].slice(0, adminCount).map(person);
  const [ada, bob] = [person("Ada"), person("Bob")];
  for (const one of [...admins, ada, bob]) world.privateChat(one);
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url, DATA_DIR: withDictionary(data.path) },
    ...{ CORPUS_DIR: corpus.path, ADMINS: admins.map(({ id }) => id).join(","), MEMBERS: `${ada.id},${bob.id}` },
    ...env,
  };
  let config = loadConfig(settings);
  const log = testLog(overhear(server));
  const engine = isReal ? openEngine({ config, onNotice: log.warn }) : withWords;
  const { library } = engine;
  if (isReal) await engine.ingest();
  const setting = { now: new Date() };
  let ingesting = createIngesting(engine.ingest, log);
  const start = (): Promise<BotApp> => {
    ingesting = createIngesting(engine.ingest, log);
    return openBot({
      ...{ config, token: server.token, engine, log, clock: () => setting.now },
      ingesting,
      ...(isReal ? {} : { reading: options.reading }),
    });
  };
  let bot = await start();
  onTestFinished(async () => {
    await bot.close();
    await engine.close();
    await server.close();
  });
  const messages = (chat: Chat): readonly Message[] => world.messages(chat).filter(({ from }) => from?.is_bot === true);
  /** The newest message of the bot in the chat that has these words. */
  const seen = (chat: Chat, words: string | RegExp): Promise<Message> =>
    vi.waitFor(
      () => {
        const fits = (text = ""): boolean => (typeof words === "string" ? text.includes(words) : words.test(text));
        const found = messages(chat).findLast(({ text }) => fits(text));
        if (found === undefined) {
          throw new Error(
            `nobody said ${words}: ${messages(chat)
              .map(({ text }) => text)
              .join(" | ")}`,
          );
        }
        return found;
      },
      { timeout: 45_000, interval: 5 },
    );
  return Object.assign(setting, {
    ...{ server, world, admins, ada, bob, seen, messages, library, corpus, engine, config, run },
    chat: (one: User): Chat => world.privateChat(one),
    /** The next ingests wait for it. */
    hold(by: typeof held) {
      held = by;
    },
    /** As the watch over the folder does it. */
    readFolder: () => ingesting.run().catch(() => undefined),
    texts: (chat: Chat) => messages(chat).map(({ text = "" }) => text),
    /** @param folder the documents' from now on */
    async restart(between: () => void = () => undefined, folder = corpusDir) {
      await bot.close();
      between();
      corpusDir = folder;
      config = { ...loadConfig({ ...settings, CORPUS_DIR: folder }), libraryDir: config.libraryDir };
      bot = await start();
    },
    /** A member asks in private what no document says, and puts it to the secretariat. */
    async putToSecretariat(one: User, question: string, receipt: string | RegExp) {
      const chat = world.privateChat(one);
      world.say(one, chat, question);
      const button = language === "en" ? "Ask the secretariat" : "转给秘书处";
      const answer = await vi.waitFor(
        () => {
          const found = messages(chat).findLast(({ reply_markup: markup }) =>
            JSON.stringify(markup ?? "").includes(button),
          );
          expect(found).toBeDefined();
          return found as Message;
        },
        { timeout: 45_000, interval: 5 },
      );
      await world.press(one, answer, button);
      return await seen(chat, receipt);
    },
  });
}
