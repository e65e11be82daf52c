/**
 * A claim is sent only if it is proven: each of its quotes stands in the passage that it names, and is widened to its
 * whole sentences; every figure and every name of it is in them, it brings no address of its own, most of its words are
 * their words, in either language, and it turns nothing of them around (grounding/agreement.ts). No share of a quote is
 * enough, and no likeness. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { folded } from "../../language/canonical.ts";
import { type Figure, figuresIn, holdsFigure } from "../../language/figures/figures.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import { type DisagreementReason, disagreement, type Reading } from "./agreement.ts";
import { swappedFigure } from "./exchanged.ts";
import { forceOf } from "./modality.ts";
import { foreignAddress, holdsName, namesIn } from "./names.ts";
import { alignedClauses, clausesOf, findQuote, type QuoteSpan, widened } from "./quotes.ts";
import {
  createTokens,
  type EvidenceWords,
  evidenceWords,
  formsOfWords,
  type GlossWords,
  says,
  type Token,
  type TokensOf,
} from "./tokens.ts";

/** Passage that a claim may rest on. */
interface ProvingPassage {
  /** The number by which the writer names it. */
  readonly mark: number;
  readonly text: string;
  /** Title, publisher, date, headings: they lend a name or a year, but nothing rests on them alone. */
  readonly about: string;
  /** The text that it is cut from, with the offset of its first letter there: where sentences and lists may go on. */
  readonly source?: { readonly text: string; readonly blocks: readonly Block[]; readonly start: number };
}

export interface WrittenClaim {
  readonly text: string;
  readonly support: readonly { readonly mark: number; readonly quote: string }[];
}

/** The sentences of a quote, at their place in the passage's text; before it, where a list is introduced there. */
export interface ProvenQuote extends QuoteSpan {
  readonly mark: number;
  readonly text: string;
}

export type DropReason =
  /** It rests on nothing, or on a passage that was not given. */
  | "no-quote"
  /** A quote does not stand in its passage. */
  | "quote-not-found"
  | "quote-too-short"
  | "figure"
  /** The quote has the figure, of something else. */
  | "swapped-figure"
  | "name"
  /** A link, a handle or an address that the quotes do not have. */
  | "address"
  /** It turns something of its quotes around, or says other things. */
  | DisagreementReason;

export type Proof =
  | {
      readonly kind: "proven";
      readonly quotes: readonly [ProvenQuote, ...ProvenQuote[]];
      /** Nearly their words: see `isNearlyQuoted`. */
      readonly isNear: boolean;
    }
  /** `detail` is what was not found, for the log and for the writer's second try; `quotes` those that stand. */
  | {
      readonly kind: "dropped";
      readonly reason: DropReason;
      readonly detail: string;
      readonly quotes: readonly ProvenQuote[];
    };

/**
 * Shares of a claim's words that must be its quotes' words; across languages a gloss finds fewer. Of 835 sentences that
 * people wrote from passages (CLAPNQ and MTRAG-UN), each held against two sentences of its passage, 86 % were proven at
 * 0.5 (words were missing in 5 %), and 6 % when held against a sentence that does not say it; at 0.3 it was 89 and 15 %.
 */
const WORDS_SUPPORTED = 0.5;
const WORDS_SUPPORTED_ACROSS = 0.2;

interface Prover {
  prove(claim: WrittenClaim): Proof;
}

