import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import type { EngineName } from "../../../src/embedding/minilm/engine.ts";
import { minilmEmbedder } from "../../../src/embedding/minilm/minilm.ts";
import type { LazyGloss } from "../../../src/language/zh/gloss.ts";
import { cosine, embedderContract, failureOf } from "../../contract/embedder.ts";
import { scanOutput } from "../../support/leaks.ts";

const WORDS = new Map([
  ["集成电路", "integrated circuit"],
  ["产业", "industry"],
  ["联盟", "alliance"],
]);

/** Puts a space after each word's English, as words are set apart. */
function english(text: string): string {
  return [...WORDS].reduce((glossed, [word, meaning]) => glossed.replaceAll(word, `${meaning} `), text).trim();
}

function fakeGloss() {
  const loads: number[] = [];
  const gloss: LazyGloss = {
    id: "three-words",
    load: async () => {
      loads.push(loads.length);
      return { id: "three-words", english, words: () => [], pinyin: (text) => text };
    },
  };
  return { gloss, loads };
}

const withEngine = (engine: EngineName) => minilmEmbedder({ gloss: fakeGloss().gloss, engine, threads: 1 });

embedderContract("minilm, native", () => withEngine("native"));
embedderContract("minilm, WebAssembly", () => withEngine("wasm"));

describe("minilmEmbedder", () => {
  let native: Embedder;
  beforeAll(() => {
    native = withEngine("native");
  });
  afterAll(() => native.close());

  it("places what means alike near each other, in either language", async () => {
    const [fee, dues, cake, english, chinese] = await native.embed(
      [
        "Members pay an annual fee.",
        "Every company that belongs to the alliance owes dues once a year.",
        "Whisk the eggs and fold in the flour.",
        "The alliance of the integrated circuit industry",
        "集成电路产业联盟",
      ],
      "passage",
    );
    expect(cosine(fee, dues)).toBeGreaterThan(cosine(fee, cake) + 0.3);
    expect(cosine(english, chinese)).toBeGreaterThan(0.9);
    expect(cosine(english, chinese)).toBeGreaterThan(cosine(cake, chinese) + 0.5);
  });

  it("reads 256 tokens of a text, and not what comes after them", async () => {
    const beginning = "fees and subsidies for members, ".repeat(60);
    const [long, longer, short] = await native.embed(
      [beginning, `${beginning} and then something else altogether`, beginning.slice(0, 300)],
      "passage",
    );
    expect(cosine(long, longer)).toBeCloseTo(1, 6);
    expect(cosine(long, short)).toBeLessThan(0.999);
  });

  it("loads the gloss when the first Chinese text comes, and once", async () => {
    const { gloss, loads } = fakeGloss();
    const embedder = minilmEmbedder({ gloss, engine: "native", threads: 1 });
    await embedder.embed(["English only"], "question");
    expect(loads).toHaveLength(0);
    await embedder.embed(["产业"], "question");
    await embedder.embed(["联盟"], "question");
    expect(loads).toHaveLength(1);
    await embedder.close();
  });

  it("fails a Chinese text whose gloss cannot be loaded, and no English one", async () => {
    const gloss: LazyGloss = { id: "broken", load: () => Promise.reject(new Error("the disk is full")) };
    const embedder = minilmEmbedder({ gloss, engine: "native", threads: 1 });
    await expect(embedder.embed(["产业"], "question")).rejects.toThrow("the disk is full");
    expect(await embedder.embed(["industry"], "question")).toHaveLength(1);
    await embedder.close();
  });

  it("may be closed in the middle of its work", async () => {
    const embedder = withEngine("native");
    await embedder.embed(["warm"], "question");
    const texts = Array.from({ length: 30 }, (_, index) => `passage ${index} of many that are being embedded`);
    const work = failureOf(embedder.embed(texts, "passage"));
    await embedder.close();
    expect((await work).code).toBe("cancelled");
  });
});

describe("a program with an embedder", () => {
  const run = (program: URL, ...flags: readonly string[]) => {
    const args = ["--import", "./scripts/before-start.mjs", ...flags, fileURLToPath(program)];
    const running = promisify(execFile)(process.execPath, args, { timeout: 45_000 });
    scanOutput(running.child, "a program with an embedder");
    return running;
  };
  const embedOnce = async (...flags: readonly string[]) => {
    const { stdout, stderr } = await run(new URL("./embed-once.ts", import.meta.url), ...flags);
    const { id, fallbacks, vectors } = JSON.parse(stdout) as { id: string; fallbacks: string[]; vectors: number[][] };
    return { id, fallbacks, vectors: vectors.map((vector) => Float32Array.from(vector)), stderr };
  };

  it("ends by itself, and where the native runtime does not load has nearly the same vectors and the same id from WebAssembly", async () => {
    const preload = new URL("./without-native-runtime.ts", import.meta.url).href;
    const [native, fallback] = await Promise.all([embedOnce(), embedOnce("--import", preload)]);
    expect(native).toMatchObject({ fallbacks: [], stderr: "" });
    expect(fallback).toMatchObject({ fallbacks: ["onnxruntime-node has no build for this platform"], stderr: "" });
    expect(native.vectors.length).toBeGreaterThan(5);
    const cosines = native.vectors.map((vector, index) => cosine(vector, fallback.vectors[index]));
    // The native engine multiplies 8-bit integers.
    for (const value of cosines) expect(value).toBeGreaterThanOrEqual(0.98);
    expect(native.id).toBe("minilm-l6-v2:384:none");
    expect(fallback.id).toBe(native.id);
  });

  it("may exit in the middle of embedding", async () => {
    await expect(run(new URL("./exit-early.ts", import.meta.url))).rejects.toMatchObject({
      code: 7,
      signal: null,
      stderr: "",
    });
  });
});
