/**
 * An embedder that is used from another thread: the one that owns it serves a port, the other one embeds over it. An
 * ingest in a thread of its own thus shares the model and the queue in which questions pass before passages.
 */

import type { MessagePort } from "node:worker_threads";
import { DocketError, type ErrorCode, messageOf } from "../errors.ts";
import type { Embedder, EmbeddingRole } from "./embedder.ts";

type Request =
  | { readonly kind: "embed"; readonly id: number; readonly texts: readonly string[]; readonly role: EmbeddingRole }
  | { readonly kind: "cancel"; readonly id: number };

type Response =
  | { readonly kind: "vectors"; readonly id: number; readonly vectors: Float32Array[] }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly retryable: boolean;
    };

/** Serves until the port is closed at either end; what is being embedded then is cancelled. The embedder stays open. */
export function serveEmbedder(embedder: Embedder, port: MessagePort): void {
  const underWay = new Map<number, AbortController>();

  async function answer(id: number, texts: readonly string[], role: EmbeddingRole): Promise<Response> {
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      return { kind: "vectors", id, vectors: await embedder.embed(texts, role, controller.signal) };
    } catch (error) {
      const { code, retryable } = error instanceof DocketError ? error : new DocketError("embedding", "");
      return { kind: "failed", id, code, message: messageOf(error), retryable };
    } finally {
      underWay.delete(id);
    }
  }

  port.on("message", async (request: Request) => {
    if (request.kind === "embed") port.postMessage(await answer(request.id, request.texts, request.role));
    else underWay.get(request.id)?.abort();
  });
  // To serve is no reason to live: whoever asks keeps the process alive.
  port.unref();
  port.on("close", () => {
    for (const controller of underWay.values()) controller.abort();
  });
}

/**
 * @param served what the embedder at the other end is
 * @returns an embedder whose `close` closes the port, and not the embedder at the other end
 */
export function embedderOverPort(port: MessagePort, served: Pick<Embedder, "id" | "dimensions">): Embedder {
  const waiting = new Map<number, PromiseWithResolvers<Float32Array[]>>();
  let lastId = 0;
  let closed: DocketError | null = null;

  /** A thread that waits for nothing must be able to end. */
  const keepAliveWhileWaiting = () => (waiting.size > 0 ? port.ref() : port.unref());

  port.on("message", (response: Response) => {
    const call = waiting.get(response.id);
    if (response.kind === "vectors") call?.resolve(response.vectors);
    else call?.reject(new DocketError(response.code, response.message, { retryable: response.retryable }));
  });
  port.on("close", () => {
    closed ??= new DocketError("embedding", "the thread of the embedder is gone: try again", { retryable: true });
    for (const call of waiting.values()) call.reject(closed);
  });
  keepAliveWhileWaiting();

  return {
    id: served.id,
    dimensions: served.dimensions,
    async embed(texts, role, signal) {
      if (closed !== null) throw closed;
      const cancelled = () => new DocketError("cancelled", "embedding was cancelled", { cause: signal?.reason });
      if (signal?.aborted) throw cancelled();
      lastId += 1;
      const id = lastId;
      const call = Promise.withResolvers<Float32Array[]>();
      const cancel = () => {
        port.postMessage({ kind: "cancel", id } satisfies Request);
        call.reject(cancelled());
      };
      waiting.set(id, call);
      signal?.addEventListener("abort", cancel);
      keepAliveWhileWaiting();
      port.postMessage({ kind: "embed", id, texts, role } satisfies Request);
      try {
        return await call.promise;
      } finally {
        waiting.delete(id);
        signal?.removeEventListener("abort", cancel);
        keepAliveWhileWaiting();
      }
    },
    async close() {
      closed = new DocketError("embedding", "the embedder is closed");
      for (const call of waiting.values()) call.reject(new DocketError("cancelled", "the embedder was closed"));
      port.close();
    },
  };
}
