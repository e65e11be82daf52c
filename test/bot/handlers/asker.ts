/** Takes the place of what answers: always the same answer, and what it was asked. */

import type { Ask } from "../../../src/bot/handlers/question.ts";
import type { Answer } from "../../../src/engine/answering/answer.ts";
import type { AnswerResult } from "../../../src/engine/answering/answering.ts";
import { citationIn, FEES, quotedAnswer } from "../render/cited.ts";

export const DUE = citationIn(FEES, "It is due on 31 March.");

export function resultOf(answer: Answer, more: Partial<AnswerResult> = {}): AnswerResult {
  const question = { text: "q", language: "en" as const };
  const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 };
  return { question, answer, evidence: [], candidates: [], confidence: 2, timings, ...more };
}

export function asker(answer: Answer = quotedAnswer(DUE), more: Partial<AnswerResult> = {}) {
  const asked: Parameters<Ask>[0][] = [];
  const ask: Ask = (request) => {
    asked.push(request);
    return Promise.resolve(resultOf(answer, more));
  };
  return { ask, asked };
}
