/** An embedder that answers when it is told to, so that a test decides what happens first. */

import type { Embedder, EmbeddingRole } from "../../src/embedding/embedder.ts";

interface HeldCall {
  readonly texts: readonly string[];
  readonly role: EmbeddingRole;
  readonly signal: AbortSignal | undefined;
  /** Answers with `[length of text, 0]` for each text. */
  answer(): void;
  fail(error: Error): void;
}

export interface HeldEmbedder extends Embedder {
  readonly calls: HeldCall[];
  readonly closed: boolean;
}

export function heldEmbedder(): HeldEmbedder {
  const calls: HeldCall[] = [];
  let closed = false;
  return {
    id: "held:2",
    dimensions: 2,
    calls,
    get closed() {
      return closed;
    },
    embed(texts, role, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>();
      const answer = () => resolve(texts.map((text) => Float32Array.of(text.length, 0)));
      calls.push({ texts, role, signal, answer, fail: reject });
      return promise;
    },
    async close() {
      closed = true;
    },
  };
}
