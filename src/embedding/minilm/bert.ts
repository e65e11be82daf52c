/**
 * The parts of a BERT model as ONNX operations over one text without padding: embeddings, and layers of attention and
 * feed-forward networks. The weights stay in the file that ships them, with the names and the layout of PyTorch.
 */

import { DocketError } from "../../errors.ts";
import { FLOAT, FLOAT16, type ModelWriter } from "./onnx.ts";
import type { StoredTensor } from "./safetensors.ts";

/** The size of a token's state and of a text's vector. */
export const DIMENSIONS = 384;
/** From the model's config.json. */
const HEADS = 12;
const HEAD_SIZE = DIMENSIONS / HEADS;
const LAYER_NORM_EPSILON = 1e-12;

export interface Weights {
  /** Where each weight lies in `file`. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** The file's name in the folder that the runtime is told. */
  readonly file: string;
  /** The file, where it is in another folder: then its weights are written into the graph. */
  readonly content?: Uint8Array;
}

export interface Bert {
  /** The weight as float32; an operation that depends on weights alone is computed once, as the graph is loaded. */
  full(name: string): string;
  linear(input: string, name: string): string;
  add(left: string, right: string): string;
  /** @param tokens name of an int32 value `[tokens]`; @returns states `[tokens, DIMENSIONS]` */
  embeddings(tokens: string): string;
  /** States to states, through the layer with this number. */
  layer(states: string, number: number): string;
}

/** @throws DocketError `embedding` when a weight is missing or is not float16 */
export function bert(model: ModelWriter, sources: readonly Weights[]): Bert {
  const { node, weight, ownWeight, floats, integers } = model;
  const known = new Map<string, string>();
  const once = (name: string, make: () => string): string => {
    const value = known.get(name) ?? make();
    known.set(name, value);
    return value;
  };
  const half = (name: string): string =>
    once(name, () => {
      const source = sources.find(({ tensors }) => tensors.has(name)) ?? sources[0];
      const tensor = source?.tensors.get(name);
      if (source === undefined || tensor?.type !== "F16") {
        const file = source?.file ?? "no file";
        throw new DocketError("embedding", `${file}: ${name} is ${tensor?.type ?? "missing"}, not F16: another model?`);
      }
      if (source.content === undefined) return weight(name, { ...tensor, type: FLOAT16, file: source.file });
      const { shape, offset, length } = tensor;
      return ownWeight(name, FLOAT16, shape, source.content.subarray(offset, offset + length));
    });
  const toFloat = (value: string) => node("Cast", [value], { to: FLOAT });
  const full = (name: string) => once(`full ${name}`, () => toFloat(half(name)));
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

  const attention = (input: string, name: string): string => {
    const heads = (part: string, perm: readonly number[]) =>
      node("Transpose", [node("Reshape", [linear(input, `${name}.self.${part}`), perHead])], { perm });
    const scores = node("MatMul", [heads("query", [1, 0, 2]), heads("key", [1, 2, 0])]);
    const weights = node("Softmax", [node("Mul", [scores, scale])], { axis: -1 });
    const mixed = node("Transpose", [node("MatMul", [weights, heads("value", [1, 0, 2])])], { perm: [1, 0, 2] });
    return linear(node("Reshape", [mixed, perToken]), `${name}.output.dense`);
  };

  return {
    full,
    linear,
    add,
    /** Words are looked up as float16: the table is half of the model, and would take 47 MB as float32. */
    embeddings(tokens) {
      const words = toFloat(node("Gather", [half("embeddings.word_embeddings.weight"), tokens]));
      const positions = full("embeddings.position_embeddings.weight");
      const firstSegment = node("Gather", [full("embeddings.token_type_embeddings.weight"), zero]);
      const length = node("Shape", [tokens]);
      const places = node("Slice", [add(positions, firstSegment), start, length, start]);
      return layerNorm(add(words, places), "embeddings.LayerNorm");
    },
    layer(input, number) {
      const name = `encoder.layer.${number}`;
      const attended = layerNorm(
        add(attention(input, `${name}.attention`), input),
        `${name}.attention.output.LayerNorm`,
      );
      const widened = node("Gelu", [linear(attended, `${name}.intermediate.dense`)]);
      return layerNorm(add(linear(widened, `${name}.output.dense`), attended), `${name}.output.LayerNorm`);
    },
  };
}
