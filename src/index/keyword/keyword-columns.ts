/**
 * The words of all passages as columns: one sorted vocabulary, and for each word the rows that it stands in and how
 * often. A row is a passage. Rows are sorted by language, then collection, so that what a question may see is a few
 * runs of neighbouring rows, and the rows of a word in a run are neighbours too.
 */

import { z } from "zod";
import { DocketError } from "../../errors.ts";
import type { Language } from "../../language/language.ts";
import {
  bytesOf,
  type CheckedFormat,
  CRC_BYTES,
  checkedHeader,
  frontOf,
  HEADER_START,
  withChecksum,
} from "../../storage/checked-file.ts";

/** Languages in the order of the rows. */
export const LANGUAGES = ["en", "zh"] as const satisfies readonly Language[];

/** The words of a passage: of its title, headings and text, and the English ones of its gloss. */
export const COLUMNS = ["own", "gloss"] as const;
export type KeywordColumn = (typeof COLUMNS)[number];

/** Content of a new keyword index. */
export interface KeywordContent {
  /** Number of passages. */
  readonly size: number;
  readonly passages: Iterable<IndexedPassage>;
}

export interface IndexedPassage {
  /** The library's id: a positive integer. */
  readonly passage: number;
  readonly language: Language;
  readonly collection: string;
  /** Repeated as often as they occur; no word holds white space. */
  readonly own: readonly string[];
  readonly gloss: readonly string[];
}

/** Rows `start` to `end` (exclusive), all of one language and one collection. */
interface RowRun {
  readonly language: Language;
  readonly collection: string;
  readonly start: number;
  readonly end: number;
}

/** Places of each word of the vocabulary in one column. */
interface PostingLists {
  /** The places of word n are `starts[n]` to `starts[n + 1]` (exclusive) of `rows` and `counts`. */
  readonly starts: Uint32Array;
  /** Rising for each word. */
  readonly rows: Uint32Array;
  /** Number of times that the word stands there; 255 means that often or more, which no score can tell apart. */
  readonly counts: Uint8Array;
}

export interface KeywordColumns extends Readonly<Record<KeywordColumn, PostingLists>> {
  readonly runs: readonly RowRun[];
  /** Passage id of each row; 64-bit floats, which hold every id that JavaScript can. */
  readonly passages: Float64Array;
  /** Number of words of each row's own column. */
  readonly lengths: Uint32Array;
  /** All rows, by rising passage id. */
  readonly rowsByPassage: Uint32Array;
  /** The vocabulary as UTF-8, sorted by its bytes, each word ended by a line feed. */
  readonly words: Uint8Array;
  /** Beginning of each word, and after the last one the end. */
  readonly wordStarts: Uint32Array;
}

const MOST_COUNTED = 255;
const LINE_FEED = "\n";

/** @throws DocketError `storage` when a passage cannot be part of an index */
export function collectKeywords({ size, passages }: KeywordContent): KeywordColumns {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word) ?? numbers.size;
    if (known === numbers.size) numbers.set(word, known);
    return known;
  };
  const arrived = Array.from(passages, ({ passage, language, collection, own, gloss }) => {
    if (!Number.isSafeInteger(passage) || passage < 1) throw refused(`${passage} is no id of a passage`);
    const numbered = { own: Uint32Array.from(own, numberOf), gloss: Uint32Array.from(gloss, numberOf) };
    return { passage, language, collection, ...numbered };
  });
  if (arrived.length !== size) throw refused(`there are ${arrived.length} passages, ${size} were announced`);
  const rows = arrived.sort(inRowOrder);
  const rowsByPassage = Uint32Array.from(rows.keys());
  rowsByPassage.sort((one, other) => (rows[one]?.passage ?? 0) - (rows[other]?.passage ?? 0));
  rowsByPassage.forEach((row, place) => {
    const before = rows[rowsByPassage[place - 1] ?? -1]?.passage;
    if (rows[row]?.passage === before) throw refused(`passage ${before} occurs twice`);
  });

  const { ranks, ...vocabulary } = sortedVocabulary([...numbers.keys()]);
  return {
    runs: runsOf(rows),
    passages: Float64Array.from(rows, ({ passage }) => passage),
    lengths: Uint32Array.from(rows, ({ own }) => own.length),
    rowsByPassage,
    ...vocabulary,
    own: postingsOf(
      rows.map(({ own }) => own),
      ranks,
    ),
    gloss: postingsOf(
      rows.map(({ gloss }) => gloss),
      ranks,
    ),
  };
}

