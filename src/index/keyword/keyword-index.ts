/**
 * The keyword index tells which passages have a word, and how often: the part of an index snapshot that keyword search
 * reads. Immutable: it is written whole from the library, published beside the vectors, and only read from then on. It
 * stays as it lies in its file; a word is found by halving, so opening it costs a checksum and no more.
 */

import { join } from "node:path";
import { DocketError, errorText } from "../../errors.ts";
import { firstIndex } from "../../first-index.ts";
import type { Language } from "../../language/language.ts";
import { writeFileAtomically } from "../../storage/atomic-file.ts";
import { readChecked } from "../../storage/checked-file.ts";
import {
  collectKeywords,
  decodeKeywords,
  encodeKeywords,
  type KeywordColumn,
  type KeywordColumns,
  type KeywordContent,
} from "./keyword-columns.ts";

export const KEYWORDS_FILE = "index.words";

/** Rows `start` to `end`, exclusive. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** The rows that a word stands in, rising, and how often in each: views of the index. */
export interface Postings {
  readonly rows: Uint32Array;
  readonly counts: Uint8Array;
}

export interface KeywordIndex {
  /** Number of passages, which is the number of rows. */
  readonly size: number;
  /** Passages in each language. */
  readonly passages: Readonly<Record<Language, number>>;
  /** Number of passages in which a word stands in that column. */
  passageFrequency(word: string, column: KeywordColumn): number;
  /** All words of the passages' own columns that begin so, sorted. */
  wordsBeginningWith(letter: string): readonly string[];
  postings(word: string, column: KeywordColumn): Postings;
  /** The rows of a language that a question may look at, as few ranges as possible, rising; absent means all. */
  rangesOf(language: Language, collections?: ReadonlySet<string>): readonly RowRange[];
  /** The passage's id. */
  passageAt(row: number): number;
  /** -1 where there is no such passage. */
  rowOf(passage: number): number;
  /** Number of own words of each row. */
  readonly lengths: Uint32Array;
  /** Own words of a passage in that language; 0 where there is none. */
  readonly averageLength: Readonly<Record<Language, number>>;
}

/**
 * Writes the index into an existing folder, so that it survives a power cut once this resolves.
 * @throws DocketError `storage`
 */
export async function writeKeywordIndex(folder: string, content: KeywordContent): Promise<void> {
  await writeFileAtomically(join(folder, KEYWORDS_FILE), encodeKeywords(collectKeywords(content)));
}

/** @throws DocketError `storage` when the file is missing, cut, or fails its checksum */
export async function openKeywordIndex(folder: string): Promise<KeywordIndex> {
  const path = join(folder, KEYWORDS_FILE);
  try {
    const { bytes, checksum } = await readChecked(path);
    return keywordIndex(decodeKeywords(bytes, checksum));
  } catch (cause) {
    throw new DocketError("storage", `${path}: ${errorText(cause)}`, { cause });
  }
}

export function keywordIndex(columns: KeywordColumns): KeywordIndex {
  const { runs, passages, lengths, rowsByPassage, words, wordStarts } = columns;
  const rangesOf: KeywordIndex["rangesOf"] = (language, collections) => {
    const ranges: { start: number; end: number }[] = [];
    for (const run of runs) {
      if (run.language !== language || collections?.has(run.collection) === false) continue;
      const last = ranges.at(-1);
      if (last?.end === run.start) last.end = run.end;
      else ranges.push({ start: run.start, end: run.end });
    }
    return ranges;
  };
  const countPassages = (language: Language) =>
    rangesOf(language).reduce((sum, { start, end }) => sum + end - start, 0);
  const averageLength = (language: Language) => {
    let sum = 0;
    for (const { start, end } of rangesOf(language)) for (let row = start; row < end; row++) sum += lengths[row] ?? 0;
    return sum / Math.max(1, countPassages(language));
  };
  /** The place of the word in the vocabulary, or null. */
  const find = (word: string): number | null => {
    const wanted = Buffer.from(`${word}\n`);
    const place = firstNotBefore(wanted, columns);
    const start = wordStarts[place] ?? words.length;
    return compareAt(wanted, words, start) === 0 ? place : null;
  };
  const placesOf = (word: string, column: KeywordColumn): RowRange => {
    const place = find(word);
    if (place === null) return { start: 0, end: 0 };
    const { starts } = columns[column];
    return { start: starts[place] ?? 0, end: starts[place + 1] ?? 0 };
  };
  return {
    size: passages.length,
    passages: { en: countPassages("en"), zh: countPassages("zh") },
    passageFrequency(word, column) {
      const { start, end } = placesOf(word, column);
      return end - start;
    },
    wordsBeginningWith(letter) {
      const bytes = Buffer.from(letter);
      const first = firstNotBefore(bytes, columns);
      let end = first;
      while (end < wordStarts.length - 1 && compareAt(bytes, words, wordStarts[end] ?? 0) === 0) end++;
      const { starts } = columns.own;
      const found = Buffer.from(words.buffer, words.byteOffset, words.byteLength)
        .toString("utf8", wordStarts[first], wordStarts[end])
        .split("\n")
        .slice(0, -1);
      return found.filter((_, index) => (starts[first + index] ?? 0) < (starts[first + index + 1] ?? 0));
    },
    postings(word, column) {
      const { start, end } = placesOf(word, column);
      const { rows, counts } = columns[column];
      return { rows: rows.subarray(start, end), counts: counts.subarray(start, end) };
    },
    rangesOf,
    passageAt: (row) => passages[row] ?? 0,
    rowOf(passage) {
      const at = firstIndex(rowsByPassage.length, (index) => (passages[rowsByPassage[index] ?? 0] ?? 0) >= passage);
      const row = rowsByPassage[at] ?? -1;
      return passages[row] === passage ? row : -1;
    },
    lengths,
    averageLength: { en: averageLength("en"), zh: averageLength("zh") },
  };
}

/** The first word that is or begins with these bytes, or comes after them. */
function firstNotBefore(wanted: Uint8Array, { words, wordStarts }: KeywordColumns): number {
  return firstIndex(wordStarts.length - 1, (index) => compareAt(wanted, words, wordStarts[index] ?? 0) <= 0);
}

/** 0 where the bytes stand at that place; a byte beyond the end is less than every other. */
function compareAt(wanted: Uint8Array, words: Uint8Array, start: number): number {
  for (let index = 0; index < wanted.length; index++) {
    const difference = (wanted[index] ?? 0) - (words[start + index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
