/**
 * Names in a question meet their spelling in the other script: 石瑛 and Shi Ying, whose surname is a plain word as well,
 * and 杰克逊维尔 and Jacksonville, which only sounds like it. No text tells such names for sure, so they are looked for
 * among the words that the library has: what it does not name stays what it was. Pure.
 */

import type { KeywordColumn } from "../../index/keyword/keyword-columns.ts";
import type { KeywordIndex } from "../../index/keyword/keyword-index.ts";
import type { Term } from "../../index/keyword/terms.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type Gloss, type GlossedWord } from "../../language/zh/gloss.ts";
import { nameSound } from "../../language/zh/name-sounds.ts";
import { isSurname, surnameReading, surnamesRead } from "../../language/zh/surnames.ts";

type Words = Pick<KeywordIndex, "postings" | "wordsBeginningWith" | "passageFrequency">;

export function withNamesInOtherScript(
  text: string,
  terms: readonly Term[],
  gloss: Gloss,
  words: Words,
): readonly Term[] {
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
  /** As the text was cut: their terms mean something else. */
  readonly parts: readonly string[];
  readonly english: readonly string[];
  readonly inHan: boolean;
}

/** In place of the characters' own meanings come the words of the name, which all have to be there. */
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
          ...{ text: [text, ...some].join(" "), own: at === 0 ? own : [], english: some, weight },
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
