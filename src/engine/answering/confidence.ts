/**
 * Decides between answering, being unsure and abstaining. Confidence is the probability that the best unit answers, on
 * one scale whatever it is worked out from: with the selector from its margin, else from the best passage's score and the
 * best sentence's cosine.
 */

import type { Evidence } from "../retrieval/evidence.ts";
import type { Candidate } from "./sentences.ts";

/**
 * From here up it is said as an answer. On the development sets of 2026-11-29 (answered when answerable, refused when
 * not): clapnq .90, .69; mtragun .88, .81; xquad .81, .75. At .62: .97, .46; .93, .47; .90, .61. At .82: .79, .85; .81, .92;
 * .69, .87.
 */
export const CONFIDENCE_TO_ANSWER = 0.73;
/**
 * From here up the nearest units are shown, as such; below, "I did not find an answer". Of the questions that the documents
 * answer 92 % of the members' are above .5 and 98 % above .38, and 97 % and more of the other sets'.
 */
export const CONFIDENCE_TO_SHOW = 0.42;

export interface Thresholds {
  readonly toAnswer: number;
  readonly toShow: number;
}

export const THRESHOLDS: Thresholds = { toAnswer: CONFIDENCE_TO_ANSWER, toShow: CONFIDENCE_TO_SHOW };

export function decide(confidence: number, { toAnswer, toShow }: Thresholds): "answered" | "unsure" | "not-found" {
  if (confidence >= toAnswer) return "answered";
  return confidence >= toShow ? "unsure" : "not-found";
}

/**
 * Log-odds of the best unit: a logistic regression over all development sets, members' questions three times
 * (`training/selector/calibrate.py`, 2026-11-29). Fitted on all sets but one it orders the left-out set as well: area under
 * the curve .90, .93, .88 and .60 of clapnq, mtragun, xquad and members.
 */
const WITH_SELECTOR = { margin: 0.13, nearness: 2.49, bias: -2.52 };
/** Without a selector, on the same scale. */
const WITHOUT_SELECTOR = { nearness: 2.5, bias: -2.6 };

/** @param candidates best first */
export function confidenceOf(evidence: readonly Evidence[], candidates: readonly Candidate[]): number {
  const [best] = candidates;
  if (best === undefined) return 0;
  const near = nearness(evidence, candidates);
  if (best.margin === null) return logistic(WITHOUT_SELECTOR.nearness * near + WITHOUT_SELECTOR.bias);
  const margin = Math.max(...candidates.map((candidate) => candidate.margin ?? Number.NEGATIVE_INFINITY));
  return logistic(WITH_SELECTOR.margin * margin + WITH_SELECTOR.nearness * near + WITH_SELECTOR.bias);
}

/** Best passage's score + best sentence's cosine + what is lost to the gloss. */
function nearness(evidence: readonly Evidence[], candidates: readonly Candidate[]): number {
  return (
    Math.max(0, ...evidence.map(({ score }) => score)) +
    Math.max(...candidates.map(({ cosine }) => cosine)) +
    (candidates[0]?.evidence.lostToGloss ?? 0)
  );
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** Log-odds: on this scale differences of confidence mean the same everywhere. */
export function logOdds(probability: number): number {
  const bounded = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(bounded / (1 - bounded));
}
