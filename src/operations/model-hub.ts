/**
 * Downloads a model's files from its public hub at one revision. What each file must be, the hub's listing states, and it
 * is checked when the file is whole: large files by their SHA-256, small ones by git's id of their content. A download
 * that was cut is taken up where it ended.
 */

import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { bounded, boundedFetch } from "../bounded-body.ts";
import { DocketError, errorText } from "../errors.ts";

interface HubModel {
  /** `https://huggingface.co`, or whoever speaks as it does. */
  readonly hub: string;
  /** `intfloat/multilingual-e5-small` */
  readonly repository: string;
  /** A commit's hash: a branch would be another model tomorrow. */
  readonly revision: string;
}

interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** Checksum of a large file. */
  readonly sha256: string | null;
  /** Git's id of a blob with this content, where there is no SHA-256. */
  readonly gitId: string;
}

/** Files that an embedder or a reranker is opened from, and the licence. */
const WANTED =
  /^(?:(?:onnx\/)?model\.onnx(?:_data)?|(?:tokenizer|tokenizer_config|config|modules|sentence_bert_config|config_sentence_transformers)\.json|1_Pooling\/config\.json|LICEN[CS]E[.\w]*)$/u;

/** A hub's listing of one model is some 10 KB. */
const MOST_LISTING_BYTES = 5_000_000;
/** The largest model recommended has 2.3 GB. */
const MOST_FILE_BYTES = 8e9;
/** A server that sends nothing for so long is taken for gone. */
const SILENCE_MS = 60_000;
const TRIES = 4;

const hash = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`, "u"));
const listingSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number().int().nonnegative(),
    oid: hash(40),
    lfs: z.object({ oid: hash(64), size: z.number().int().nonnegative() }).optional(),
  }),
);

/**
 * The files of the model that are wanted.
 * @throws DocketError `embedding` when the hub cannot be asked, or has no graph there
 */
export async function listFiles({ hub, repository, revision }: HubModel): Promise<readonly HubFile[]> {
  const url = `${hub}/api/models/${repository}/tree/${revision}?recursive=true`;
  let listing: z.output<typeof listingSchema>;
  try {
    const response = await boundedFetch(MOST_LISTING_BYTES)(url, { signal: AbortSignal.timeout(SILENCE_MS) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    listing = listingSchema.parse(await response.json());
  } catch (cause) {
    throw failure(`${url}: ${errorText(cause)}`, cause);
  }
  const files = listing
    .filter(({ type, path }) => type === "file" && WANTED.test(path))
    .map(({ path, size, oid, lfs }) => ({ path, bytes: lfs?.size ?? size, sha256: lfs?.oid ?? null, gitId: oid }));
  if (!files.some(({ path }) => path.endsWith("model.onnx"))) throw failure(`${url}: there is no model.onnx`);
  const tooLarge = files.find(({ bytes }) => bytes > MOST_FILE_BYTES);
  if (tooLarge !== undefined) throw failure(`${url}: ${tooLarge.path} would have ${tooLarge.bytes} bytes`);
  return files;
}

interface DownloadOptions {
  readonly folder: string;
  readonly onProgress: (file: HubFile, bytes: number) => void;
  readonly signal?: AbortSignal;
  /** @default 60 s */
  readonly silenceMs?: number;
}

/**
 * @returns false where the file was there already, whole
 * @throws DocketError `embedding`; what came so far is kept, unless it is not what the hub states
 */
export async function downloadFile(model: HubModel, file: HubFile, options: DownloadOptions): Promise<boolean> {
  const target = join(options.folder, file.path);
  const part = `${target}.part`;
  if ((await sizeOf(target)) === file.bytes && (await isWhole(target, file))) return false;
  await mkdir(dirname(target), { recursive: true });
  for (let attempt = 1; (await sizeOf(part)) !== file.bytes; attempt++) {
    try {
      await continueDownload(model, file, part, options);
    } catch (cause) {
      options.signal?.throwIfAborted();
      if (attempt >= TRIES) throw failure(`${file.path}: ${errorText(cause)}: run it again, it goes on there`, cause);
    }
  }
  if (!(await isWhole(part, file))) {
    await rm(part);
    throw failure(`${file.path}: is not what the hub states (${file.sha256 ?? file.gitId}): it was removed`);
  }
  await rename(part, target);
  return true;
}

async function continueDownload(
  { hub, repository, revision }: HubModel,
  file: HubFile,
  part: string,
  { onProgress, signal, silenceMs = SILENCE_MS }: DownloadOptions,
): Promise<void> {
  const had = await sizeOf(part);
  const silence = new AbortController();
  const patience = setTimeout(() => silence.abort(new Error(`nothing came for ${silenceMs / 1_000} s`)), silenceMs);
  const stop = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  try {
    const url = `${hub}/${repository}/resolve/${revision}/${file.path}`;
    const response = await fetch(url, { signal: stop, headers: had > 0 ? { range: `bytes=${had}-` } : {} });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    // A server that does not know ranges begins anew.
    const from = response.status === 206 ? had : 0;
    await using output = await open(part, from > 0 ? "a" : "w");
    let bytes = from;
    for await (const piece of bounded(response.body as AsyncIterable<Uint8Array>, file.bytes - from)) {
      patience.refresh();
      await output.writeFile(piece);
      bytes += piece.length;
      onProgress(file, bytes);
    }
    await output.sync();
    if (bytes < file.bytes) throw new Error(`it ended after ${bytes} of ${file.bytes} bytes`);
  } finally {
    clearTimeout(patience);
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function isWhole(path: string, { bytes, sha256, gitId }: HubFile): Promise<boolean> {
  const hashed: Hash = sha256 === null ? createHash("sha1").update(`blob ${bytes}\0`) : createHash("sha256");
  for await (const piece of createReadStream(path)) hashed.update(piece as Uint8Array);
  return hashed.digest("hex") === (sha256 ?? gitId);
}

function failure(message: string, cause?: unknown): DocketError {
  return new DocketError("embedding", message, { cause });
}

/** Models that Docket was made to work with, each at one revision of its public hub. docs/models.md describes them. */
export const PUBLIC_HUB = "https://huggingface.co";

interface RecommendedModel extends Omit<HubModel, "hub"> {
  readonly name: string;
  /** Setting that names its folder. */
  readonly setting: "EMBEDDING_MODEL_DIR" | "RERANKER_MODEL_DIR";
  /** Licence as its description on the hub states it. */
  readonly licence: string;
}

export const RECOMMENDED: readonly RecommendedModel[] = [
  {
    name: "multilingual-e5-small",
    setting: "EMBEDDING_MODEL_DIR",
    repository: "intfloat/multilingual-e5-small",
    revision: "fd1525a9fd15316a2d503bf26ab031a61d056e98",
    licence: "MIT",
  },
  {
    name: "bge-m3",
    setting: "EMBEDDING_MODEL_DIR",
    repository: "BAAI/bge-m3",
    revision: "5617a9f61b028005a4858fdac845db406aefb181",
    licence: "MIT",
  },
  {
    name: "bge-reranker-base",
    setting: "RERANKER_MODEL_DIR",
    repository: "BAAI/bge-reranker-base",
    revision: "2cfc18c9415c912f9d8155881c133215df768a70",
    licence: "MIT",
  },
];
