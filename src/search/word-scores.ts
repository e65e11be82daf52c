/**
 * How well every passage covers the words of a question: BM25, divided by what a text would get that holds every term
 * often. So 0 is nothing and 1 is all, for any question and any library, and the score of a best passage says how well
 * the question is covered. All passages that have any of the words are scored, a word after the other, over the lists
 * of where each word stands.
 */

import type { Language } from "../documents/document.ts";
import { COLUMNS, LANGUAGES } from "../library/word-columns.ts";
import type { Postings, RowRange, WordIndex } from "../library/word-index.ts";
import type { Ranked } from "./fuse.ts";
import { massOf, type WeightedWords, type WordGroup } from "./lexical.ts";
import { bestRows } from "./vectors/best-rows.ts";

/** How fast a repeated word stops counting, and how much a long text has to give back. Chosen on the development sets. */
const K1 = 0.9;
const B = 0.5;

export interface WordScores {
  /** Passages that have any of the words, best first; of equal ones always the same first. */
  best(limit: number): readonly Ranked[];
  /** 0 where it has none of the words, or may not be looked at. */
  scoreOf(passage: number): number;
}

export function wordScores(
  index: WordIndex,
  asked: readonly WeightedWords[],
  collections?: ReadonlySet<string>,
): WordScores {
  const scores = new Float32Array(index.size);
  const counts = new Uint32Array(index.size);
  for (const words of asked) {
    for (const found of LANGUAGES) {
      const ranges = index.rangesOf(found, collections);
      if (ranges.length > 0) addScores({ index, words, found, ranges, scores, counts });
    }
  }
  return {
    best(limit) {
      const best = bestRows(limit);
      for (const { start, end } of LANGUAGES.flatMap((language) => index.rangesOf(language, collections))) {
        best.offer(scores.subarray(start, end), start);
      }
      return best
        .sorted()
        .filter(({ score }) => score > 0)
        .map(({ row, score }) => ({ passage: index.passageAt(row), score }));
    },
    scoreOf: (passage) => scores[index.rowOf(passage)] ?? 0,
  };
}

interface Adding {
  readonly index: WordIndex;
  readonly words: WeightedWords;
  /** The language of the rows. */
  readonly found: Language;
  readonly ranges: readonly RowRange[];
  readonly scores: Float32Array;
  /** All zeros, before and after: how often the words of a group stand in each row. */
  readonly counts: Uint32Array;
}

function addScores({ index, words, found, ranges, scores, counts }: Adding): void {
  const groups = words.groups[found];
  // Not `* (K1 + 1)` above and below: how often a word can count at most is left out of both.
  const whole = Math.max(Number.EPSILON, massOf(groups));
  const perWord = (K1 * B) / Math.max(1, index.averageLength[found]);
  const { lengths } = index;
  for (const group of groups) {
    const worth = (words.share * group.weight) / whole;
    const touched: number[] = [];
    for (const { rows, counts: times } of postingsOf(group, found === words.language, index, ranges)) {
      for (let place = 0; place < rows.length; place++) {
        const row = rows[place] ?? 0;
        const before = counts[row] ?? 0;
        if (before === 0) touched.push(row);
        counts[row] = before + (times[place] ?? 0);
      }
    }
    for (const row of touched) {
      const count = counts[row] ?? 0;
      counts[row] = 0;
      scores[row] = (scores[row] ?? 0) + (worth * count) / (count + K1 * (1 - B) + perWord * (lengths[row] ?? 0));
    }
  }
}

/** Where the words of a group stand in those rows. */
function postingsOf(
  { words }: WordGroup,
  ownLanguage: boolean,
  index: WordIndex,
  ranges: readonly RowRange[],
): Postings[] {
  // A text's gloss is for those who ask in another language; who asks in its own is found by its own words.
  const columns = ownLanguage ? (["own"] as const) : COLUMNS;
  return words.flatMap((word) =>
    columns.flatMap((column) => {
      const postings = index.postings(word, column);
      return ranges.map((range) => within(postings, range));
    }),
  );
}

function within({ rows, counts }: Postings, { start, end }: RowRange): Postings {
  const from = firstFrom(rows, start);
  const to = firstFrom(rows, end);
  return { rows: rows.subarray(from, to), counts: counts.subarray(from, to) };
}

/** The place of the first row that is not before this one. */
function firstFrom(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
