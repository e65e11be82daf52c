/** An answer for a person at a terminal, and for a program. */

import { answerText, citationsOf } from "../../src/answering/answer.ts";
import type { AnswerResult } from "../../src/answering/answering.ts";
import { CONFIDENCE_OF_A_NEAR_MISS } from "../../src/answering/confidence.ts";
import type { Language } from "../../src/documents/document.ts";
import { standingOn } from "../../src/documents/standing.ts";
import type { LibraryDocument } from "../../src/library/library.ts";
import { explanation, explanationText } from "./explanation.ts";
import { dateText, placeOf, refusalText, standingText, wordsIn } from "./words.ts";

export interface AnswerOutput extends AnswerResult {
  /** The question as it came. */
  readonly typed: string;
  /** Today, as `2026-11-22`: the day on which documents are in force or not. */
  readonly day: string;
  readonly explain: boolean;
}

/** As much of a refused question as is worth repeating. */
const REFUSED_CHARACTERS = 200;

/** The contract of `npm run -s ask -- --json`. */
export function answerJson(output: AnswerOutput): object {
  const { answer, timings, question, day, typed } = output;
  const claims = answer.kind === "answered" ? answer.claims : [];
  return {
    question: question?.text ?? typed.slice(0, REFUSED_CHARACTERS).toWellFormed(),
    language: question?.language ?? null,
    kind: answer.kind,
    by: answer.kind === "answered" ? answer.by : "extract",
    ...(answer.kind === "refused" ? { reason: answer.reason } : {}),
    answer: answer.kind === "answered" ? answerText(claims) : message(output),
    claims: claims.map(({ text, citations }) => ({ text, marks: citations.map(({ mark }) => mark) })),
    citations: citationsOf(claims).map(({ document, ...place }) => ({
      ...place,
      document: documentJson(document, day),
    })),
    nearest: (answer.kind === "not-found" ? answer.nearest : []).map(({ passage }) => ({
      document: documentJson(passage.document, day),
      section: passage.section,
      text: passage.text,
    })),
    timings,
    ...(output.explain ? { explain: explanation(output) } : {}),
  };
}

function documentJson(document: LibraryDocument, day: string): object {
  const { id, path, title, publisher, published, version } = document;
  return { id, path, title, publisher, published, standing: standingOn(document, day).kind, version };
}

export function answerReport(output: AnswerOutput): string {
  const { answer, day } = output;
  const language = output.question?.language ?? "en";
  const lines: string[] = [];
  if (answer.kind === "answered") {
    lines.push(answerText(answer.claims), "");
    const sources = new Map<string, number[]>();
    for (const { mark, document, section, page } of citationsOf(answer.claims)) {
      const source = `${placeOf(document, section, page, language)}\n    ${originOf(document, day, language)}`;
      sources.set(source, [...(sources.get(source) ?? []), mark]);
    }
    for (const [source, marks] of sources) lines.push(`${marks.map((mark) => `[${mark}]`).join("")} ${source}`);
  } else {
    lines.push(message(output));
    for (const { passage } of answer.kind === "not-found" ? answer.nearest : []) {
      const { document, section, page, text } = passage;
      lines.push("", `- ${placeOf(document, section, page, language)}`, text.replaceAll(/^(?=.)/gmu, "  "));
    }
  }
  if (output.explain) lines.push("", explanationText(output));
  return lines.join("\n");
}

/** What is said when nothing is quoted, in the asker's language. */
function message({ answer, question, confidence }: AnswerOutput): string {
  const words = wordsIn(question?.language ?? "en");
  switch (answer.kind) {
    case "answered":
      return "";
    case "not-found":
      if (answer.nearest.length === 0) return words.noDocuments;
      return confidence < CONFIDENCE_OF_A_NEAR_MISS ? words.notFound : words.nearMiss;
    case "refused":
      return refusalText(answer.reason);
    default:
      return answer satisfies never;
  }
}

function originOf(document: LibraryDocument, day: string, language: Language): string {
  const standing = standingText(standingOn(document, day), language);
  const parts = [document.path, document.publisher, dateText(document.published, language), standing];
  return parts.filter((part) => part !== null).join(" · ");
}
