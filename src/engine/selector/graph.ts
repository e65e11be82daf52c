/**
 * The selector as an ONNX graph: a cross-encoder. Word embeddings and the lowest layers are all-MiniLM-L6-v2's own; the
 * layers above were trained. Attention pools the tokens of each unit, a linear head scores it, and another scores "none
 * of these" from the first token.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BertOptions, bert, LAYERS, type Weights } from "../../embedding/minilm/bert.ts";
import { FLOAT, INT32, onnxModel } from "../../embedding/minilm/onnx.ts";
import { DocketError } from "../../errors.ts";

/** Names of the graph's inputs and output: `[tokens]`, `[tokens]` with 0 for the question's and 1 for the passage's. */
export const TOKENS = "tokens";
export const SIDES = "sides";
/** `[units, tokens]`: 0 for a token of the unit, a large negative number elsewhere. */
export const MEMBERS = "members";
export const MARGINS = "margins";

/** The lowest layers, which are MiniLM's. */
const FROZEN_LAYERS = 2;

export function selectorGraph(minilm: Weights, trained: Weights, options: BertOptions = {}): Uint8Array {
  const model = onnxModel("docket-selector");
  const { node, integers } = model;
  // Trained layers have the numbers that they replace, so they are looked up first.
  const { embeddings, layer, full, linear, add } = bert(model, [trained, minilm], options);
  let states = embeddings(TOKENS);
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
      { name: TOKENS, type: INT32, shape: ["tokens"] },
      { name: SIDES, type: INT32, shape: ["tokens"] },
      { name: MEMBERS, type: FLOAT, shape: ["units", "tokens"] },
    ],
    { name: MARGINS, type: FLOAT, shape: ["units", 1] },
    margins,
  );
}

/** Where the repository keeps them. */
export const SELECTOR_DIR = fileURLToPath(new URL("../../../models/selector/", import.meta.url));
const WEIGHTS_FILE = "selector.fp16.safetensors";

/**
 * The trained weights that ship in `models/selector`, checked against the hash that is written beside them.
 * @throws DocketError `storage` when the weights are missing, or are not those that were published
 */
export async function readWeights(dir: string): Promise<{ readonly path: string; readonly content: Uint8Array }> {
  const path = `${dir}${WEIGHTS_FILE}`;
  const advice = "check the project out again, or set SELECTOR=off";
  try {
    const stated = (await readFile(`${path}.sha256`, "utf8")).trim().split(/\s/u)[0] ?? "";
    const content = await readFile(path);
    if (createHash("sha256").update(content).digest("hex") === stated) return { path, content };
    throw new DocketError("storage", `${path} is not the file that its hash is of: ${advice}`);
  } catch (thrown) {
    if (thrown instanceof DocketError) throw thrown;
    throw new DocketError("storage", `${path} cannot be read: ${advice}`, { cause: thrown });
  }
}
