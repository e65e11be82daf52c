/**
 * A question made fit to be searched for: what a person typed, without what cannot be seen, or the reason why it is no
 * question. What is typed comes from strangers; nothing behind this file sees it raw.
 */

import { canonicalText } from "../../language/canonical.ts";
import { type Language, languageOfQuestion } from "../../language/language.ts";

export interface Question {
  /** One line, NFC, no control or bidi characters. */
  readonly text: string;
  readonly language: Language;
}

export type QuestionProblem = "empty" | "too-long" | "no-words";

/** Longer than any question that people ask; beyond it the embedded model would read only the beginning anyway. */
const MAX_QUESTION_CHARACTERS = 2_000;

export function asQuestion(typed: string): Question | { readonly problem: QuestionProblem } {
  // Cut before anything is computed over it; a little slack, since clean-up only shortens.
  if (typed.length > MAX_QUESTION_CHARACTERS * 4) return { problem: "too-long" };
  const text = canonicalText(typed).text.replace(/\s+/gu, " ").trim();
  if (text === "") return { problem: "empty" };
  if (text.length > MAX_QUESTION_CHARACTERS) return { problem: "too-long" };
  if (!/[\p{L}\p{N}]/u.test(text)) return { problem: "no-words" };
  return { text, language: languageOfQuestion(text) };
}
