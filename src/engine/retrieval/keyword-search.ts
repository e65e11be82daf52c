/**
 * Keyword search: a question's terms, or a follow-up's with those of its context, become a BM25 query, which scores all
 * passages. Names are looked for in the other script too.
 */

import { type Bm25Query, type Bm25Scores, bm25Query, bm25Scores, mixedQuery } from "../../index/keyword/bm25.ts";
import type { KeywordColumn } from "../../index/keyword/keyword-columns.ts";
import type { KeywordIndex } from "../../index/keyword/keyword-index.ts";
import { type Term, termsOf } from "../../index/keyword/terms.ts";
import { spellingsOf } from "../../language/spelling.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type Gloss, type GlossedWord } from "../../language/zh/gloss.ts";
import { nameSound } from "../../language/zh/name-sounds.ts";
import { isSurname, surnameReading, surnamesRead } from "../../language/zh/names.ts";
import { ALONE, type Context } from "./follow-up.ts";
import type { Question } from "./question.ts";

interface KeywordSearchRequest {
  readonly question: Question;
  /** Terms of the question by itself. */
  readonly terms: readonly Term[];
  /** Context of a follow-up; null where the question stands alone. */
  readonly context: Context | null;
  /** Gloss of Chinese text; null where nothing Chinese is asked or can be found. */
  readonly gloss: Gloss | null;
  readonly words: KeywordIndex;
  /** Only passages of these are looked at; absent means all. */
  readonly collections?: ReadonlySet<string>;
}

interface KeywordSearchResult {
  readonly query: Bm25Query;
  /** Query of a follow-up that has words of its own: those alone, without what it leans on. Else null. */
  readonly ownQuery: Bm25Query | null;
  readonly inOtherWords: readonly { readonly asked: string; readonly english: readonly string[] }[];
  readonly scores: Bm25Scores;
}

export function keywordSearch(request: KeywordSearchRequest): KeywordSearchResult {
  const { question, context, gloss, words, collections } = request;
  const terms = gloss === null ? request.terms : withNamesInOtherScript(question.text, request.terms, gloss, words);
  const known = (term: Term): Term => withOtherWords(withSpellings(term, words), words);
  const queryFor = (asked: readonly Term[]): Bm25Query => bm25Query(asked.map(known), question.language, words);
  const alone = queryFor(terms);
  const query = context === null ? alone : mixedQuery(alone, queryFor(withContextTerms(terms, context, gloss)), ALONE);
  const ownQuery = context === null || terms.length === 0 ? null : alone;
  const inOtherWords = terms
    .map(known)
    .flatMap(({ text, inOtherWords: english }) => (english ? [{ asked: text, english }] : []));
  return { query, ownQuery, inOtherWords, scores: bm25Scores(words, query.clauses, collections) };
}

/** Weights of the context's terms in a follow-up, whose own count 1. */
const CONTEXT_WEIGHTS = { lastQuestion: 0.4, lastAnswer: 0.15 };

function withContextTerms(terms: readonly Term[], context: Context, gloss: Gloss | null): readonly Term[] {
  const own = new Set(terms.map(({ text }) => text));
  const sources = [
    { text: context.lastQuestion, weight: CONTEXT_WEIGHTS.lastQuestion },
    { text: context.lastAnswer, weight: CONTEXT_WEIGHTS.lastAnswer },
  ];
  return [...terms, ...termsOf(sources, gloss).filter(({ text }) => !own.has(text))];
}

/** Gives a Chinese word that no passage has the English words that passages have for others of its meaning. */
function withOtherWords(term: Term, words: KeywordIndex): Term {
  const isHere = term.own.some((word) => !containsHan(word) || words.passageFrequency(word, "own") > 0);
  if (term.own.length === 0 || isHere) return term;
  const meant = term.english.filter((word) => words.passageFrequency(word, "gloss") > 0);
  return meant.length === 0 ? term : { ...term, inOtherWords: meant };
}

/** Weight of a word that is only near to the one in the question. */
const SPELLING_WEIGHT = 0.8;

