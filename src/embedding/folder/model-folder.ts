/**
 * A folder with a model of one's own in ONNX, as sentence-transformers and Xenova's conversions lay it out: a graph, a
 * tokenizer, and small files that say how both are used. It is read wholly before the model is, and all that is wrong with
 * it is told at once, file by file.
 */

import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { DocketError, errorText } from "../../errors.ts";

/** Files that a thread needs to open graph and tokenizer. */
export interface ModelFiles {
  readonly name: string;
  readonly graphPath: string;
  readonly tokenizerPath: string;
  /** Null where the tokenizer needs none. */
  readonly tokenizerConfigPath: string | null;
  readonly maxTokens: number;
}

/** A folder while it is read: problems are gathered, and thrown together. */
export interface FolderReading {
  readonly path: string;
  readonly problems: string[];
  /** Null where the file is not there, or is not as the schema says, which is a problem. */
  read<Output>(name: string, schema: z.ZodType<Output>): Output | null;
  has(name: string): boolean;
  /** @throws DocketError `configuration` where there are problems, a line each */
  files(maxTokens: number): ModelFiles;
}

/** Longer texts take memory by the square; passages are shorter. */
const MAX_TOKENS = 512;
/** Fewer hold no sentence. */
const MIN_TOKENS = 16;

/** Graphs in this order: floats are as exact as the model is. */
const GRAPHS = ["model", "model_fp16", "model_quantized", "model_int8", "model_uint8"].flatMap((name) => [
  `${name}.onnx`,
  `onnx/${name}.onnx`,
]);
/** Docket's own file: what a folder does not say, or says wrongly. */
export const OWN_FILE = "docket-model.json";

const size = z.number().int().positive();
/** Some tokenizers state "no limit" as 1e30. */
const limit = z.number().positive();
const tokenizerConfig = z.object({ model_max_length: limit.nullish() });

/** Fields of `config.json` that say how many positions the model has. */
export const POSITIONS = {
  max_position_embeddings: size.optional(),
  pad_token_id: z.number().int().nullish(),
  model_type: z.string().max(1_000).optional(),
};
type Positions = z.output<z.ZodObject<typeof POSITIONS>>;

/**
 * @param setting that names the folder, for messages
 * @throws DocketError `configuration` where there is no such folder
 */
export function readingFolder(folder: string, setting: string): FolderReading {
  const path = resolve(folder);
  const problems: string[] = [];
  const has = (name: string): boolean => existsSync(join(path, name));
  const failure = (): DocketError => {
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    const lines = [`${setting}: ${path} has ${count} (docs/models.md says what a folder holds):`, ...problems];
    return new DocketError("configuration", lines.join("\n  "));
  };
  if (!existsSync(path)) {
    problems.push("there is no such folder");
    throw failure();
  }
  const graph = GRAPHS.find(has);
  if (graph === undefined) problems.push("model.onnx: is missing, and so is onnx/model.onnx");
  if (!has("tokenizer.json")) {
    problems.push("tokenizer.json: is missing (a tokenizer in other files is not read: convert it)");
  }
  if (!has("config.json")) problems.push("config.json: is missing");
  return {
    path,
    problems,
    has,
    read(name, schema) {
      if (!has(name)) return null;
      try {
        return schema.parse(JSON.parse(readFileSync(join(path, name), "utf8")));
      } catch (fault) {
        problems.push(`${name}: ${fault instanceof z.ZodError ? z.prettifyError(fault) : errorText(fault)}`);
        return null;
      }
    },
    files(maxTokens) {
      if (maxTokens < MIN_TOKENS)
        problems.push(`the model reads ${maxTokens} tokens: fewer than ${MIN_TOKENS} are no use`);
      if (problems.length > 0 || graph === undefined) throw failure();
      return {
        name: basename(path),
        graphPath: join(path, graph),
        tokenizerPath: join(path, "tokenizer.json"),
        tokenizerConfigPath: has("tokenizer_config.json") ? join(path, "tokenizer_config.json") : null,
        maxTokens,
      };
    },
  };
}

/** Number of tokens that the model reads: the least that the files say. */
export function tokensRead(folder: FolderReading, config: Positions | null, stated: number | undefined): number {
  return Math.min(
    stated ?? MAX_TOKENS,
    folder.read("tokenizer_config.json", tokenizerConfig)?.model_max_length ?? MAX_TOKENS,
    positionsOf(config),
    MAX_TOKENS,
  );
}

/** RoBERTa and its kin number positions from behind the padding's number. */
function positionsOf(config: Positions | null): number {
  const positions = config?.max_position_embeddings ?? MAX_TOKENS;
  const isOffset = /roberta|camembert|mpnet/u.test(config?.model_type ?? "");
  return isOffset ? positions - (config?.pad_token_id ?? 1) - 1 : positions;
}

const SAMPLES = 64;
const SAMPLE_BYTES = 16_384;

/**
 * Two folders with one print give one result. Of the graph samples: half a gigabyte would be hashed for a second at each
 * start.
 */
export function fingerprintOf({ graphPath, tokenizerPath }: ModelFiles, settings: string): string {
  const hash = createHash("sha256").update(readFileSync(tokenizerPath)).update(settings);
  const file = openSync(graphPath, "r");
  try {
    const { size: length } = fstatSync(file);
    hash.update(String(length));
    const sample = new Uint8Array(SAMPLE_BYTES);
    for (let number = 0; number <= SAMPLES; number++) {
      const at = Math.floor((Math.max(0, length - SAMPLE_BYTES) * number) / SAMPLES);
      hash.update(sample.subarray(0, readSync(file, sample, 0, SAMPLE_BYTES, at)));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest("hex").slice(0, 12);
}
