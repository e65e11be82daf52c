/**
 * A document cut into passages: slices small enough to be embedded whole and large enough to be understood. A passage
 * never crosses a section and never cuts a sentence, unless the sentence alone is over the budget. Title and headings
 * go before the text that is embedded, not into the text that is quoted.
 */

import type { Block, Document, Locator } from "../documents/document.ts";
import { type Language, languageOf } from "../language/language.ts";
import { type Span, sentencesIn } from "../language/sentences.ts";

export interface Passage {
  /** 0-based number in its document. */
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly section: readonly string[];
  /** Locator of its first words. */
  readonly place: Locator | null;
  readonly language: Language;
  /** `document.text.slice(start, end)` */
  readonly text: string;
  /** Sentences in order, without overlap, inside the passage. Offsets are the document's. */
  readonly sentences: readonly Span[];
}

/**
 * A budget of 1 is a passage of one thought, well inside what the embedded model reads of a text (256 tokens, the rest
 * silently cut): 180 English words are about 234 tokens with their headings, 180 Han characters about 122 once they are
 * glossed into English (160 for one passage in twenty). Of 140, 180 and 220 characters, 180 answered best.
 */
const HAN_CHARACTERS_PER_BUDGET = 180;
const WORDS_PER_BUDGET = 180;
/** Largest share of the budget that goes to title and headings; a longer path is cut at its front. */
const CONTEXT_SHARE = 0.25;

/** Share of the budget that a text takes; long words count by their length, since they are cut into several tokens. */
export function budgetShareOf(text: string): number {
  let share = 0;
  for (const [run] of text.matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[^\s])+/gu)) {
    if (/^\p{Script=Han}/u.test(run)) share += run.length / HAN_CHARACTERS_PER_BUDGET;
    else share += Math.max(1, run.length / 6) / WORDS_PER_BUDGET;
  }
  return share;
}

export function splitDocument(document: Document): Passage[] {
  const passages: Passage[] = [];
  for (const blocks of sectionsOf(document.blocks)) {
    const [first] = blocks;
    if (first === undefined) continue;
    const budget = 1 - Math.min(CONTEXT_SHARE, budgetShareOf(contextOf(document.title, first.section)));
    for (const sentences of packed(sentencesOf(document.text, blocks, budget), budget)) {
      const [start, end] = [sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0];
      const text = document.text.slice(start, end);
      const place = blocks.find((block) => block.end > start)?.place ?? null;
      const language = languageOf(text, document.language);
      passages.push({ ordinal: passages.length, start, end, section: first.section, place, language, text, sentences });
    }
  }
  return passages;
}

/**
 * Blocks of one section that follow each other. A heading is in its section's path; it is a passage only if nothing is
 * under it.
 */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [];
  let current: Block[] = [];
  blocks.forEach((block, index) => {
    // A new array even under a heading that repeats the one before: it is another section.
    if (block.kind === "heading" || turnsPage(current.at(-1), block)) {
      current = [];
      sections.push(current);
    }
    if (block.kind !== "heading" || endsDocumentBranch(blocks, index)) current.push(block);
  });
  return sections;
}

/** Rows of a sheet share passages; pages and slides do not. */
function turnsPage(before: Block | undefined, block: Block): boolean {
  if (before === undefined) return true;
  const [from, to] = [before.place, block.place];
  if (from === null || to === null) return from !== to;
  return from.kind !== to.kind || (to.kind !== "row" && from.number !== to.number);
}

/** True for a heading with nothing below it: neither text nor a heading of its own. */
function endsDocumentBranch(blocks: readonly Block[], index: number): boolean {
  const depth = blocks[index]?.section.length ?? 0;
  const next = blocks[index + 1];
  return next === undefined || (next.kind === "heading" && next.section.length <= depth);
}

interface Sentence extends Span {
  /** True for the first sentence of its block: the better place to cut. */
  readonly opensBlock: boolean;
  readonly share: number;
}

function sentencesOf(text: string, blocks: readonly Block[], budget: number): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of blocks) {
    let opensBlock = true;
    for (const sentence of sentencesIn(text, block.start, block.end)) {
      for (const span of withinBudget(text, sentence, budget)) {
        sentences.push({ ...span, opensBlock, share: budgetShareOf(text.slice(span.start, span.end)) });
        opensBlock = false;
      }
    }
  }
  return sentences;
}

/** A sentence over the budget is cut after a comma or a space, or anywhere between characters if it has neither. */
function withinBudget(text: string, sentence: Span, budget: number): Span[] {
  const share = budgetShareOf(text.slice(sentence.start, sentence.end));
  if (share <= budget) return [sentence];
  const middle = sentence.start + Math.floor((sentence.end - sentence.start) / 2);
  const cut = cutNear(text, sentence, middle);
  const before = trimmed(text, { start: sentence.start, end: cut });
  const after = trimmed(text, { start: cut, end: sentence.end });
  return [before, after].filter((part) => part.end > part.start).flatMap((part) => withinBudget(text, part, budget));
}

function cutNear(text: string, { start, end }: Span, middle: number): number {
  for (const breakable of [/[;；:：]/u, /[,，、]/u, /\s/u]) {
    for (let distance = 0; distance < (end - start) / 4; distance++) {
      for (const index of [middle + distance, middle - distance]) {
        if (index > start && index < end - 1 && breakable.test(text.charAt(index))) return index + 1;
      }
    }
  }
  const low = text.charCodeAt(middle);
  return low >= 0xdc00 && low <= 0xdfff ? middle + 1 : middle;
}

function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  return { start: start + slice.length - slice.trimStart().length, end: end - (slice.length - slice.trimEnd().length) };
}

/**
 * Sentences packed into passages of about equal size, each within the budget: a section of 1.2 budgets becomes two
 * passages of 0.6, not one of 1.0 and a stump.
 */
function packed(sentences: readonly Sentence[], budget: number): Sentence[][] {
  const passages: Sentence[][] = [];
  let current: Sentence[] = [];
  let filled = 0;
  let left = sentences.reduce((sum, { share }) => sum + share, 0);
  let target = evenShare(left, budget);
  for (const sentence of sentences) {
    // A block's end is worth stopping a fifth early for; elsewhere the target is crossed by at most half a sentence.
    const full = sentence.opensBlock ? filled >= target * 0.8 : filled + sentence.share / 2 > target;
    if (current.length > 0 && (filled + sentence.share > budget || (full && left > target / 2))) {
      passages.push(current);
      current = [];
      filled = 0;
      target = evenShare(left, budget);
    }
    current.push(sentence);
    filled += sentence.share;
    left -= sentence.share;
  }
  if (current.length > 0) passages.push(current);
  return passages;
}

function evenShare(total: number, budget: number): number {
  return total / Math.max(1, Math.ceil(total / budget));
}

/** Context before a passage when it is embedded: the title, and the headings that do not repeat it. */
export function contextOf(title: string, section: readonly string[]): string {
  const path = [title, ...section].filter((part, index, all) => all.indexOf(part) === index);
  while (path.length > 1 && budgetShareOf(path.join(": ")) > CONTEXT_SHARE) path.shift();
  return path.join(": ");
}
