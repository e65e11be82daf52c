/**
 * The thread that owns an embedding model from a folder. It is sent one text at a time, with its prefix; its tokens go
 * through the graph, and are pooled to one vector of unit length.
 */

import type { Tensor } from "onnxruntime-node";
import { serveModel } from "../minilm/thread.ts";
import type { ModelFolder, Pooling } from "./folder-embedder.ts";
import { broken, fitting, openFolderGraph } from "./folder-graph.ts";

export interface FolderVector {
  readonly vector: Float32Array;
  /** Tokens of the text, where they are more than the model reads. */
  readonly cut: number | null;
}

/** States of all tokens where the graph gives them, so that they are pooled as the folder says. */
const OUTPUTS = [/^(?:last_hidden_state|token_embeddings|hidden_states?)$/u, /sentence_embedding|pooled|pooler/u];

interface Pooled {
  readonly pooling: Pooling;
  readonly dimensions: number;
  readonly tokens: number;
  readonly file: string;
}

function pooled(result: Tensor | undefined, { pooling, dimensions, tokens, file }: Pooled): Float32Array {
  const { data, dims = [] } = result ?? {};
  if (!(data instanceof Float32Array)) throw broken(file, `gives ${result?.type ?? "nothing"}, not float32`);
  const last = dims.at(-1);
  if (last !== dimensions) throw broken(file, `gives vectors of ${last} numbers, and config.json says ${dimensions}`);
  const rows = data.length / dimensions;
  if (rows !== 1 && rows !== tokens) throw broken(file, `gives ${rows} states for ${tokens} tokens`);
  const vector = new Float32Array(dimensions);
  const used = pooling === "cls" ? 1 : rows;
  for (let row = 0; row < used; row++) {
    for (let at = 0; at < dimensions; at++) vector[at] = (vector[at] ?? 0) + (data[row * dimensions + at] ?? 0);
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (!(length > 0 && Number.isFinite(length))) throw broken(file, "gave a vector without a direction");
  return vector.map((value) => value / length);
}

serveModel<string, FolderVector, ModelFolder>(async (_, folder) => {
  const { pooling, maxTokens, dimensions, graphPath: file } = folder;
  const { tokenize, run } = await openFolderGraph(folder, OUTPUTS);
  const embed = async (text: string): Promise<FolderVector> => {
    const all = tokenize(text);
    const tokens = fitting(all, maxTokens);
    const vector = pooled(await run(tokens), { pooling, dimensions, tokens: tokens.ids.length, file });
    return { vector, cut: all.ids.length > maxTokens ? all.ids.length : null };
  };
  return { engine: "native", fallback: null, run: (text, inTurn) => inTurn(0, () => embed(text)) };
});