/** Replaces a plain word that no passage has by the words that it may be a misspelling of. */
function withSpellings(term: Term, words: KeywordIndex): Term {
  const [word, ...more] = term.own;
  if (word === undefined || more.length > 0 || containsHan(word)) return term;
  if (words.passageFrequency(word, "own") + words.passageFrequency(word, "gloss") > 0) return term;
  const spellings = spellingsOf(word, words.wordsBeginningWith(word.charAt(0)));
  if (spellings.length === 0) return term;
  return { ...term, own: spellings, english: spellings, weight: term.weight * SPELLING_WEIGHT };
}

type Words = Pick<KeywordIndex, "postings" | "wordsBeginningWith" | "passageFrequency">;

/**
 * Names in a question meet their spelling in the other script: 石瑛 and Shi Ying, whose surname is a plain word as well,
 * and 杰克逊维尔 and Jacksonville, which only sounds like it. No text tells such names for sure, so they are looked for
 * among the words that the library has: what it does not name stays what it was.
 */
function withNamesInOtherScript(text: string, terms: readonly Term[], gloss: Gloss, words: Words): readonly Term[] {
  if (!containsHan(text)) return withHanNames(text, terms, gloss, words);
  const glossed = gloss.words(text);
  return withPeople(glossed, withSoundedNames(glossed, terms, gloss, words), gloss, words);
}

/** Names that sound nearly as well may all be meant. */
const AS_NEAR = 0.02;

function withSoundedNames(glossed: readonly GlossedWord[], terms: readonly Term[], gloss: Gloss, words: Words) {
  const sounds = new Set(glossed.flatMap(({ kind, word }) => (kind === "sound" ? [word] : [])));
  return terms.map((term) => {
    if (!sounds.has(term.text)) return term;
    const alike = wordsSoundingLike(gloss.pinyin(term.text), words);
    return alike.length === 0 ? term : { ...term, english: alike };
  });
}

function wordsSoundingLike(reading: string, words: Words): readonly string[] {
  const sound = nameSound(reading);
  const alike = sound.firstLetters
    .flatMap((letter) => words.wordsBeginningWith(letter))
    .flatMap((word) => {
      const distance = sound.distanceTo(word);
      return distance === null ? [] : [{ word, distance }];
    });
  const nearest = Math.min(...alike.map(({ distance }) => distance));
  return alike.filter(({ distance }) => distance <= nearest + AS_NEAR).map(({ word }) => word);
}

/** A person's name in Han characters, with the English words that documents have for it. */
interface Person {
  /** Parts as the text was cut: their terms mean something else. */
  readonly parts: readonly string[];
  readonly english: readonly string[];
  readonly inHan: boolean;
}

/** Replaces the characters' own meanings by the words of the name, which all have to be there. */
function withPeople(glossed: readonly GlossedWord[], terms: readonly Term[], gloss: Gloss, words: Words) {
  const people = glossed.flatMap((_, at): Person[] => {
    const lengths = [3, 2];
    return lengths.flatMap((length) => personAt(glossed, at, length, gloss, words) ?? []).slice(0, 1);
  });
  return people.reduce<readonly Term[]>((known, { parts, english, inHan }) => {
    const text = parts.join("");
    const own = inHan ? tokenize(text) : [];
    const [weight = 1] = known.flatMap((term) => (parts.includes(term.text) ? [term.weight] : []));
    // Without a passage in English that names the person, a character may mean what it says.
    const others = known.flatMap((term) => {
      if (!parts.includes(term.text)) return [term];
      return english.length > 0 ? [] : [{ ...term, own: inHan ? [] : term.own }];
    });
    const named = english.length === 0 ? [[]] : english.map((word) => [word]);
    return [
      ...named.map(
        (some, at): Term => ({
          text: [text, ...some].join(" "),
          own: at === 0 ? own : [],
          english: some,
          weight,
        }),
      ),
      ...others,
    ];
  }, terms);
}

