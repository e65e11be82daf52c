/**
 * A question in a document brings its answer, in any form of a list of questions: under a heading, in bold, behind "Q:", or
 * several in one paragraph. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { hasItemNumber } from "../../language/labels.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";

/** Length of a list that a member reads at a glance. */
export const MAX_LIST_CHARACTERS = 1_200;
/** Length of the answer that stands under a question. */
export const MAX_ANSWER_CHARACTERS = 600;
export interface Source {
  readonly text: string;
  /** Blocks in order and apart. */
  readonly blocks: readonly Block[];
}

const QUESTION = /[?？]["”’」』)）*_]*$/u;
const QUESTION_LABEL = /^(?:[*_]*(?:Q|Question)\s*\d*\s*[:：.)]|问\s*\d*\s*[:：]|问题\s*\d*\s*[:：])/iu;

export function isQuestion(text: string): boolean {
  return QUESTION.test(text.trimEnd()) || QUESTION_LABEL.test(text);
}

/** Characters of what is told before a question: "The invoice has a wrong name. What now?" */
const LONGEST_LEAD = 100;
/** Among so many blocks around a question of a list of them there is another one. */
const NEXT_QUESTION = 4;

/** The end of a question that the sentence only leads to, in a list of questions; null where it says something by itself. */
export function questionAfter({ text, blocks }: Source, index: number, { start, end }: Span): number | null {
  const block = blocks[index];
  if (block === undefined || start !== block.start || end - start > LONGEST_LEAD) return null;
  const [next] = sentencesIn(text, end, block.end);
  if (next === undefined || !isQuestion(text.slice(next.start, next.end))) return null;
  const around = [
    ...blocks.slice(Math.max(0, index - NEXT_QUESTION), index),
    ...blocks.slice(index + 1, index + 1 + NEXT_QUESTION),
  ];
  return around.some((other) => isQuestion(firstSentence(text, other))) ? next.end : null;
}

/**
 * The answer after a question: what stands between it and the next one in its block, or the blocks up to one or a
 * heading.
 */
export function answerAfter({ text, blocks }: Source, index: number, from: number): Span | null {
  const block = blocks[index];
  if (block === undefined) return null;
  const rest = answerWithin(text, block, from);
  if (rest !== null) return shortened(text, rest, MAX_ANSWER_CHARACTERS);
  let answer: Span | undefined;
  for (const [offset, next] of blocks.slice(index + 1).entries()) {
    const words = text.slice(next.start, next.end);
    if (next.kind === "heading" || isQuestion(firstSentence(text, next))) break;
    // A list goes on; other blocks end the answer unless they belong to the one before.
    if (answer !== undefined && next.leadIn === null) break;
    if (answer !== undefined && next.end - answer.start > MAX_LIST_CHARACTERS) break;
    answer = { start: answer?.start ?? next.start, end: next.end };
    if (offset > 0 && next.leadIn === null && !hasItemNumber(words)) break;
  }
  return answer === undefined ? null : shortened(text, answer, MAX_LIST_CHARACTERS);
}

/** The sentences after `from` up to the next question of the block. Null where there is none but questions. */
function answerWithin(text: string, block: Span, from: number): Span | null {
  const sentences = sentencesIn(text, from, block.end);
  const isAsked = ({ start, end }: Span): boolean => isQuestion(text.slice(start, end));
  const answers = sentences.slice(sentences.findIndex((one) => !isAsked(one)));
  const next = answers.findIndex(isAsked);
  const last = (next === -1 ? answers : answers.slice(0, next)).at(-1);
  return last === undefined || isAsked(last)
    ? null
    : trimmed(text, { start: answers[0]?.start ?? from, end: last.end });
}

/** A short answer stands or falls as a whole: "Yes. Members pay half." Several may stand in one block, each after its question. */
export function wholeAnswer({ text, blocks }: Source, block: Block, index: number, { start }: Span): Span | null {
  const questions = sentencesIn(text, block.start, start).filter((one) => isQuestion(text.slice(one.start, one.end)));
  const asked = questions.at(-1);
  const own = asked === undefined ? null : answerWithin(text, block, asked.end);
  if (own !== null) return own.end - own.start > MAX_ANSWER_CHARACTERS / 2 ? null : own;
  if (block.end - block.start > MAX_ANSWER_CHARACTERS / 2) return null;
  const before = blocks[index - 1];
  const isAnswer = before !== undefined && isQuestion(text.slice(before.start, before.end));
  return isAnswer ? { start: block.start, end: block.end } : null;
}

function firstSentence(text: string, { start, end }: Span): string {
  const [first] = sentencesIn(text, start, Math.min(end, start + MAX_ANSWER_CHARACTERS));
  return first === undefined ? "" : text.slice(first.start, first.end);
}

/** Whole sentences, up to the limit; at least one. */
export function shortened(text: string, { start, end }: Span, most: number): Span {
  if (end - start <= most) return { start, end };
  const fitting = sentencesIn(text, start, end).filter((sentence) => sentence.end - start <= most);
  return { start, end: fitting.at(-1)?.end ?? end };
}

function trimmed(text: string, { start, end }: Span): Span | null {
  const slice = text.slice(start, end);
  if (!/[\p{L}\p{N}]/u.test(slice)) return null;
  return { start: start + slice.length - slice.trimStart().length, end: start + slice.trimEnd().length };
}
