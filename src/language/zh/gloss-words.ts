/**
 * A text cut in words, each with its English. Numbers come first, since no dictionary holds them; what is left is cut
 * by the dictionary and the organisation's terms, and names are looked for among the words that came out.
 */

import { findNumbers } from "./chinese-numbers.ts";
import { cutWords } from "./cut-words.ts";
import { functionWords } from "./function-words.ts";
import type { Lexicon } from "./lexicon.ts";
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
export interface GlossedPiece extends GlossedWord {
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
