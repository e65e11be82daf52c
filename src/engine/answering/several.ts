/**
 * Several questions in one message, each answered by itself: searched for together they are near to nothing, and the first
 * answer would hide that the second is missing. Pure, but for asking.
 */

import { tokenize } from "../../language/tokenize.ts";
import type { Answer, Claim } from "./answer.ts";
import type { AnswerQuestion, AnswerRequest, AnswerResult } from "./answering.ts";

/** More are a letter, which is asked as a whole. */
const MOST_QUESTIONS = 4;
/** "What exactly?" belongs to the question before it. */
const FEWEST_WORDS = 2;

const SENTENCE = /[^?？\n]+[?？]+|[^?？\n]+/gu;
const LIST_MARK = /^\s*(?:\d{1,2}[.)、．]|[-•*]|[(（]\d{1,2}[)）])\s*/u;

/** Each with what was said before it; one where it is one question, or where its parts are too many or too short. */
export function questionsIn(text: string): readonly [string, ...string[]] {
  const questions: string[] = [];
  let before = "";
  for (const [sentence] of text.matchAll(SENTENCE)) {
    const own = sentence.replace(LIST_MARK, "").trim();
    if (!/[?？]$/u.test(own)) {
      before = `${before} ${own}`.trim();
      continue;
    }
    const last = questions.at(-1);
    if (last !== undefined && tokenize(own).length < FEWEST_WORDS) questions[questions.length - 1] = `${last} ${own}`;
    else questions.push(`${before} ${own}`.trim());
    before = "";
  }
  const [first, ...others] = questions;
  // What comes after the last question says more of it.
  if (first === undefined || others.length === 0 || others.length >= MOST_QUESTIONS || before !== "") return [text];
  return [first, ...others];
}

/** Asks each question of a message by itself, the later ones with the earlier as what was said before. */
export async function answerEach(
  questions: readonly string[],
  request: AnswerRequest,
  answerOne: AnswerQuestion,
): Promise<readonly AnswerResult[]> {
  const results: AnswerResult[] = [];
  const history = [...(request.history ?? [])];
  for (const question of questions) {
    const result = await answerOne({ ...request, question, history });
    results.push(result);
    history.push({ role: "user", content: question });
    const said = result.answer.kind === "answered" ? result.answer.claims.map(({ text }) => text).join(" ") : "";
    history.push({ role: "assistant", content: said });
  }
  return results;
}

/** One answer to all: what is answered, with the questions that are not; unsure or not found only where none is. */
export function together(questions: readonly string[], results: readonly AnswerResult[]): Answer {
  const [first] = results;
  const answered = results.flatMap(({ answer }) => (answer.kind === "answered" ? [answer] : []));
  const [claim, ...claims] = renumbered(distinct(answered.flatMap((answer) => answer.claims)));
  if (claim !== undefined) {
    const open = questions.filter((_, index) => results[index]?.answer.kind !== "answered");
    return { kind: "answered", by: "extract", claims: [claim, ...claims], ...(open.length === 0 ? {} : { open }) };
  }
  const unsure = results.flatMap(({ answer }) => (answer.kind === "unsure" ? answer.claims.slice(0, 1) : []));
  const [nearest, ...others] = renumbered(unsure);
  if (nearest !== undefined) return { kind: "unsure", by: "extract", claims: [nearest, ...others] };
  return first?.answer ?? { kind: "not-found", nearest: [] };
}

/** One sentence may answer two questions: it is said once. */
function distinct(claims: readonly Claim[]): Claim[] {
  return [...new Map(claims.map((claim) => [claim.text, claim])).values()];
}

/** The same words keep one mark, and no two have the same. */
function renumbered(claims: readonly Claim[]): Claim[] {
  const marks = new Map<string, number>();
  return claims.map((claim) => {
    const [first, ...others] = claim.citations.map((citation) => {
      const address = `${citation.document.version}:${citation.start}:${citation.end}`;
      const mark = marks.get(address) ?? marks.size + 1;
      marks.set(address, mark);
      return { ...citation, mark };
    });
    return first === undefined ? claim : { ...claim, citations: [first, ...others] };
  });
}
