/**
 * Decides between answering, being unsure and abstaining. Confidence is the probability that the best unit answers, worked
 * out from the best passage's score and the best sentence's cosine, from how good the best unit is and how far ahead, and
 * from the selector's margin where there is one.
 */

import { workKey } from "../../documents/facts/document-name.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import { type Candidate, scoreWithoutMargin } from "./sentences.ts";

/**
 * From here up it is said as an answer. On the development sets of 2026-11-29 (answered when answerable, refused when
 * not): clapnq .92, .71; mtragun .88, .89; xquad .81, .80. A lead of .75 and a bias of -4.1 give .92, .72; .88, .89; .81, .79.
 */
export const CONFIDENCE_TO_ANSWER = 0.73;
/**
 * From here up the nearest units are shown, as such; below, "I did not find an answer". Of the questions that the documents
 * answer 93 % of the members' are above it, and 95 % and more of the other sets'.
 */
export const CONFIDENCE_TO_SHOW = 0.25;

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
 * Log-odds that the best unit answers. Nearness alone tells what a library is about; that the unit itself is good (`best`)
 * and that no other passage comes close (`lead`) tell that it answers. Chosen on 2,765 questions over sixteen invented
 * organisations and the development sets (2026-11-29). Of 7,987 over 45 organisations first quotes right .208 and misled
 * .110, with nearness alone .198 and .115; of 1,652 over others .164 and .089, with nearness alone .165 and .105; xquad
 * refuses .80 instead of .75.
 */
const WEIGHTS = { nearness: 2.5, best: 0.7, lead: 1.3, bias: { withoutSelector: -4.2, withSelector: -4.12 } };
/** Of the selector's margin, on the same scale (`training/selector/calibrate.py`). */
const MARGIN = 0.13;
/** From here on a lead says no more. */
const FAR_AHEAD = 0.6;
/** Share of the words of the shorter passage that two versions have in common. */
const MOST_WORDS = 0.7;

/** @param candidates best first */
export function confidenceOf(evidence: readonly Evidence[], candidates: readonly Candidate[]): number {
  const [best] = candidates;
  if (best === undefined) return 0;
  const { nearness, best: ofBest, lead, bias } = WEIGHTS;
  return logistic(
    nearness * nearnessOf(evidence, candidates) +
      ofBest * scoreWithoutMargin(best) +
      lead * Math.min(FAR_AHEAD, leadOf(evidence)) +
      (best.margin === null ? bias.withoutSelector : bias.withSelector + MARGIN * bestMargin(candidates)),
  );
}

/** How far the best passage is ahead of the next that is no other version or amendment of its text. */
function leadOf(evidence: readonly Evidence[]): number {
  const [best, ...others] = [...evidence].sort((one, other) => other.score - one.score);
  if (best === undefined) return 0;
  const rivals = others.filter(({ passage }) => !isOfOneText(passage, best.passage));
  return best.score - Math.max(0, ...rivals.map(({ score }) => score));
}

/** Versions are of one work and have most words in common; an amendment names what it amends in 《》. */
function isOfOneText(one: Evidence["passage"], other: Evidence["passage"]): boolean {
  const [own, others] = [one.document.title, other.document.title];
  if (own.includes(`《${others}》`) || others.includes(`《${own}》`)) return true;
  if (one.document.id === other.document.id || workKey(own) !== workKey(others)) return false;
  const [words, known] = [new Set(tokenize(one.text)), new Set(tokenize(other.text))];
  return words.intersection(known).size >= MOST_WORDS * Math.min(words.size, known.size);
}

function bestMargin(candidates: readonly Candidate[]): number {
  return Math.max(...candidates.map(({ margin }) => margin ?? Number.NEGATIVE_INFINITY));
}

/** Best passage's score + best sentence's cosine + what is lost to the gloss. */
function nearnessOf(evidence: readonly Evidence[], candidates: readonly Candidate[]): number {
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
