/**
 * all-MiniLM-L6-v2 as an ONNX graph: six layers of BERT over the tokens of one text, their mean, at unit length. Texts
 * are run one by one, because batches gain nothing on a CPU for passages and a tenth for short texts; so there is no
 * padding, no mask, and a text's vector never depends on what it was sent with. The weights of linear layers become 8-bit
 * integers as the graph is made, in 0.1 s at each start.
 */

import { bert, DIMENSIONS, type Weights } from "./bert.ts";
import { FLOAT, INT32, onnxModel } from "./onnx.ts";

export { DIMENSIONS } from "./bert.ts";

/** Names of the graph's input and output, which the runtime is fed with. */
export const TOKENS = "tokens";
export const VECTOR = "vector";

/** From the model's config.json. */
export const LAYERS = 6;

/**
 * @param weights of all-MiniLM-L6-v2; with their content, linear layers multiply 8-bit integers
 * @throws DocketError `embedding` when a weight is missing or is not float16
 */
export function minilmGraph(weights: Weights): Uint8Array {
  const model = onnxModel("all-MiniLM-L6-v2");
  const int8 = weights.content === undefined ? null : ({ scalePer: "token", weightBits: 7 } as const);
  const { embeddings, layer } = bert(model, [{ ...weights, inFolder: true }], { int8 });
  let states = embeddings(TOKENS);
  for (let number = 0; number < LAYERS; number++) states = layer(states, number);
  const overTokens = model.integers("over_tokens", [0], [1]);
  const mean = model.node("ReduceMean", [states, overTokens], { keepdims: 0 });
  const vector = model.node("Div", [mean, model.node("ReduceL2", [mean, overTokens])]);
  return model.finish(
    [{ name: TOKENS, type: INT32, shape: ["tokens"] }],
    { name: VECTOR, type: FLOAT, shape: [DIMENSIONS] },
    vector,
  );
}
