/**
 * Chinese turned into English words, so that a model that knows English only can place it, and keyword search can meet
 * it; with the organisation's own terms before the dictionary's. This is no translation: each word is replaced by what
 * it means, in the order of the text. The model gets only the first meaning of a word, since every further one blurs
 * the sentence; keyword search gets several, any of which may be the one that an English text uses.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { DocketError, errorText } from "../../errors.ts";
import { withoutSpread } from "./chinese-numbers.ts";
import { dictionaryId, loadDictionary } from "./dictionary.ts";
import { type GlossedWord, glossedWords, lexiconOf } from "./gloss-words.ts";

export type { GlossedWord } from "./gloss-words.ts";

export interface Gloss {
  /** Names everything that decides what comes out: dictionary, algorithm and the organisation's own terms. */
  readonly id: string;
  /**
   * English for the model: each word by its first meaning, function words by one plain English word or nothing,
   * question words in English, names in pinyin, punctuation in ASCII. Text without Han comes back untouched.
   */
  english(text: string): string;
  /** Words for keyword search: the text cut in words. All but white space is in one of them, in order. */
  words(text: string): readonly GlossedWord[];
  /** The usual reading of each Han character, without tones and without spaces; what else there is stays as it is. */
  pinyin(text: string): string;
}

/** Chinese terms and their English, as `readGlossary` gives them. */
export type Glossary = ReadonlyMap<string, readonly string[]>;

interface GlossOptions {
  /** Folder of the dictionary's table; made when it is missing. */
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

/** Length in UTF-16 code units: the longest names of authorities have some thirty. */
const LONGEST_TERM = 40;
/** Number of meanings that are looked for of any word. */
const MOST_MEANINGS = 4;

/**
 * The organisation's own terms, which a general dictionary has not, or has in another sense: a file of lines that an
 * operator writes, `光掩模<TAB>photomask`. Several ways to say it in English are set apart by ` / `, the usual one first;
 * lines that begin with # are remarks.
 * Read at once, since the terms are part of the gloss's id.
 * @throws DocketError `configuration` with every line that is wrong
 */
export function readGlossary(path: string): Glossary {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new DocketError("configuration", `${path} cannot be read as UTF-8 text: ${errorText(error)}`, {
      cause: error,
    });
  }
  return parseGlossary(text, path);
}

/** One term with its English. */
interface GlossaryTerm {
  readonly term: string;
  /** Several set apart by ` / `. */
  readonly english: string;
}

/**
 * A term and its English as people write them in chat, `水立方 = pool`, or as a line of the file; either side first.
 * @returns null where it is no such line, or none that the file could have
 */
export function parsedTerm(text: string): GlossaryTerm | null {
  const sides = text
    .normalize("NFC")
    .split(/\t|\s*(?:=|＝|:|：|->|→)\s*/u)
    .map((side) => side.replaceAll(/\s+/gu, " ").trim());
  const [one = "", other = ""] = sides;
  if (sides.length !== 2 || text.trimStart().startsWith("#")) return null;
  const [term, english] = /\p{Script=Han}/u.test(one) ? [one, other] : [other, one];
  const meanings = english.split(/\s*[/／]\s*/u).filter((meaning) => meaning !== "");
  if (problemOf(term, meanings, []) !== null || !meanings.every((meaning) => /\p{L}/u.test(meaning))) return null;
  return { term, english: meanings.join(" / ") };
}

/**
 * A glossary's file with one term said anew, and all else in it as it was.
 * @param english null: the term is taken out
 */
export function withTerm(text: string, term: string, english: string | null): string {
  const line = english === null ? [] : [`${term}\t${english}`];
  const lines = text === "" ? [] : text.replace(/\r?\n$/u, "").split(/\r?\n/u);
  const at = lines.findIndex(
    (one) => !one.trimStart().startsWith("#") && one.normalize("NFC").split("\t")[0]?.trim() === term,
  );
  const written = at < 0 ? [...lines, ...line] : [...lines.slice(0, at), ...line, ...lines.slice(at + 1)];
  return written.length === 0 ? "" : `${written.join("\n")}\n`;
}

export function parseGlossary(text: string, name: string): Glossary {
  const terms = new Map<string, readonly string[]>();
  const lineOf = new Map<string, number>();
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1;
    if (content.trim() === "" || content.trimStart().startsWith("#")) return;
    const [term = "", english = "", ...rest] = content
      .normalize("NFC")
      .split("\t")
      .map((field) => field.trim());
    const meanings = english.split(/(?:^|\s+)\/(?:\s+|$)/).filter((meaning) => meaning !== "");
    const earlier = lineOf.get(term);
    const problem =
      problemOf(term, meanings, rest) ?? (earlier === undefined ? null : `${term} is on line ${earlier} too`);
    if (problem !== null) problems.push(`  line ${line}: ${problem}`);
    lineOf.set(term, earlier ?? line);
    terms.set(term, meanings);
  });
  if (problems.length === 0) return terms;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new DocketError("configuration", `${name} has ${count}:\n${problems.join("\n")}`);
}

function problemOf(term: string, meanings: readonly string[], rest: readonly string[]): string | null {
  if (meanings.length === 0) return `"${term}" has no English: write the term, a tab, and its English`;
  if (rest.length > 0) return `${term} has a second tab: set several meanings apart by " / "`;
  if (!/\p{Script=Han}/u.test(term)) return `"${term}" is not Chinese: the Chinese term comes first`;
  if (term.length > LONGEST_TERM)
    return `${term} has ${term.length} characters, ${LONGEST_TERM} at most are looked for`;
  if (meanings.length > MOST_MEANINGS) return `${term} has ${meanings.length} meanings, give ${MOST_MEANINGS} at most`;
  if (meanings.some((meaning) => /\p{Script=Han}/u.test(meaning))) return `the English of ${term} has Chinese in it`;
  return null;
}
