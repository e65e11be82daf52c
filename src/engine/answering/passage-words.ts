/**
 * A passage's sentences and headings with their words, whether they say what is asked, and what else of a sentence is
 * the same whatever is asked. Finding them takes longer than all the weighing, and the best passages of one question
 * are those of the next: so they are remembered as long as the library remembers the passage.
 */

import type { Bm25Query, TextWords } from "../../index/keyword/bm25.ts";
import { isAboutText, isNote } from "../../language/about-text.ts";
import { startsWithBox } from "../../language/labels.ts";
import type { Span } from "../../language/sentences.ts";
import { tokenize } from "../../language/tokenize.ts";
import { type Gloss, glossKeywords } from "../../language/zh/gloss.ts";
import type { LibraryDocument, LibraryPassage } from "../../library/library.ts";
import type { SearchResult } from "../retrieval/search.ts";
import type { Source } from "./question-and-answer.ts";
import type { Candidate } from "./sentences.ts";
import { blockAt } from "./units.ts";

interface PassageSentence extends Span {
  readonly quote: string;
  readonly words: TextWords;
  /** Letters, digits and boxes, with those of what is quoted with it. */
  readonly letters: number;
  /** Words, and characters of Chinese. */
  readonly length: number;
  /** An editor's remark on the text before it: shown beside that text, not instead of it. */
  readonly isNote: boolean;
  /** Says when, where or by whom the text was published, or what an editor thinks of it. */
  readonly isAboutText: boolean;
  /** Introduction of a list's item, or column names of a table's row: they are quoted with it. Null of others. */
  readonly leadIn: TextWords | null;
  /** Words of the first cell of a table's row under a head, which say what it is of; empty of others. */
  readonly label: readonly string[];
  /** Column names: they say nothing without a row. */
  readonly isTableHead: boolean;
}

interface PassageWords {
  /** Sentences as the passage has them. */
  readonly sentences: readonly PassageSentence[];
  /** The document's title and the headings over the passage. */
  readonly headings: TextWords;
}

/** @param gloss null where what is asked is not found by a passage's gloss, as in its own language mostly */
export type WordsOfPassage = (passage: LibraryPassage, gloss: Gloss | null) => PassageWords;

/** @param sourceOf the text and blocks of a passage's version; null where it is gone */
export function rememberedWords(sourceOf: (document: LibraryDocument) => Source | null = () => null): WordsOfPassage {
  const plain = new WeakMap<LibraryPassage, PassageWords>();
  const glossed = new WeakMap<LibraryPassage, PassageWords>();
  return (passage, gloss) => {
    const used = passage.language === "zh" ? gloss : null;
    const known = used === null ? plain : glossed;
    const words = known.get(passage) ?? passageWords(passage, used, sourceOf(passage.document));
    known.set(passage, words);
    return words;
  };
}

/** Boxes say as much as letters: □ 是 √ 否. Three Chinese characters say as much as four: 建设三个实验室 is a sentence. */
function lettersIn(text: string): number {
  return (
    (text.match(/[\p{L}\p{N}□☐☑☒■√✓✔]/gu)?.length ?? 0) + Math.floor((text.match(/\p{Script=Han}/gu)?.length ?? 0) / 3)
  );
}

/**
 * Lines that are quoted with it: names of a row's columns or form, boxes below a label; short as they are, they say
 * something.
 */
function quotedWith(source: Source | null, index: number): string {
  const [block, next] = [source?.blocks[index], source?.blocks[index + 1]];
  const textOf = (other: { readonly start: number; readonly end: number } | undefined): string =>
    other === undefined ? "" : (source?.text.slice(other.start, other.end) ?? "");
  if (block?.kind === "table-row" && block.leadIn !== null) return textOf(source?.blocks[block.leadIn]);
  return next?.leadIn === index && startsWithBox(textOf(next)) ? textOf(next) : "";
}

