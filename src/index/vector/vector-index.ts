/**
 * The seam of nearest-neighbour search. An index is a snapshot: it is written whole from the library, published, and
 * only read from then on; what is wrong with it is never mended, it is written again.
 */

/** A vector is of a whole passage, or of one sentence in it, which may say it better than the passage around it. */
export type IndexEntryKind = "passage" | "sentence";

/** One row of the index. */
export interface IndexEntry {
  readonly kind: IndexEntryKind;
  /** The library's id of the passage: a positive integer that is never used again. */
  readonly passage: number;
  /** 0-based number of the sentence in its passage; 0 for the passage itself. */
  readonly sentence: number;
  /** The collection of the passage's document: the unit of access. */
  readonly collection: string;
}

export interface Neighbour extends IndexEntry {
  /** Cosine of the angle to the question, -1 to 1. */
  readonly score: number;
}

export interface NearestOptions {
  readonly kind: IndexEntryKind;
  /** Largest number of results, best first. */
  readonly limit: number;
  /** Only pieces of these collections are looked at; absent means all. */
  readonly collections?: ReadonlySet<string>;
}

/** An open index. */
export interface VectorIndex {
  readonly embedderId: string;
  readonly dimensions: number;
  /** Number of rows. */
  readonly size: number;
  /**
   * Ties are broken by the order of the rows, so that the same question gets the same answer.
   * @param question as many finite numbers as the index has dimensions, of unit length
   */
  nearest(question: Float32Array, options: NearestOptions): readonly Neighbour[];
}

/** Content of a new vector index. */
export interface IndexContent {
  readonly embedderId: string;
  readonly dimensions: number;
  readonly size: number;
  /** `size` rows, in any order; each vector is copied before the next row is asked for. */
  readonly rows: Iterable<{ readonly entry: IndexEntry; readonly vector: Float32Array }>;
}

/** Format in which indexes are kept on disk. */
export interface VectorIndexFormat {
  /** Writes the index into an existing, empty folder, so that it survives a power cut once this resolves. */
  write(folder: string, content: IndexContent): Promise<void>;
  /** @throws DocketError `storage` when a file is missing, cut, or fails its checksum. */
  open(folder: string): Promise<VectorIndex>;
}
