/**
 * How much of what a question asks about stands in a text, counted by how rare each word is: BM25, divided by what a
 * text would get that holds every term often. So 0 is nothing and 1 is all, for any question and any library, and the
 * score of a best passage says how well the question is covered. Pure.
 */

import type { Language } from "../documents/document.ts";
import type { Term } from "./terms.ts";

/** The words of a text: as it is, and in its gloss if it is Chinese. */
export interface TextWords {
  readonly language: Language;
  readonly own: readonly string[];
  readonly gloss: readonly string[];
}

/** What is common in a library and what is rare. */
export interface WordStatistics {
  /** Passages in that language. */
  readonly passages: Readonly<Record<Language, number>>;
  /** In how many passages the word stands, in the text itself or in its gloss. */
  countWord(word: string, column: "own" | "gloss"): number;
}

/** Words of which one counts as well as the other, and how much they count. */
interface Group {
  readonly words: readonly string[];
  readonly weight: number;
}

/** A text that covers a term, and how much a term counts that is found there: 1 in a sentence, less around it. */
export interface Cover {
  readonly words: TextWords;
  readonly worth: number;
}

export interface LexicalScorer {
  /** @param averageLength of texts like this one, in words */
  score(words: TextWords, averageLength: number): number;
  /**
   * The share of the terms, by rarity, that stand in any of the texts, each counted where it is worth most. For
   * sentences, whose words rarely repeat. All texts must be of one language.
   */
  coverage(texts: readonly Cover[]): number;
}

/** How fast a repeated word stops counting, and how much a long text has to give back. Chosen on the development sets. */
const K1 = 0.9;
const B = 0.5;
/** What a word counts that no passage of the other language has. */
const UNMATCHED_WORD = 0.5;

export function lexicalScorer(terms: readonly Term[], language: Language, statistics: WordStatistics): LexicalScorer {
  const groupsIn: Record<Language, readonly Group[]> = {
    en: groupsOf(terms, language, "en", statistics),
    zh: groupsOf(terms, language, "zh", statistics),
  };
  const wanted = new Set(Object.values(groupsIn).flatMap((groups) => groups.flatMap(({ words }) => words)));
  const countsOf = (text: TextWords): Map<string, number> => countsIn(text, language, wanted);
  return {
    score(text, averageLength) {
      const groups = groupsIn[text.language];
      const counts = countsOf(text);
      const length = text.own.length / Math.max(1, averageLength);
      let sum = 0;
      for (const { words, weight } of groups) {
        const count = words.reduce((total, word) => total + (counts.get(word) ?? 0), 0);
        if (count > 0) sum += (weight * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      }
      return sum / Math.max(Number.EPSILON, massOf(groups) * (K1 + 1));
    },
    coverage(texts) {
      const groups = groupsIn[texts[0]?.words.language ?? language];
      const counted = texts.map(({ words, worth }) => ({ counts: countsOf(words), worth }));
      let sum = 0;
      for (const { words, weight } of groups) {
        const worths = counted.filter(({ counts }) => words.some((word) => counts.has(word))).map(({ worth }) => worth);
        sum += weight * Math.max(0, ...worths);
      }
      return sum / Math.max(Number.EPSILON, massOf(groups));
    },
  };
}

/** @param share of the first; the rest is the second's */
export function mixedScorer(first: LexicalScorer, second: LexicalScorer, share: number): LexicalScorer {
  const mixed = (one: number, other: number): number => share * one + (1 - share) * other;
  return {
    score: (words, averageLength) => mixed(first.score(words, averageLength), second.score(words, averageLength)),
    coverage: (texts) => mixed(first.coverage(texts), second.coverage(texts)),
  };
}

/** What to look for in passages of one language: there the question's own words, elsewhere its terms in English. */
function groupsOf(terms: readonly Term[], asked: Language, found: Language, statistics: WordStatistics): Group[] {
  const groups = terms.flatMap(({ own, english, weight }) =>
    asked === found ? own.map((word) => ({ words: [word], weight })) : [{ words: english, weight }],
  );
  return groups
    .filter(({ words }) => words.length > 0)
    .map(({ words, weight }) => {
      const passages = statistics.passages[found];
      const count = words.reduce((total, word) => {
        const glossed = found === "zh" && asked === "en" ? statistics.countWord(word, "gloss") : 0;
        return total + Math.max(glossed, statistics.countWord(word, "own"));
      }, 0);
      // Across languages a word without a counterpart is as likely the gloss's fault as the documents'.
      const doubt = count === 0 && asked !== found ? UNMATCHED_WORD : 1;
      return { words, weight: weight * rarity(Math.min(count, passages), passages) * doubt };
    });
}

/** The inverse document frequency of BM25. */
function rarity(count: number, passages: number): number {
  return Math.log(1 + (passages - count + 0.5) / (count + 0.5));
}

/** How often each of the wanted words occurs. */
function countsIn({ own, gloss, language }: TextWords, asked: Language, wanted: ReadonlySet<string>) {
  const counts = new Map<string, number>();
  const count = (word: string): void => {
    if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  for (const word of own) count(word);
  // A text's gloss is for those who ask in another language; who asks in its own is found by its own words.
  if (language !== asked) for (const word of gloss) count(word);
  return counts;
}

function massOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { weight }) => sum + weight, 0);
}
