/**
 * Chinese turned into English words, so that a model that knows English only can place it. This is no translation:
 * each word that a dictionary knows is replaced by what it may mean, in the order of the text, and nothing else.
 */

import { createHash } from "node:crypto";
import { dictionaryId, LONGEST_WORD, loadDictionary } from "./dictionary.ts";

export interface Gloss {
  /** Names everything that decides what comes out: dictionary, algorithm and the organisation's own terms. */
  readonly id: string;
  /** Text without Han comes back untouched. */
  english(text: string): string;
  /** The text cut in words, each with its English; what is not Chinese comes back as it is, run by run. */
  words(text: string): readonly GlossedWord[];
}

export interface GlossedWord {
  readonly word: string;
  /** All that the word may mean; "" where it is not known. */
  readonly english: string;
}

/** The English of a Chinese word, or undefined where it is no word. */
export type Meaning = (word: string) => string | undefined;

export interface GlossOptions {
  /** Where the dictionary's table is kept; made when it is missing. */
  readonly modelsDir: string;
  /** Chinese terms and their English, which win over the dictionary wherever they occur. */
  readonly terms?: ReadonlyMap<string, string>;
}

const HAN = /\p{Script=Han}/u;
const HAN_RUN = /(\p{Script=Han}+)/u;

export function containsHan(text: string): boolean {
  return HAN.test(text);
}

/**
 * The longest word at each place, from left to right; a character that begins no word stays as it is. Words are set
 * apart by spaces: `采用EUV光刻` becomes `use EUV photolithography`.
 */
export function glossText(text: string, meaning: Meaning): string {
  const pieces = text.split(HAN_RUN).flatMap((run) => (containsHan(run) ? glossRun(run, meaning) : run.trim()));
  return pieces.filter((piece) => piece !== "").join(" ");
}

/** The same cuts, kept as words. */
export function glossWords(text: string, meaning: Meaning): GlossedWord[] {
  return text.split(HAN_RUN).flatMap((run) => {
    if (!containsHan(run)) return run.trim() === "" ? [] : [{ word: run, english: run }];
    const words: GlossedWord[] = [];
    for (let at = 0; at < run.length; ) {
      const word = longestWord(run, at, meaning);
      words.push({ word, english: meaning(word) ?? "" });
      at += word.length;
    }
    return words;
  });
}

function glossRun(run: string, meaning: Meaning): string[] {
  const english: string[] = [];
  for (let at = 0; at < run.length; ) {
    const word = longestWord(run, at, meaning);
    english.push(meaning(word) ?? word);
    at += word.length;
  }
  return english;
}

/** A character by itself, all of its code units, where no word begins. */
function longestWord(run: string, at: number, meaning: Meaning): string {
  for (let length = Math.min(LONGEST_WORD, run.length - at); length > 1; length--) {
    const word = run.slice(at, at + length);
    if (meaning(word) !== undefined) return word;
  }
  return String.fromCodePoint(run.codePointAt(at) ?? 0);
}

/**
 * Terms are looked for before words are, so that no longer word swallows a part of one. They may hold other letters
 * than Han. Of two terms at one place, the longer wins.
 */
export function glossWithTerms(terms: ReadonlyMap<string, string>, meaning: Meaning): (text: string) => string {
  const longestFirst = [...terms.keys()].filter((term) => term !== "").sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => glossText(text, meaning);
  const anyTerm = new RegExp(`(${longestFirst.map(escapeForRegExp).join("|")})`, "u");
  return (text) => {
    const pieces = text.split(anyTerm).map((piece) => terms.get(piece) ?? glossText(piece, meaning));
    return pieces.filter((piece) => piece !== "").join(" ");
  };
}

function escapeForRegExp(term: string): string {
  return term.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** The id that the gloss will have, without loading its dictionary. */
export function glossId(terms: ReadonlyMap<string, string> = new Map()): string {
  if (terms.size === 0) return dictionaryId();
  const sorted = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${dictionaryId()}+${createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 12)}`;
}

/** @throws DocketError `storage` when the dictionary cannot be read, or its table not be written. */
export async function loadGloss({ modelsDir, terms = new Map() }: GlossOptions): Promise<Gloss> {
  const dictionary = await loadDictionary(modelsDir);
  const gloss = glossWithTerms(terms, dictionary);
  return {
    id: glossId(terms),
    english: (text) => (containsHan(text) ? gloss(text) : text),
    words: (text) => glossWords(text, (word) => terms.get(word) ?? dictionary(word)),
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
