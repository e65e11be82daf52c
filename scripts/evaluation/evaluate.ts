/** Asks every question of a set, and keeps what is needed to score it. */

import type { Reader } from "../../src/documents/read.ts";
import { type AnswerQuestion, type AnswerResult, answerText, citationsOf, claimsOf } from "../../src/engine/engine.ts";
import type { Prediction, Scored } from "./metrics.ts";
import { type OriginalFiles, originalFiles } from "./original-files.ts";
import type { EvaluationQuestion } from "./questions.ts";

export interface EvaluateOptions {
  readonly questions: readonly EvaluationQuestion[];
  readonly corpusDir: string;
  readonly readers: readonly Reader[];
  readonly answer: AnswerQuestion;
  /** Day on which documents are in force or not. */
  readonly day: string;
  readonly onProgress: (done: number) => void;
}

export async function evaluate({ questions, answer, day, onProgress, ...folder }: EvaluateOptions): Promise<Scored[]> {
  const files = originalFiles(folder);
  const scored: Scored[] = [];
  for (const question of questions) {
    const result = await answer({ question: question.question, history: question.history, day });
    const prediction = await predictionOf(question.id, result, files);
    const verbatim = await isVerbatim(prediction, files);
    scored.push({ question, prediction, verbatim, confidence: result.confidence, timings: result.timings });
    onProgress(scored.length);
  }
  return scored;
}

async function predictionOf(id: string, result: AnswerResult, files: OriginalFiles): Promise<Prediction> {
  const { answer, evidence } = result;
  const claims = claimsOf(answer);
  const citations = citationsOf(claims).map(async (citation) => ({
    file: citation.document.path,
    quote: await files.quoteOf(citation),
  }));
  return {
    id,
    answer: answerText(claims),
    refused: answer.kind !== "answered",
    kind: answer.kind,
    nearest: answer.kind === "not-found" ? answer.nearest.map(({ passage }) => passage.text) : [],
    citations: await Promise.all(citations),
    retrieved: evidence.map(({ passage }) => passage.document.path),
  };
}

async function isVerbatim({ citations }: Prediction, files: OriginalFiles): Promise<boolean | null> {
  if (citations.length === 0) return null;
  const held = await Promise.all(citations.map(({ file, quote }) => files.contains(file, quote)));
  return held.every(Boolean);
}
