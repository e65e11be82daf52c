/**
 * An embedder of one's own: a model from a folder, on threads of this process as the embedded one is. Its cosines are brought
 * to the embedded model's scale, as every embedder's are (calibration.ts).
 */

import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { z } from "zod";
import type { Embedder } from "../embedder.ts";
import { threadRunning } from "../minilm/thread.ts";
import { modelThreads } from "../minilm/threads.ts";
import type { FolderVector } from "./embedder-worker.ts";
import { fingerprintOf, type ModelFiles, OWN_FILE, POSITIONS, readingFolder, tokensRead } from "./model-folder.ts";

/** Each has a copy of the weights. */
const MOST_THREADS_BY_DEFAULT = 2;
const KEEP_IDLE_THREADS_MS = 30_000;
/** 512 tokens end far before it; what it spares is splitting text that nobody embeds. */
const MAX_CHARACTERS = 8_192;

interface FolderEmbedderOptions {
  readonly folder: string;
  /** Texts embedded at a time, each on a core of its own. */
  readonly threads?: number;
  /** Told what the folder does not say, and, once, that a text is longer than the model reads. */
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
    startThread: threadRunning(new URL("./embedder-worker.ts", import.meta.url), model),
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
export interface ModelFolder extends ModelFiles {
  readonly pooling: Pooling;
  /** Words that the model was trained to see before a text. */
  readonly prefixes: { readonly question: string; readonly passage: string };
  readonly dimensions: number;
  /** Print of what makes the vectors: two folders with one print have one space. */
  readonly fingerprint: string;
  /** Notices of what was not said and is taken as usual, for the operator to know. */
  readonly notices: readonly string[];
}

/** Larger ones are not read: an index of 10,000 passages would take 60 MB of memory a thousand dimensions. */
const MAX_DIMENSIONS = 1_024;

const POOLING = "1_Pooling/config.json";

const text = z.string().max(1_000);
const size = z.number().int().positive();

const configSchema = z.object({
  hidden_size: size.optional(),
  dim: size.optional(),
  _name_or_path: text.optional(),
  ...POSITIONS,
});
const sentenceSchema = z.object({ max_seq_length: size.nullish() });
const promptsSchema = z.object({ prompts: z.record(z.string(), text).nullish() });
const layersSchema = z.array(z.object({ type: text }));
const poolingSchema = z.object({
  word_embedding_dimension: size.optional(),
  pooling_mode_cls_token: z.boolean().optional(),
  pooling_mode_mean_tokens: z.boolean().optional(),
  pooling_mode_max_tokens: z.boolean().optional(),
  pooling_mode_mean_sqrt_len_tokens: z.boolean().optional(),
  pooling_mode_weightedmean_tokens: z.boolean().optional(),
  pooling_mode_lasttoken: z.boolean().optional(),
});
const ownSchema = z.object({
  pooling: z.enum(["cls", "mean"]).optional(),
  prefixes: z.object({ question: text, passage: text }).optional(),
  maxTokens: size.optional(),
});

/** @throws DocketError `configuration` with every file that is missing or cannot be used, a line each */
function readModelFolder(path: string): ModelFolder {
  const folder = readingFolder(path, "EMBEDDING_MODEL_DIR");
  const { problems } = folder;
  const own = folder.read(OWN_FILE, ownSchema);
  const config = folder.read("config.json", configSchema);
  const layers = (folder.read("modules.json", layersSchema) ?? []).map(({ type }) =>
    type.slice(type.lastIndexOf(".") + 1),
  );
  const unknown = layers.filter((layer) => !["Transformer", "Pooling", "Normalize"].includes(layer));
  if (unknown.length > 0) problems.push(`modules.json: a layer ${unknown.join(", ")} is not computed`);

  const stated = folder.read(POOLING, poolingSchema);
  const { pooling, notice } = poolingOf(stated, own?.pooling, problems);
  const dimensions = config?.hidden_size ?? config?.dim ?? stated?.word_embedding_dimension ?? 0;
  if (config !== null && (dimensions < 1 || dimensions > MAX_DIMENSIONS)) {
    problems.push(`config.json: hidden_size is ${dimensions || "missing"}: 1 to ${MAX_DIMENSIONS} are possible`);
  }
  const sentenceLength = folder.read("sentence_bert_config.json", sentenceSchema)?.max_seq_length ?? undefined;
  const maxTokens = tokensRead(folder, config, own?.maxTokens ?? sentenceLength);
  const prompts = folder.read("config_sentence_transformers.json", promptsSchema)?.prompts ?? {};
  const model = config?._name_or_path ?? basename(folder.path);
  const { prefixes, notice: ofPrefixes } = prefixesOf(own?.prefixes, prompts, model);
  const files = folder.files(maxTokens);
  return {
    ...files,
    pooling,
    prefixes,
    dimensions,
    fingerprint: fingerprintOf(files, JSON.stringify([pooling, prefixes, maxTokens, dimensions])),
    notices: [notice, ofPrefixes].flatMap((said) => (said === null ? [] : [`${folder.path}: ${said}`])),
  };
}

function poolingOf(
  stated: z.output<typeof poolingSchema> | null,
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
