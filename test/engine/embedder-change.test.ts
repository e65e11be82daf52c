import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { seededRandom } from "../index/vector/random-entries.ts";
import { withDictionary } from "../support/dictionary.ts";
import { smallFolder, writeFolder } from "../support/model-folders.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("a library whose embedder is changed to a model from a folder", () => {
  const removals: (() => void)[] = [];
  const { path: root, write } = temporaryFolder((remove) => removals.push(remove));
  const settings = { DATA_DIR: withDictionary(`${root}/data`), CORPUS_DIR: `${root}/corpus` };
  const model = writeFolder(`${root}/own`, smallFolder(seededRandom(8), 48));
  afterAll(() => removals.forEach((remove) => void remove()));

  beforeAll(async () => {
    write("corpus/pool.md", "# Pool\n\nThe pool opens at 9:00 on weekdays. Children under six swim free of charge.\n");
    const engine = openEngine({ config: loadConfig(settings), onNotice: () => undefined });
    await engine.ingest();
    await engine.close();
  });

  it("answers from the index before until the documents are embedded, and then from the new one", async () => {
    const said: string[] = [];
    const engine = openEngine({
      config: loadConfig({ ...settings, EMBEDDING_MODEL_DIR: model }),
      onNotice: (notice) => said.push(notice),
    });
    try {
      const ask = () => engine.answer({ question: "When does the pool open?", day: "2026-11-29" });
      expect(await ask()).toMatchObject({ answer: { kind: "answered" } });
      expect(said.filter((notice) => /the index of minilm-l6-v2:\S+ answers/u.test(notice))).toHaveLength(1);

      const report = await engine.ingest();
      expect(report.embedded).toBeGreaterThan(0);
      const { evidence } = await ask();
      expect(evidence[0]?.passage.document.path).toBe("pool.md");
      expect(await engine.ingest()).toMatchObject({ embedded: 0 });
    } finally {
      await engine.close();
    }
  });
});
