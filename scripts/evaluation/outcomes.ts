/**
 * Outcomes for members, counted by kind of question and by language: an answer that is right or wrong; the nearest
 * sentences under "I am not sure"; or nothing. Pure.
 */

import { isQuestion } from "../../src/engine/answering/question-and-answer.ts";
import { textTable } from "../text-table.ts";
import { folded, type Prediction, percentile, type Scored } from "./metrics.ts";
import type { EvaluationQuestion } from "./questions.ts";

const OUTCOMES = ["right", "wrong", "unsure", "missed", "abstained", "unsure, rightly", "wrongly answered"] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface OutcomeCounts extends Readonly<Record<Outcome, number>> {
  readonly questions: number;
  /** Right or rightly abstained, and half of what is unsure and holds the answer or rightly so; a share of all. */
  readonly served: number;
  /** Wrong or wrongly answered; a share of all. */
  readonly misled: number;
}

export interface Outcomes {
  readonly kinds: Readonly<Record<string, OutcomeCounts>>;
  readonly languages: Readonly<Record<string, OutcomeCounts>>;
  /** The ten surest answers that mislead. */
  readonly worst: readonly { readonly id: string; readonly question: string; readonly answer: string }[];
  readonly form: {
    /** Share of answers: the first quote is no question and no heading that promises what follows. */
    readonly "first quote is a statement": number | null;
    /** Share of quotes: the words are in another quote of the answer. */
    readonly "words quoted twice": number | null;
    /** In characters, the median answer's. */
    readonly length: number;
  };
}

export function outcomesOf(scored: readonly Scored[]): Outcomes {
  const answered = scored.map(({ prediction }) => prediction).filter(({ kind }) => kind === "answered");
  const worst = scored
    .filter(({ question, prediction }) => isMisleading(outcomeOf(question, prediction)))
    .toSorted((one, other) => other.confidence - one.confidence)
    .slice(0, 10);
  return {
    kinds: countsBy(scored, ({ question }) => question.kind),
    languages: countsBy(scored, ({ question }) => question.lang),
    worst: worst.map(({ question: { id, question }, prediction: { answer } }) => ({ id, question, answer })),
    form: {
      "first quote is a statement": share(answered, ({ citations }) => isStatement(citations[0]?.quote ?? "")),
      "words quoted twice": share(
        answered.flatMap(({ citations }) => citations.map(({ quote }, index) => ({ quote, index, citations }))),
        ({ quote, index, citations }) =>
          citations.some((other, place) => place !== index && folded(other.quote).includes(folded(quote))),
      ),
      length: percentile(
        answered.map(({ answer }) => answer.length),
        0.5,
      ),
    },
  };
}

export function outcomeOf(question: EvaluationQuestion, prediction: Prediction): Outcome {
  const { kind } = prediction;
  if (!question.answerable) {
    if (kind === "answered") return "wrongly answered";
    return kind === "unsure" ? "unsure, rightly" : "abstained";
  }
  if (kind === "unsure") return "unsure";
  if (kind !== "answered") return "missed";
  return holdsAnswer(question, prediction) ? "right" : "wrong";
}

/** Any expected words; where none are given, a quote from a document that holds the answer. */
function holdsAnswer({ answers, gold_docs }: EvaluationQuestion, { answer, citations }: Prediction): boolean {
  if (answers.length > 0) return answers.some((gold) => folded(answer).includes(folded(gold)));
  return citations.some(({ file }) => gold_docs.includes(file));
}

function isMisleading(outcome: Outcome): boolean {
  return outcome === "wrong" || outcome === "wrongly answered";
}

function isStatement(quote: string): boolean {
  return !isQuestion(quote) && !/[:：]$/u.test(quote.trimEnd());
}

function countsBy(scored: readonly Scored[], keyOf: (one: Scored) => string): Record<string, OutcomeCounts> {
  const groups = Map.groupBy(scored, keyOf);
  return Object.fromEntries(
    [...groups].sort(([one], [other]) => one.localeCompare(other)).map(([key, part]) => [key, countsOf(part)]),
  );
}

function countsOf(scored: readonly Scored[]): OutcomeCounts {
  const outcomes = scored.map(({ question, prediction }) => outcomeOf(question, prediction));
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>;
  const unsureRight = scored.filter(
    ({ question, prediction }) => outcomeOf(question, prediction) === "unsure" && holdsAnswer(question, prediction),
  ).length;
  const half = (unsureRight + counts["unsure, rightly"]) / 2;
  return {
    ...counts,
    questions: scored.length,
    served: (counts.right + counts.abstained + half) / Math.max(1, scored.length),
    misled: (counts.wrong + counts["wrongly answered"]) / Math.max(1, scored.length),
  };
}

export function outcomesTable({ kinds, languages, worst, form }: Outcomes): string {
  const line = (name: string, counts: OutcomeCounts): string[] => [
    ...[name, String(counts.questions), counts.served.toFixed(2), counts.misled.toFixed(2)],
    ...OUTCOMES.map((outcome) => String(counts[outcome])),
  ];
  const rows = [...Object.entries(kinds), ...Object.entries(languages)].map(([name, counts]) => line(name, counts));
  const shown = (value: number | null): string => value?.toFixed(3) ?? "-";
  return [
    textTable([["kind or language", "questions", "served", "misled", ...OUTCOMES], ...rows]),
    "",
    `first quote is a statement ${shown(form["first quote is a statement"])}, words quoted twice ${shown(form["words quoted twice"])}, length ${form.length}`,
    ...worst.flatMap(({ id, question, answer }) => ["", `${id}: ${question}`, `    ${answer.split("\n")[0]}`]),
  ].join("\n");
}

function share<Value>(values: readonly Value[], holds: (value: Value) => boolean): number | null {
  return values.length === 0 ? null : values.filter(holds).length / values.length;
}

/** Questions whose outcome is another than in an earlier run's predictions, as `id: right -> wrong`. */
export function changedOutcomes(scored: readonly Scored[], earlier: readonly Prediction[]): string[] {
  const before = new Map(earlier.map((prediction) => [prediction.id, prediction]));
  return scored.flatMap(({ question, prediction }) => {
    const old = before.get(question.id);
    if (old === undefined) return [];
    const [was, is] = [outcomeOf(question, old), outcomeOf(question, prediction)];
    return was === is ? [] : [`${question.id}: ${was} -> ${is}`];
  });
}
