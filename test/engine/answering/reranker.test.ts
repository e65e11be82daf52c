import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import { folderReranker } from "../../../src/embedding/folder/folder-reranker.ts";
import { openParts } from "../../../src/embedding/minilm/engine.ts";
import { ownModel } from "../../../src/embedding/minilm/minilm.ts";
import { openSelecting } from "../../../src/embedding/minilm/selecting.ts";
import { measureScale, rerankerSelector, SELECTOR_SCALE } from "../../../src/engine/answering/reranker.ts";
import {
  lendSelector,
  minilmSelector,
  type Selector,
  selectorOverPort,
} from "../../../src/engine/answering/selector.ts";
import { openEngine } from "../../../src/engine/engine.ts";
import type { LazyGloss } from "../../../src/language/zh/gloss.ts";
import { selectorContract } from "../../contract/selector.ts";
import { seededRandom } from "../../index/vector/random-entries.ts";
import { rerankerFolder, selectorGraphOfPairs, smallRerankerGraph, writeFolder } from "../../support/model-folders.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = mkdtempSync(join(tmpdir(), "docket-rerankers-"));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
const newFolder = () => join(root, `reranker-${made++}`);

const small = rerankerFolder(newFolder(), smallRerankerGraph(seededRandom(5), 64), "model.onnx");
const ofSelector = rerankerFolder(newFolder(), await selectorGraphOfPairs(), "onnx/model.onnx");

async function ofFolder(folder: string): Promise<{ readonly selector: Selector; close(): Promise<void> }> {
  const reranker = folderReranker({ folder, threads: 1 });
  return { selector: rerankerSelector(reranker), close: () => reranker.close() };
}

const noGloss: LazyGloss = { id: "none", load: async () => ({ english: (text: string) => text }) as never };
selectorContract("the selector that ships", async () => {
  const model = ownModel({ engine: "native", threads: 1, embeds: false });
  return { selector: minilmSelector({ model, gloss: noGloss }), close: () => model.close() };
});
selectorContract("a small reranker from a folder", () => ofFolder(small));
selectorContract("the selector's own weights from a folder", () => ofFolder(ofSelector));
selectorContract("a reranker whose model is another thread's", async () => {
  const { selector, close } = await ofFolder(small);
  const { lent } = lendSelector(selector);
  const overPort = selectorOverPort(lent);
  return {
    selector: overPort,
    async close() {
      overPort.close();
      await close();
    },
  };
});