function passageWords(
  { language, document, section, start, text, sentences }: LibraryPassage,
  gloss: Gloss | null,
  source: Source | null,
) {
  const wordsIn = (part: string): TextWords => ({
    language,
    own: tokenize(part),
    gloss: gloss === null ? [] : tokenize(glossKeywords(gloss, part)),
  });
  const leadIns = new Map<number, TextWords>();
  const leadInAt = (index: number): TextWords | null => {
    const block = source?.blocks[index];
    if (source === null || block === undefined) return null;
    const words = leadIns.get(index) ?? wordsIn(source.text.slice(block.start, block.end));
    leadIns.set(index, words);
    return words;
  };
  return {
    sentences: sentences.map((span): PassageSentence => {
      const index = source === null ? -1 : blockAt(source.blocks, span.start);
      const leadIn = source?.blocks[index]?.leadIn ?? null;
      const next = source?.blocks[index + 1];
      const quote = text.slice(span.start - start, span.end - start);
      return {
        ...span,
        quote,
        words: wordsIn(quote),
        letters: lettersIn(quote + quotedWith(source, index)),
        length: quote.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0,
        isNote: isNote(quote),
        isAboutText: isAboutText(quote),
        leadIn: leadIn === null ? null : leadInAt(leadIn),
        label:
          leadIn === null || source?.blocks[index]?.kind !== "table-row" ? [] : tokenize(quote.split("|")[0] ?? ""),
        isTableHead: next?.kind === "table-row" && next.leadIn === index && index >= 0 && quote.includes("|"),
      };
    }),
    headings: wordsIn([document.title, ...section].join(" ")),
  };
}

/**
 * Share of what is asked that must stand there where the embedder is away, and nothing is known of a passage but its
 * words.
 */
const COVERED = 0.5;

/**
 * The words of the passage that fits best: whether it says what is asked, where its place among the others is no proof of
 * that.
 * Tells what is worth showing there; never an answer, since words that occur may be about something else.
 */
export function isWorthShowing(
  { byWordsAlone, query, gloss }: Pick<SearchResult, "byWordsAlone" | "query" | "gloss">,
  best: Candidate | undefined,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (byWordsAlone !== true || best === undefined) return false;
  return coverage(best, { query, gloss, wordsOfPassage }) >= COVERED;
}

/**
 * "How much is the fee?" right after a question about something else is found with what that was about; an answer to it
 * must still have a word of its own, or it would be the last answer once more.
 */
export function answersItsOwnWords(
  best: Candidate | undefined,
  { ownQuery, gloss }: Pick<SearchResult, "ownQuery" | "gloss">,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (ownQuery === null || best === undefined) return true;
  return coverage(best, { query: ownQuery, gloss, wordsOfPassage }) > 0;
}

/** A sentence as good as this share of the best comes before it, if its passage has a word of the question's own and the best has none. */
const AS_GOOD_WITH_OWN_WORDS = 0.9;

/** @param candidates best first */
export function ownWordsFirst(
  candidates: readonly Candidate[],
  found: Pick<SearchResult, "ownQuery" | "gloss">,
  wordsOfPassage: WordsOfPassage,
): readonly Candidate[] {
  const [best] = candidates;
  if (best === undefined || answersItsOwnWords(best, found, wordsOfPassage)) return candidates;
  const first = candidates.find(
    (one) => one.score >= best.score * AS_GOOD_WITH_OWN_WORDS && answersItsOwnWords(one, found, wordsOfPassage),
  );
  return first === undefined ? candidates : [first, ...candidates.filter((one) => one !== first)];
}

/** Everything that reads passages for a question. */
interface Reading {
  readonly query: Bm25Query;
  /** Gloss of Chinese text; null where there is none. */
  readonly gloss: Gloss | null;
  readonly wordsOfPassage: WordsOfPassage;
}

/** A passage's words as the question has them, in its own language or in the gloss. */
export function wordsRead(passage: LibraryPassage, { query, gloss, wordsOfPassage }: Reading): PassageWords {
  return wordsOfPassage(passage, query.readsGlossOf(passage.language) ? gloss : null);
}

/** Share of what is asked that its title and headings say: whether it is the document that is meant. */
export function namedShare(passage: LibraryPassage, reading: Reading): number {
  return reading.query.coverage([{ words: wordsRead(passage, reading).headings, weight: 1 }]);
}

function coverage({ evidence: { passage } }: Candidate, reading: Reading): number {
  const { sentences, headings } = wordsRead(passage, reading);
  const texts = [...sentences.map(({ words }) => words), headings];
  return reading.query.coverage(texts.map((words) => ({ words, weight: 1 })));
}
