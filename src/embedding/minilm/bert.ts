/**
 * all-MiniLM-L6-v2 as an ONNX graph, and the parts of a BERT model that it is made of: operations over one text
 * without padding, with the model's own weights.
 */

import { DocketError } from "../../errors.ts";
import { FLOAT, FLOAT16, INT8, INT32, type ModelWriter, onnxModel, UINT8 } from "./onnx.ts";
import { type FileParts, LARGEST, LARGEST_EVERYWHERE, quantise, type StoredTensor } from "./weights.ts";

/** Names of the graph's input, tokens or the embeddings of their words (`openRows`), and of its output. */
export const TOKENS = "tokens";
export const WORDS = "words";
export const VECTOR = "vector";

/** Number from the model's config.json. */
export const LAYERS = 6;

/**
 * @param weights of all-MiniLM-L6-v2; with their content, linear layers multiply 8-bit integers
 * @throws DocketError `embedding` when a weight is missing or is not float16
 */
export function minilmGraph(weights: Weights, input: typeof TOKENS | typeof WORDS = TOKENS): Uint8Array<ArrayBuffer> {
  const model = onnxModel("all-MiniLM-L6-v2");
  const int8 = weights.content === undefined ? null : ({ scalePer: "token", weightBits: 7 } as const);
  const { words, embeddings, layer } = bert(model, [{ ...weights, inFolder: true }], { int8 });
  let states = embeddings(input === WORDS ? WORDS : words(TOKENS));
  for (let number = 0; number < LAYERS; number++) states = layer(states, number);
  const overTokens = model.integers("over_tokens", [0], [1]);
  const mean = model.node("ReduceMean", [states, overTokens], { keepdims: 0 });
  const vector = model.node("Div", [mean, model.node("ReduceL2", [mean, overTokens])]);
  return model.finish(
    [input === WORDS ? GIVEN_WORDS : { name: TOKENS, type: INT32, shape: ["tokens"] }],
    { name: VECTOR, type: FLOAT, shape: [DIMENSIONS] },
    vector,
  );
}

/** The size of a token's state and of a text's vector. */
export const DIMENSIONS = 384;
export const WORD_TABLE = "embeddings.word_embeddings.weight";
export const GIVEN_WORDS = { name: WORDS, type: FLOAT, shape: ["tokens", DIMENSIONS] } as const;
/** Number from the model's config.json. */
const HEADS = 12;
const HEAD_SIZE = DIMENSIONS / HEADS;
const LAYER_NORM_EPSILON = 1e-12;

export interface Weights {
  /** Place of each weight in `file`. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** The file's name in the folder that the runtime is told. */
  readonly file: string;
  /** The file or what reads parts of it, where its weights are to be changed or written into the graph. */
  readonly content?: FileParts;
  /** True if the file is in the folder that the runtime is told: then weights that stay as they are stay there. */
  readonly inFolder?: boolean;
}

export interface BertOptions {
  /**
   * Way in which linear layers multiply 8-bit integers; null leaves them floats. With a scale for each token a state is
   * as exact beside large ones as alone, for a third more time; weights of 7 bits give the same on every processor.
   * Every source needs its `content` then.
   */
  readonly int8?: { readonly scalePer: "text" | "token"; readonly weightBits: 7 | 8 } | null;
}

interface Bert {
  /** The weight as float32; an operation that depends on weights alone is computed once, as the graph is loaded. */
  full(name: string): string;
  linear(input: string, name: string): string;
  add(left: string, right: string): string;
  /** @param tokens name of an int32 value `[tokens]`; @returns embeddings of their words `[tokens, DIMENSIONS]` */
  words(tokens: string): string;
  /** @param words as `words` gives them; @returns states `[tokens, DIMENSIONS]` */
  embeddings(words: string): string;
  /** States to states, through the layer with this number. */
  layer(states: string, number: number): string;
}

/** Weights as the graph has them, each once. */
interface StoredWeights {
  once(name: string, make: () => string): string;
  /** @throws DocketError `embedding` when it is missing or is not float16 */
  stored(name: string): { readonly source: Weights; readonly tensor: StoredTensor };
  half(name: string): string;
  full(name: string): string;
}

function storedWeights({ node, weight, ownWeight }: ModelWriter, sources: readonly Weights[]): StoredWeights {
  const known = new Map<string, string>();
  const once = (name: string, make: () => string): string => {
    const value = known.get(name) ?? make();
    known.set(name, value);
    return value;
  };
  const stored = (name: string): { readonly source: Weights; readonly tensor: StoredTensor } => {
    const source = sources.find(({ tensors }) => tensors.has(name)) ?? sources[0];
    const tensor = source?.tensors.get(name);
    if (source !== undefined && tensor?.type === "F16") return { source, tensor };
    const file = source?.file ?? "no file";
    throw new DocketError("embedding", `${file}: ${name} is ${tensor?.type ?? "missing"}, not F16: another model?`);
  };
  const half = (name: string): string =>
    once(name, () => {
      const { source, tensor } = stored(name);
      const { file, content, inFolder = content === undefined } = source;
      const { shape, offset, length } = tensor;
      if (inFolder) return weight(name, { ...tensor, type: FLOAT16, file });
      if (content === undefined) throw new DocketError("embedding", `${file} was not read: its content is needed`);
      return ownWeight(name, FLOAT16, shape, content.subarray(offset, offset + length));
    });
  const full = (name: string) => once(`full ${name}`, () => node("Cast", [half(name)], { to: FLOAT }));
  return { once, stored, half, full };
}

