/**
 * Chinese turned into English words, so that a model that knows English only can place it, and keyword search can meet
 * it. This is no translation: each word is replaced by what it means, in the order of the text. The model gets only the
 * first meaning of a word, since every further one blurs the sentence; keyword search gets several, any of which may be
 * the one that an English text uses.
 */

import { createHash } from "node:crypto";
import { withoutSpread } from "./chinese-numbers.ts";
import { dictionaryId, loadDictionary } from "./dictionary.ts";
import { type GlossedWord, glossedWords, lexiconOf } from "./gloss-words.ts";

export type { GlossedWord } from "./gloss-words.ts";

export interface Gloss {
  /** Names everything that decides what comes out: dictionary, algorithm and the organisation's own terms. */
  readonly id: string;
  /**
   * For the model: each word by its first meaning, function words by one plain English word or nothing, question words
   * in English, names in pinyin, punctuation in ASCII. Text without Han comes back untouched.
   */
  english(text: string): string;
  /** For keyword search: the text cut in words. All but white space is in one of them, in order. */
  words(text: string): readonly GlossedWord[];
  /** The usual reading of each Han character, without tones and without spaces; what else there is stays as it is. */
  pinyin(text: string): string;
}

/** Chinese terms and their English, as `readGlossary` gives them. */
export type Glossary = ReadonlyMap<string, readonly string[]>;

export interface GlossOptions {
  /** Where the dictionary's table is kept; made when it is missing. */
  readonly modelsDir: string;
  /** They win over the dictionary. */
  readonly terms?: Glossary;
}

const HAN = /\p{Script=Han}/u;

export function containsHan(text: string): boolean {
  return HAN.test(text);
}

/**
 * The English that the Chinese words of a text may be found by; its other words are not in it. An English word stands
 * once for each Chinese one, however many of its meanings it is in.
 */
export function glossKeywords(gloss: Pick<Gloss, "words">, text: string): string {
  return gloss
    .words(text)
    .flatMap(({ meanings }) => [...new Set(meanings.flatMap((meaning) => meaning.split(" ")))])
    .join(" ");
}

/** The id that the gloss will have, without loading its dictionary. */
export function glossId(terms: Glossary = new Map()): string {
  if (terms.size === 0) return dictionaryId();
  const sorted = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${dictionaryId()}+${createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 12)}`;
}

/** @throws DocketError `storage` when the dictionary cannot be read, or its table not be written. */
export async function loadGloss({ modelsDir, terms = new Map() }: GlossOptions): Promise<Gloss> {
  const dictionary = await loadDictionary(modelsDir);
  const lexicon = lexiconOf(dictionary, terms);
  return {
    id: glossId(terms),
    english: (text) => (containsHan(text) ? joinedEnglish(glossedWords(withoutSpread(text), lexicon)) : text),
    words: (text) =>
      glossedWords(withoutSpread(text), lexicon).map(({ word, kind, meanings }) => ({ word, kind, meanings })),
    pinyin: (text) =>
      Array.from(dictionary.simplify(text), (character) => dictionary.find(character)?.reading || character).join(""),
  };
}

/** A gloss whose id is known before it is loaded. Whoever never meets Chinese never pays for it. */
export interface LazyGloss {
  readonly id: string;
  /** Loads once, however often it is called; a load that failed is tried again at the next call. */
  readonly load: () => Promise<Gloss>;
}

export function lazyGloss(options: GlossOptions): LazyGloss {
  let loading: Promise<Gloss> | undefined;
  return {
    id: glossId(options.terms),
    load: () => {
      loading ??= loadGloss(options).catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
  };
}

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ["。", ". "],
  ["、", ", "],
  ["“", '"'],
  ["”", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["《", '"'],
  ["》", '"'],
  ["〈", '"'],
  ["〉", '"'],
  ["「", '"'],
  ["」", '"'],
  ["『", '"'],
  ["』", '"'],
  ["【", "["],
  ["】", "]"],
  ["·", " "],
  ["—", "-"],
  ["…", "..."],
]);

/** The full-width forms of ASCII are as many code points away from it, all of them. */
const FULL_WIDTH_OFFSET = 0xfee0;

const NO_SPACE_AFTER = /(?<=[([（【《〈「『“‘]) /gu;
const NO_SPACE_BEFORE = / (?=[)\]）】》〉」』”’.,;:?!%。，；：？！％、])/gu;

/**
 * Glossed words put together to a line that reads as English to a model: single spaces, and the punctuation of English
 * for that of Chinese. Pure.
 * @param words their English, or other text as it is
 */
function joinedEnglish(words: readonly { readonly english: string }[]): string {
  const line = words
    .map(({ english }) => english)
    .join(" ")
    .replace(/\s+/gu, " ")
    .replace(NO_SPACE_AFTER, "")
    .replace(NO_SPACE_BEFORE, "");
  return asciiPunctuation(line).replace(/ +/gu, " ").trim();
}

function asciiPunctuation(text: string): string {
  return text
    .replace(/[。、“”‘’《》〈〉「」『』【】·—…]/gu, (mark) => PUNCTUATION.get(mark) ?? mark)
    .replace(/[\uff01-\uff5e]/gu, (form) => String.fromCharCode(form.charCodeAt(0) - FULL_WIDTH_OFFSET));
}
