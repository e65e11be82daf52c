/** The seam between text and vectors. Everything behind it may run in another thread or on another machine. */

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
