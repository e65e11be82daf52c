import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import { meanOfOthers, stretched, UNRELATED } from "../../../src/embedding/calibration.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { minilmEmbedder } from "../../../src/embedding/minilm/minilm.ts";
import type { Answer } from "../../../src/engine/answering/answer.ts";
import { type Engine, openEngine } from "../../../src/engine/engine.ts";
import { lazyGloss } from "../../../src/language/zh/gloss.ts";
import { withDictionary } from "../../support/dictionary.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog } from "../../support/test-log.ts";

const DOCUMENTS: Readonly<Record<string, string>> = {
  "pool.md":
    "# Pool\n\nThe pool opens at 9:00 on weekdays. Children under six swim free of charge. The pool is closed in January.\n",
  "archive.md":
    "# Archive\n\nMs. Lin Yu runs the archive of the club. Files are lent for ten days. A lost file costs 80 yuan.\n",
  "boats.md": "# Boats\n\nThe club owns eleven boats. A boat is booked two days ahead. Boats are not lent to guests.\n",
};
const QUESTIONS = [
  "When does the pool open?",
  "Who runs the archive?",
  "How long are files lent?",
  "How many boats does the club own?",
  "May guests borrow a boat?",
  "What does a lost file cost?",
  "Who designed the new bridge in Lisbon?",
  "How do I renew my passport?",
  "What is the price of copper?",
  "Which team won the cup final?",
];

/** Cosines become a + (1 - a) times what they are: another model's scale, and the same order. */
function narrowed(embedder: Embedder, share: number): Embedder {
  return {
    id: `narrowed:${share}`,
    dimensions: embedder.dimensions + 1,
    async embed(texts, role, signal) {
      const vectors = await embedder.embed(texts, role, signal);
      return vectors.map((vector) =>
        Float32Array.from([Math.sqrt(share), ...vector.map((value) => value * Math.sqrt(1 - share))]),
      );
    },
    close: () => embedder.close(),
  };
}

describe("an embedder with a scale of its own", () => {
  const removals: (() => void)[] = [];
  afterAll(() => {
    for (const remove of removals) remove();
  });

  async function answersWith(wrap: (embedder: Embedder) => Embedder): Promise<Answer[]> {
    const { path: data, write } = temporaryFolder((remove) => removals.push(remove));
    for (const [name, content] of Object.entries(DOCUMENTS)) write(`corpus/${name}`, content);
    const config = loadConfig({ DATA_DIR: withDictionary(`${data}/data`), CORPUS_DIR: `${data}/corpus` });
    const minilm = minilmEmbedder({
      gloss: lazyGloss({ modelsDir: join(config.dataDir, "models"), terms: new Map() }),
      threads: 1,
    });
    const engine: Engine = openEngine({ config, onNotice: testLog().warn, embedder: wrap(minilm) });
    try {
      await engine.ingest();
      const answers: Answer[] = [];
      for (const question of QUESTIONS) answers.push((await engine.answer({ question, day: "2026-11-22" })).answer);
      return answers;
    } finally {
      await engine.close();
    }
  }
  const said = (answer: Answer): string =>
    answer.kind === "answered" || answer.kind === "unsure" ? `${answer.kind}: ${answer.claims[0].text}` : answer.kind;

  let own: string[];
  beforeAll(async () => {
    own = (await answersWith((embedder) => embedder)).map(said);
  });

  it.each([0.3, 0.8])("answers and refuses the same questions, at a = %d", async (share) => {
    expect(own.filter((text) => text.startsWith("answered"))).not.toHaveLength(0);
    expect(own).toContain("not-found");
    expect((await answersWith((embedder) => narrowed(embedder, share))).map(said)).toEqual(own);
  });
});

describe("the calibration", () => {
  it("leaves identical texts at 1, and sends unrelated ones to where the embedded model has them", () => {
    const calibrate = stretched(0.7);
    expect(calibrate(1)).toBeCloseTo(1, 12);
    expect(calibrate(0.7)).toBeCloseTo(UNRELATED, 12);
  });

  it("measures the cosines of each question with the others' passages", () => {
    const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    expect(meanOfOthers([x, y], [x, y])).toBe(0);
    expect(meanOfOthers([x, y], [y, x])).toBe(1);
  });
});