type Row = Pick<IndexedPassage, "passage" | "language" | "collection">;

function inRowOrder(a: Row, b: Row): number {
  return (
    LANGUAGES.indexOf(a.language) - LANGUAGES.indexOf(b.language) ||
    (a.collection < b.collection ? -1 : a.collection > b.collection ? 1 : 0) ||
    a.passage - b.passage
  );
}

function runsOf(rows: readonly Row[]): RowRun[] {
  const runs: RowRun[] = [];
  for (const [row, { language, collection }] of rows.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.language === language && last.collection === collection) {
      runs[runs.length - 1] = { ...last, end: row + 1 };
    } else {
      runs.push({ language, collection, start: row, end: row + 1 });
    }
  }
  return runs;
}

/** @returns also `ranks`: the place of each of the words in the sorted vocabulary */
function sortedVocabulary(words: readonly string[]) {
  const sorted = words
    .map((word, number) => {
      if (/\s/u.test(word) || word === "") throw refused(`${JSON.stringify(word)} is no word`);
      return { number, bytes: Buffer.from(`${word}${LINE_FEED}`) };
    })
    // A line feed sorts before whatever a longer word goes on with.
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes));
  const ranks = new Uint32Array(words.length);
  const wordStarts = new Uint32Array(words.length + 1);
  sorted.forEach(({ number, bytes }, rank) => {
    ranks[number] = rank;
    wordStarts[rank + 1] = (wordStarts[rank] ?? 0) + bytes.length;
  });
  return { ranks, wordStarts, words: new Uint8Array(Buffer.concat(sorted.map(({ bytes }) => bytes))) };
}

/** @param rows the words of each row, as numbers, of which `ranks` gives the place in the vocabulary */
function postingsOf(rows: readonly Uint32Array[], ranks: Uint32Array): PostingLists {
  const starts = new Uint32Array(ranks.length + 1);
  // The last row that each word was seen in, plus one: a word that is repeated in a row takes one place.
  const seen = new Uint32Array(ranks.length);
  rows.forEach((words, row) => {
    for (const word of words) {
      if (seen[word] === row + 1) continue;
      seen[word] = row + 1;
      const after = (ranks[word] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
  });
  for (let rank = 0; rank < ranks.length; rank++) starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);

  const places = starts.at(-1) ?? 0;
  const lists = { starts, rows: new Uint32Array(places), counts: new Uint8Array(places) };
  const next = starts.slice();
  seen.fill(0);
  rows.forEach((words, row) => {
    for (const word of words) {
      const rank = ranks[word] ?? 0;
      if (seen[word] !== row + 1) {
        seen[word] = row + 1;
        next[rank] = (next[rank] ?? 0) + 1;
      }
      const place = (next[rank] ?? 0) - 1;
      lists.rows[place] = row;
      lists.counts[place] = Math.min(MOST_COUNTED, (lists.counts[place] ?? 0) + 1);
    }
  });
  return lists;
}

function refused(reason: string): DocketError {
  return new DocketError("storage", `the keyword index cannot be written: ${reason}`);
}

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

/** Beginning of each column, in bytes. */
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
    size,
    passages,
    lengths,
    rowsByPassage,
    wordStarts,
    ownStarts,
    ownRows,
    glossStarts,
    glossRows,
    ownCounts,
    glossCounts,
    vocabulary,
    crc,
    end: crc + CRC_BYTES,
  };
}

const FORMAT: CheckedFormat<Header> = {
  name: "keyword index",
  magic: MAGIC,
  header: headerSchema,
  lengthOf: (headerBytes, header) => layoutOf(headerBytes, header).end,
};

/**
 * A keyword index as one file, laid out so that it is used as it is read (see checked-file.ts): every column is a view
 * of the file's bytes. After the header come
 * passage ids, 64-bit floats     all whole numbers of 32 bits: lengths, rows by passage, where words begin, postings
 * of both columns     counts of both columns, 8 bits each     the vocabulary The bytes of the file, in pieces of at
 * most 1 MB.
 */
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
