/** Terms that are added while the engine runs: texts are glossed and embedded anew, and answers go on meanwhile. */

import { setTimeout as delay } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { withDictionary } from "../support/dictionary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it.each(["shown", undefined] as const)("takes new terms up with an ingest, without a pause (%s)", async (inThread) => {
  const { path: root, write } = temporaryFolder();
  write("corpus/pool.md", "# Pool\n\nThe pool opens at 9:00 on weekdays. Children under six swim free of charge.\n");
  write("corpus/hall.md", "# 大厅\n\n大厅周末关闭。\n");
  const config = loadConfig({ DATA_DIR: withDictionary(`${root}/data`), CORPUS_DIR: `${root}/corpus` });
  const said: string[] = [];
  const engine = openEngine({
    config,
    onNotice: (notice) => void said.push(notice),
    ...(inThread === undefined ? {} : { inThread }),
  });
  onTestFinished(engine.close);
  await engine.ingest();
  const before = engine.embedder.id;
  const ask = () => engine.answer({ question: "When does the pool open?", day: "2026-11-29" });
  expect(await ask()).toMatchObject({ answer: { kind: "answered" } });

  write("data/glossary.tsv", "水立方\tpool\n");
  let isDone = false;
  const ingest = engine.ingest();
  const ended = ingest.finally(() => {
    isDone = true;
  });
  for (let isOver = false; !isOver; ) {
    isOver = isDone;
    expect(await ask()).toMatchObject({ answer: { kind: "answered" } });
    // An answer that is known takes no time in which the ingest could go on.
    await delay(5);
  }
  expect((await ended).embedded).toBeGreaterThan(0);
  expect(engine.terms?.().get("水立方")).toEqual(["pool"]);
  expect(engine.embedder.id).not.toBe(before);
  expect(said.filter((notice) => notice.includes(`the index of ${before} answers`))).toHaveLength(1);
  const { evidence } = await engine.answer({ question: "水立方几点开门？", day: "2026-11-29" });
  expect(evidence[0]?.passage.document.path).toBe("pool.md");
  expect(await engine.ingest()).toMatchObject({ embedded: 0 });
});