/** @param gloss null where neither question nor passages hold Chinese */
export function createProver(passages: readonly ProvingPassage[], gloss: GlossWords | null): Prover {
  const byMark = new Map(passages.map((passage) => [passage.mark, passage]));
  const wordsIn = remembered((text) => evidenceWords(text, gloss));
  const figures = remembered((text): readonly Figure[] => figuresIn(text));
  const tokensOf = createTokens(gloss, figures);
  const proveBy = (text: string, support: WrittenClaim["support"]): Proof => {
    const quotes: ProvenQuote[] = [];
    const rests: ProvingPassage[] = [];
    for (const { mark, quote } of support) {
      const passage = byMark.get(mark);
      if (passage === undefined) return dropped("no-quote", `[${mark}] is not among the passages`, quotes);
      const span = findQuote(quote, passage.text);
      if (span === "too-short") return dropped("quote-too-short", quote, quotes);
      if (span === null) return dropped("quote-not-found", quote, quotes);
      quotes.push(...sentencesOf(span, passage));
      rests.push(passage);
    }
    const [first, ...others] = [...new Map(quotes.map((one) => [`${one.mark} ${one.start}`, one])).values()];
    if (first === undefined) return dropped("no-quote", "it names no passage", []);
    const all: readonly [ProvenQuote, ...ProvenQuote[]] = [first, ...others];
    const grounds = { passages: [...new Set(rests)], wordsIn, figuresIn: figures, tokensOf, gloss };
    const fault = faultOf(text, { ...grounds, sentences: all.map((quote) => quote.text) });
    if (fault !== null) return dropped(fault.reason, fault.detail, all);
    const sentences = all.map((quote) => quote.text);
    return { kind: "proven", quotes: all, isNear: isNearlyQuoted(text, sentences, grounds) };
  };
  return {
    prove({ text, support }) {
      const whole = proveBy(text, support);
      return whole.kind === "proven" || support.length < 2 ? whole : (provenByOne(text, support, proveBy) ?? whole);
    },
  };
}

/**
 * One quote of several that proves the claim alone, so that another one beside it, of something else, does not hold it back.
 * It is cited alone. Each of them is as good as if the writer had copied no other.
 */
function provenByOne(
  text: string,
  support: WrittenClaim["support"],
  proveBy: (text: string, support: WrittenClaim["support"]) => Proof,
): Proof | null {
  for (const quote of support) {
    const proof = proveBy(text, [quote]);
    if (proof.kind === "proven") return proof;
  }
  return null;
}

function sentencesOf(span: QuoteSpan, { mark, text, source }: ProvingPassage): ProvenQuote[] {
  const { start: from, ...whole } = source ?? { text, blocks: [], start: 0 };
  const spans = widened(whole, { start: span.start + from, end: span.end + from });
  return spans.map(({ start, end }) => ({
    mark,
    start: start - from,
    end: end - from,
    text: whole.text.slice(start, end),
  }));
}

interface Grounds {
  readonly sentences: readonly string[];
  readonly passages: readonly ProvingPassage[];
  readonly gloss: GlossWords | null;
  readonly tokensOf: TokensOf;
  wordsIn(text: string): EvidenceWords;
  figuresIn(text: string): readonly Figure[];
}

/** Claims of one answer rest on the same few texts. */
function remembered<Value>(compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.get(text) ?? compute(text);
    known.set(text, value);
    return value;
  };
}

/** 30天后 is no 天后, which is a name. */
function withoutMeasures(claim: string, figures: readonly Figure[]): string {
  return figures
    .filter((figure) => figure.kind === "quantity" && figure.unit?.measure === true)
    .reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, folded(claim));
}

interface Fault {
  readonly reason: DropReason;
  readonly detail: string;
}

function faultOf(claim: string, grounds: Grounds): Fault | null {
  const { sentences, passages, gloss, wordsIn } = grounds;
  const quoted = sentences.join("\n");
  const passage = passages.map(({ text }) => text).join("\n");
  const about = passages.map((one) => one.about).join("\n");
  const around = `${about}\n${passage}`;
  const address = foreignAddress(claim, quoted);
  if (address !== null) return { reason: "address", detail: address };
  const figure = missingFigure(claim, { quoted, around, figuresIn: grounds.figuresIn });
  if (figure !== null) return { reason: "figure", detail: figure.text };
  const swapped = swappedFigure(claim, quoted, grounds);
  if (swapped !== null) return { reason: "swapped-figure", detail: swapped.text };
  const evidence = [wordsIn(quoted), wordsIn(about)];
  const names = namesIn(withoutMeasures(claim, grounds.figuresIn(claim)), gloss);
  const name = names.find((one) => !holdsName(one, evidence));
  if (name !== undefined) return { reason: "name", detail: name.text };
  const found = disagreement(claim, { sentences, about, passage, names: names.map(({ text }) => text) }, grounds);
  if (found !== null) return found;
  const proven = [...grounds.figuresIn(claim), ...names].map(({ text }) => text);
  const rest = proven.reduce((text, part) => text.replace(part, " "), folded(claim));
  const share = supportedShare(rest, wordsIn(quoted), gloss);
  const across = containsHan(claim) !== containsHan(quoted);
  const least = across ? WORDS_SUPPORTED_ACROSS : WORDS_SUPPORTED;
  if (share < least) return { reason: "words", detail: `${Math.round(share * 100)} % of its words are in its quotes` };
  return null;
}