describe("rerankerSelector", () => {
  it("has the selector's scale as the selector's weights give it", async () => {
    const select = await openSelecting(openParts());
    const scale = await measureScale("own", async (question, units) => {
      const margins: number[] = [];
      for (const unit of units) margins.push(...(await select(question, { title: "", units: [unit] })));
      return margins;
    });
    expect(Math.abs(scale.answers - SELECTOR_SCALE.answers)).toBeLessThan(0.3);
    expect(Math.abs(scale.misses - SELECTOR_SCALE.misses)).toBeLessThan(0.3);
  });

  it("says of single sentences what the selector says, with its weights", async () => {
    const select = await openSelecting(openParts());
    const { selector, close } = await ofFolder(ofSelector);
    const passages = [
      ["Travel policy", "A room costs at most 90 euros a night."],
      ["Travel policy", "Book at least five days ahead."],
      ["", "The board has nine members."],
    ].map(([title = "", unit = ""]) => ({ title, units: [unit] }));
    const question = "How much may a hotel room cost?";
    const margins = (await selector.select(question, passages)).flat();
    await close();
    for (const [index, passage] of passages.entries()) {
      const [own = 0] = await select(question, passage);
      // In 8-bit integers the selector itself is as far from what it is in floats.
      expect(Math.abs((margins[index] ?? 0) - Math.max(-8, own))).toBeLessThan(1.5);
    }
  });

  it.each([
    ["ten times as large", (score: number) => score * 10],
    ["shifted", (score: number) => score + 100],
  ])("gives the same margins where a model's scores are %s", async (_, change) => {
    const plain = folderReranker({ folder: small, threads: 1 });
    const changed = {
      ...plain,
      score: async (...asked: Parameters<typeof plain.score>) => (await plain.score(...asked)).map(change),
    };
    const passages = [{ title: "Fees", units: ["The fee is 900 yuan.", "The fee is paid in January."] }];
    const [[own = []], [other = []]] = await Promise.all(
      [plain, changed].map((one) => rerankerSelector(one).select("When is the fee paid?", passages)),
    ).then(([one = [], two = []]) => [one, two] as const);
    await plain.close();
    for (const [unit, margin] of own.entries()) expect(other[unit]).toBeCloseTo(margin, 3);
  });

  it("measures the scale once, and again where that failed", async () => {
    const state = { calls: 0, failures: 1 };
    const selector = rerankerSelector({
      id: "scripted",
      async score(_, texts) {
        state.calls += 1;
        if (state.failures > 0) throw new Error("no memory");
        return texts.map((_, place) => (place === 0 ? 5 : -5));
      },
      close: async () => undefined,
    });
    const ask = () => selector.select("When?", [{ title: "", units: ["On Monday.", "In May."] }]);
    await expect(ask()).rejects.toThrow("no memory");
    Object.assign(state, { calls: 0, failures: 0 });
    const [margins = []] = await ask();
    expect(margins[0]).toBeCloseTo(SELECTOR_SCALE.answers, 6);
    expect(margins[1]).toBeCloseTo(SELECTOR_SCALE.misses, 6);
    const measuring = state.calls - 1;
    await ask();
    expect(state.calls).toBe(measuring + 2);
  });

  it("takes no model that cannot tell a sentence that answers", async () => {
    const selector = rerankerSelector({
      id: "folder:odd:1",
      score: async (_, texts) => texts.map((text) => -text.length),
      close: async () => undefined,
    });
    const asked = selector.select("When?", [{ title: "", units: ["On Monday."] }]);
    await expect(asked).rejects.toThrow(/folder:odd:1 prefers the sentence that answers in \d of 10 plain cases/u);
  });
});

describe("an engine with RERANKER_MODEL_DIR", () => {
  it.each([
    ["in its own thread", undefined],
    ["in a thread that answers", "shown" as const],
  ])("is asked %s, and takes the selector's place", async (_, inThread) => {
    const removals: (() => void)[] = [];
    const { path: folder, write } = temporaryFolder((remove) => removals.push(remove));
    write("corpus/fees.md", "# Fees\n\nThe course fee is 900 yuan for members.\n\nThe course begins in May.\n");
    const said: string[] = [];
    const engineWith = (settings: Readonly<Record<string, string>>) =>
      openEngine({
        config: loadConfig({ DATA_DIR: join(folder, "data"), CORPUS_DIR: join(folder, "corpus"), ...settings }),
        onNotice: (notice) => said.push(notice),
        ...(inThread === undefined ? {} : { inThread }),
      });
    const confidences: number[] = [];
    for (const settings of [{ RERANKER_MODEL_DIR: small }, { RERANKER_MODEL_DIR: small, SELECTOR: "off" }, {}]) {
      const engine = engineWith(settings);
      await engine.ingest();
      const { answer, confidence } = await engine.answer({ question: "What is the course fee?", day: "2026-11-30" });
      expect(answer.kind).toBe("answered");
      confidences.push(confidence);
      await engine.close();
    }
    expect(new Set(confidences).size).toBe(3);
    expect(said).toEqual([]);
    for (const remove of removals) remove();
  });

  it("tells all that is wrong with the folder at the start", () => {
    const folder = writeFolder(newFolder(), {
      "config.json": { architectures: ["BertModel"], id2label: { 0: "a", 1: "b", 2: "c" } },
      "docket-model.json": { maxTokens: 8 },
    });
    expect(() =>
      openEngine({
        config: loadConfig({ DATA_DIR: newFolder(), RERANKER_MODEL_DIR: folder }),
        onNotice: () => undefined,
      }),
    ).toThrow(
      new RegExp(
        [
          "RERANKER_MODEL_DIR: .* has 5 problems .*",
          "model.onnx: is missing, and so is onnx/model.onnx",
          "tokenizer.json: is missing .*",
          "config.json: BertModel gives a question with a text no score: it is no reranker",
          "config.json: 3 labels: one or two are possible",
          "the model reads 8 tokens: fewer than 16 are no use",
        ].join("\\n +"),
        "u",
      ),
    );
  });
});
