/**
 * Finds where a quote stands in a passage: the whole of it, letter for letter, once white space, width, quotation marks
 * and dashes make no difference. A quote is widened to the whole of its sentence, and an item of a list brings what
 * introduces the list: a quote that leaves out the `not` before it proves the opposite of its document. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { foldedForQuotes } from "../../language/canonical.ts";
import { type Figure, holdsFigure } from "../../language/figures/figures.ts";
import { sentencesIn } from "../../language/sentences.ts";
import { says, type Token, type TokensOf, tokensWithin } from "./tokens.ts";

export interface QuoteSpan {
  /** Offsets in the passage's text. */
  readonly start: number;
  readonly end: number;
}

/** Han characters; a word of letters counts for one and a half of them. Less proves nothing, since it stands everywhere. */
const MIN_HAN = 6;
const HAN_PER_WORD = 1.5;

export function findQuote(quote: string, passage: string): QuoteSpan | "too-short" | null {
  const wanted = foldedForQuotes(quote.replaceAll(/^[\s.…"“”'‘’「」『』]+|[\s…"“”'‘’「」『』]+$/gu, ""));
  const han = quote.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = quote.match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0;
  if (han + words * HAN_PER_WORD < MIN_HAN) return "too-short";
  const { text, starts } = withPlaces(passage);
  const at = text.indexOf(wanted);
  if (wanted === "" || at < 0) return null;
  const end = starts[at + wanted.length - 1];
  const start = starts[at];
  if (start === undefined || end === undefined) return null;
  return { start: start.from, end: end.to };
}

interface Places {
  readonly text: string;
  /** Piece for each code unit of the folded text: the part of the passage that it comes from. */
  readonly starts: readonly { readonly from: number; readonly to: number }[];
}

/** Folded a grapheme at a time, so that every folded letter knows where it comes from. */
function withPlaces(passage: string): Places {
  let text = "";
  const starts: { from: number; to: number }[] = [];
  for (const { segment, index } of graphemes(passage)) {
    const piece = foldedForQuotes(segment);
    // Runs of dashes and of quotation marks are one.
    if ((piece === "-" || piece === "'") && text.endsWith(piece)) continue;
    text += piece;
    const place = { from: index, to: index + segment.length };
    for (let unit = 0; unit < piece.length; unit++) starts.push(place);
  }
  return { text, starts };
}

/** A letter with its accents is one piece, since folding may join them. Much quicker than `Intl.Segmenter`. */
function* graphemes(text: string): Generator<{ readonly segment: string; readonly index: number }> {
  for (const { 0: segment, index } of text.matchAll(/[\s\S]\p{M}*/gu)) yield { segment, index };
}

interface WideningText {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The introduction is a span of its own, and comes first; offsets are those of the text. */
export function widened({ text, blocks }: WideningText, span: QuoteSpan): readonly [QuoteSpan, ...QuoteSpan[]] {
  const touched = blocks.filter(({ start, end }) => start < span.end && end > span.start);
  const parts = touched.length === 0 ? [{ start: 0, end: text.length }] : touched;
  const sentences = parts
    .flatMap(({ start, end }) => sentencesIn(text, start, end))
    .filter(({ start, end }) => start < span.end && end > span.start);
  const start = Math.min(span.start, ...sentences.map((sentence) => sentence.start));
  const end = Math.max(span.end, ...sentences.map((sentence) => sentence.end));
  const whole = { start, end };
  const introductions = new Set<QuoteSpan>();
  for (const block of touched) {
    const introduction = block.leadIn === null ? undefined : blocks[block.leadIn];
    if (introduction === undefined || introduction.end > start) continue;
    // The last sentence of a paragraph introduces what stands under it.
    const last = sentencesIn(text, introduction.start, introduction.end).at(-1);
    if (last !== undefined) introductions.add({ start: last.start, end: last.end });
  }
  const [first, ...others] = [...introductions];
  return first === undefined ? [whole] : [first, ...others, whole];
}

export interface Clause {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly figures: readonly Figure[];
  /** Number of its sentence. */
  readonly sentence: number;
}

const CLAUSE_END =
  /[;:，；：。!?！？()（）]|,(?!\d)|\.(?=\s|$)|(?<!\b(?:nobody|none|one|nothing|everybody|everyone|all)) (?=(?:while|whereas|but|although) )| and (?=(?:(?!not|then|also)\w+ ){1,4}?(?:is|are|was|were|will|must|may|shall|can|has|have|rose|fell|grew) )/iu;

interface Reading {
  readonly tokensOf: TokensOf;
  figuresIn(text: string): readonly Figure[];
}

/**
 * The parts of what is quoted that a claim speaks of: whole sentences, and in them the clauses that have its words. A
 * sentence may say two things, and what is denied of one is not denied of the other. Of folded sentences.
 */
export function clausesOf(sentences: readonly string[], { tokensOf, figuresIn }: Reading): Clause[] {
  return sentences.flatMap((text, sentence) => {
    const tokens = tokensOf(text);
    const figures = figuresIn(text);
    let from = 0;
    return text.split(CLAUSE_END).flatMap((part) => {
      const at = text.indexOf(part, from) + part.length - part.trimStart().length;
      const words = part.trim();
      const end = at + words.length;
      from = end;
      if (words === "") return [];
      const inside = figures.filter((figure) => figure.start >= at && figure.end <= end);
      return [{ text: words, tokens: tokensWithin(tokens, at, end), figures: inside, sentence }];
    });
  });
}

/**
 * The clauses that hold the claim's words, the fullest first: each has words of it that those before it have not.
 */
export function alignedClauses(claim: Pick<Clause, "tokens" | "figures">, clauses: readonly Clause[]): Clause[] {
  let words: readonly Token[] = claim.tokens;
  let figures: readonly Figure[] = claim.figures;
  const chosen: Clause[] = [];
  for (;;) {
    let best: { readonly clause: Clause; readonly score: number } | null = null;
    for (const clause of clauses) {
      if (chosen.includes(clause)) continue;
      const held = words.filter((word) => clause.tokens.some((other) => says(word, other))).length;
      const same = figures.filter((figure) => holdsFigure(figure, clause.figures)).length;
      // The clause wins that, of two that hold as much, says less besides.
      const score = held + same - 0.01 * clause.tokens.length;
      if (held + same > 0 && (best === null || score > best.score)) best = { clause, score };
    }
    if (best === null) return chosen;
    const { clause } = best;
    chosen.push(clause);
    words = words.filter((word) => !clause.tokens.some((other) => says(word, other)));
    figures = figures.filter((figure) => !holdsFigure(figure, clause.figures));
  }
}
