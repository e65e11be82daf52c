/** The seam between text and vectors. Everything behind it may run in another thread or on another machine. */

import type { MessagePort } from "node:worker_threads";
import { DocketError, errorText } from "../errors.ts";
import { callsOverPort, lend, type Serve, serveCalls } from "../rpc.ts";

/** Questions are served before passages: a member waits for the one, nobody for the other. */
export type EmbeddingRole = "passage" | "question";

export interface Embedder {
  /**
   * Names the space of the vectors: two embedders with one id give interchangeable vectors. It is stamped on every
   * stored vector and index, so that vectors of different spaces are never compared.
   */
  readonly id: string;
  readonly dimensions: number;
  /**
   * One finite vector of unit length for each text, in the order of the texts.
   * @throws DocketError `embedding` when the model or its server fails, `cancelled` when the signal fires.
   */
  embed(texts: readonly string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  /** Frees threads and memory; later calls to `embed` are rejected. */
  close(): Promise<void>;
}

interface Request {
  readonly texts: readonly string[];
  readonly role: EmbeddingRole;
}

/** An embedder to hand to a thread; the port must be in its transfer list. */
export interface LentEmbedder extends Pick<Embedder, "id" | "dimensions"> {
  readonly port: MessagePort;
}

/**
 * An embedder that is used from another thread: the one that owns it serves a port, the other one embeds over it. An
 * ingest in a thread of its own thus shares the model and the queue in which questions pass before passages. Lends it
 * to one thread, until it is taken back.
 */
export function lendEmbedder(embedder: Embedder): { readonly lent: LentEmbedder; takeBack(): void } {
  const { port, takeBack } = lend(embedding(embedder));
  return { lent: { id: embedder.id, dimensions: embedder.dimensions, port }, takeBack };
}

/** Serves until the port is closed at either end; what is being embedded then is cancelled. The embedder stays open. */
export function serveEmbedder(embedder: Embedder, port: MessagePort): void {
  serveCalls(port, embedding(embedder));
}

function embedding(embedder: Embedder): Serve<Request, Float32Array[], never> {
  return async ({ texts, role }, { signal }) => {
    try {
      return await embedder.embed(texts, role, signal);
    } catch (thrown) {
      throw thrown instanceof DocketError ? thrown : new DocketError("embedding", errorText(thrown), { cause: thrown });
    }
  };
}

/**
 * @param served what the embedder at the other end is
 * @returns an embedder whose `close` closes the port, and not the embedder at the other end
 */
export function embedderOverPort(port: MessagePort, served: Pick<Embedder, "id" | "dimensions">): Embedder {
  const { call, close } = callsOverPort<Request, Float32Array[]>(port, {
    cancelled: (cause) => new DocketError("cancelled", "embedding was cancelled", { cause }),
    closed: () => new DocketError("embedding", "the embedder is closed"),
    gone: () => new DocketError("embedding", "the thread of the embedder is gone: try again", { retryable: true }),
  });
  return {
    id: served.id,
    dimensions: served.dimensions,
    embed: (texts, role, signal) => call({ texts, role }, { signal }),
    async close() {
      close();
    },
  };
}
