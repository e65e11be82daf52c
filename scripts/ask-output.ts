/** An answer for a person at a terminal, and for a program. */

import { answerText, citationsOf } from "../src/answering/answer.ts";
import type { AnswerResult } from "../src/answering/answering.ts";
import { CONFIDENCE_TO_ANSWER } from "../src/answering/confidence.ts";
import { type Standing, standingOn } from "../src/documents/standing.ts";
import type { LibraryDocument } from "../src/library/library.ts";
import type { Place } from "../src/search/evidence.ts";

interface AnswerOutput extends AnswerResult {
  /** The question as it came. */
  readonly typed: string;
  /** Today, as `2026-11-22`: the day on which documents are in force or not. */
  readonly day: string;
  readonly explain: boolean;
}

/** The contract of `npm run -s ask -- --json`. */
export function answerJson(output: AnswerOutput): object {
  const { answer, timings, question, day } = output;
  const claims = answer.kind === "answered" ? answer.claims : [];
  return {
    question: question?.text ?? output.typed.slice(0, 200),
    language: question?.language ?? null,
    kind: answer.kind,
    by: answer.kind === "answered" ? answer.by : "extract",
    ...(answer.kind === "refused" ? { reason: answer.reason } : {}),
    answer: question !== null && answer.kind === "answered" ? answerText(claims, question) : message(output),
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
  const { answer, question, day } = output;
  const lines: string[] = [];
  if (question !== null && answer.kind === "answered") {
    lines.push(answerText(answer.claims, question), "");
    for (const { mark, document, section, page } of citationsOf(answer.claims)) {
      lines.push(`[${mark}] ${placeOf(document, section, page)}`, `    ${originOf(document, day)}`);
    }
  } else {
    lines.push(message(output));
    for (const { passage } of answer.kind === "not-found" ? answer.nearest : []) {
      lines.push("", `- ${placeOf(passage.document, passage.section, passage.page)}`, indent(passage.text));
    }
  }
  if (output.explain) lines.push("", explanationText(output));
  return lines.join("\n");
}

/** What is said when nothing is quoted, in the asker's language. */
function message({ answer, question }: AnswerOutput): string {
  const chinese = question?.language === "zh";
  if (answer.kind === "not-found") {
    if (answer.nearest.length === 0) return chinese ? "文件库里还没有文件。" : "There are no documents to ask yet.";
    return chinese
      ? "我在文件中没有找到答案。最接近的段落如下："
      : "I did not find this in the documents. The nearest passages are:";
  }
  if (answer.kind === "answered") return "";
  switch (answer.reason) {
    case "empty":
      return "The question is empty: write it after the command, in quotes. 问题为空，请写出您的问题。";
    case "too-long":
      return "The question is too long: 2,000 characters at most. 问题太长，最多 2000 个字符。";
    case "no-words":
      return "The question has no words: write what you want to know. 问题里没有文字，请写出您想知道的内容。";
    default:
      return answer.reason satisfies never;
  }
}

function placeOf(document: LibraryDocument, section: readonly string[], page: number | null): string {
  const headings = section.filter((heading) => heading !== document.title);
  return [document.title, ...headings, ...(page === null ? [] : [`page ${page}`])].join(" › ");
}

function originOf(document: LibraryDocument, day: string): string {
  const standing = standingText(standingOn(document, day));
  return [document.path, document.publisher, document.published, standing].filter((part) => part !== null).join(" · ");
}

function standingText(standing: Standing): string | null {
  switch (standing.kind) {
    case "in-force":
      return "in force";
    case "not-yet-in-force":
      return `in force from ${standing.from}`;
    case "expired":
      return `expired on ${standing.on}`;
    case "unknown":
      return null;
    default:
      return standing satisfies never;
  }
}

function indent(text: string): string {
  return text.replace(/^/gmu, "  ");
}

function explanation({ evidence, candidates, confidence }: AnswerOutput): object {
  return {
    confidence,
    evidence: evidence.map(({ passage, score, places }) => ({
      path: passage.document.path,
      section: passage.section,
      start: passage.start,
      score,
      places,
    })),
    sentences: candidates.slice(0, 10).map(({ quote, cosine, score }) => ({ quote, cosine, score })),
  };
}

function explanationText({ evidence, candidates, confidence }: AnswerOutput): string {
  const place = ({ rank, score }: Place): string => `#${rank ?? "-"} ${score.toFixed(2)}`.padEnd(9);
  return [
    `confidence ${confidence.toFixed(2)} (answered from ${CONFIDENCE_TO_ANSWER} up)`,
    "",
    "score  words     passage   sentence  where",
    ...evidence.map(({ passage, score, places }) =>
      [
        score.toFixed(3).padEnd(6),
        ...[place(places.words), place(places.passage), place(places.sentence)],
        placeOf(passage.document, passage.section, passage.page),
      ].join(" "),
    ),
    "",
    "score  cosine  sentence",
    ...candidates
      .slice(0, 10)
      .map(({ quote, cosine, score }) => `${score.toFixed(3).padEnd(6)} ${cosine.toFixed(3).padEnd(6)}  ${quote}`),
  ].join("\n");
}
