/**
 * BM25 over the keyword index, as a share of what a query weighs: 0 is nothing and 1 is all, for any question and any
 * library, so the score of the best passage tells how well the question is covered. One query scores passages, by how
 * often they have each term, and sentences, whose terms rarely repeat, by coverage alone. Pure.
 */

import { firstIndex } from "../../first-index.ts";
import type { Language } from "../../language/language.ts";
import { bestRows } from "../best-rows.ts";
import { COLUMNS, LANGUAGES } from "./keyword-columns.ts";
import type { KeywordIndex, Postings, RowRange } from "./keyword-index.ts";
import type { Term } from "./terms.ts";

/** K1: how fast a repeated term stops counting. B: how much a long text has to give back. Chosen on the development sets. */
const K1 = 0.9;
const B = 0.5;

/** Factor for a term that no passage of the other language has: the gloss is as likely at fault as the documents. */
const UNMATCHED_WEIGHT = 0.5;

/**
 * Weight of a match where a document says what is asked in other words of its language. First unit right on 2,148
 * Chinese questions over Chinese documents: .46 without, .53 at .3, .54 at .4; wrongly answered .05, .06, .07
 * (2026-11-29).
 */
const IN_OTHER_WORDS = 0.3;

/** The words of a text: as it is, and in its gloss if it is Chinese. */
export interface TextWords {
  readonly language: Language;
  readonly own: readonly string[];
  readonly gloss: readonly string[];
}

/** Passage counts of the library, from which a word's inverse document frequency follows. */
export type WordStatistics = Pick<KeywordIndex, "passages" | "passageFrequency">;

/** Words any of which matches, and the weight of a match. */
interface SynonymGroup {
  readonly words: readonly string[];
  readonly weight: number;
  /** Share of the weight that a match is worth, where only the gloss of a text in the question's language has the words. */
  readonly inOtherWords?: number;
}

/** The terms of one text that is asked with, for passages of each language. */
export interface QueryClause {
  /** Weight beside the query's other clauses; together 1. */
  readonly weight: number;
  /** The language of the question: texts in another one match by their gloss too. */
  readonly language: Language;
  readonly groups: Readonly<Record<Language, readonly SynonymGroup[]>>;
}

/** A text that may cover a term, and the weight of a term found there: 1 in a sentence, less around it. */
interface WeightedText {
  readonly words: TextWords;
  readonly weight: number;
}

export interface Bm25Query {
  readonly clauses: readonly QueryClause[];
  /** Tells whether texts in that language are matched by their gloss as well as by their own words. */
  readsGlossOf(found: Language): boolean;
  /** Share of the terms, by idf, that occur in any of the texts, which are all of one language. */
  coverage(texts: readonly WeightedText[]): number;
}

/** A passage and its score in one ranking. */
export interface Ranked {
  readonly passage: number;
  readonly score: number;
}

export interface Bm25Scores {
  /** Passages that have any of the terms, best first; of equal ones always the same first. */
  best(limit: number): readonly Ranked[];
  /** 0 for a passage that has none of the terms, or may not be looked at. */
  scoreOf(passage: number): number;
}

export function bm25Query(terms: readonly Term[], language: Language, statistics: WordStatistics): Bm25Query {
  const groupsIn = {
    en: synonymGroups(terms, language, "en", statistics),
    zh: synonymGroups(terms, language, "zh", statistics),
  };
  const totalWeightIn = { en: totalWeight(groupsIn.en), zh: totalWeight(groupsIn.zh) };
  const wanted = new Set(Object.values(groupsIn).flatMap((groups) => groups.flatMap(({ words }) => words)));
  /** Remembered, since a sentence is also its neighbours' context, and a heading that of all under it. */
  const known = new Map<TextWords, ReadonlySet<string>>();
  const matchesIn = (text: TextWords): ReadonlySet<string> => {
    const matches = known.get(text) ?? matchedWords(text, wanted);
    known.set(text, matches);
    return matches;
  };
  return {
    clauses: [{ weight: 1, language, groups: groupsIn }],
    readsGlossOf: (found) =>
      found === "zh" && (language !== "zh" || groupsIn.zh.some(({ inOtherWords }) => inOtherWords !== undefined)),
    coverage(texts) {
      const found = texts[0]?.words.language ?? language;
      const matched = texts.map((text) => ({ matches: matchesIn(text.words), weight: text.weight }));
      let sum = 0;
      for (const group of groupsIn[found]) {
        let best = 0;
        for (const { matches, weight } of matched) {
          if (weight > best && group.words.some((word) => matches.has(word))) best = weight;
        }
        sum += group.weight * best * (group.inOtherWords ?? 1);
      }
      return sum / Math.max(Number.EPSILON, totalWeightIn[found]);
    },
  };
}

