/**
 * The thread that owns a model from a folder. It is sent one text at a time, with its prefix; its tokens go through the
 * graph, and are pooled to one vector of unit length.
 */

import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { DocketError } from "../../errors.ts";
import { serveModel } from "../minilm/thread.ts";
import type { ModelFolder, Pooling } from "./folder-embedder.ts";

export interface FolderVector {
  readonly vector: Float32Array;
  /** Tokens of the text, where they are more than the model reads. */
  readonly cut: number | null;
}

interface FolderModel {
  embed(text: string): Promise<FolderVector>;
}

/** What the graph's inputs are called, and what goes in. */
const INPUTS: readonly (readonly [RegExp, (tokens: readonly number[]) => readonly number[]])[] = [
  [/^(?:input_ids|input_tokens|ids|tokens)$/u, (tokens) => tokens],
  [/^(?:attention_mask|input_mask|mask)$/u, (tokens) => tokens.map(() => 1)],
  [/^(?:token_type_ids|segment_ids)$/u, (tokens) => tokens.map(() => 0)],
  [/^position_ids$/u, (tokens) => tokens.map((_, position) => position)],
];

/**
 * A model from a folder, opened: a text's tokens through the graph, pooled to one vector of unit length.
 * @throws DocketError `embedding` when the graph or the tokenizer is not one that can be used; the file is named
 */
async function openFolderModel(folder: ModelFolder): Promise<FolderModel> {
  const { pooling, maxTokens, dimensions } = folder;
  const { InferenceSession, Tensor } = await import("onnxruntime-node");
  const tokenize = await openTokenizer(folder);
  const session = await InferenceSession.create(folder.graphPath, {
    ...{ intraOpNumThreads: 1, interOpNumThreads: 1, enableMemPattern: false, enableCpuMemArena: false },
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw broken(folder.graphPath, `the runtime does not open it: ${String(cause)}`);
  });
  const inputs = inputsOf(session, folder.graphPath);
  const output = outputOf(session, folder.graphPath);
  return {
    async embed(text) {
      const all = tokenize(text);
      const tokens = fitting(all, maxTokens);
      const feeds = inputs.map(({ name, type, values }) => {
        const numbers = values(tokens);
        const data = type === "int32" ? Int32Array.from(numbers) : BigInt64Array.from(numbers.map(BigInt));
        return [name, new Tensor(type, data, [1, tokens.length])] as const;
      });
      const { [output]: result } = await session.run(Object.fromEntries(feeds));
      const vector = pooled(result, { pooling, dimensions, tokens: tokens.length, file: folder.graphPath });
      return { vector, cut: all.length > maxTokens ? all.length : null };
    },
  };
}

function broken(file: string, what: string): DocketError {
  return new DocketError("embedding", `${file}: ${what}`);
}

async function openTokenizer({ tokenizerPath, tokenizerConfigPath }: ModelFolder) {
  let tokenizer: Tokenizer;
  try {
    const config = tokenizerConfigPath === null ? {} : JSON.parse(await readFile(tokenizerConfigPath, "utf8"));
    tokenizer = new Tokenizer(JSON.parse(await readFile(tokenizerPath, "utf8")), config);
  } catch (cause) {
    throw broken(tokenizerPath, `is no tokenizer that can be used: ${String(cause)}`);
  }
  return (text: string): readonly number[] => {
    const { ids } = tokenizer.encode(text);
    // Without marks of its own an empty text has no tokens; a graph wants one.
    return ids.length === 0 ? [0] : ids;
  };
}

/** The last token is kept: it marks the end. */
function fitting(tokens: readonly number[], most: number): readonly number[] {
  return tokens.length <= most ? tokens : [...tokens.slice(0, most - 1), tokens.at(-1) ?? 0];
}

interface Input {
  readonly name: string;
  readonly type: "int32" | "int64";
  readonly values: (tokens: readonly number[]) => readonly number[];
}

function inputsOf(session: InferenceSession, file: string): readonly Input[] {
  return session.inputMetadata.map((input): Input => {
    const [, values] = INPUTS.find(([pattern]) => pattern.test(input.name)) ?? [];
    if (values === undefined) throw broken(file, `wants an input ${input.name}, of which nothing is known`);
    const type = input.isTensor ? input.type : "sequence";
    if (type !== "int32" && type !== "int64") throw broken(file, `its input ${input.name} is ${type}, not int64`);
    return { name: input.name, type, values };
  });
}

/** States of all tokens where the graph gives them, so that they are pooled as the folder says. */
function outputOf(session: InferenceSession, file: string): string {
  const { outputNames: names } = session;
  const states = names.find((name) => /^(?:last_hidden_state|token_embeddings|hidden_states?)$/u.test(name));
  const name = states ?? names.find((one) => /sentence_embedding|pooled|pooler/u.test(one)) ?? names[0];
  if (name === undefined) throw broken(file, "has no output");
  return name;
}

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
  const { embed } = await openFolderModel(folder);
  return { engine: "native", fallback: null, run: (text, inTurn) => inTurn(0, () => embed(text)) };
});
