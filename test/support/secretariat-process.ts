/**
 * The whole bot of an organisation in a process of its own, to be killed: documents by an embedder of words, a question
 * that none answers, an admin and a member.
 */

import { openBot } from "../../src/bot/bot-app.ts";
import { loadConfig } from "../../src/config.ts";
import { createAnswering } from "../../src/engine/answering/answering.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { createSearch } from "../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../src/library/current-index.ts";
import { ingest } from "../../src/library/ingest.ts";
import { createIngesting } from "../../src/operations/ingesting.ts";
import type { LogFields } from "../../src/operations/log.ts";
import { ingestOptions } from "./ingest-setting.ts";
import { wordEmbedder } from "./word-embedder.ts";

const [url = "", data = "", corpus = "", admin = "", member = ""] = process.argv.slice(2);
const say = (event: string, fields: LogFields = {}): void => {
  process.stderr.write(`${JSON.stringify({ event, ...fields })}\n`);
};
const log = { debug: say, info: say, warn: say, error: say };
const embedder = wordEmbedder();
const options = ingestOptions(corpus, data, embedder);
const { library, snapshotsDir, lockPath, indexFormat: format, gloss } = options;
await ingest(options);
const index = currentIndex({ library, format, snapshotsDir, lockPath, embedder, onNotice: () => undefined });
const search = createSearch({ library, embedder, index, gloss: gloss.load });
const engine: Engine = {
  ...{ library, embedder, answer: createAnswering({ search, library }) },
  find: async (request) => (await search(request)).evidence,
  ingest: ({ force = false } = {}) => ingest({ ...options, force }),
  ...{ hasIndex: () => Promise.resolve(true), close: () => Promise.resolve() },
};
const token = process.env.TELEGRAM_BOT_TOKEN ?? "";
const config = loadConfig({
  ...{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: url, DATA_DIR: data, CORPUS_DIR: corpus },
  ...{ ADMINS: admin, MEMBERS: member, QUESTIONS_PER_HOUR: "10000", QUESTIONS_PER_DAY: "10000" },
});
const { reading } = options;
await openBot({
  ...{ config, token, engine, log, reading },
  clock: () => new Date(),
  ingesting: createIngesting(engine.ingest, log),
});
process.stdout.write("started\n");