function dropped(reason: DropReason, detail: string, quotes: readonly ProvenQuote[]): Proof {
  return { kind: "dropped", reason, detail, quotes };
}

interface Figures {
  readonly quoted: string;
  readonly around: string;
  figuresIn(text: string): readonly Figure[];
}

function missingFigure(claim: string, { quoted, around, figuresIn }: Figures): Figure | null {
  return figuresIn(claim).find((figure) => !holdsFigure(figure, figuresIn(quoted), figuresIn(around))) ?? null;
}

/** Names and figures are proven by themselves; what is left are words. One of them may always be another word. */
function supportedShare(line: string, { own, gloss: ofGloss }: EvidenceWords, gloss: GlossWords | null): number {
  const words = tokenize(line).filter((word) => !/\d/u.test(word));
  const isSupported = (word: string) => own.has(word) || ofGloss.has(word);
  const direct = shareOf(words, isSupported);
  if (gloss === null || !containsHan(line)) return direct;
  // A Chinese claim on English quotes: each word by any of its meanings.
  const byMeaning = formsOfWords(line, gloss);
  const across =
    byMeaning.length === 0 ? 0 : byMeaning.filter((forms) => forms.some(isSupported)).length / byMeaning.length;
  return Math.max(direct, across);
}

/** Few words say little by their share: `took part in the symposium` is `participated in the symposium`. */
const FEW_WORDS = 3;

function shareOf(words: readonly string[], isSupported: (word: string) => boolean): number {
  const supported = words.filter(isSupported).length;
  const others = words.length - supported;
  if (others <= 1 || (words.length <= FEW_WORDS && supported > 0)) return 1;
  return supported / words.length;
}

/** Share of a claim's words that must be its quote's, letter for letter but for their endings. */
const SAME_WORDS = 0.9;

/**
 * Sentences that need no judge: nearly the words of their quote in their order, or its translation word by word with
 * all that it denies, orders and counts. Only they are sent as written where strict grounding could not ask.
 * @param claim one that agrees with what it quotes (agreement.ts)
 */
function isNearlyQuoted(claim: string, sentences: readonly string[], reading: Reading): boolean {
  const line = folded(claim);
  const tokens = reading.tokensOf(line);
  const figures = reading.figuresIn(line);
  const quoted = sentences.map(folded);
  return quoted.some((sentence) => {
    const theirs = reading.tokensOf(sentence);
    if (containsHan(line) === containsHan(sentence)) return sharedInOrder(tokens, theirs) >= SAME_WORDS * tokens.length;
    const clauses = alignedClauses({ tokens, figures }, clausesOf([sentence], reading));
    const [mine, its] = [
      forceOf(line, reading.gloss),
      forceOf(clauses.map(({ text }) => text).join(" , "), reading.gloss),
    ];
    const sameForce = mine.denials === its.denials && mine.modalities.symmetricDifference(its.modalities).size === 0;
    const isWhole = clauses.every((clause) => clause.figures.every((figure) => holdsFigure(figure, figures)));
    return sameForce && isWhole && tokens.every((token) => theirs.some((other) => says(token, other)));
  });
}

/** Length of the longest row of words that both have in the same order. */
function sharedInOrder(mine: readonly Token[], theirs: readonly Token[]): number {
  let row = new Array<number>(theirs.length + 1).fill(0);
  for (const token of mine) {
    const next = [0];
    for (const [index, other] of theirs.entries()) {
      const isSame = token.key === other.key;
      next.push(isSame ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
