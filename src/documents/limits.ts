/**
 * The most that a file and a document may hold, whatever the format: offsets, passages and vectors are made of all of
 * it. What is larger is a dump of data, not a document that members ask about.
 */

export interface DocumentLimits {
  /** UTF-16 code units of the clean text. */
  readonly textLength: number;
  readonly blocks: number;
}

/** Five million characters are about 2,000 pages. */
export const DOCUMENT_LIMITS: DocumentLimits = { textLength: 5_000_000, blocks: 200_000 };

/** For formats that are text: 5 million characters of Chinese are 15 MB, of English 5 MB. */
export const MAX_TEXT_FILE_BYTES = 10_000_000;
