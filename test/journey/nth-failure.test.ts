/**
 * The n-th call to SQLite, to the file system or to another thread or process fails, for n = 1, 2, 3 … over an ingest, an answer,
 * a forget and a backup.
 */

import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { openRecords } from "../../src/bot/conversation/records.ts";
import { createOwnData } from "../../src/bot/members/own-data.ts";
import { currentIndex } from "../../src/library/current-index.ts";
import { ingest } from "../../src/library/ingest.ts";
import { backUp } from "../../src/operations/backup.ts";
import { sqliteConversations } from "../../src/storage/sqlite/conversations.ts";
import { openState } from "../../src/storage/state.ts";
import { botSetting, eventually, said } from "../support/bot-setting.ts";
import { failingAt, forEachFailure } from "../support/failing-calls.ts";
import { ingestOptions } from "../support/ingest-setting.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

const documents = (edition: string) =>
  ["one", "two", "three"].map(
    (name) => [`${name}.md`, `# ${name}\n\nMeasure of part ${name} is of edition ${edition}.\n`] as const,
  );

it("an ingest leaves the old library or the new one, whole, and the next one completes", async () => {
  const corpus = temporaryFolder();
  const template = temporaryFolder();
  const write = (edition: string): void => documents(edition).forEach(([path, text]) => void corpus.write(path, text));
  write("first");
  const first = ingestOptions(corpus.path, template.path, wordEmbedder());
  await ingest(first);
  first.library.close();
  write("second");
  const seen = async (dataDir: string): Promise<string> => {
    const { library, indexFormat: format, ...options } = ingestOptions(corpus.path, dataDir, wordEmbedder());
    const index = await currentIndex({ ...options, library, format, onNotice: () => undefined })();
    const texts = library.documents().map(({ version }) => library.version(version)?.text ?? "");
    const { pieces, passages } = library.size();
    library.close();
    expect([index?.index.size, index?.words.size]).toEqual([pieces, passages]);
    return [...new Set(texts.map((text) => /of edition (\w+)\./u.exec(text)?.[1]))].join(" and ");
  };
  const outcomes = new Set<string>();
  const tried = await forEachFailure(23, async (n, mode) => {
    const { path } = temporaryFolder();
    await cp(template.path, path, { recursive: true });
    const options = ingestOptions(corpus.path, path, wordEmbedder());
    const others = [
      { of: options.embedder, names: ["embed"] },
      { of: options.reading, names: ["read"] },
      { of: options.gloss, names: ["load"] },
    ];
    const run = await failingAt(n, mode, () => ingest(options), others);
    options.library.close();
    const edition = await seen(path);
    outcomes.add(edition);
    // A file that could not be read is told, and its older version goes on answering.
    const told = run.result !== null && run.result.failed.length > 0;
    const allowed = told ? [edition] : run.result === null ? ["first", "second"] : ["second"];
    expect({ n, mode, told, edition: allowed.includes(edition) ? "allowed" : edition }).toEqual({
      n,
      mode,
      told,
      edition: "allowed",
    });
    const again = ingestOptions(corpus.path, path, wordEmbedder());
    expect((await ingest(again)).failed).toEqual([]);
    again.library.close();
    expect({ n, mode, edition: await seen(path) }).toEqual({ n, mode, edition: "second" });
    return run;
  });
  expect([...outcomes]).toEqual(expect.arrayContaining(["first", "second"]));
  expect(tried).toBeGreaterThan(4);
}, 600_000);

it("a question is answered once, or it is said that the answer may not have arrived", async () => {
  const { server, begin, chat, say } = await botSetting();
  const MAY_BE_MISSING = "My last message may not have reached you";
  let asked = 0;
  const bot = await begin();
  // From then on is a disk that is full, which survival.test.ts tries.
  for (let n = 1, failed = true; failed; n += 1) {
    asked += 1;
    const words = `question ${asked} of many`;
    const answers = () => said(server, chat).filter((text) => text?.includes(words));
    const { hasFailed } = await failingAt(n, "once", async () => {
      say(words);
      await eventually(() =>
        expect(
          answers().length + said(server, chat).filter((text) => text?.startsWith(MAY_BE_MISSING)).length,
        ).toBeGreaterThan(0),
      );
      await eventually(async () => expect(await bot.running.depths()).toMatchObject({ inbox: 0, outbox: 0 }));
    });
    expect({ n, answers: answers() }).toEqual({ n, answers: [`You said: ${words}`] });
    failed = hasFailed && n < 60;
  }
  expect(asked).toBeGreaterThan(5);
  expect((await bot.running.depths()).parked).toBe(0);
}, 600_000);

