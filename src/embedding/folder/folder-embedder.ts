/**
 * An embedder of one's own: a model from a folder, on threads of this process as the embedded one is. Its cosines are brought
 * to the embedded model's scale, as every embedder's are (calibration.ts).
 */

import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { DocketError, errorText } from "../../errors.ts";
import type { Embedder } from "../embedder.ts";
import { threadRunning } from "../minilm/thread.ts";
import { modelThreads } from "../minilm/threads.ts";
import type { FolderVector } from "./worker.ts";

/** Each has a copy of the weights. */
const MOST_THREADS_BY_DEFAULT = 2;
const KEEP_IDLE_THREADS_MS = 30_000;
/** 512 tokens end far before it; what it spares is splitting text that nobody embeds. */
const MAX_CHARACTERS = 8_192;

interface FolderEmbedderOptions {
  readonly folder: string;
  /** Texts embedded at a time, each on a core of its own. */
  readonly threads?: number;
  /** What the folder does not say, and, once, that a text is longer than the model reads. */
  readonly onNotice?: (notice: string) => void;
}

/**
 * Reads the small files of the folder at once; the model is loaded when the first text comes.
 * @throws DocketError `configuration` with all that is wrong with the folder
 */
export function folderEmbedder({
  folder,
  threads = Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT),
  onNotice = () => undefined,
}: FolderEmbedderOptions): Embedder {
  const model = readModelFolder(folder);
  const { name, dimensions, prefixes, maxTokens, fingerprint } = model;
  for (const notice of model.notices) onNotice(notice);
  const workers = modelThreads<string, string, FolderVector>({
    engine: "native",
    startThread: threadRunning(new URL("./worker.ts", import.meta.url), model),
    threads,
    keepIdleMs: KEEP_IDLE_THREADS_MS,
    onFallback: onNotice,
    prepare: (text) => text,
  });
  let toldOfCut = false;
  return {
    id: `folder:${name}:${dimensions}:${fingerprint}`,
    dimensions,
    async embed(texts, role, signal) {
      const prefixed = texts.map((text) => `${prefixes[role]}${text.slice(0, MAX_CHARACTERS).toWellFormed()}`);
      const results = await workers.run(prefixed, role, signal);
      const cut = results.find((result) => result.cut !== null)?.cut ?? null;
      if (cut !== null && !toldOfCut) {
        toldOfCut = true;
        onNotice(
          `${name} reads ${maxTokens} tokens, and a ${role} has ${cut}: of such texts the rest is found by its words alone`,
        );
      }
      return results.map(({ vector }) => vector);
    },
    close: () => workers.close(),
  };
}

export type Pooling = "cls" | "mean";

/** All that a thread needs to open the model. */
export interface ModelFolder {
  readonly name: string;
  readonly graphPath: string;
  readonly tokenizerPath: string;
  /** Absent where the tokenizer needs none. */
  readonly tokenizerConfigPath: string | null;
  readonly pooling: Pooling;
  /** What the model was trained to see before a text. */
  readonly prefixes: { readonly question: string; readonly passage: string };
  readonly maxTokens: number;
  readonly dimensions: number;
  /** Of what makes the vectors: two folders with one print have one space. */
  readonly fingerprint: string;
  /** What was not said and is taken as usual, for the operator to know. */
  readonly notices: readonly string[];
}

/** Larger ones are not read: an index of 10,000 passages would take 60 MB of memory a thousand dimensions. */
const MAX_DIMENSIONS = 1_024;
/** Longer texts take memory by the square; passages are shorter. */
const MAX_TOKENS = 512;
/** Fewer hold no sentence. */
const MIN_TOKENS = 16;

/** In this order: floats are as exact as the model is. */
const GRAPHS = ["model", "model_fp16", "model_quantized", "model_int8", "model_uint8"].flatMap((name) => [
  `${name}.onnx`,
  `onnx/${name}.onnx`,
]);
const POOLING = "1_Pooling/config.json";
/** Of Docket's own: what a folder does not say, or says wrongly. */
const OWN_FILE = "docket-model.json";

