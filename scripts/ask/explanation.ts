/** Explanation that `--explain` adds to an answer: how each passage was found, and how each sentence was chosen. */

import { type AnswerResult, CONFIDENCE_TO_ANSWER, placeText, type RankedScore } from "../../src/engine/engine.ts";

type Explained = Pick<AnswerResult, "evidence" | "candidates" | "confidence" | "dropped" | "inOtherWords">;

/** The sentences below were no match for the ones above. */
const SENTENCES = 10;

export function explanation({ evidence, candidates, confidence, dropped, inOtherWords }: Explained): object {
  return {
    confidence,
    confidenceToAnswer: CONFIDENCE_TO_ANSWER,
    evidence: evidence.map(({ passage, score, rankings }) => ({
      path: passage.document.path,
      section: passage.section,
      start: passage.start,
      end: passage.end,
      score,
      places: rankings,
    })),
    sentences: candidates.slice(0, SENTENCES).map(({ quote, cosine, margin, score }) => ({
      quote,
      cosine,
      margin,
      score,
    })),
    ...(dropped === undefined ? {} : { dropped }),
    ...(inOtherWords === undefined ? {} : { inOtherWords }),
  };
}

export function explanationText({
  evidence,
  candidates,
  confidence,
  dropped = [],
  inOtherWords = [],
}: Explained): string {
  const place = ({ rank, score }: RankedScore): string => `#${rank ?? "-"} ${score.toFixed(2)}`.padEnd(9);
  const rows = evidence.map(({ passage, score, rankings }) => {
    const where = placeText(passage.document, passage.section, passage.place, "en");
    return [
      score.toFixed(3).padEnd(6),
      place(rankings.words),
      place(rankings.passage),
      place(rankings.sentence),
      where,
    ].join(" ");
  });
  const sentences = candidates.slice(0, SENTENCES).map(({ quote, cosine, margin, score }) => {
    const selected = (margin?.toFixed(2) ?? "-").padEnd(7);
    return `${score.toFixed(3).padEnd(6)} ${cosine.toFixed(3).padEnd(7)} ${selected} ${quote}`;
  });
  const unproven = dropped.map(({ reason, detail, text }) => `${reason.padEnd(15)} ${text} (${detail})`);
  return [
    ...(unproven.length === 0
      ? []
      : ["written by the model and dropped, since it could not be proven", ...unproven, ""]),
    ...inOtherWords.map(({ asked, english }) => `no document has ${asked}; looked for as: ${english.join(", ")}`),
    `confidence ${confidence.toFixed(2)}, answered from ${CONFIDENCE_TO_ANSWER} up`,
    "",
    "score  words     passage   sentence  where",
    ...rows,
    "",
    "score  cosine  margin  sentence",
    ...sentences,
  ].join("\n");
}
