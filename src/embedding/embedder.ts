/** The seam between text and vectors. Everything behind it may run in another thread or on another machine. */

import type { MessagePort } from "node:worker_threads";
import { LRUCache } from "lru-cache";
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

interface CachedOptions {
  /** Number of questions: of 384 numbers, each takes 1.5 KB besides its text. */
  readonly capacity: number;
}

/** One call to the embedder behind, and the number of callers who wait for it. It ends when none is left. */
interface Flight {
  readonly texts: readonly string[];
  readonly vectors: Promise<readonly Float32Array[]>;
  readonly abandon: AbortController;
  callers: number;
}

/**
 * An embedder that remembers questions: members ask alike, and what was just asked has its vector already. A question
 * that is being embedded is not embedded a second time; whoever asks it meanwhile waits for the same vector. Passages
 * pass by: each is embedded once in its life, and an ingest of them would push every question out. Every caller gets
 * copies, to do with as he likes.
 */
export function cachedEmbedder(embedder: Embedder, { capacity }: CachedOptions): Embedder {
  const known = new LRUCache<string, Float32Array>({ max: capacity });
  const flights = new Map<string, Flight>();
  let closed = false;

  function takeOff(texts: readonly string[]): Flight {
    const abandon = new AbortController();
    const flight: Flight = { texts, abandon, callers: 0, vectors: embedder.embed(texts, "question", abandon.signal) };
    for (const text of texts) flights.set(text, flight);
    flight.vectors.then(
      (vectors) => {
        for (const [index, text] of texts.entries()) known.set(text, vectors[index]);
        land(flight);
      },
      () => land(flight),
    );
    return flight;
  }

  /** From here on, whoever asks for one of its texts finds it known, or starts anew. */
  function land(flight: Flight): void {
    for (const text of flight.texts) if (flights.get(text) === flight) flights.delete(text);
  }

  /** @param left rejects when the caller gives up */
  async function arrival(flight: Flight, left: Promise<never>): Promise<readonly [string, Float32Array | undefined][]> {
    flight.callers += 1;
    try {
      const vectors = await Promise.race([flight.vectors, left]);
      return flight.texts.map((text, index) => [text, vectors[index]]);
    } finally {
      flight.callers -= 1;
      if (flight.callers === 0) {
        land(flight);
        flight.abandon.abort();
      }
    }
  }

  async function embedQuestions(texts: readonly string[], left: Promise<never>): Promise<Float32Array[]> {
    const found = new Map<string, Float32Array | undefined>();
    for (const text of texts) found.set(text, known.get(text));
    const unknown = [...found.keys()].filter((text) => found.get(text) === undefined);
    const missing = unknown.filter((text) => !flights.has(text));
    if (missing.length > 0) takeOff(missing);
    const awaited = new Set(unknown.flatMap((text) => flights.get(text) ?? []));
    const arrivals = await Promise.all([...awaited].map((flight) => arrival(flight, left)));
    for (const [text, vector] of arrivals.flat()) found.set(text, vector);
    return texts.map((text) => {
      const vector = found.get(text);
      if (vector === undefined) throw new DocketError("embedding", `${embedder.id} gave fewer vectors than texts`);
      return vector.slice();
    });
  }

  return {
    id: embedder.id,
    dimensions: embedder.dimensions,
    async embed(texts, role, signal) {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      if (role === "passage") return embedder.embed(texts, role, signal);
      const { promise: left, reject: leave } = Promise.withResolvers<never>();
      const onAbort = () => leave(new DocketError("cancelled", "embedding was cancelled", { cause: signal?.reason }));
      if (signal?.aborted) onAbort();
      signal?.addEventListener("abort", onAbort);
      try {
        return await Promise.race([embedQuestions(texts, left), left]);
      } finally {
        signal?.removeEventListener("abort", onAbort);
      }
    },
    async close() {
      closed = true;
      known.clear();
      await embedder.close();
    },
  };
}