const text = z.string().max(1_000);
const size = z.number().int().positive();
/** Some tokenizers state "no limit" as 1e30. */
const limit = z.number().positive();

const FILES = {
  "config.json": z.object({
    hidden_size: size.optional(),
    dim: size.optional(),
    max_position_embeddings: size.optional(),
    pad_token_id: z.number().int().nullish(),
    model_type: text.optional(),
    _name_or_path: text.optional(),
  }),
  "tokenizer_config.json": z.object({ model_max_length: limit.nullish() }),
  "sentence_bert_config.json": z.object({ max_seq_length: size.nullish() }),
  "config_sentence_transformers.json": z.object({ prompts: z.record(z.string(), text).nullish() }),
  "modules.json": z.array(z.object({ type: text })),
  [POOLING]: z.object({
    word_embedding_dimension: size.optional(),
    pooling_mode_cls_token: z.boolean().optional(),
    pooling_mode_mean_tokens: z.boolean().optional(),
    pooling_mode_max_tokens: z.boolean().optional(),
    pooling_mode_mean_sqrt_len_tokens: z.boolean().optional(),
    pooling_mode_weightedmean_tokens: z.boolean().optional(),
    pooling_mode_lasttoken: z.boolean().optional(),
  }),
  [OWN_FILE]: z.object({
    pooling: z.enum(["cls", "mean"]).optional(),
    prefixes: z.object({ question: text, passage: text }).optional(),
    maxTokens: size.optional(),
  }),
} as const;
type Files = typeof FILES;

/**
 * A folder with an embedding model of one's own, as sentence-transformers and Xenova's conversions lay it out: a graph
 * in ONNX, a tokenizer, and small files that say how vectors are made. It is read wholly before anything is embedded,
 * and all that is wrong with it is told at once, file by file.
 * @throws DocketError `configuration` with every file that is missing or cannot be used, a line each
 */
function readModelFolder(folder: string): ModelFolder {
  const path = resolve(folder);
  const problems: string[] = [];
  if (!existsSync(path)) throw failure(path, ["there is no such folder"]);
  const read = <Name extends keyof Files>(name: Name): z.output<Files[Name]> | null => {
    try {
      if (!existsSync(join(path, name))) return null;
      return FILES[name].parse(JSON.parse(readFileSync(join(path, name), "utf8"))) as z.output<Files[Name]>;
    } catch (fault) {
      problems.push(`${name}: ${fault instanceof z.ZodError ? z.prettifyError(fault) : errorText(fault)}`);
      return null;
    }
  };
  const own = read(OWN_FILE);
  const config = read("config.json");
  if (config === null && !existsSync(join(path, "config.json"))) problems.push("config.json: is missing");
  const graph = GRAPHS.find((name) => existsSync(join(path, name)));
  if (graph === undefined) problems.push("model.onnx: is missing, and so is onnx/model.onnx");
  if (!existsSync(join(path, "tokenizer.json"))) {
    problems.push("tokenizer.json: is missing (a tokenizer in other files is not read: convert it)");
  }
  const layers = (read("modules.json") ?? []).map(({ type }) => type.slice(type.lastIndexOf(".") + 1));
  const unknown = layers.filter((layer) => !["Transformer", "Pooling", "Normalize"].includes(layer));
  if (unknown.length > 0) problems.push(`modules.json: a layer ${unknown.join(", ")} is not computed`);

  const stated = read(POOLING);
  const { pooling, notice } = poolingOf(stated, own?.pooling, problems);
  const dimensions = config?.hidden_size ?? config?.dim ?? stated?.word_embedding_dimension ?? 0;
  if (config !== null && (dimensions < 1 || dimensions > MAX_DIMENSIONS)) {
    problems.push(`config.json: hidden_size is ${dimensions || "missing"}: 1 to ${MAX_DIMENSIONS} are possible`);
  }
  const maxTokens = Math.min(
    own?.maxTokens ?? read("sentence_bert_config.json")?.max_seq_length ?? MAX_TOKENS,
    read("tokenizer_config.json")?.model_max_length ?? MAX_TOKENS,
    positionsOf(config),
    MAX_TOKENS,
  );
  if (maxTokens < MIN_TOKENS) problems.push(`the model reads ${maxTokens} tokens: fewer than ${MIN_TOKENS} are no use`);
  const prompts = read("config_sentence_transformers.json")?.prompts ?? {};
  const { prefixes, notice: ofPrefixes } = prefixesOf(own?.prefixes, prompts, config?._name_or_path ?? basename(path));
  if (problems.length > 0 || graph === undefined) throw failure(path, problems);

  const graphPath = join(path, graph);
  const tokenizerPath = join(path, "tokenizer.json");
  const settings = JSON.stringify([pooling, prefixes, maxTokens, dimensions]);
  return {
    ...{ name: basename(path), graphPath, tokenizerPath, pooling, prefixes, maxTokens, dimensions },
    tokenizerConfigPath: existsSync(join(path, "tokenizer_config.json")) ? join(path, "tokenizer_config.json") : null,
    fingerprint: fingerprintOf(graphPath, readFileSync(tokenizerPath), settings),
    notices: [notice, ofPrefixes].flatMap((said) => (said === null ? [] : [`${path}: ${said}`])),
  };
}

