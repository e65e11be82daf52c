/**
 * A keyword index as one file, laid out so that it is used as it is read (see checked-file.ts): every column is a view of
 * the file's bytes. After the header come
 *
 *     passage ids, 64-bit floats
 *     all whole numbers of 32 bits: lengths, rows by passage, where words begin, postings of both columns
 *     counts of both columns, 8 bits each
 *     the vocabulary
 */

import { z } from "zod";
import {
  bytesOf,
  type CheckedFormat,
  CRC_BYTES,
  checkedHeader,
  frontOf,
  HEADER_START,
  withChecksum,
} from "../../storage/checked-file.ts";
import { type KeywordColumns, LANGUAGES, type RowRun } from "./keyword-columns.ts";

const MAGIC = 0x44_4b_57_31;
/** Bytes are written in pieces of this size. */
const CHUNK_BYTES = 1 << 20;

const count = z.int().nonnegative();
const headerSchema = z.object({
  /** Language, collection, and number of rows, in the order of the rows. */
  runs: z.array(z.tuple([z.enum(LANGUAGES), z.string(), z.int().positive()])),
  words: count,
  wordBytes: count,
  /** Number of places in each column. */
  own: count,
  gloss: count,
});
type Header = z.infer<typeof headerSchema>;

/** Where each column begins, in bytes. */
function layoutOf(headerBytes: number, { runs, words, wordBytes, own, gloss }: Header) {
  const size = runs.reduce((rows, [, , count]) => rows + count, 0);
  const passages = Math.ceil((HEADER_START + headerBytes) / 8) * 8;
  const lengths = passages + 8 * size;
  const rowsByPassage = lengths + 4 * size;
  const wordStarts = rowsByPassage + 4 * size;
  const ownStarts = wordStarts + 4 * (words + 1);
  const ownRows = ownStarts + 4 * (words + 1);
  const glossStarts = ownRows + 4 * own;
  const glossRows = glossStarts + 4 * (words + 1);
  const ownCounts = glossRows + 4 * gloss;
  const glossCounts = ownCounts + own;
  const vocabulary = glossCounts + gloss;
  const crc = vocabulary + wordBytes;
  return {
    ...{ size, passages, lengths, rowsByPassage, wordStarts, ownStarts, ownRows, glossStarts, glossRows },
    ...{ ownCounts, glossCounts, vocabulary, crc, end: crc + CRC_BYTES },
  };
}

const FORMAT: CheckedFormat<Header> = {
  name: "keyword index",
  magic: MAGIC,
  header: headerSchema,
  lengthOf: (headerBytes, header) => layoutOf(headerBytes, header).end,
};

/** The bytes of the file, in pieces of at most 1 MB. */
export function encodeKeywords(columns: KeywordColumns): Generator<Uint8Array> {
  return withChecksum(chunksOf(partsOf(columns)));
}

function* chunksOf(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const part of parts) {
    for (let from = 0; from < part.length; from += CHUNK_BYTES) yield part.subarray(from, from + CHUNK_BYTES);
  }
}

function partsOf({ own, gloss, runs, ...columns }: KeywordColumns): Uint8Array[] {
  const header: Header = {
    runs: runs.map(({ language, collection, start, end }) => [language, collection, end - start]),
    words: columns.wordStarts.length - 1,
    wordBytes: columns.words.length,
    own: own.rows.length,
    gloss: gloss.rows.length,
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const front = frontOf(MAGIC, headerBytes, layoutOf(headerBytes.length, header).passages);
  const { passages, lengths, rowsByPassage, wordStarts, words } = columns;
  return [
    ...[front, passages, lengths, rowsByPassage, wordStarts, own.starts, own.rows, gloss.starts, gloss.rows],
    ...[own.counts, gloss.counts, words],
  ].map(bytesOf);
}

/**
 * @param bytes used from now on, not copied; they start on a multiple of 8 in their memory
 * @param checksum CRC-32 of the whole file
 * @throws DocketError `storage` when the file is cut, damaged, or of another layout
 */
export function decodeKeywords(bytes: Uint8Array, checksum: number): KeywordColumns {
  const { header, headerBytes } = checkedHeader(bytes, checksum, FORMAT);
  const layout = layoutOf(headerBytes, header);
  const { size } = layout;
  const { words, wordBytes, own, gloss } = header;
  const numbers = (start: number, count: number) => new Uint32Array(bytes.buffer, bytes.byteOffset + start, count);
  return {
    runs: placed(header.runs),
    passages: new Float64Array(bytes.buffer, bytes.byteOffset + layout.passages, size),
    lengths: numbers(layout.lengths, size),
    rowsByPassage: numbers(layout.rowsByPassage, size),
    wordStarts: numbers(layout.wordStarts, words + 1),
    words: bytes.subarray(layout.vocabulary, layout.vocabulary + wordBytes),
    own: {
      starts: numbers(layout.ownStarts, words + 1),
      rows: numbers(layout.ownRows, own),
      counts: bytes.subarray(layout.ownCounts, layout.ownCounts + own),
    },
    gloss: {
      starts: numbers(layout.glossStarts, words + 1),
      rows: numbers(layout.glossRows, gloss),
      counts: bytes.subarray(layout.glossCounts, layout.glossCounts + gloss),
    },
  };
}

function placed(runs: Header["runs"]): RowRun[] {
  let start = 0;
  return runs.map(([language, collection, rows]) => {
    const run = { language, collection, start, end: start + rows };
    start = run.end;
    return run;
  });
}
