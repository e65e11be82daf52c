/** A question set: one JSON object a line, checked as it is read. */

import { readFileSync } from "node:fs";
import { z } from "zod";
import { DocketError, errorText } from "../../src/errors.ts";

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  lang: z.string(),
  /** The language of the documents that hold the answer, where the set knows it. */
  doc_lang: z.string().optional(),
  /** Files that hold the answer. */
  gold_docs: z.array(z.string()),
  /** Any of them, somewhere in the answer, makes it right. */
  answers: z.array(z.string()),
  answerable: z.boolean(),
  kind: z.string(),
  history: z.array(z.object({ role: z.string(), content: z.string() })).default([]),
});

export type EvaluationQuestion = z.infer<typeof questionSchema>;

/** @throws DocketError `usage`, naming the line. */
export function readQuestions(path: string): EvaluationQuestion[] {
  let lines: string[];
  try {
    lines = readFileSync(path, "utf8").split("\n");
  } catch (cause) {
    throw new DocketError("usage", `${path}: cannot be read: ${errorText(cause)}`, { cause });
  }
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [questionSchema.parse(JSON.parse(line))];
    } catch (cause) {
      const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : errorText(cause);
      throw new DocketError("usage", `${path}, line ${index + 1}: not a question of this form: ${reason}`, { cause });
    }
  });
}
