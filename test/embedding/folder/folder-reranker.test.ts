import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folderReranker } from "../../../src/embedding/folder/folder-reranker.ts";
import { FLOAT, INT64, onnxModel } from "../../../src/embedding/minilm/onnx.ts";
import { failureOf } from "../../contract/embedder.ts";
import { seededRandom } from "../../index/vector/random-entries.ts";
import { rerankerFolder, smallRerankerGraph, writeFolder } from "../../support/model-folders.ts";

const root = mkdtempSync(join(tmpdir(), "docket-rerankers-"));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
const newFolder = () => join(root, `reranker-${made++}`);

/** Gives the same numbers whatever it reads. */
function constantGraph(values: readonly number[]): Uint8Array {
  const model = onnxModel("constant");
  return model.finish(
    [{ name: "input_ids", type: INT64, shape: ["batch", "tokens"] }],
    { name: "logits", type: FLOAT, shape: [1, values.length] },
    model.floats("values", values, [1, values.length]),
  );
}

describe("folderReranker", () => {
  it("scores a text by itself and by the question", async () => {
    const reranker = folderReranker({
      folder: rerankerFolder(newFolder(), smallRerankerGraph(seededRandom(5), 64), "model.onnx"),
    });
    const texts = ["The fee is paid in January.", "Bees visit the orchard.", "The fee is paid in January."];
    const [first = 0, second = 0, third = 0] = await reranker.score("When is the fee paid?", texts);
    const [bees = 0] = await reranker.score("What do bees visit?", ["Bees visit the orchard."]);
    await reranker.close();
    expect(first).toBe(third);
    expect(first).toBeGreaterThan(second);
    expect(bees).toBeGreaterThan(second);
  });

  it("takes the difference of two labels for the score", async () => {
    const scores = [];
    for (const values of [[2.5], [1, 3.5]]) {
      const reranker = folderReranker({ folder: rerankerFolder(newFolder(), constantGraph(values), "model.onnx") });
      scores.push(...(await reranker.score("Who?", ["Nobody."])));
      await reranker.close();
    }
    expect(scores).toEqual([2.5, 2.5]);
  });

  it("leaves the text half of the tokens, and says once that a text was cut", async () => {
    const folder = rerankerFolder(newFolder(), smallRerankerGraph(seededRandom(5), 64), "model.onnx");
    writeFolder(folder, { "docket-model.json": { maxTokens: 32 } });
    const said: string[] = [];
    const reranker = folderReranker({ folder, threads: 1, onNotice: (notice) => said.push(notice) });
    const [kept = 0, none = 0] = await reranker.score(`${"the ".repeat(600)} fee`, ["fee", "lift"]);
    expect(kept).toBeGreaterThan(none);
    expect(said).toEqual([]);
    for (let time = 0; time < 2; time++) await reranker.score("fee", ["lift ".repeat(60)]);
    await reranker.close();
    expect(said).toEqual([expect.stringMatching(/reads 32 tokens, and a question with a text has 64/u)]);
  });

  it.each([
    [
      "a graph that is none",
      { "model.onnx": new TextEncoder().encode("no graph") },
      /model\.onnx: the runtime does not/u,
    ],
    [
      "a graph of three labels",
      { "model.onnx": constantGraph([1, 2, 3]) },
      /gives 3 numbers for a question and a text/u,
    ],
    ["a graph that gives no number", { "model.onnx": constantGraph([Number.NaN]) }, /a score that is no number/u],
    ["a tokenizer that is none", { "tokenizer.json": { model: { type: "Odd" } } }, /tokenizer\.json: is no tokenizer/u],
  ])("names the file of %s when it is asked", async (_, changed, message) => {
    const folder = rerankerFolder(newFolder(), constantGraph([1]), "model.onnx");
    writeFolder(folder, changed);
    const reranker = folderReranker({ folder, threads: 1 });
    expect((await failureOf(reranker.score("the fee", ["member"]))).message).toMatch(message);
    await reranker.close();
  });
});
