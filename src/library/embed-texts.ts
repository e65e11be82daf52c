/**
 * Many texts through an embedder: a few calls are under way at a time, so that the embedder never waits for the disk,
 * and each batch is stored as soon as it is there.
 */

import type { Embedder } from "../embedding/embedder.ts";

/** One stored batch costs one fsync (about 2 ms); 64 passages cost about 600 ms to embed. */
const BATCH_SIZE = 64;
/** One being computed and one waiting behind it. */
const CALLS_UNDER_WAY = 2;

export interface EmbedTextsOptions<Item extends { readonly text: string }> {
  /** Taken as they are needed, a batch at a time. */
  readonly items: Iterable<Item>;
  readonly embedder: Embedder;
  readonly store: (items: readonly Item[], vectors: readonly Float32Array[]) => void;
  readonly onDone: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** @throws what the embedder or the store throws; what was stored by then stays. */
export async function embedTexts<Item extends { readonly text: string }>(
  options: EmbedTextsOptions<Item>,
): Promise<void> {
  const { items, embedder, store, onDone, signal } = options;
  const batches = inBatches(items);
  let done = 0;
  const failure = new AbortController();
  const stop = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  const work = async (): Promise<void> => {
    for (const batch of batches) {
      const vectors = await embedder.embed(
        batch.map(({ text }) => text),
        "passage",
        stop,
      );
      store(batch, vectors);
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

function* inBatches<Item>(items: Iterable<Item>): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
