/** An evaluation as a table for people, and as one value for programs. */

import { textTable } from "../text-table.ts";
import { directionOf, type Metrics, measure, percentile, refusingBelow, type Scored, type Timings } from "./metrics.ts";

export interface EvaluationReport {
  readonly all: Metrics;
  readonly directions: Readonly<Record<string, Metrics>>;
  readonly timings: {
    readonly embedMs: Timings;
    readonly searchMs: Timings;
    readonly answerMs: Timings;
    readonly totalMs: Timings;
  };
}

export function evaluationJson(scored: readonly Scored[]): EvaluationReport {
  const directions = Object.groupBy(scored, ({ question }) => directionOf(question));
  const timed = (part: keyof EvaluationReport["timings"]): Timings => {
    const values = scored.map(({ timings }) => timings[part]);
    return { p50: percentile(values, 0.5), p95: percentile(values, 0.95) };
  };
  return {
    all: measure(scored),
    directions: Object.fromEntries(Object.entries(directions).map(([name, part]) => [name, measure(part ?? [])])),
    timings: {
      embedMs: timed("embedMs"),
      searchMs: timed("searchMs"),
      answerMs: timed("answerMs"),
      totalMs: timed("totalMs"),
    },
  };
}

export function evaluationTable(scored: readonly Scored[]): string {
  const { all, directions, timings } = evaluationJson(scored);
  const columns: [string, Metrics][] = [
    ["all", all],
    ...(Object.keys(directions).length > 1 ? Object.entries(directions) : []),
  ];
  const names = Object.keys(all) as (keyof Metrics)[];
  const rows = names.map((name) => [name, ...columns.map(([, metrics]) => shown(name, metrics[name]))]);
  const time = Object.entries(timings).map(([part, { p50, p95 }]) => `${part} ${p50.toFixed(1)} / ${p95.toFixed(1)}`);
  return [
    textTable([["measure", ...columns.map(([name]) => name)], ...rows]),
    "",
    `time p50 / p95: ${time.join(", ")}`,
  ].join("\n");
}

/** Results at other thresholds: a line each. The scored answers must not have been refused for theirs. */
export function evaluationCurve(scored: readonly Scored[], confidences: readonly number[]): CurvePoint[] {
  return confidences.map((confidence) => {
    const metrics = measure(refusingBelow(scored, confidence));
    return {
      confidence,
      answered: metrics["answered when answerable"],
      refused: metrics["refused when unanswerable"],
      gold: metrics["answer contains gold"],
    };
  });
}

export interface CurvePoint {
  readonly confidence: number;
  readonly answered: number | null;
  readonly refused: number | null;
  readonly gold: number | null;
}

export function curveTable(points: readonly CurvePoint[], chosen: number): string {
  const number = (value: number | null): string => value?.toFixed(3) ?? "-";
  const rows = points.map(({ confidence, answered, refused, gold }) => [
    `${confidence.toFixed(2)}${confidence === chosen ? " (default)" : ""}`,
    ...[number(answered), number(refused), number(gold)],
  ]);
  return textTable([
    ["answered from", "answered when answerable", "refused when unanswerable", "answer contains gold"],
    ...rows,
  ]);
}

function shown(name: keyof Metrics, value: number | null): string {
  return value === null ? "-" : name === "questions" ? String(value) : value.toFixed(3);
}
