import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderEmbedder } from "../../../src/embedding/folder/folder-embedder.ts";
import { minilmEmbedder } from "../../../src/embedding/minilm/minilm.ts";
import type { LazyGloss } from "../../../src/language/zh/gloss.ts";
import { cosine, embedderContract, failureOf } from "../../contract/embedder.ts";
import { seededRandom } from "../../index/vector/random-entries.ts";
import {
  CLS,
  copyMinilmTokenizer,
  MEAN,
  MINILM_CONFIG,
  minilmGraphOfStates,
  smallFolder,
  smallGraph,
  writeFolder,
} from "../../support/model-folders.ts";

const root = mkdtempSync(join(tmpdir(), "docket-models-"));
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
const newFolder = () => join(root, `model-${made++}`);
const random = seededRandom(21);

const small = writeFolder(newFolder(), smallFolder(random, 32));
const wide = writeFolder(newFolder(), smallFolder(random, 1_024));
embedderContract("a small model in a folder", () => folderEmbedder({ folder: small, threads: 1 }));
embedderContract("a model of 1,024 dimensions", () => folderEmbedder({ folder: wide, threads: 1 }));

async function vectorOf(folder: string, text: string, role: "question" | "passage" = "passage") {
  const embedder = folderEmbedder({ folder, threads: 1 });
  try {
    const [vector] = await embedder.embed([text], role);
    return vector;
  } finally {
    await embedder.close();
  }
}

describe("MiniLM's own weights in a folder", () => {
  const sentenceTransformers = newFolder();
  const xenova = newFolder();
  const TEXT = "Members pay an annual fee of 500 euros by the end of January.";
  let reference: Float32Array | undefined;

  beforeAll(async () => {
    writeFolder(sentenceTransformers, {
      "model.onnx": await minilmGraphOfStates(false),
      "config.json": MINILM_CONFIG,
      "sentence_bert_config.json": { max_seq_length: 256 },
      "1_Pooling/config.json": MEAN,
      "modules.json": ["Transformer", "Pooling", "Normalize"].map((type) => ({
        type: `sentence_transformers.models.${type}`,
      })),
    });
    copyMinilmTokenizer(sentenceTransformers);
    writeFolder(xenova, { "onnx/model_quantized.onnx": await minilmGraphOfStates(true), "config.json": MINILM_CONFIG });
    copyMinilmTokenizer(xenova);
    const gloss: LazyGloss = { id: "none", load: () => Promise.reject(new Error("not needed")) };
    const embedder = minilmEmbedder({ gloss, engine: "wasm", threads: 1 });
    [reference] = await embedder.embed([TEXT], "passage");
    await embedder.close();
  });

  it("gives its vectors in the layout of sentence-transformers", async () => {
    expect(cosine(await vectorOf(sentenceTransformers, TEXT), reference)).toBeCloseTo(1, 4);
  });

  it("gives nearly its vectors in Xenova's layout, in 8-bit integers", async () => {
    expect(cosine(await vectorOf(xenova, TEXT), reference)).toBeGreaterThan(0.97);
  });

  it("is pooled as the folder says", async () => {
    writeFolder(sentenceTransformers, { "1_Pooling/config.json": CLS });
    const ofFirstToken = await vectorOf(sentenceTransformers, TEXT);
    expect(cosine(ofFirstToken, reference)).toBeLessThan(0.95);
    writeFolder(sentenceTransformers, { "1_Pooling/config.json": MEAN });
  });
});