function failure(path: string, problems: readonly string[]): DocketError {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  const lines = [`EMBEDDING_MODEL_DIR: ${path} has ${count} (docs/models.md says what a folder holds):`, ...problems];
  return new DocketError("configuration", lines.join("\n  "));
}

function poolingOf(
  stated: z.output<Files[typeof POOLING]> | null,
  own: Pooling | undefined,
  problems: string[],
): { readonly pooling: Pooling; readonly notice: string | null } {
  if (own !== undefined) return { pooling: own, notice: null };
  if (stated === null) return { pooling: "mean", notice: `no ${POOLING}: vectors are the mean of all tokens` };
  const modes = Object.entries(stated).flatMap(([name, on]) => (on === true ? [name] : []));
  const [mode] = modes;
  if (modes.length === 1 && mode === "pooling_mode_cls_token") return { pooling: "cls", notice: null };
  if (modes.length === 1 && mode === "pooling_mode_mean_tokens") return { pooling: "mean", notice: null };
  problems.push(`${POOLING}: ${modes.join(", ") || "no pooling"} is not computed: cls or mean alone is`);
  return { pooling: "mean", notice: null };
}

/** RoBERTa and its kin number positions from behind the padding's number. */
function positionsOf(config: z.output<Files["config.json"]> | null): number {
  const positions = config?.max_position_embeddings ?? MAX_TOKENS;
  const isOffset = /roberta|camembert|mpnet/u.test(config?.model_type ?? "");
  return isOffset ? positions - (config?.pad_token_id ?? 1) - 1 : positions;
}

type Prefixes = ModelFolder["prefixes"];

/** Prompts as sentence-transformers names them; the E5 family states its own in its description alone. */
function prefixesOf(
  own: Prefixes | undefined,
  prompts: Readonly<Partial<Record<string, string>>>,
  model: string,
): { readonly prefixes: Prefixes; readonly notice: string | null } {
  if (own !== undefined) return { prefixes: own, notice: null };
  const question = prompts.query ?? prompts.question;
  const passage = prompts.passage ?? prompts.document;
  if (question !== undefined || passage !== undefined) {
    return { prefixes: { question: question ?? "", passage: passage ?? "" }, notice: null };
  }
  if (/(?:^|[-_/])e5(?:[-_/]|$)/iu.test(model)) {
    const prefixes = { question: "query: ", passage: "passage: " };
    return {
      prefixes,
      notice: 'no prompts are stated: "query: " and "passage: " as models of the E5 family have them',
    };
  }
  return { prefixes: { question: "", passage: "" }, notice: null };
}

const SAMPLES = 64;
const SAMPLE_BYTES = 16_384;

/** Samples of the graph: half a gigabyte would be hashed for a second at each start. */
function fingerprintOf(graphPath: string, tokenizer: Uint8Array, settings: string): string {
  const hash = createHash("sha256").update(tokenizer).update(settings);
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
