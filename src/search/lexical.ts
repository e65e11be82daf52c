/**
 * What a question asks about, weighed by how rare each word is, and how much of it a sentence covers: 0 is nothing and 1
 * is all, for any question and any library. Passages are scored by the same weights in word-scores.ts. Pure.
 */

import type { Language } from "../documents/document.ts";
import type { WordIndex } from "../library/word-index.ts";
import type { Term } from "./terms.ts";

/** The words of a text: as it is, and in its gloss if it is Chinese. */
export interface TextWords {
  readonly language: Language;
  readonly own: readonly string[];
  readonly gloss: readonly string[];
}

/** What is common in a library and what is rare. */
export type WordStatistics = Pick<WordIndex, "passages" | "countWord">;

/** Words of which one counts as well as the other, and how much they count. */
export interface WordGroup {
  readonly words: readonly string[];
  readonly weight: number;
}

/** What is looked for in texts of each language. */
export interface WeightedWords {
  /** How much it counts beside what else is looked for; together 1. */
  readonly share: number;
  /** The language of the question: texts in another one are found by their gloss too. */
  readonly language: Language;
  readonly groups: Readonly<Record<Language, readonly WordGroup[]>>;
}

/** A text that covers a term, and how much a term counts that is found there: 1 in a sentence, less around it. */
interface Cover {
  readonly words: TextWords;
  readonly worth: number;
}

export interface LexicalScorer {
  readonly asked: readonly WeightedWords[];
  /**
   * The share of the terms, by rarity, that stand in any of the texts, each counted where it is worth most. For
   * sentences, whose words rarely repeat. All texts must be of one language.
   */
  coverage(texts: readonly Cover[]): number;
}

/** What a word counts that no passage of the other language has. */
const UNMATCHED_WORD = 0.5;

export function lexicalScorer(terms: readonly Term[], language: Language, statistics: WordStatistics): LexicalScorer {
  const groupsIn = {
    en: groupsOf(terms, language, "en", statistics),
    zh: groupsOf(terms, language, "zh", statistics),
  };
  const massIn = { en: massOf(groupsIn.en), zh: massOf(groupsIn.zh) };
  const wanted = new Set(Object.values(groupsIn).flatMap((groups) => groups.flatMap(({ words }) => words)));
  /** A sentence is looked at for itself and for its neighbours, a heading for all that is under it. */
  const known = new Map<TextWords, ReadonlySet<string>>();
  const heldBy = (text: TextWords): ReadonlySet<string> => {
    const held = known.get(text) ?? wordsHeld(text, language, wanted);
    known.set(text, held);
    return held;
  };
  return {
    asked: [{ share: 1, language, groups: groupsIn }],
    coverage(texts) {
      const found = texts[0]?.words.language ?? language;
      const covers = texts.map(({ words, worth }) => ({ held: heldBy(words), worth }));
      let sum = 0;
      for (const { words, weight } of groupsIn[found]) {
        let best = 0;
        for (const { held, worth } of covers) {
          if (worth > best && words.some((word) => held.has(word))) best = worth;
        }
        sum += weight * best;
      }
      return sum / Math.max(Number.EPSILON, massIn[found]);
    },
  };
}

/** @param share of the first; the rest is the second's */
export function mixedScorer(first: LexicalScorer, second: LexicalScorer, share: number): LexicalScorer {
  const shared = (asked: readonly WeightedWords[], part: number) =>
    asked.map((words) => ({ ...words, share: words.share * part }));
  return {
    asked: [...shared(first.asked, share), ...shared(second.asked, 1 - share)],
    coverage: (texts) => share * first.coverage(texts) + (1 - share) * second.coverage(texts),
  };
}

/** What to look for in passages of one language: there the question's own words, elsewhere its terms in English. */
function groupsOf(terms: readonly Term[], asked: Language, found: Language, statistics: WordStatistics): WordGroup[] {
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

/** Those of the wanted words that the text holds. */
function wordsHeld({ own, gloss, language }: TextWords, asked: Language, wanted: ReadonlySet<string>) {
  // A text's gloss is for those who ask in another language; who asks in its own is found by its own words.
  const words = language === asked ? own : [...own, ...gloss];
  return new Set(words.filter((word) => wanted.has(word)));
}

/** What a text gets that holds everything. */
export function massOf(groups: readonly WordGroup[]): number {
  return groups.reduce((sum, { weight }) => sum + weight, 0);
}