describe("folderEmbedder", () => {
  it("puts before a text what the model was trained to see, by its role", async () => {
    const files = smallFolder(seededRandom(1), 16);
    const plain = writeFolder(newFolder(), files);
    const prompts = { query: "query: ", passage: "passage: " };
    const prompted = writeFolder(newFolder(), { ...files, "config_sentence_transformers.json": { prompts } });
    for (const [role, prefix] of [
      ["question", "query: "],
      ["passage", "passage: "],
    ] as const) {
      const expected = await vectorOf(plain, `${prefix}the member`);
      expect(cosine(await vectorOf(prompted, "the member", role), expected)).toBeCloseTo(1, 6);
    }
  });

  it("knows what the E5 family wants, and says that it took it so", () => {
    const said: string[] = [];
    const files = {
      ...smallFolder(random, 8),
      "config.json": { hidden_size: 8, _name_or_path: "x/multilingual-e5-small" },
    };
    folderEmbedder({ folder: writeFolder(newFolder(), files), onNotice: (notice) => said.push(notice) });
    expect(said.join()).toMatch(/"query: " and "passage: "/u);
  });

  it("reads as many tokens as the model does, keeps the end's mark, and says once that a text was cut", async () => {
    const folder = writeFolder(newFolder(), {
      ...smallFolder(seededRandom(2), 8),
      "tokenizer_config.json": { model_max_length: 16 },
    });
    const said: string[] = [];
    const embedder = folderEmbedder({ folder, threads: 1, onNotice: (notice) => said.push(notice) });
    const [short, long, longer] = await embedder.embed(
      ["a ".repeat(14), `${"a ".repeat(14)} x x x`, `${"a ".repeat(14)} b c the fee`],
      "passage",
    );
    await embedder.close();
    expect(cosine(short, long)).toBeCloseTo(1, 6);
    expect(cosine(short, longer)).toBeCloseTo(1, 6);
    expect(said).toEqual([expect.stringMatching(/reads 16 tokens, and a passage has 19/u)]);
  });

  it("names another space whenever graph, tokenizer, pooling, prefixes or length are others", () => {
    const files = smallFolder(seededRandom(3), 8);
    const idOf = (changed: typeof files) =>
      folderEmbedder({ folder: writeFolder(join(newFolder(), "same"), { ...files, ...changed }) }).id;
    const ids = [
      {},
      { "model.onnx": smallGraph(seededRandom(4), 8) },
      { "1_Pooling/config.json": { pooling_mode_cls_token: true } },
      { "tokenizer_config.json": { model_max_length: 32 } },
      { "docket-model.json": { prefixes: { question: "q: ", passage: "" } } },
    ].map(idOf);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idOf({})).toBe(ids[0]);
  });

  it("tells all that is wrong with a folder, file by file", () => {
    const folder = writeFolder(newFolder(), {
      "config.json": { hidden_size: 4_096 },
      "1_Pooling/config.json": { pooling_mode_max_tokens: true },
      "modules.json": [{ type: "sentence_transformers.models.Dense" }],
      "tokenizer_config.json": new TextEncoder().encode("{"),
    });
    expect(() => folderEmbedder({ folder })).toThrow(
      new RegExp(
        [
          "EMBEDDING_MODEL_DIR: .* has 6 problems .*",
          "model.onnx: is missing, and so is onnx/model.onnx",
          "tokenizer.json: is missing .*",
          "modules.json: a layer Dense is not computed",
          "1_Pooling/config.json: pooling_mode_max_tokens is not computed: cls or mean alone is",
          "config.json: hidden_size is 4096: 1 to 1024 are possible",
          "tokenizer_config.json: .*",
        ].join("\\n +"),
        "u",
      ),
    );
    expect(() => folderEmbedder({ folder: join(root, "nowhere") })).toThrow(/there is no such folder/u);
  });

  it.each([
    [
      "a graph that is none",
      { "model.onnx": new TextEncoder().encode("no graph") },
      /model\.onnx: the runtime does not open it/u,
    ],
    [
      "a graph of other dimensions",
      { "config.json": { hidden_size: 16 } },
      /gives vectors of 8 numbers, and config\.json says 16/u,
    ],
    ["a tokenizer that is none", { "tokenizer.json": { model: { type: "Odd" } } }, /tokenizer\.json: is no tokenizer/u],
  ])("names the file of %s when it embeds", async (_, changed, message) => {
    const folder = writeFolder(newFolder(), { ...smallFolder(random, 8), ...changed });
    const embedder = folderEmbedder({ folder, threads: 1 });
    expect((await failureOf(embedder.embed(["the fee"], "question"))).message).toMatch(message);
    await embedder.close();
  });
});