/** Linear layers, as float32 or as 8-bit integers. */
function linearLayers(
  model: ModelWriter,
  { once, stored, full }: StoredWeights,
  int8: NonNullable<BertOptions["int8"]> | null,
): Bert["linear"] {
  const { node, results, runtimeNode, ownWeight, floats, integers } = model;
  const lastAxis = () => once("last axis", () => integers("last_axis", [-1], [1]));
  const wide = (input: string, name: string) =>
    node("Gemm", [input, full(`${name}.weight`), full(`${name}.bias`)], { transB: 1 });
  const integersOf = (name: string, most: number) => {
    const { source, tensor } = stored(`${name}.weight`);
    const [outputs = 0, inputs = 0] = tensor.shape;
    const content = source.content?.subarray(tensor.offset, tensor.offset + tensor.length);
    if (content === undefined) throw new DocketError("embedding", `${source.file} was not read: its content is needed`);
    const { values, scales } = quantise(new Uint16Array(Uint8Array.from(content).buffer), outputs, inputs, most);
    return {
      values: ownWeight(`${name}.int8`, INT8, [inputs, outputs], new Uint8Array(values.buffer)),
      scales: floats(`${name}.scales`, [...scales], [outputs]),
    };
  };
  const quantised = new Map<string, readonly string[]>();
  /** The input of query, key and value is quantised once. */
  const quantisedOnce = (input: string, make: () => readonly string[]): readonly string[] => {
    const parts = quantised.get(input) ?? make();
    quantised.set(input, parts);
    return parts;
  };
  const narrow = (input: string, name: string, { scalePer, weightBits }: NonNullable<BertOptions["int8"]>) => {
    const weights = integersOf(name, weightBits === 7 ? LARGEST_EVERYWHERE : LARGEST);
    const bias = full(`${name}.bias`);
    if (scalePer === "text") {
      const dynamic = () => results("DynamicQuantizeLinear", [input], 3);
      const [states = "", scale = "", zeroPoint = ""] = quantisedOnce(input, dynamic);
      const inputs = [states, weights.values, scale, weights.scales, zeroPoint, "", bias];
      return runtimeNode("MatMulIntegerToFloat", inputs);
    }
    const scale = once("int8 scale", () => floats("int8_scale", [1 / LARGEST], []));
    const zeroPoint = once("int8 zero", () => ownWeight("int8_zero", UINT8, [], Uint8Array.of(128)));
    const [states = "", largest = ""] = quantisedOnce(input, () => {
      const most = node("ReduceMax", [node("Abs", [input]), lastAxis()], { keepdims: 1 });
      return [node("QuantizeLinear", [node("Div", [input, most]), scale, zeroPoint]), most];
    });
    const product = runtimeNode("MatMulIntegerToFloat", [states, weights.values, scale, weights.scales, zeroPoint]);
    return node("Add", [node("Mul", [product, largest]), bias]);
  };
  // A head of one output gains nothing by integers.
  return (input, name) =>
    int8 !== null && stored(`${name}.weight`).tensor.shape[0] !== 1 ? narrow(input, name, int8) : wide(input, name);
}

/**
 * The parts of a BERT model as ONNX operations over one text without padding: embeddings, and layers of attention and
 * feed-forward networks. The weights stay in the file that ships them, with the names and the layout of PyTorch.
 * @throws DocketError `embedding` when a weight is missing or is not float16
 */
export function bert(model: ModelWriter, sources: readonly Weights[], { int8 = null }: BertOptions = {}): Bert {
  const { node, floats, integers } = model;
  const weights = storedWeights(model, sources);
  const { half, full } = weights;
  const add = (left: string, right: string) => node("Add", [left, right]);
  const linear = linearLayers(model, weights, int8);
  const layerNorm = (input: string, name: string) =>
    node("LayerNormalization", [input, full(`${name}.weight`), full(`${name}.bias`)], {
      axis: -1,
      epsilon: { float: LAYER_NORM_EPSILON },
    });

  const zero = integers("zero", [0], []);
  const start = integers("start", [0], [1]);
  const perHead = integers("per_head", [-1, HEADS, HEAD_SIZE], [3]);
  const perToken = integers("per_token", [-1, DIMENSIONS], [2]);
  const scale = floats("scale", [1 / Math.sqrt(HEAD_SIZE)], []);

  const attention = (input: string, name: string): string => {
    const heads = (part: string, perm: readonly number[]) =>
      node("Transpose", [node("Reshape", [linear(input, `${name}.self.${part}`), perHead])], { perm });
    const scores = node("MatMul", [heads("query", [1, 0, 2]), heads("key", [1, 2, 0])]);
    const shares = node("Softmax", [node("Mul", [scores, scale])], { axis: -1 });
    const mixed = node("Transpose", [node("MatMul", [shares, heads("value", [1, 0, 2])])], { perm: [1, 0, 2] });
    return linear(node("Reshape", [mixed, perToken]), `${name}.output.dense`);
  };

  return {
    full,
    linear,
    add,
    /** Words are looked up as float16: the table is half of the model, and would take 47 MB as float32. */
    words: (tokens) => node("Cast", [node("Gather", [half(WORD_TABLE), tokens])], { to: FLOAT }),
    embeddings(words) {
      const positions = full("embeddings.position_embeddings.weight");
      const firstSegment = node("Gather", [full("embeddings.token_type_embeddings.weight"), zero]);
      const length = node("Shape", [words], { start: 0, end: 1 });
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
