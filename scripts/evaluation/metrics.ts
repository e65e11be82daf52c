/**
 * Metrics of an evaluation, for all questions together and for each direction of languages. Pure: predictions and
 * questions in, numbers out.
 */

import type { AnswerTimings } from "../../src/engine/engine.ts";
import type { EvaluationQuestion } from "./questions.ts";

/** One line of the file that `--predictions` writes. */
export interface Prediction {
  readonly id: string;
  readonly answer: string;
  /** True of `unsure` as well: it claims nothing. */
  readonly refused: boolean;
  readonly kind: "answered" | "unsure" | "not-found" | "refused";
  /** Passages that were shown though nothing was answered. */
  readonly nearest: readonly string[];
  readonly citations: readonly { readonly file: string; readonly quote: string }[];
  /** Files, best first; a file may occur several times. */
  readonly retrieved: readonly string[];
}

export interface Scored {
  readonly question: EvaluationQuestion;
  readonly prediction: Prediction;
  readonly timings: AnswerTimings;
  /** The score that decides on abstaining. */
  readonly confidence: number;
  /** True when every quote stands word for word in the file that it cites; null without quotes. */
  readonly verbatim: boolean | null;
}

export interface Metrics {
  readonly questions: number;
  readonly "hit@1": number | null;
  readonly "hit@5": number | null;
  readonly "recall@5": number | null;
  readonly "recall@10": number | null;
  readonly mrr: number | null;
  readonly "ndcg@10": number | null;
  readonly "answered when answerable": number | null;
  readonly "refused when unanswerable": number | null;
  readonly "answer contains gold": number | null;
  readonly "quotes verbatim": number | null;
}

export interface Timings {
  readonly p50: number;
  readonly p95: number;
}

/** `en to zh`; without the documents' language, the question's alone. */
export function directionOf({ lang, doc_lang }: EvaluationQuestion): string {
  return doc_lang === undefined ? lang : `${lang} to ${doc_lang}`;
}

export function measure(scored: readonly Scored[]): Metrics {
  const found = scored.filter(({ question }) => question.answerable && question.gold_docs.length > 0);
  const ranks = found.map(({ question, prediction }) => goldRanks(question.gold_docs, prediction.retrieved));
  const withGold = found.filter(({ question }) => question.answers.length > 0);
  return {
    questions: scored.length,
    "hit@1": mean(ranks.map((places) => Number(places.some((place) => place <= 1)))),
    "hit@5": mean(ranks.map((places) => Number(places.some((place) => place <= 5)))),
    "recall@5": mean(ranks.map((places, index) => within(places, 5) / goldCount(found[index]))),
    "recall@10": mean(ranks.map((places, index) => within(places, 10) / goldCount(found[index]))),
    mrr: mean(ranks.map(([best]) => (best === undefined ? 0 : 1 / best))),
    "ndcg@10": mean(ranks.map((places, index) => gain(places) / gain(firstPlaces(goldCount(found[index]))))),
    "answered when answerable": mean(
      scored.filter(({ question }) => question.answerable).map(({ prediction }) => Number(!prediction.refused)),
    ),
    "refused when unanswerable": mean(
      scored.filter(({ question }) => !question.answerable).map(({ prediction }) => Number(prediction.refused)),
    ),
    "answer contains gold": mean(
      withGold.map(({ question, prediction }) =>
        Number(
          !prediction.refused && question.answers.some((gold) => folded(prediction.answer).includes(folded(gold))),
        ),
      ),
    ),
    "quotes verbatim": mean(scored.flatMap(({ verbatim }) => (verbatim === null ? [] : [Number(verbatim)]))),
  };
}

/** Counts as if everything below that confidence had been refused. */
export function refusingBelow(scored: readonly Scored[], confidence: number): Scored[] {
  return scored.map((one) =>
    one.confidence >= confidence
      ? one
      : {
          ...one,
          verbatim: null,
          prediction: { ...one.prediction, refused: true, kind: "not-found", answer: "", citations: [] },
        },
  );
}

/** The p-th part of the values, by the nearest rank; 0 of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Text without case, width, spaces and punctuation: how answers are compared. */
export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, "");
}

/** 1-based places of the gold files among the files found, best first. */
function goldRanks(gold: readonly string[], retrieved: readonly string[]): number[] {
  return [...new Set(retrieved)].flatMap((file, index) => (gold.includes(file) ? [index + 1] : []));
}

function goldCount(scored: Scored | undefined): number {
  return Math.max(1, new Set(scored?.question.gold_docs).size);
}

function within(places: readonly number[], most: number): number {
  return places.filter((place) => place <= most).length;
}

function gain(places: readonly number[]): number {
  return places.filter((place) => place <= 10).reduce((sum, place) => sum + 1 / Math.log2(place + 1), 0);
}

function firstPlaces(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
