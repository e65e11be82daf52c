/**
 * Graph and tokenizer of a model from a folder, opened in the thread that computes with them. Inputs go by their names, as
 * converters give them.
 */

import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { DocketError } from "../../errors.ts";
import type { ModelFiles } from "./model-folder.ts";

/** Tokens of one text, or of a pair. */
export interface Tokens {
  readonly ids: readonly number[];
  /** 0 for the first text's, 1 for the second's; all 0 where the tokenizer tells none apart. */
  readonly segments: readonly number[];
}

export interface FolderGraph {
  /** Tokens, as many as the text has, its marks included; at least one. */
  tokenize(text: string, pair?: string): Tokens;
  run(tokens: Tokens): Promise<Tensor | undefined>;
}

/** Names of the graph's inputs, and what goes in. */
const INPUTS: readonly (readonly [RegExp, (tokens: Tokens) => readonly number[]])[] = [
  [/^(?:input_ids|input_tokens|ids|tokens)$/u, ({ ids }) => ids],
  [/^(?:attention_mask|input_mask|mask)$/u, ({ ids }) => ids.map(() => 1)],
  [/^(?:token_type_ids|segment_ids)$/u, ({ segments }) => segments],
  [/^position_ids$/u, ({ ids }) => ids.map((_, position) => position)],
];

/**
 * @param outputs names of the output that is wanted, the best first; the graph's first one where none is there
 * @throws DocketError `embedding` when the graph or the tokenizer is not one that can be used; the file is named
 */
export async function openFolderGraph(files: ModelFiles, outputs: readonly RegExp[]): Promise<FolderGraph> {
  const { InferenceSession, Tensor } = await import("onnxruntime-node");
  const tokenize = await openTokenizer(files);
  const session = await InferenceSession.create(files.graphPath, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableMemPattern: false,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw broken(files.graphPath, `the runtime does not open it: ${String(cause)}`);
  });
  const inputs = inputsOf(session, files.graphPath);
  const output = outputOf(session, outputs);
  if (output === undefined) throw broken(files.graphPath, "has no output");
  return {
    tokenize,
    async run(tokens) {
      const feeds = inputs.map(({ name, type, values }) => {
        const numbers = values(tokens);
        const data = type === "int32" ? Int32Array.from(numbers) : BigInt64Array.from(numbers.map(BigInt));
        return [name, new Tensor(type, data, [1, numbers.length])] as const;
      });
      return (await session.run(Object.fromEntries(feeds)))[output];
    },
  };
}

export function broken(file: string, what: string): DocketError {
  return new DocketError("embedding", `${file}: ${what}`);
}

/** The last token is kept: it marks the end. */
export function fitting({ ids, segments }: Tokens, most: number): Tokens {
  if (ids.length <= most) return { ids, segments };
  const cut = (values: readonly number[]): readonly number[] => [...values.slice(0, most - 1), values.at(-1) ?? 0];
  return { ids: cut(ids), segments: cut(segments) };
}

async function openTokenizer({ tokenizerPath, tokenizerConfigPath }: ModelFiles): Promise<FolderGraph["tokenize"]> {
  let tokenizer: Tokenizer;
  try {
    const config = tokenizerConfigPath === null ? {} : JSON.parse(await readFile(tokenizerConfigPath, "utf8"));
    tokenizer = new Tokenizer(JSON.parse(await readFile(tokenizerPath, "utf8")), config);
  } catch (cause) {
    throw broken(tokenizerPath, `is no tokenizer that can be used: ${String(cause)}`);
  }
  return (text, pair) => {
    const { ids, token_type_ids: segments } = tokenizer.encode(text, {
      text_pair: pair ?? null,
      return_token_type_ids: true,
    });
    // An empty text without marks of its own has no tokens; a graph wants one.
    return ids.length === 0
      ? { ids: [0], segments: [0] }
      : { ids, segments: ids.map((_: number, at: number): number => segments[at] ?? 0) };
  };
}

interface Input {
  readonly name: string;
  readonly type: "int32" | "int64";
  readonly values: (tokens: Tokens) => readonly number[];
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

function outputOf({ outputNames }: InferenceSession, wanted: readonly RegExp[]): string | undefined {
  const [name] = wanted.flatMap((pattern) => outputNames.find((one) => pattern.test(one)) ?? []);
  return name ?? outputNames[0];
}
