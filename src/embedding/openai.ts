/**
 * Embeddings from OpenAI, or from any server that speaks its protocol. The package is used for the protocol alone: how
 * long to wait, when to ask again and what to believe is decided here, because it retries what cannot succeed, ignores
 * a long Retry-After, and passes on vectors that are missing or out of order.
 */

import { setTimeout as delay } from "node:timers/promises";
import type { OpenAI } from "openai";
import { boundedFetch } from "../bounded-body.ts";
import { DocketError } from "../errors.ts";
import type { Embedder, EmbeddingRole } from "./embedder.ts";
import { failureOf } from "./openai-failure.ts";

export interface OpenaiClientOptions {
  /** Null for a server that asks for none. */
  readonly apiKey: string | null;
  /** Null for OpenAI's own. */
  readonly baseUrl: string | null;
}

/** 2,048 vectors of 3,072 numbers, as text, are some 80 MB. */
const MOST_BYTES = 200_000_000;

/** Makes the client at the first call: the package takes 0.1 s to load. */
export function openaiClient({ apiKey, baseUrl }: OpenaiClientOptions): () => Promise<OpenAI> {
  let client: Promise<OpenAI> | undefined;
  return () => {
    client ??= import("openai").then(
      ({ OpenAI }) =>
        new OpenAI({
          apiKey: apiKey ?? "none",
          baseURL: baseUrl ?? "https://api.openai.com/v1",
          // Null, where the package would look into the environment.
          organization: null,
          project: null,
          maxRetries: 0,
          logLevel: "off",
          fetch: boundedFetch(MOST_BYTES),
        }),
    );
    return client;
  };
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

export interface OpenaiOptions {
  readonly client: () => Promise<OpenAI>;
  readonly model: string;
  readonly dimensions: number;
  /** Deadline for one request with its retries. */
  readonly deadlineMs?: number;
  /** Texts a request. Some servers take 32, or 10, where OpenAI takes 2,048. */
  readonly maxInputs?: number;
  readonly clock?: Clock;
}

const MAX_TRIES = 3;
/** Pause before the second and the third try, where the server does not say how long to wait. */
const BACKOFF_MS = [500, 2_000];

const systemClock: Clock = { now: () => Date.now(), sleep: (ms, signal) => delay(ms, undefined, { signal }) };

/** Texts beyond 8,191 bytes are cut. */
export function openaiEmbedder({
  client,
  model,
  dimensions,
  deadlineMs = 30_000,
  maxInputs = 2_048,
  clock = systemClock,
}: OpenaiOptions): Embedder {
  const closing = new AbortController();

  /** Vectors of one request's texts. */
  async function request(
    texts: readonly string[],
    role: EmbeddingRole,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    const { embeddings, apiKey, baseURL } = await client();
    const from = `${model} at ${new URL(baseURL).host}`;
    const deadline = clock.now() + deadlineMs;
    const timeout = AbortSignal.timeout(deadlineMs);
    const stop = AbortSignal.any([closing.signal, timeout, ...(signal ? [signal] : [])]);
    // Only these models can shorten their vectors; others refuse to be asked.
    const shortened = /(^|\/)text-embedding-3/.test(model) ? { dimensions } : {};
    const body = { model, input: [...texts], encoding_format: "float" as const, ...shortened };

    /** @returns the error that ends it, or null after a pause that makes another try worth it */
    async function recover(error: unknown, tries: number): Promise<DocketError | null> {
      if (error instanceof DocketError) return error;
      if (signal?.aborted || closing.signal.aborted) return cancelled(signal);
      const late = `${from}: no answer within ${deadlineMs / 1_000} s: try again, or allow more time`;
      if (timeout.aborted) return new DocketError("embedding", late, { retryable: true });
      const { message, retryable, retryAfterMs } = failureOf(error, {
        from,
        apiKey: apiKey ?? "",
        now: clock.now(),
        asked: role === "question" ? texts.join("\n") : "",
      });
      const backoffMs = BACKOFF_MS[tries - 1];
      if (!retryable || backoffMs === undefined) return new DocketError("embedding", message, { retryable });
      const pauseMs = Math.max(backoffMs, retryAfterMs ?? 0);
      if (clock.now() + pauseMs >= deadline) {
        const until = new Date(clock.now() + pauseMs).toISOString();
        const when =
          retryAfterMs === null ? "" : `; it asks to be left alone for ${retryAfterMs / 1_000} s, until ${until}`;
        return new DocketError("embedding", `${message}${when}`, { retryable });
      }
      return clock.sleep(pauseMs, stop).then(
        () => null,
        (interrupted: unknown) => recover(interrupted, MAX_TRIES),
      );
    }

    for (let tries = 1; ; tries++) {
      try {
        const answer: unknown = await embeddings.create(body, { signal: stop, timeout: deadlineMs, maxRetries: 0 });
        return vectorsOf(answer, { from, count: texts.length, dimensions });
      } catch (error) {
        const final = await recover(error, tries);
        if (final !== null) throw final;
      }
    }
  }

  return {
    id: `openai:${model}:${dimensions}`,
    dimensions,
    async embed(texts, role, signal) {
      if (closing.signal.aborted) throw new DocketError("embedding", "the embedder is closed");
      if (signal?.aborted) throw cancelled(signal);
      const vectors: Float32Array[] = [];
      for (const batch of requestBatches(texts, maxInputs)) vectors.push(...(await request(batch, role, signal)));
      return vectors;
    },
    async close() {
      closing.abort();
    },
  };
}

function cancelled(signal: AbortSignal | undefined): DocketError {
  return new DocketError("cancelled", "embedding was cancelled", { cause: signal?.reason });
}

const MAX_BYTES_PER_TEXT = 8_191;
const MAX_BYTES_PER_REQUEST = 300_000;

/** Placeholder for a blank text: a server refuses to embed it, but it must have some vector. */
const NOTHING = ".";

/**
 * Texts as an embeddings endpoint takes them: none empty, none too long, and not too many a request. Tokens are not
 * counted but bounded: every token of a byte-level tokenizer is at least one byte. Pure.
 * https://platform.openai.com/docs/api-reference/embeddings/create
 * Passages are far shorter than the limit; only text that no member will ever be quoted is cut.
 */
export function acceptableText(text: string): string {
  if (text.trim() === "") return NOTHING;
  const wellFormed = text.toWellFormed();
  const { read } = new TextEncoder().encodeInto(wellFormed, new Uint8Array(MAX_BYTES_PER_TEXT));
  return wellFormed.slice(0, read);
}

/** @param maxInputs texts a request, at most 2,048 with OpenAI */
export function* requestBatches(texts: readonly string[], maxInputs: number): Generator<readonly string[]> {
  let batch: string[] = [];
  let batchBytes = 0;
  for (const text of texts.map(acceptableText)) {
    const bytes = Buffer.byteLength(text);
    if (batch.length === maxInputs || batchBytes + bytes > MAX_BYTES_PER_REQUEST) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(text);
    batchBytes += bytes;
  }
  if (batch.length > 0) yield batch;
}

interface Expected {
  /** Model and host that answered, for messages. */
  readonly from: string;
  readonly count: number;
  readonly dimensions: number;
}

/** Length below which a vector has no direction that means anything. */
const LEAST_NORM = 1e-6;

/**
 * @param answer what came back with status 200
 * @returns vectors in the order of the texts, whatever the order of the answer
 * @throws DocketError `embedding`
 */
function vectorsOf(answer: unknown, { from, count, dimensions }: Expected): Float32Array[] {
  const wrong = (what: string) => new DocketError("embedding", `${from}: ${what}`);
  const data = field(answer, "data");
  if (!Array.isArray(data)) {
    throw wrong("answered with something else than vectors: check the base URL, which usually ends in /v1");
  }
  if (data.length !== count) throw wrong(`answered ${count} texts with ${data.length} vectors`);
  const vectors: Float32Array[] = [];
  for (const item of data) {
    const index = field(item, "index");
    if (typeof index !== "number" || !(index in data) || vectors[index] !== undefined) {
      throw wrong(`answered with vectors numbered wrongly (${String(index)}), so that they cannot be told apart`);
    }
    const numbers = field(item, "embedding");
    if (!Array.isArray(numbers) || numbers.length !== dimensions) {
      const length = Array.isArray(numbers) ? numbers.length : 0;
      throw wrong(`gave a vector of ${length} numbers, not ${dimensions}: set the dimensions to what the model gives`);
    }
    const vector = unitVector(numbers);
    if (vector === null)
      throw wrong("gave a vector that is zero or not of finite numbers: is this an embedding model?");
    vectors[index] = vector;
  }
  return vectors;
}

/** Null where the numbers are no numbers, not finite, or all but zero. */
function unitVector(numbers: readonly unknown[]): Float32Array | null {
  let squares = 0;
  for (const number of numbers) {
    if (typeof number !== "number") return null;
    squares += number * number;
  }
  const norm = Math.sqrt(squares);
  if (!(norm > LEAST_NORM && norm < Number.POSITIVE_INFINITY)) return null;
  return Float32Array.from(numbers, (number) => Number(number) / norm);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
