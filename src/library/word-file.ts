/**
 * A word index as one file, laid out so that it is used as it is read: every column is a view of the file's bytes. The
 * CRC-32 at the end finds every flipped bit and, but for one in four thousand million, every other damage.
 *
 *     0        magic, and the length of the header in bytes, 32 bits each
 *     8        header: JSON, see below
 *     …        zeros, up to a multiple of 8
 *              passage ids, 64-bit floats
 *              all whole numbers of 32 bits: lengths, rows by passage, where words begin, postings of both columns
 *              counts of both columns, 8 bits each
 *              the vocabulary
 *              CRC-32 of all before it, lowest byte first
 *
 * All other numbers are in the order of the processor's bytes. On a processor of the other order the magic is not recognised, and
 * the index is built again.
 */

import { crc32 } from "node:zlib";
import { z } from "zod";
import { DocketError } from "../errors.ts";
import { LANGUAGES, type WordColumns, type WordRun } from "./word-columns.ts";

/** Changes with the layout: a file of another layout is not read but built again. */
const MAGIC = 0x44_4b_57_31;
const HEADER_START = 8;
const CRC_BYTES = 4;
/** The CRC-32 of any bytes followed by their own CRC-32, lowest byte first. */
const WHOLE_FILE_CHECKSUM = 0x21_44_df_1c;
/** Bytes are checked and written in pieces of this size; a checksum over one takes under a millisecond. */
export const CHUNK_BYTES = 1 << 20;

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

/** The bytes of the file, in pieces of at most 1 MB. */
export function* encodeWords(columns: WordColumns): Generator<Uint8Array> {
  let crc = 0;
  for (const part of partsOf(columns)) {
    for (let from = 0; from < part.length; from += CHUNK_BYTES) {
      const chunk = part.subarray(from, from + CHUNK_BYTES);
      crc = crc32(chunk, crc);
      yield chunk;
    }
  }
  const last = Buffer.alloc(CRC_BYTES);
  last.writeUInt32LE(crc);
  yield last;
}

function partsOf({ own, gloss, runs, ...columns }: WordColumns): Uint8Array[] {
  const header: Header = {
    runs: runs.map(({ language, collection, start, end }) => [language, collection, end - start]),
    words: columns.wordStarts.length - 1,
    wordBytes: columns.words.length,
    own: own.rows.length,
    gloss: gloss.rows.length,
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const front = new Uint8Array(layoutOf(headerBytes.length, header).passages);
  front.set(bytesOf(Uint32Array.of(MAGIC, headerBytes.length)), 0);
  front.set(headerBytes, HEADER_START);
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
export function decodeWords(bytes: Uint8Array, checksum: number): WordColumns {
  if (bytes.length < HEADER_START + CRC_BYTES) throw damaged(`only ${bytes.length} bytes are left of it`);
  if (wordAt(bytes, 0) !== MAGIC) throw damaged("it does not begin as a word index of this version does");
  if (checksum !== WHOLE_FILE_CHECKSUM) throw damaged("its checksum is wrong");
  const headerBytes = wordAt(bytes, 4);
  const header = headerOf(bytes.subarray(HEADER_START, HEADER_START + headerBytes));
  const layout = layoutOf(headerBytes, header);
  if (layout.end !== bytes.length) throw damaged(`it has ${bytes.length} bytes, not ${layout.end}`);

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

/** 32 bits at any offset, aligned or not. */
function wordAt(bytes: Uint8Array, offset: number): number {
  return new Uint32Array(Uint8Array.from(bytes.subarray(offset, offset + 4)).buffer)[0] ?? 0;
}

function headerOf(bytes: Uint8Array): Header {
  try {
    return headerSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (cause) {
    throw damaged("its header cannot be read", cause);
  }
}

function placed(runs: Header["runs"]): WordRun[] {
  let start = 0;
  return runs.map(([language, collection, rows]) => {
    const run = { language, collection, start, end: start + rows };
    start = run.end;
    return run;
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function damaged(reason: string, cause?: unknown): DocketError {
  return new DocketError("storage", `the word index is damaged: ${reason}`, { cause });
}
