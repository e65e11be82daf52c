/** Counters and timings for Prometheus, by prom-client. Counts only: no label names a person or a document. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { AnswerResult } from "../engine/engine.ts";

export interface Metrics {
  answered(result: Pick<AnswerResult, "answer" | "timings" | "notice" | "dropped">): void;
  judged(verdict: "good" | "bad"): void;
  /** An update was dealt with, or put off. */
  handled(outcome: string, milliseconds: number): void;
  /** The Bot API was called for something that must arrive. */
  called(outcome: string, method: string): void;
  readonly contentType: string;
  /** Everything, as Prometheus reads it. */
  text(): Promise<string>;
}

export interface MetricsOptions {
  /** Looked up when somebody asks for the metrics. */
  readonly gauges: () => Promise<Readonly<Record<GaugeName, number>>>;
  /** Memory, event loop and the like of this process. */
  readonly withProcess: boolean;
}

type GaugeName = keyof typeof GAUGES;

const GAUGES = {
  docket_inbox_updates: "Updates that wait to be handled",
  docket_outbox_messages: "Messages that wait to be sent",
  docket_parked_updates: "Updates that were given up, and wait for the operator",
  docket_documents: "Documents in the library",
  docket_passages: "Passages in the library",
  docket_model_tokens_today: "Tokens of the language model that were used since midnight, or are reserved",
  docket_model_cost_today: "What they cost, in the currency of MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT",
} as const;

/** Seconds. From one query of a small library to an answer that a model writes. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics({ gauges, withProcess }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (withProcess) collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: "docket_answers_total",
    help: "Questions by what became of them",
    labelNames: ["kind", "by"],
    registers,
  });
  const notWritten = new Counter({
    name: "docket_not_written_total",
    help: "Answers that the language model should have written and did not, by why",
    labelNames: ["notice"],
    registers,
  });
  const dropped = new Counter({
    name: "docket_dropped_claims_total",
    help: "Sentences of the language model that were not proven, by why",
    labelNames: ["reason"],
    registers,
  });
  const verdicts = new Counter({
    name: "docket_feedback_total",
    help: "What members thought of answers",
    labelNames: ["verdict"],
    registers,
  });
  const updates = new Histogram({
    name: "docket_update_seconds",
    help: "Time to handle an update, by how it ended",
    labelNames: ["outcome"],
    buckets: BUCKETS,
    registers,
  });
  const calls = new Counter({
    name: "docket_calls_total",
    help: "Calls of the Bot API from the outbox, by what became of them",
    labelNames: ["outcome", "method"],
    registers,
  });
  const seconds = new Histogram({
    name: "docket_answer_seconds",
    help: "Time to an answer, by stage",
    labelNames: ["stage"],
    buckets: BUCKETS,
    registers,
  });
  registerGauges(registers, gauges);
  return {
    answered({ answer, timings, notice, dropped: unproven = [] }) {
      if (notice !== undefined) notWritten.inc({ notice });
      for (const { reason } of unproven) dropped.inc({ reason });
      answers.inc({ kind: answer.kind, by: answer.kind === "answered" ? answer.by : "" });
      if (answer.kind === "refused") return;
      const { embedMs, searchMs, answerMs, totalMs } = timings;
      for (const [stage, ms] of Object.entries({
        embed: embedMs,
        search: searchMs,
        answer: answerMs,
        total: totalMs,
      })) {
        seconds.observe({ stage }, ms / 1_000);
      }
    },
    judged: (verdict) => verdicts.inc({ verdict }),
    handled: (outcome, milliseconds) => updates.observe({ outcome }, milliseconds / 1_000),
    called: (outcome, method) => calls.inc({ outcome, method }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function registerGauges(registers: Registry[], read: MetricsOptions["gauges"]): void {
  for (const name of Object.keys(GAUGES) as GaugeName[]) {
    new Gauge({
      name,
      help: GAUGES[name],
      registers,
      async collect() {
        this.set((await read())[name]);
      },
    });
  }
}