/** @param length in characters, of surname and given name */
function personAt(
  glossed: readonly GlossedWord[],
  at: number,
  length: number,
  gloss: Gloss,
  words: Words,
): Person | null {
  const surname = glossed[at];
  if (surname?.kind !== "word" || surname.word.length !== 1 || !isSurname(surname.word)) return null;
  const parts = [surname.word];
  for (let next = at + 1; parts.join("").length < length; next++) {
    const part = glossed[next];
    if (part?.kind !== "word" || !/^\p{Script=Han}+$/u.test(part.word)) return null;
    parts.push(part.word);
  }
  const name = parts.join("");
  if (name.length !== length) return null;
  const readingOf = (character: string): string => gloss.pinyin(character);
  const given = Array.from(name.slice(1), readingOf);
  const family = surnameReading(surname.word, readingOf);
  const spellings = [[given.join("")], given].map((some) => [family, ...some].flatMap(tokenize));
  const english = spellings.find((some) => some.length > 1 && standTogether(some, "own", words)) ?? [];
  // A given name that is a word (建国) is told from other text by its English spelling alone.
  const inHan = parts.every((part) => part.length === 1) && standTogether(tokenize(name), "own", words);
  return english.length === 0 && !inHan ? null : { parts, english, inHan };
}

/** Some passage has all of them. */
function standTogether(some: readonly string[], column: KeywordColumn, words: Words): boolean {
  const [first, ...others] = [...new Set(some)].map((word) => words.postings(word, column).rows);
  if (first === undefined || first.length === 0) return false;
  const sets = others.map((rows) => new Set(rows));
  return first.some((row) => sets.every((rows) => rows.has(row)));
}

/** `Shi Ying`, `Miao Zhimin`, `MIAO Zhi-min`. */
const SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouü]{1,3}(?:ng|n|r)?";
const LATIN_NAME =
  /(?<![\p{L}-])(?<family>\p{Lu}\p{L}{0,5}),? (?<given>\p{Lu}\p{Ll}{0,10}(?:[-’']\p{L}\p{Ll}{0,5}| \p{Lu}\p{Ll}{0,5})?)(?![\p{L}-])/gu;
const ONE_SYLLABLE = new RegExp(`^${SYLLABLE}$`, "u");

function withHanNames(text: string, terms: readonly Term[], gloss: Gloss, words: Words): readonly Term[] {
  const found = new Map<string, readonly string[]>();
  for (const { groups = {} } of text.matchAll(LATIN_NAME)) {
    const family = (groups.family ?? "").toLowerCase();
    const given = (groups.given ?? "").toLowerCase();
    const ways = [
      [family, given],
      [family, given.split(" ")[0] ?? ""],
      [given, family],
    ] as const;
    const readings = ways.map(([one, other]) => hanNamesRead(one, other.replaceAll(/[^\p{L}]/gu, ""), gloss, words));
    const pairs = readings.find((some) => some.length > 0) ?? [];
    for (const word of `${family} ${given}`.split(/[^\p{L}]+/u).flatMap(tokenize)) found.set(word, pairs);
  }
  return terms.map((term) => {
    const pairs = term.own.flatMap((word) => found.get(word) ?? []);
    return pairs.length === 0 ? term : { ...term, english: [...term.english, ...new Set(pairs)] };
  });
}

/** Pairs of characters that documents have and that are read so: 石瑛; 苗志 and 志民. */
function hanNamesRead(family: string, given: string, gloss: Gloss, words: Words): readonly string[] {
  if (!ONE_SYLLABLE.test(family)) return [];
  const readingOf = (character: string): string => gloss.pinyin(character);
  const isWord = (pair: string): boolean => gloss.words(pair).length === 1;
  return surnamesRead(family, readingOf).flatMap((surname) =>
    words.wordsBeginningWith(surname).flatMap((pair): readonly string[] => {
      const first = pair.slice(1);
      const read = first === "" ? "" : readingOf(first);
      if (read === "" || !given.startsWith(read)) return [];
      if (read === given) return isWord(pair) ? [] : [pair];
      return words
        .wordsBeginningWith(first)
        .filter((next) => `${read}${readingOf(next.slice(1))}` === given && standTogether([pair, next], "own", words))
        .flatMap((next) => [pair, next]);
    }),
  );
}
