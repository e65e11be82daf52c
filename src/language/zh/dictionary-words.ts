/**
 * From the entries of a dictionary to its words: for each, in simplified characters, what it means, best first, and
 * for a character how it is read. A word has as many entries as it has readings and spellings; which of them it mostly
 * stands for, the dictionary does not say, but its longer words do. Pure.
 */

import { meaningsOf, referredWord, surnameOf } from "./senses.ts";
import { fold } from "./simplified.ts";

/** As the dictionary's package stores an entry, up to its senses; a single sense is not in a list. */
export type Entry = readonly [
  traditional: string,
  simplified: string,
  pinyin: string,
  senses: string | readonly string[],
];

export interface DictionaryWord {
  /** Short English, best first; only characters may have none. */
  readonly meanings: readonly string[];
  /** It names a person, place or thing, and has no common meaning. */
  readonly isName: boolean;
  /** Pinyin without tones: of a single character, else empty. */
  readonly reading: string;
  /** Of a single character: in how many words it is put before or after a whole word, as 队 is in 足球队. */
  readonly affixed: number;
}

/** More would hardly be looked for: further senses are rare ones. */
const MOST_MEANINGS = 4;

interface Reading {
  readonly pinyin: string;
  readonly senses: readonly string[];
}

/** @param longestWord in UTF-16 code units; what is longer is left out */
export function dictionaryWords(
  entries: readonly Entry[],
  simplified: ReadonlyMap<string, string>,
  longestWord: number,
): Map<string, DictionaryWord> {
  const readings = readingsOf(entries, simplified);
  const useOfReading = readingsInWords(readings);
  const affixed = affixesIn(readings);
  const words = new Map<string, DictionaryWord>();
  for (const [word, unordered] of readings) {
    if (word.length > longestWord) continue;
    const ordered = mostUsedFirst(word, unordered, useOfReading);
    const character = isCharacter(word);
    const meanings = meaningsOfReadings(ordered, character);
    if (meanings.length === 0) meanings.push(...meaningsOfReferred(ordered, readings, simplified));
    if (meanings.length === 0 && !character) continue;
    words.set(word, {
      meanings: meanings.slice(0, MOST_MEANINGS),
      isName: ordered.every(isName),
      reading: character ? plainPinyin(ordered[0]?.pinyin ?? "") : "",
      affixed: affixed.get(word) ?? 0,
    });
  }
  return words;
}

/** Entries that differ in their traditional characters only are the same word here. */
function readingsOf(entries: readonly Entry[], simplified: ReadonlyMap<string, string>): Map<string, Reading[]> {
  const readings = new Map<string, Reading[]>();
  for (const [traditional, simple, pinyin, senses] of entries) {
    const reading = { pinyin, senses: [senses].flat() };
    for (const word of new Set([fold(traditional, simplified), fold(simple, simplified)])) {
      if (!/^\p{Script=Han}+$/u.test(word)) continue;
      const known = readings.get(word);
      if (known === undefined) readings.set(word, [reading]);
      else known.push(reading);
    }
  }
  return readings;
}

/** In how many longer words a character is read in some way; keys are `行xing2`. */
function readingsInWords(readings: ReadonlyMap<string, readonly Reading[]>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [word, ofWord] of readings) {
    const characters = Array.from(word);
    for (const { pinyin } of characters.length > 1 ? ofWord : []) {
      const syllables = pinyin.toLowerCase().split(" ");
      if (syllables.length !== characters.length) continue;
      characters.forEach((character, index) => {
        const key = `${character}${syllables[index]}`;
        uses.set(key, (uses.get(key) ?? 0) + 1);
      });
    }
  }
  return uses;
}

/** How often each character is an affix; words of more than four characters are sayings, and follow other rules. */
function affixesIn(words: ReadonlyMap<string, unknown>): Map<string, number> {
  const affixes = new Map<string, number>();
  for (const word of words.keys()) {
    if (word.length < 3 || word.length > 4) continue;
    for (const [affix, rest] of [
      [word.slice(0, 1), word.slice(1)],
      [word.slice(-1), word.slice(0, -1)],
    ] as const) {
      if (words.has(rest)) affixes.set(affix, (affixes.get(affix) ?? 0) + 1);
    }
  }
  return affixes;
}

/** Names last: 明 is `bright` before it is the Ming dynasty. A reading that is in many words comes before one in few. */
function mostUsedFirst(word: string, readings: readonly Reading[], uses: ReadonlyMap<string, number>): Reading[] {
  const use = ({ pinyin }: Reading) => uses.get(`${word}${pinyin.toLowerCase()}`) ?? 0;
  return [...readings].sort((a, b) => Number(isName(a)) - Number(isName(b)) || use(b) - use(a));
}

/** The pinyin of proper names is capitalised. */
function isName({ pinyin }: Reading): boolean {
  return /^\p{Lu}/u.test(pinyin);
}

/** A character that is a word and a name stands for the word; its names would be one of hundreds. */
function meaningsOfReadings(readings: readonly Reading[], character: boolean): string[] {
  const common = readings.filter((reading) => !isName(reading)).flatMap(({ senses }) => meaningsOf(senses));
  const names = readings.filter(isName).flatMap(({ senses }) => meaningsOf(senses, true));
  const meanings = character && common.length > 0 ? common : [...common, ...names];
  if (meanings.length > 0) return [...new Set(meanings)];
  return readings.flatMap(({ senses }) => senses.flatMap((sense) => surnameOf(sense) ?? [])).slice(0, 1);
}

/** For a word that is only another spelling, a short form or a part of some other. */
function meaningsOfReferred(
  readings: readonly Reading[],
  others: ReadonlyMap<string, readonly Reading[]>,
  simplified: ReadonlyMap<string, string>,
): string[] {
  const referred = readings.flatMap(({ senses }) => senses.flatMap((sense) => referredWord(sense) ?? []))[0];
  const ofReferred = others.get(fold(referred ?? "", simplified)) ?? [];
  return ofReferred.flatMap((reading) => meaningsOf(reading.senses, isName(reading)));
}

/** `lu:4` gives `lü`. */
function plainPinyin(pinyin: string): string {
  return pinyin.toLowerCase().replace(/u:/g, "ü").replace(/\d/g, "");
}

function isCharacter(word: string): boolean {
  return Array.from(word).length === 1;
}