it("whoever is forgotten is forgotten whole or not at all, and nobody else is", async () => {
  const NAMES = ["answers", "searches"] as const;
  const tried = await forEachFailure(1, async (n, mode) => {
    const database = openState(join(temporaryFolder().path, "state.sqlite"));
    const records = openRecords(database);
    for (const person of [7, 8]) {
      const conversation = { person, chat: person, topic: 0, message: 1, language: "en", kind: "answered" } as const;
      const words = `secret words of ${person}`;
      records.answers.keep({
        ...conversation,
        id: `a${person}`,
        question: words,
        text: "t",
        further: [],
        at: new Date(),
      });
      sqliteConversations(database).store({
        kind: "searched",
        search: { id: `s${person}`, person, words, at: new Date() },
      });
    }
    const own = createOwnData(database, { conversations: records.personalData });
    const kept = (person: number) => {
      const all = records.personalData.export(person) as Record<string, unknown> | null;
      return NAMES.filter((name) => all?.[name] !== undefined).length;
    };
    const run = await failingAt(n, mode, () => database.transaction(() => own.erase(7)));
    expect({ n, mode, kept: [0, 2].includes(kept(7)), others: kept(8) }).toEqual({ n, mode, kept: true, others: 2 });
    if (run.fault === null) expect({ n, mode, kept: kept(7) }).toEqual({ n, mode, kept: 0 });
    database.transaction(() => own.erase(7));
    expect({ n, mode, kept: kept(7), others: kept(8) }).toEqual({ n, mode, kept: 0, others: 2 });
    await new Promise((resolve) => setImmediate(resolve));
    database.close();
    return run;
  });
  expect(tried).toBeGreaterThan(4);
}, 600_000);

it("whoever was forgotten right before a kill is in no file after the next start", async () => {
  const SECRET = "secret words of somebody";
  const { path: folder } = temporaryFolder();
  const { path: after } = temporaryFolder();
  const database = openState(join(folder, "state.sqlite"));
  const records = openRecords(database);
  sqliteConversations(database).store({
    kind: "searched",
    search: { id: "s", person: 7, words: SECRET, at: new Date() },
  });
  const own = createOwnData(database, { conversations: records.personalData });
  database.transaction(() => own.erase(7));
  // As a kill in this very moment leaves it.
  for (const name of readdirSync(folder)) cpSync(join(folder, name), join(after, name));
  const holds = () => readdirSync(after).filter((name) => readFileSync(join(after, name)).includes(SECRET));
  expect(holds()).not.toEqual([]);
  openState(join(after, "state.sqlite")).close();
  expect(holds()).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  database.close();
});

it("a backup is there whole or not at all, with nothing beside it, and the next one succeeds", async () => {
  const folder = temporaryFolder();
  const database = openState(join(folder.path, "state.sqlite"));
  const databases = [database.path];
  const clock = () => new Date("2026-01-05T10:00:00Z");
  const tried = await forEachFailure(1, async (n, mode) => {
    const file = join(temporaryFolder().path, "backup.tar");
    const run = await failingAt(n, mode, () => backUp({ databases, file, clock }));
    expect({ n, mode, there: existsSync(file) }).toEqual({ n, mode, there: run.fault === null });
    expect(readdirSync(dirname(file)).filter((name) => name !== "backup.tar")).toEqual([]);
    if (run.fault !== null) await backUp({ databases, file, clock });
    return run;
  });
  database.close();
  expect(tried).toBeGreaterThan(4);
}, 600_000);
