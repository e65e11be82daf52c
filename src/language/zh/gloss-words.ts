/**
 * A text cut in words, each with its English. Numbers come first, since no dictionary holds them; what is left is cut
 * by the dictionary and the organisation's terms, and names are looked for among the words that came out.
 */

import { findNumbers, smallOrdinals } from "./chinese-numbers.ts";
import { type Dictionary, LONGEST_WORD } from "./dictionary.ts";
import { functionWords } from "./function-words.ts";
import { findNames, foreignNameInEnglish, type NamedWord, personInEnglish } from "./names.ts";

export interface GlossedWord {
  /** As it stands in the text. */
  readonly word: string;
  /**
   * A function word asks or holds a sentence together; a sound is a foreign name whose own spelling is not known;
   * `other` is a run of text that is not Chinese.
   */
  readonly kind: "word" | "name" | "sound" | "function" | "other";
  /** Short English, best first, at most 4; none for function words, for other text, and for what is not known. */
  readonly meanings: readonly string[];
}

/** With what stands for it in an English line. */
interface GlossedPiece extends GlossedWord {
  readonly english: string;
}

/** All of the text but white space between words, in order. */
export function glossedWords(text: string, lexicon: Lexicon): GlossedPiece[] {
  const simplified = lexicon.dictionary.simplify(text);
  const pieces: GlossedPiece[] = [];
  let end = 0;
  for (const found of [...findFixed(simplified, lexicon), { start: text.length, end: text.length, english: [] }]) {
    for (const piece of piecesBetween(text, simplified, end, found.start, lexicon)) pieces.push(piece);
    const [english = ""] = found.english;
    if (english !== "") {
      pieces.push({ word: text.slice(found.start, found.end), kind: "word", meanings: found.english, english });
    }
    end = found.end;
  }
  return pieces;
}

interface Fixed {
  readonly start: number;
  readonly end: number;
  readonly english: readonly string[];
}

/** Matches text that is not to be cut: foreign terms, and the numbers between them. */
function findFixed(text: string, { foreignTerms, terms }: Lexicon): Fixed[] {
  const ofTerms = [...(foreignTerms === null ? [] : text.matchAll(foreignTerms))].map(({ 0: term, index }) => ({
    start: index,
    end: index + term.length,
    english: terms.get(term) ?? [],
  }));
  const between = foreignTerms === null ? text : text.replace(foreignTerms, ({ length }) => "_".repeat(length));
  return [...ofTerms, ...findNumbers(between)].sort((a, b) => a.start - b.start);
}

function piecesBetween(text: string, simplified: string, from: number, to: number, lexicon: Lexicon): GlossedPiece[] {
  return [...simplified.slice(from, to).matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)].flatMap(({ 0: run, index }) => {
    const start = from + index;
    const asWritten = text.slice(start, start + run.length);
    if (/\p{Script=Han}/u.test(run)) return piecesOfRun(run, asWritten, lexicon);
    if (run.trim() === "") return [];
    return { word: asWritten, kind: "other", meanings: [], english: run };
  });
}

function piecesOfRun(run: string, asWritten: string, lexicon: Lexicon): GlossedPiece[] {
  const { dictionary, terms, costOf, longestWord } = lexicon;
  const named = findNames(cutWords(run, costOf, longestWord), {
    isName: (word) => dictionary.find(word)?.isName === true,
    isFunctionWord: (word) => functionWords.has(word) || terms.has(word),
  });
  let end = 0;
  return named.map((word) => {
    const start = end;
    end += word.word.length;
    return { word: asWritten.slice(start, end), ...glossOf(word, lexicon) };
  });
}

function glossOf({ word, parts, kind }: NamedWord, { dictionary, terms }: Lexicon): Omit<GlossedPiece, "word"> {
  const readingOf = (character: string) => dictionary.find(character)?.reading || character;
  if (kind !== null) {
    const meaningOf = (part: string) => dictionary.find(part)?.meanings[0];
    const english =
      kind === "person" ? personInEnglish(word, readingOf) : foreignNameInEnglish(parts, meaningOf, readingOf);
    return { kind: kind === "person" ? "name" : "sound", meanings: [english], english };
  }
  const term = terms.get(word);
  if (term !== undefined) return { kind: "word", meanings: term, english: term[0] ?? "" };
  const functionWord = functionWords.get(word);
  if (functionWord !== undefined) return { kind: "function", meanings: [], english: functionWord };
  const found = dictionary.find(word);
  const meanings = found?.meanings ?? [];
  const english = meanings[0] ?? Array.from(word, readingOf).join("");
  return { kind: found?.isName ? "name" : "word", meanings, english };
}

interface Lexicon {
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
 * All that is known of words, as cutting a text needs it: the dictionary, function words and the organisation's terms,
 * and what each of them costs. The costs only have to be in order; they were chosen for cuts that read well, and
 * ranking by them differs from ranking by the longest match in one question of a hundred. Terms in Han script compete
 * with words, at a lower cost; so 开工 is not found in 离开|工厂. Those that hold other letters or a number are looked for
 * before the text is cut, letter for letter; of two at one place, the longer.
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

/** The cost of a word, or undefined where the letters are no word. */
type WordCost = (word: string) => number | undefined;

/** Cost of a character that is no word by itself: higher than a word's, or words would fall apart into characters. */
const UNKNOWN_CHARACTER_COST = 1.35;

/**
 * Where the words of Chinese begin and end, which its writing does not say. Each word costs something, and the
 * cheapest way through a run is taken: so a word is not cut in two for a longer one that only begins in it, as the
 * longest match from the left would do (在|理解, not 在理|解). Pure; the time is linear in the length of the run. Of two
 * ways that cost the same, the one whose last word is longer: Chinese words modify what comes after them.
 * @param longestWord in UTF-16 code units
 */
export function cutWords(run: string, costOf: WordCost, longestWord: number): string[] {
  const cheapest = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY);
  const beginnings = new Uint32Array(run.length + 1);
  cheapest[0] = 0;
  for (let start = 0; start < run.length; start++) {
    const before = cheapest[start] ?? 0;
    // No way leads into the middle of a character of two code units.
    if (before === Number.POSITIVE_INFINITY) continue;
    const character = String.fromCodePoint(run.codePointAt(start) ?? 0).length;
    for (let end = start + character; end <= Math.min(run.length, start + longestWord); end++) {
      const cost = costOf(run.slice(start, end)) ?? (end === start + character ? UNKNOWN_CHARACTER_COST : undefined);
      if (cost === undefined || before + cost >= (cheapest[end] ?? 0) - Number.EPSILON * 100) continue;
      cheapest[end] = before + cost;
      beginnings[end] = start;
    }
  }
  const words: string[] = [];
  for (let end = run.length; end > 0; end = beginnings[end] ?? 0) {
    words.push(run.slice(beginnings[end], end));
  }
  return words.reverse();
}