/** @param weight of the first query; the second has the rest */
export function mixedQuery(first: Bm25Query, second: Bm25Query, weight: number): Bm25Query {
  const weighted = ({ clauses }: Bm25Query, factor: number) =>
    clauses.map((clause) => ({ ...clause, weight: clause.weight * factor }));
  return {
    clauses: [...weighted(first, weight), ...weighted(second, 1 - weight)],
    readsGlossOf: (found) => first.readsGlossOf(found) || second.readsGlossOf(found),
    coverage: (texts) => weight * first.coverage(texts) + (1 - weight) * second.coverage(texts),
  };
}

/** Adds up the BM25 score of each passage, term by term, over the postings of the terms. */
export function bm25Scores(
  index: KeywordIndex,
  clauses: readonly QueryClause[],
  collections?: ReadonlySet<string>,
): Bm25Scores {
  const scores = new Float32Array(index.size);
  const counts = new Uint32Array(index.size);
  for (const clause of clauses) {
    for (const found of LANGUAGES) {
      const ranges = index.rangesOf(found, collections);
      if (ranges.length > 0) addScores({ index, clause, found, ranges, scores, counts });
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

/** Passages of the question's language are searched for its own words, the others for its terms in English. */
function synonymGroups(
  terms: readonly Term[],
  asked: Language,
  found: Language,
  statistics: WordStatistics,
): SynonymGroup[] {
  const groups = terms.flatMap(({ own, english, inOtherWords, weight }): SynonymGroup[] => {
    if (asked !== found) return [{ words: english, weight }];
    return inOtherWords === undefined
      ? own.map((word) => ({ words: [word], weight }))
      : [{ words: inOtherWords, weight, inOtherWords: IN_OTHER_WORDS }];
  });
  return groups
    .filter(({ words }) => words.length > 0)
    .map(({ words, weight, ...kind }) => {
      const passages = statistics.passages[found];
      // It weighs as the word that no passage has: what says it in other words may mean something else.
      const counted = kind.inOtherWords === undefined ? words : [];
      const count = counted.reduce((total, word) => {
        const glossed = found === "zh" && asked === "en" ? statistics.passageFrequency(word, "gloss") : 0;
        return total + Math.max(glossed, statistics.passageFrequency(word, "own"));
      }, 0);
      const doubt = count === 0 && asked !== found ? UNMATCHED_WEIGHT : 1;
      return { words, weight: weight * idf(Math.min(count, passages), passages) * doubt, ...kind };
    });
}

/** Inverse document frequency, in BM25's form. */
function idf(count: number, passages: number): number {
  return Math.log(1 + (passages - count + 0.5) / (count + 0.5));
}

function matchedWords({ own, gloss }: TextWords, wanted: ReadonlySet<string>) {
  return new Set([...own, ...gloss].filter((word) => wanted.has(word)));
}

function totalWeight(groups: readonly SynonymGroup[]): number {
  return groups.reduce((sum, { weight }) => sum + weight, 0);
}

interface Accumulation {
  readonly index: KeywordIndex;
  readonly clause: QueryClause;
  /** The language of the rows. */
  readonly found: Language;
  readonly ranges: readonly RowRange[];
  readonly scores: Float32Array;
  /** Term frequencies of one group in each row: all zeros before and after. */
  readonly counts: Uint32Array;
}

function addScores({ index, clause, found, ranges, scores, counts }: Accumulation): void {
  const groups = clause.groups[found];
  // The total is without BM25's factor (K1 + 1), since the total, to which scores are shares, would have it too.
  const total = Math.max(Number.EPSILON, totalWeight(groups));
  const perWord = (K1 * B) / Math.max(1, index.averageLength[found]);
  const { lengths } = index;
  for (const group of groups) {
    const weight = (clause.weight * group.weight * (group.inOtherWords ?? 1)) / total;
    const touched: number[] = [];
    for (const { rows, counts: times } of postingsOf(group, found === clause.language, index, ranges)) {
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
      scores[row] = (scores[row] ?? 0) + (weight * count) / (count + K1 * (1 - B) + perWord * (lengths[row] ?? 0));
    }
  }
}

/** Postings of all words of a group, in these rows. */
function postingsOf(
  { words, inOtherWords }: SynonymGroup,
  ownLanguage: boolean,
  index: KeywordIndex,
  ranges: readonly RowRange[],
): Postings[] {
  const columns = ownLanguage && inOtherWords === undefined ? (["own"] as const) : COLUMNS;
  return words.flatMap((word) =>
    columns.flatMap((column) => {
      const postings = index.postings(word, column);
      return ranges.map((range) => within(postings, range));
    }),
  );
}

function within({ rows, counts }: Postings, { start, end }: RowRange): Postings {
  const from = lowerBound(rows, start);
  const to = lowerBound(rows, end);
  return { rows: rows.subarray(from, to), counts: counts.subarray(from, to) };
}

/** Index of the first row that is at least this one. */
function lowerBound(rows: Uint32Array, row: number): number {
  return firstIndex(rows.length, (index) => (rows[index] ?? 0) >= row);
}
