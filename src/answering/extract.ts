/**
 * The answer that needs no model: one to three sentences quoted from the evidence. A list's introduction brings its
 * items along, and an item its introduction, since each is half a sentence without the other. Pure.
 */

import type { Block } from "../documents/document.ts";
import { hasItemNumber } from "../documents/item-number.ts";
import type { StandingOf } from "../documents/standing/standings.ts";
import type { LibraryDocument } from "../library/library.ts";
import type { Citation, Claim } from "./answer.ts";
import { isNote } from "./passage-words.ts";
import type { Candidate } from "./sentences.ts";

const MAX_SENTENCES = 3;
/**
 * A further sentence must be nearly as good as the best. 0.9 would make answers a fifth shorter, and lose the second
 * half of every question that asks two things.
 */
const SHARE_OF_BEST = 0.85;
/** Scores that differ by less say nothing of which is better. */
const AS_GOOD = 0.995;
/** As much of a list as a member reads at a glance; nothing is added to an answer that has become as long. */
const MAX_LIST_CHARACTERS = 900;
const ENOUGH_CHARACTERS = 600;

/** The text and blocks of the version that answers today. */
export type TextOf = (document: LibraryDocument) => { readonly text: string; readonly blocks: readonly Block[] } | null;

interface Quote {
  readonly candidate: Candidate;
  /** Where the list begins that it is of, or the sentence: what belongs together stays together. */
  readonly group: number;
  readonly start: number;
  readonly end: number;
}

export interface ExtractOptions {
  /** Best first; none gives no claims. */
  readonly candidates: readonly Candidate[];
  readonly textOf: TextOf;
  readonly standingOf: StandingOf;
}

export function extractClaims({ candidates, textOf, standingOf }: ExtractOptions): Claim[] {
  const least = (candidates[0]?.score ?? 0) * SHARE_OF_BEST;
  const quotes: Quote[] = [];
  for (const candidate of candidates) {
    const length = quotes.reduce((sum, { start, end }) => sum + end - start, 0);
    if (quotes.length >= MAX_SENTENCES || candidate.score < least || length >= ENOUGH_CHARACTERS) break;
    for (const quote of quotesFor(candidate, textOf)) {
      if (!quotes.some((other) => overlap(other, quote))) quotes.push(quote);
    }
  }
  return bestFirst(quotes).map(({ candidate: { evidence }, start, end }, index) => {
    const { document, section } = evidence.passage;
    const version = textOf(document);
    const quote = version?.text.slice(start, end) ?? "";
    const place = version?.blocks.find((block) => block.end > start)?.place ?? null;
    const standing = standingOf(document, { start, end });
    const citation: Citation = { mark: index + 1, quote, start, end, section, place, document, standing };
    return { text: asClaim(quote), citations: [citation] };
  });
}

/** The sentence, with what it cannot be understood without: a list's other half, a table's header, an editor's note. */
function quotesFor(candidate: Candidate, textOf: TextOf): Quote[] {
  const { start, end } = candidate;
  const alone = { candidate, group: start, start, end };
  const version = textOf(candidate.evidence.passage.document);
  const index = version?.blocks.findIndex((block) => block.start <= start && end <= block.end) ?? -1;
  const block = version?.blocks[index];
  if (version === null || block === undefined) return [alone];
  const list = listAfter(version.blocks, index);
  if (list !== null && end === block.end) return [{ ...alone, end: list.end }];
  const steps = stepsWith(version, block, index);
  if (steps !== null) return [{ ...alone, ...steps }];
  const leadIn = block.leadIn === null ? undefined : version.blocks[block.leadIn];
  const next = version.blocks[index + 1];
  const note = next !== undefined && isNote(version.text.slice(next.start, next.end)) ? next : undefined;
  const group = leadIn?.start ?? start;
  return [leadIn, alone, note].flatMap((part) =>
    part === undefined ? [] : [{ candidate, group, start: part.start, end: part.end }],
  );
}

/**
 * All of a numbered list, with its introduction, for any item of it: of four steps to become a member, one alone would be
 * a wrong answer. Null where it is no such list, or too long.
 */
function stepsWith(
  { text, blocks }: NonNullable<ReturnType<TextOf>>,
  { kind, leadIn, start, end }: Block,
  index: number,
): { readonly start: number; readonly end: number } | null {
  const introduction = leadIn === null ? undefined : blocks[leadIn];
  if (kind !== "list-item" || leadIn === null || introduction === undefined) return null;
  if (!hasItemNumber(text.slice(start, end))) return null;
  const last = listAfter(blocks, leadIn);
  const isWhole = last !== null && blocks[blocks.indexOf(last) + 1]?.leadIn !== leadIn;
  return isWhole && leadIn < index ? { start: introduction.start, end: last.end } : null;
}

/** The last item that fits of the list which this block introduces. */
function listAfter(blocks: readonly Block[], index: number): Block | null {
  const introduction = blocks[index];
  if (introduction === undefined || introduction.kind === "table-row") return null;
  let last: Block | null = null;
  for (const block of blocks.slice(index + 1)) {
    if (block.leadIn === null || block.leadIn < index || block.end - introduction.start > MAX_LIST_CHARACTERS) break;
    last = block;
  }
  return last;
}

function overlap(one: Quote, other: Quote): boolean {
  return documentOf(one) === documentOf(other) && one.start < other.end && other.start < one.end;
}

/**
 * The first line answers: the best sentence, with the list that it is of; of sentences as good as each other the one that
 * is written first. What comes after it reads on: documents by their best sentence, and inside a document as it is written.
 */
function bestFirst(quotes: readonly Quote[]): Quote[] {
  const documents = [...new Set(quotes.map(documentOf))];
  const isOfBestDocument = (quote: Quote) => documentOf(quote) === documents[0];
  const least = (quotes[0]?.candidate.score ?? 0) * AS_GOOD;
  const [best] = quotes
    .filter((quote) => isOfBestDocument(quote) && quote.candidate.score >= least)
    .toSorted((one, other) => one.start - other.start);
  const rank = (quote: Quote): number =>
    isOfBestDocument(quote) && quote.group === best?.group ? -1 : documents.indexOf(documentOf(quote));
  return quotes.toSorted((one, other) => rank(one) - rank(other) || one.start - other.start);
}

function documentOf({ candidate }: Quote): string {
  return candidate.evidence.passage.document.id;
}

/** A quoted list reads as one: an item a line, with a bullet unless it has a number, which a quote has and a bullet not. */
function asClaim(quote: string): string {
  const [introduction = "", ...items] = quote.split(/\n+/u);
  return [introduction, ...items.map((item) => (hasItemNumber(item) ? item : `• ${item}`))].join("\n");
}
