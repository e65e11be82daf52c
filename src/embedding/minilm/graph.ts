/**
 * all-MiniLM-L6-v2 as an ONNX graph: six layers of BERT over the tokens of one text, their mean, at unit length. Texts
 * are run one by one, because batches gain nothing on a CPU for passages and a tenth for short texts; so there is no
 * padding, no mask, and a text's vector never depends on what it was sent with. The graph is 28 KB, made in 10 ms at
 * each start; the weights stay where their package has them, with the names and the layout they have in PyTorch.
 */

import { DocketError } from "../../errors.ts";
import { FLOAT, FLOAT16, INT32, onnxModel } from "./onnx.ts";
import type { StoredTensor } from "./safetensors.ts";

/** Names of the graph's input and output, which the runtime is fed with. */
export const TOKENS = "tokens";
export const VECTOR = "vector";

export const DIMENSIONS = 384;
/** From the model's config.json. */
const LAYERS = 6;
const HEADS = 12;
const HEAD_SIZE = DIMENSIONS / HEADS;
const LAYER_NORM_EPSILON = 1e-12;

/**
 * @param tensors where the weights lie in `file`
 * @throws DocketError `embedding` when a weight is missing or is not float16
 */
export function minilmGraph(tensors: ReadonlyMap<string, StoredTensor>, file: string): Uint8Array {
  const { node, weight, floats, integers, finish } = onnxModel("all-MiniLM-L6-v2");

  const half = (name: string): string => {
    const tensor = tensors.get(name);
    if (tensor?.type !== "F16") {
      throw new DocketError("embedding", `${file}: ${name} is ${tensor?.type ?? "missing"}, not F16: another model?`);
    }
    return weight(name, { ...tensor, type: FLOAT16, file });
  };
  const toFloat = (value: string) => node("Cast", [value], { to: FLOAT });
  // The runtime computes whatever depends on weights alone once, as it loads the graph: here, float16 to float32.
  const full = (name: string) => toFloat(half(name));
  const linear = (input: string, name: string) =>
    node("Gemm", [input, full(`${name}.weight`), full(`${name}.bias`)], { transB: 1 });
  const layerNorm = (input: string, name: string) =>
    node("LayerNormalization", [input, full(`${name}.weight`), full(`${name}.bias`)], {
      axis: -1,
      epsilon: { float: LAYER_NORM_EPSILON },
    });
  const add = (left: string, right: string) => node("Add", [left, right]);

  const zero = integers("zero", [0], []);
  const start = integers("start", [0], [1]);
  const perHead = integers("per_head", [-1, HEADS, HEAD_SIZE], [3]);
  const perToken = integers("per_token", [-1, DIMENSIONS], [2]);
  const scale = floats("scale", [1 / Math.sqrt(HEAD_SIZE)], []);

  /** Words are looked up as float16: the table is half of the model, and would take 47 MB as float32. */
  const embeddings = (): string => {
    const words = toFloat(node("Gather", [half("embeddings.word_embeddings.weight"), TOKENS]));
    const positions = full("embeddings.position_embeddings.weight");
    const firstSegment = node("Gather", [full("embeddings.token_type_embeddings.weight"), zero]);
    const length = node("Shape", [TOKENS]);
    const places = node("Slice", [add(positions, firstSegment), start, length, start]);
    return layerNorm(add(words, places), "embeddings.LayerNorm");
  };

  const attention = (input: string, name: string): string => {
    const heads = (part: string, perm: readonly number[]) =>
      node("Transpose", [node("Reshape", [linear(input, `${name}.self.${part}`), perHead])], { perm });
    const scores = node("MatMul", [heads("query", [1, 0, 2]), heads("key", [1, 2, 0])]);
    const weights = node("Softmax", [node("Mul", [scores, scale])], { axis: -1 });
    const mixed = node("Transpose", [node("MatMul", [weights, heads("value", [1, 0, 2])])], { perm: [1, 0, 2] });
    return linear(node("Reshape", [mixed, perToken]), `${name}.output.dense`);
  };

  const layer = (input: string, name: string): string => {
    const attended = layerNorm(add(attention(input, `${name}.attention`), input), `${name}.attention.output.LayerNorm`);
    const widened = node("Gelu", [linear(attended, `${name}.intermediate.dense`)]);
    return layerNorm(add(linear(widened, `${name}.output.dense`), attended), `${name}.output.LayerNorm`);
  };

  let state = embeddings();
  for (let index = 0; index < LAYERS; index++) state = layer(state, `encoder.layer.${index}`);
  const mean = node("ReduceMean", [state, start], { keepdims: 0 });
  const vector = node("Div", [mean, node("ReduceL2", [mean, start])]);

  return finish(
    { name: TOKENS, type: INT32, shape: ["tokens"] },
    { name: VECTOR, type: FLOAT, shape: [DIMENSIONS] },
    vector,
  );
}
