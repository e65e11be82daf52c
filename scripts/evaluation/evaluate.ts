/** Asks every question of a set, and keeps what is needed to score it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerText, citationsOf } from "../../src/answering/answer.ts";
import type { AnswerQuestion, AnswerResult } from "../../src/answering/answering.ts";
import type { SourceMap } from "../../src/documents/document.ts";
import { type Reader, readerFor } from "../../src/documents/read.ts";
import { sourceSlice } from "../../src/documents/source-map.ts";
import { folded, type Prediction, type Scored } from "./metrics.ts";
import type { EvaluationQuestion } from "./questions.ts";

export interface EvaluateOptions {
  readonly questions: readonly EvaluationQuestion[];
  readonly corpusDir: string;
  readonly readers: readonly Reader[];
  readonly answer: AnswerQuestion;
  readonly onProgress: (done: number) => void;
}

export async function evaluate({ questions, answer, onProgress, ...files }: EvaluateOptions): Promise<Scored[]> {
  const originals = originalFiles(files);
  const scored: Scored[] = [];
  for (const question of questions) {
    const result = await answer({ question: question.question, history: question.history });
    const prediction = await predictionOf(question.id, result, originals);
    scored.push({ question, prediction, timings: result.timings, verbatim: await isVerbatim(prediction, originals) });
    onProgress(scored.length);
  }
  return scored;
}

/** The files as they are, read once each: the text to compare with, and where each part of the clean text stands in it. */
type Originals = (path: string) => Promise<{ readonly source: string; readonly map: SourceMap | null }>;

function originalFiles({ corpusDir, readers }: Pick<EvaluateOptions, "corpusDir" | "readers">): Originals {
  const known = new Map<string, ReturnType<Originals>>();
  const read: Originals = async (path) => {
    const bytes = readFileSync(join(corpusDir, path));
    const map = (await readerFor(path, readers).read(bytes)).sourceMap ?? null;
    return { source: map?.source ?? bytes.toString("utf8"), map };
  };
  return (path) => {
    const file = known.get(path) ?? read(path);
    known.set(path, file);
    return file;
  };
}

async function predictionOf(
  id: string,
  { answer, question, evidence }: AnswerResult,
  originals: Originals,
): Promise<Prediction> {
  const claims = answer.kind === "answered" ? answer.claims : [];
  const citations = await Promise.all(
    citationsOf(claims).map(async ({ document, quote, start, end }) => {
      // Members see clean text; the scorer compares with the file, markup and all.
      const { map } = await originals(document.path);
      return { file: document.path, quote: map === null ? quote : sourceSlice(map, start, end) };
    }),
  );
  return {
    id,
    answer: question === null ? "" : answerText(claims, question),
    refused: answer.kind !== "answered",
    citations,
    retrieved: evidence.map(({ passage }) => passage.document.path),
  };
}

async function isVerbatim({ citations }: Prediction, originals: Originals): Promise<boolean | null> {
  if (citations.length === 0) return null;
  const held = await Promise.all(
    citations.map(async ({ file, quote }) => folded((await originals(file)).source).includes(folded(quote))),
  );
  return held.every(Boolean);
}
