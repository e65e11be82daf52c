import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

it("an answer says how much of the folder it rests on, and so does a refusal, until the first read is done", async () => {
  const { path: folder, write } = temporaryFolder();
  write("corpus/pool.md", "# Pool\n\nThe pool opens at 9:00 on weekdays. Children swim free of charge.\n");
  const config = loadConfig({ DATA_DIR: join(folder, "data"), CORPUS_DIR: join(folder, "corpus") });
  const engine = openEngine({ config, onNotice: () => undefined, embedder: wordEmbedder() });
  onTestFinished(() => engine.close());
  await engine.ingest();
  const ask = async (question: string) => {
    const { answer, firstRead } = await engine.answer({ question, day: "2026-11-30" });
    return [answer.kind, firstRead];
  };
  expect(await ask("When does the pool open on weekdays?")).toEqual(["answered", undefined]);
  const { database } = engine.library;
  database.prepare("UPDATE state SET first_read = ?").run(JSON.stringify({ read: 120, total: 500 }));
  expect(await ask("When does the pool open on weekdays?")).toEqual(["answered", { read: 120, total: 500 }]);
  expect(await ask("Who won the cup?")).toEqual(["not-found", { read: 120, total: 500 }]);
  expect(await ask("")).toEqual(["refused", undefined]);
});
