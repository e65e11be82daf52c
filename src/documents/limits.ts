/**
 * The most that a file and a document may hold, whatever the format: offsets, passages and vectors are made of all of
 * it. What is larger is a dump of data, not a document that members ask about.
 */

export interface DocumentLimits {
  /** UTF-16 code units of the clean text. */
  readonly textLength: number;
  readonly blocks: number;
}

/** Five million characters are about 2,000 pages, and 100,000 blocks fifty on each: about 50 MB once they are read. */
export const DOCUMENT_LIMITS: DocumentLimits = { textLength: 5_000_000, blocks: 100_000 };

/** Limit for formats that are text: 5 million characters of Chinese are 15 MB, of English 5 MB. */
export const MAX_TEXT_FILE_BYTES = 10_000_000;

/** Limits on the inside of an office document: it is a ZIP. */
export interface ZipLimits {
  readonly entries: number;
  readonly unpackedBytes: number;
  /** Unpacked bytes per packed byte of one entry. Deflate reaches 1,032; tables of equal rows reach about 50. */
  readonly ratio: number;
  /** Entries count as at least so large for the ratio: a short file of blanks hurts nobody. */
  readonly freeBytes: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 2_000, unpackedBytes: 100_000_000, ratio: 100, freeBytes: 10_000 };

/** A report with photographs is about 20 MB. No format has larger files. */
export const MAX_OFFICE_FILE_BYTES = 50_000_000;

/** Pages that are read within the time of any file. */
export const FREE_PAGES = 50;

/** Limits of the process that reads a file. */
export interface ReadingLimits {
  /** Limit of the process's own time on the processor, so that other work on the machine costs no file. */
  readonly timeMs: number;
  /** More of it for each page beyond the first ones. */
  readonly pageMs: number;
  /** Limit of JavaScript's heap. */
  readonly heapBytes: number;
  /** Limit of all its memory; about 60 MB are its own. */
  readonly memoryBytes: number;
  /** Limit of the document as it is sent back. */
  readonly answerBytes: number;
  readonly startMs: number;
}

export const READING_LIMITS: ReadingLimits = {
  timeMs: 8_000,
  pageMs: 100,
  heapBytes: 320 * 2 ** 20,
  memoryBytes: 600_000_000,
  answerBytes: 32_000_000,
  startMs: 20_000,
};

/** More of the time for a file with each page that is turned into pixels for recognition. */
export const RENDER_MS = 4_000;

/** Limits of the process that recognises text in the pixels of a page. */
export interface RecognitionLimits {
  /** Limit of its own time on the processor, for one page: a page of text takes 2 to 4 s. */
  readonly pageMs: number;
  /** Limit of all its memory: a page of text takes 250 to 600 MB. */
  readonly memoryBytes: number;
  readonly startMs: number;
}

export const RECOGNITION_LIMITS: RecognitionLimits = { pageMs: 60_000, memoryBytes: 1_200_000_000, startMs: 30_000 };

/** Pixels of a page as it is recognised: A4 at 200 dots an inch has 3.9 million. */
export const MOST_PIXELS = 4_500_000;
