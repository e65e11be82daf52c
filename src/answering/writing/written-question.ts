/**
 * A follow-up as a model wrote it, to be understood without the conversation. It decides what is searched for, so it is
 * taken only if it still asks what was asked, in words that were said. Pure.
 */

import { tokenize } from "../../library/tokenize.ts";
import type { Turn } from "../../search/follow-up.ts";
import { asQuestion, type Question } from "../../search/question.ts";

/** Longer than a question is that takes everything along. */
const MAX_QUESTION_CHARACTERS = 400;
/** Of the words that were asked, so many must be asked still; what points back gives way to what it means. */
const KEPT_WORDS = 1 / 3;
/** Of its own words, so many must have been said in the conversation. */
const KNOWN_WORDS = 1 / 2;

/** A question that the model wrote in place of one; null where it is another one, or brings along what nobody said. */
export function questionWritten(text: string, asked: Question, history: readonly Turn[]): Question | null {
  const question = asQuestion(
    text
      .trim()
      .slice(0, 2 * MAX_QUESTION_CHARACTERS)
      .split("\n")[0] ?? "",
  );
  if ("problem" in question || question.language !== asked.language) return null;
  if (question.text.length > MAX_QUESTION_CHARACTERS + asked.text.length) return null;
  const conversation = [asked.text, ...history.map(({ content }) => content)].join("\n");
  if (shareIn(tokenize(conversation), tokenize(question.text)) < KNOWN_WORDS) return null;
  const before = tokenize(asked.text);
  if (before.length > 1 && shareIn(tokenize(question.text), before) < KEPT_WORDS) return null;
  const known = conversation.toLowerCase();
  const addresses = question.text.toLowerCase().match(/\S*(?:[\p{L}\p{N}]\.\p{L}{2}|[@/]\w)\S*/gu) ?? [];
  return addresses.every((address) => known.includes(address)) ? question : null;
}

/** Of the words, the share that is among the known ones. */
function shareIn(known: readonly string[], words: readonly string[]): number {
  const among = new Set(known);
  return words.filter((word) => among.has(word)).length / Math.max(1, words.length);
}
