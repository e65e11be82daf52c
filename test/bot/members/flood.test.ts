/** The whole bot on a loopback server, but for the search: somebody asks far too much, and nobody else notices. */

import { describe, expect, it, vi } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import type { AnswerResult } from "../../../src/engine/answering/answering.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { openLibrary } from "../../../src/library/library.ts";
import { createIngesting } from "../../../src/operations/ingesting.ts";
import { botApiServer } from "../../support/bot-api-server.ts";
import { withDictionary } from "../../support/dictionary.ts";
import { runningBot } from "../../support/running-bot.ts";
import { MEMBERS_NAME, MEMBERS_WORDS } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog } from "../../support/test-log.ts";

const NOT_FOUND: AnswerResult = {
  question: null,
  answer: { kind: "not-found", nearest: [] },
  ...{ evidence: [], candidates: [], confidence: 0 },
  timings: { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 },
};

async function floodedBot(asked: string[]) {
  const server = await botApiServer();
  const { path } = temporaryFolder();
  const config = loadConfig({
    ...{
      DATA_DIR: withDictionary(path),
      CORPUS_DIR: path,
      TELEGRAM_BOT_TOKEN: server.token,
      TELEGRAM_API_ROOT: server.url,
    },
    ...{ ACCESS: "open", TIME_ZONE: "UTC", QUESTIONS_PER_HOUR: "10" },
  });
  const library = openLibrary(`${path}/library.sqlite`);
  const engine: Engine = {
    ...{ library, find: () => Promise.reject(new Error("not asked")), hasIndex: async () => true },
    embedder: { id: "none", dimensions: 1, embed: async () => [], close: async () => undefined },
    async answer({ question }) {
      asked.push(question);
      return NOT_FOUND;
    },
    ingest: () => Promise.reject(new Error("not asked")),
    close: async () => library.close(),
  };
  await runningBot({ server, config, engine, ingesting: createIngesting(engine.ingest, testLog()) });
  return server;
}

describe("a hundred questions at once from one member", () => {
  it("get ten answers and one word about the limit, and hold up nobody", async () => {
    const asked: string[] = [];
    const { world } = await floodedBot(asked);
    const [eager, other] = ["Eager", MEMBERS_NAME].map((first_name) =>
      world.person({ first_name, language_code: "en" }),
    );
    if (eager === undefined || other === undefined) throw new Error("nobody is there");
    world.updates.backlog(100, eager, world.privateChat(eager), (index) => `Question ${index}? ${MEMBERS_WORDS}`);
    world.say(other, world.privateChat(other), "Somebody else's question?");
    const replies = (person: typeof eager) =>
      world.messages(world.privateChat(person), person).filter(({ from }) => from?.is_bot === true);
    await vi.waitFor(() => expect(replies(other)).toHaveLength(1), { timeout: 10_000 });
    await vi.waitFor(() => expect(world.updates.pending).toBe(0), { timeout: 10_000 });
    await vi.waitFor(() => expect(replies(eager)).toHaveLength(11), { timeout: 10_000 });
    expect(replies(eager).at(-1)?.text).toMatch(
      /^You have asked 10 questions within an hour.*ask again from .*UTC\.$/u,
    );
    expect(asked.filter((question) => question.startsWith("Question"))).toEqual(
      Array.from({ length: 10 }, (_, index) => `Question ${index}? ${MEMBERS_WORDS}`),
    );
  });
});
