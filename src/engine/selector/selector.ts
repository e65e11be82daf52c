/**
 * Answer sentence selection: which unit of a passage answers a question, and whether any does. A cross-encoder reads
 * question and passage together, so it sees what a cosine cannot: that the person, the year or the condition differs.
 */

/** A passage as the selector reads it. */
export interface SelectorPassage {
  /** Document title and headings, "" where there are none. */
  readonly title: string;
  /** Sentences, list items and table rows, in the order of the document. */
  readonly units: readonly string[];
}

export interface Selector {
  /** Names weights and form: margins of one id compare. */
  readonly id: string;
  /**
   * A margin for each unit of each passage: its score less that of "none of these" as log-odds, above 0 where it more
   * likely answers than not. Comparable across passages.
   * @throws DocketError `embedding` when the model fails, `cancelled` when the signal fires
   */
  select(
    question: string,
    passages: readonly SelectorPassage[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly number[])[]>;
  /** Frees threads and memory; later calls are rejected. */
  close(): Promise<void>;
}
