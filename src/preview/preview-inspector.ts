/**
 * Records what stands behind the answers: the stages, the evidence with its places in the three rankings, the sentences
 * that were weighed and those that were quoted, and the times. It is noted on the way to the bot, which does not know
 * of it.
 */

import type { Ask } from "../bot/handlers/question.ts";
import {
  type Answer,
  type AnswerResult,
  type AnswerTimings,
  CONFIDENCE_TO_ANSWER,
  claimsOf,
  type Evidence,
  type ProgressStage,
  placeText,
} from "../engine/engine.ts";

export interface InspectedAnswer {
  /** Counts from 1. */
  readonly number: number;
  readonly asked: string;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: Answer["kind"] | "failed";
  /** Its author; null where nothing was written. */
  readonly by: "extract" | "model" | null;
  readonly language: string | null;
  /** The question as it was understood, where that is not as it was asked. */
  readonly understood: string | null;
  /** Reason why the answer is not the model's, where it should have been. */
  readonly notice: NonNullable<AnswerResult["notice"]> | null;
  /** Turns that were said before and came along. */
  readonly history: number;
  readonly confidence: number;
  readonly confidenceToAnswer: number;
  readonly timings: AnswerTimings;
  /** Progress stages, and after how many milliseconds they came. */
  readonly stages: readonly { readonly name: ProgressStage["kind"]; readonly afterMs: number }[];
  readonly claims: readonly { readonly text: string; readonly marks: readonly number[] }[];
  /** Sentences of the model that were not grounded. */
  readonly dropped: readonly { readonly text: string; readonly reason: string; readonly detail: string }[];
  readonly evidence: readonly InspectedEvidence[];
  readonly sentences: readonly InspectedSentence[];
}

interface InspectedEvidence {
  readonly where: string;
  readonly text: string;
  readonly standing: Evidence["validity"]["kind"];
  readonly score: number;
  readonly places: Evidence["rankings"];
  readonly quoted: boolean;
}

interface InspectedSentence {
  readonly text: string;
  readonly score: number;
  readonly cosine: number;
  /** It stands in the answer; the others were weighed and left out. */
  readonly quoted: boolean;
}

export interface Inspector {
  /** Newest first. */
  answers(): readonly InspectedAnswer[];
  /** Passes answers on, each noted before it is given. */
  watching(ask: Ask): Ask;
  /** @returns what ends it */
  on(listener: (answer: InspectedAnswer) => void): () => void;
}

const KEPT_ANSWERS = 30;
/** Ranks further down are no match. */
const SENTENCES = 12;

export function createInspector({ clock }: { readonly clock: () => Date }): Inspector {
  const listeners = new Set<(answer: InspectedAnswer) => void>();
  let answers: readonly InspectedAnswer[] = [];
  let number = 0;
  const note = (answer: Omit<InspectedAnswer, "number">): void => {
    number += 1;
    const noted = { number, ...answer };
    answers = [noted, ...answers].slice(0, KEPT_ANSWERS);
    for (const listener of listeners) listener(noted);
  };

  return {
    answers: () => answers,
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watching: (ask) => async (request) => {
      const [started, at] = [performance.now(), clock().toISOString()];
      const stages: InspectedAnswer["stages"][number][] = [];
      const { onStage } = request;
      const watched = {
        ...request,
        onStage(stage: ProgressStage) {
          stages.push({ name: stage.kind, afterMs: performance.now() - started });
          onStage?.(stage);
        },
      };
      const asked = { asked: request.question, at, history: request.history?.length ?? 0, stages };
      try {
        const result = await ask(watched);
        note({ ...asked, ...inspected(request.question, result) });
        return result;
      } catch (thrown) {
        const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: performance.now() - started };
        note({ ...asked, ...NOTHING, timings });
        throw thrown;
      }
    },
  };
}

const NOTHING = {
  kind: "failed",
  by: null,
  language: null,
  confidence: 0,
  confidenceToAnswer: CONFIDENCE_TO_ANSWER,
  understood: null,
  notice: null,
  claims: [],
  dropped: [],
  evidence: [],
  sentences: [],
} as const;

function inspected(
  asked: string,
  result: AnswerResult,
): Omit<InspectedAnswer, "number" | "asked" | "at" | "history" | "stages"> {
  const { answer, evidence, candidates, confidence, timings, question, dropped = [], notice = null } = result;
  const claims = claimsOf(answer);
  const citations = claims.flatMap((claim) => claim.citations);
  const language = question?.language ?? "en";
  return {
    kind: answer.kind,
    by: answer.kind === "answered" ? answer.by : null,
    language: question?.language ?? null,
    understood: question === null || question.text === asked.replace(/\s+/gu, " ").trim() ? null : question.text,
    notice,
    dropped,
    confidence,
    confidenceToAnswer: CONFIDENCE_TO_ANSWER,
    timings,
    claims: claims.map(({ text, citations: own }) => ({ text, marks: own.map(({ mark }) => mark) })),
    evidence: evidence.map(({ passage, validity: standing, score, rankings: places }) => ({
      where: placeText(passage.document, passage.section, passage.place, language),
      text: passage.text,
      standing: standing.kind,
      score,
      places,
      quoted: citations.some(
        ({ document, start, end }) => document.id === passage.document.id && start < passage.end && passage.start < end,
      ),
    })),
    sentences: candidates.slice(0, SENTENCES).map(({ quote, score, cosine }) => ({
      text: quote,
      score,
      cosine,
      quoted: citations.some((citation) => citation.quote.includes(quote)),
    })),
  };
}
