/** The whole bot but for its answers, for an organisation in China: its day begins while London still has yesterday. */

import { expect, it, vi } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import type { AnswerResult } from "../../../src/engine/answering/answering.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { createSearch } from "../../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { createIngesting } from "../../../src/operations/ingesting.ts";
import { botApiServer } from "../../support/bot-api-server.ts";
import { withDictionary } from "../../support/dictionary.ts";
import { ingestSetting } from "../../support/ingest-setting.ts";
import { runningBot } from "../../support/running-bot.ts";
import { testLog } from "../../support/test-log.ts";

const RULES = "---\ntitle: Rules\neffective_from: 2026-11-23\n---\n\n# Rules\n\nDues are paid in March.\n";
const NOT_FOUND: AnswerResult = {
  question: null,
  answer: { kind: "not-found", nearest: [] },
  ...{ evidence: [], candidates: [], confidence: 0 },
  timings: { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 },
};

async function botInShanghai() {
  const { run, options, library, embedder, data, corpus } = ingestSetting({ documents: { "rules.md": RULES } });
  await run();
  const { snapshotsDir, lockPath, indexFormat: format, gloss } = options;
  const index = currentIndex({
    library,
    format,
    snapshotsDir,
    lockPath,
    embedder,
    onNotice: () => undefined,
  });
  const search = createSearch({ library, embedder, index, gloss: gloss.load });
  const server = await botApiServer();
  const { world } = server;
  const ada = world.person({ first_name: "Ada", language_code: "en" });
  const chat = world.privateChat(ada);
  const asked: string[] = [];
  const engine: Engine = {
    ...{ library, embedder },
    async find(request) {
      asked.push(request.day);
      return (await search(request)).evidence;
    },
    async answer({ day }) {
      asked.push(day);
      return NOT_FOUND;
    },
    ...{ ingest: () => run(), hasIndex: () => Promise.resolve(true), close: () => Promise.resolve() },
  };
  const config = loadConfig({
    ...{ DATA_DIR: withDictionary(data.path), CORPUS_DIR: corpus.path, TIME_ZONE: "Asia/Shanghai" },
    ...{ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url, ADMINS: String(ada.id) },
  });
  const setting = { now: new Date() };
  await runningBot({
    server,
    config,
    engine,
    ingesting: createIngesting(engine.ingest, testLog()),
    clock: () => setting.now,
  });
  const said = () => world.messages(chat, ada).filter(({ from }) => from?.is_bot === true);
  return Object.assign(setting, {
    asked,
    /** @returns the bot's answer */
    async say(text: string): Promise<string> {
      const before = said().length;
      world.say(ada, chat, text);
      return vi.waitFor(
        () => {
          expect(said().length).toBeGreaterThan(before);
          return said().at(-1)?.text ?? "";
        },
        { timeout: 45_000, interval: 5 },
      );
    },
  });
}

it("a rule that comes into force today is in force from midnight where the organisation is", async () => {
  const bot = await botInShanghai();
  bot.now = new Date("2026-11-22T15:59:59.999Z");
  expect(await bot.say("/documents")).toContain("⚠️ not in force until 23 November 2026");
  await bot.say("When are dues paid?");
  bot.now = new Date("2026-11-22T16:00:00Z");
  expect(await bot.say("/documents")).toMatch(/\nin force\n/u);
  await bot.say("When are dues paid?");
  await bot.say("/search dues");
  expect(bot.asked).toEqual(["2026-11-22", "2026-11-23", "2026-11-23"]);
});

it("moments are told in the organisation's time", async () => {
  const bot = await botInShanghai();
  bot.now = new Date("2026-11-22T16:30:00Z");
  expect(await bot.say("/invite")).toContain("until 30 Nov 2026, 00:30 UTC+8");
});
