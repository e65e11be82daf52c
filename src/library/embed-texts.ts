/**
 * Many texts through an embedder: a few calls are under way at a time, so that the embedder never waits for the disk,
 * and each batch is stored as soon as it is there.
 */

import type { Embedder } from "../embedding/embedder.ts";

/** One stored batch costs one fsync (about 2 ms); 64 passages cost about 600 ms to embed. */
const BATCH_SIZE = 64;
/** One being computed and one waiting behind it. */
const CALLS_UNDER_WAY = 2;

export interface EmbedTextsOptions {
  readonly texts: readonly string[];
  readonly embedder: Embedder;
  /** @param from number of the first text of these vectors */
  readonly store: (from: number, vectors: readonly Float32Array[]) => void;
  readonly onDone: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** @throws what the embedder or the store throws; what was stored by then stays. */
export async function embedTexts({ texts, embedder, store, onDone, signal }: EmbedTextsOptions): Promise<void> {
  let next = 0;
  let done = 0;
  const failure = new AbortController();
  const stop = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  const work = async (): Promise<void> => {
    while (next < texts.length) {
      const from = next;
      next += BATCH_SIZE;
      const vectors = await embedder.embed(texts.slice(from, from + BATCH_SIZE), "passage", stop);
      store(from, vectors);
      done += vectors.length;
      onDone(done);
    }
  };
  const workers = Array.from({ length: CALLS_UNDER_WAY }, work);
  try {
    await Promise.all(workers);
  } catch (thrown) {
    failure.abort();
    await Promise.allSettled(workers);
    throw thrown;
  }
}
