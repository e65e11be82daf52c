/**
 * All that is known of words, as cutting a text needs it: the dictionary, function words and the organisation's terms,
 * and what each of them costs. The costs only have to be in order; they were chosen for cuts that read well, and ranking
 * by them differs from ranking by the longest match in one question of a hundred.
 */

import { findNumbers, smallOrdinals } from "./chinese-numbers.ts";
import type { WordCost } from "./cut-words.ts";
import { type Dictionary, LONGEST_WORD } from "./dictionary.ts";
import { functionWords } from "./function-words.ts";

export interface Lexicon {
  readonly dictionary: Dictionary;
  /** In simplified characters. */
  readonly terms: ReadonlyMap<string, readonly string[]>;
  readonly costOf: WordCost;
  /** In UTF-16 code units. */
  readonly longestWord: number;
  /** Terms that are no words of a Chinese run, or null where there are none. */
  readonly foreignTerms: RegExp | null;
}

/**
 * Terms in Han script compete with words, at a lower cost; so 开工 is not found in 离开|工厂. Those that hold other
 * letters or a number are looked for before the text is cut, letter for letter; of two at one place, the longer.
 */
export function lexiconOf(dictionary: Dictionary, glossary: ReadonlyMap<string, readonly string[]>): Lexicon {
  const terms = new Map([
    ...smallOrdinals,
    ...[...glossary].map(([term, english]) => [dictionary.simplify(term), english] as const),
  ]);
  terms.delete("");
  const longestFirst = [...terms.keys()].sort((a, b) => b.length - a.length);
  const foreign = longestFirst.filter((term) => !/^\p{Script=Han}+$/u.test(term) || findNumbers(term).length > 0);
  return {
    dictionary,
    terms,
    costOf: wordCosts(dictionary, terms),
    longestWord: Math.max(LONGEST_WORD, longestFirst[0]?.length ?? 0),
    foreignTerms: foreign.length === 0 ? null : new RegExp(foreign.map(RegExp.escape).join("|"), "gu"),
  };
}

/** A term before a word, a word before a name; two words before one word and a character that is left over. */
const COST = { term: 0.9, word: 1, name: 1.1, functionCharacter: 0.75, otherCharacter: 1.45 };
/** Between two ways that leave a character over, the one whose character is more often put to whole words: 综合|体. */
const AFFIX_DISCOUNT = 0.06;
const LARGEST_DISCOUNT = 0.24;

function wordCosts(dictionary: Dictionary, terms: ReadonlyMap<string, unknown>): WordCost {
  return (word) => {
    if (terms.has(word)) return COST.term;
    const isCharacter = word.length === 1;
    if (functionWords.has(word)) return isCharacter ? COST.functionCharacter : COST.word;
    const found = dictionary.find(word);
    if (isCharacter) return costOfCharacter(found?.affixed ?? 0);
    return found === undefined ? undefined : found.isName ? COST.name : COST.word;
  };
}

function costOfCharacter(affixed: number): number {
  return COST.otherCharacter - Math.min(LARGEST_DISCOUNT, AFFIX_DISCOUNT * Math.log(1 + affixed));
}
